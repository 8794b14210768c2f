"""Every write of the data set, one module for each topic."""
