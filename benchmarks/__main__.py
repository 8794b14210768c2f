"""Runs every benchmark: `python -m benchmarks [--large] [--postgresql]`."""

import sys

from benchmarks import pages, reading

sys.exit(max(reading.main(), pages.main()))
