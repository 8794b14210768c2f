"""What a worker does for the data set, one module for each kind of work."""
