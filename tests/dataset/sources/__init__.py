"""Each source, and what is particular to its rules."""
