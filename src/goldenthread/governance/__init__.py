"""Bodies that meet: calendars, papers, minutes, decisions that come back, challenges."""
