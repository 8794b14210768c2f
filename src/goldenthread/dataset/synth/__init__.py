"""A made-up country: areas, schools, families and children, written out as partners' extracts."""
