"""Local areas, localities, organisations and bodies, and who succeeded whom and when."""
