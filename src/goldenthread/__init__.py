"""Golden Thread: runs, proves and publishes a local area's SEND improvement."""
