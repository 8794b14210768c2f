"""Which facts of a reading are repaired, how each is shown, edited, cut, remembered and kept."""
