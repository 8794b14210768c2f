"""Inspections, findings, weaknesses, judgements and the clocks of each regime."""
