"""What holds when many people work at once."""
