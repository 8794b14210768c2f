"""A file becomes a load: read, typed, checked, balanced and staged, or quarantined."""
