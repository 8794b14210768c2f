"""What the pages of the thread read, laid end to end."""
