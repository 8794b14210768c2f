"""Reports composed from one source at four depths, approved, frozen and printed."""
