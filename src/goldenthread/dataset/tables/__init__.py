"""The linked, pseudonymised tables, one documented class each."""
