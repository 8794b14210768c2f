"""A made-up country of families, written out as the extracts that partners send."""
