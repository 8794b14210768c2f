"""What may be read of reports."""
