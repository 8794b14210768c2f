"""The golden thread itself: everything below laid end to end, home, search and the check."""
