"""Calendar, errors and counts that every room shares; no tables, no Django."""
