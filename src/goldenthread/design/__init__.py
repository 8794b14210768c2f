"""Base templates, components, styles and error pages; no models."""
