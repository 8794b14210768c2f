"""What the pages of bringing in read, and nothing that writes."""
