"""What people send to the pages of the data set."""
