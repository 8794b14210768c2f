"""What the data set decides, in plain Python: no Django, no engine."""
