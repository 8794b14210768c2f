"""What is read of the data set, one module for each topic."""
