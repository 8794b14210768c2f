"""The pages of the data set, one module for each thing that people come to do."""
