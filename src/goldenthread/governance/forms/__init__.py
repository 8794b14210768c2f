"""Forms of boards: what people type, and what is wrong with it."""
