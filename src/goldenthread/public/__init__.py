"""What families see without signing in."""
