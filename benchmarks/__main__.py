"""Runs every benchmark: `python -m benchmarks [--large] [--postgresql]`."""

import sys

from benchmarks import pages, printing, reading

sys.exit(max(reading.main(), printing.main(), pages.main()))
