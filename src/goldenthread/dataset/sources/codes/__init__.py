"""Code lists that several sources share, each with its dates and where it was read."""
