"""Upload, repair and accept: turns what was read into changes in the rooms below."""
