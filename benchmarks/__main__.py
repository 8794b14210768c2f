"""Runs every benchmark: `python -m benchmarks [--large] [--postgresql]`, or only `kills`."""

import sys

from benchmarks import kills, pages, printing, reading

if sys.argv[1:2] == ["kills"]:
    sys.exit(kills.main(sys.argv[2:]))
sys.exit(max(reading.main(), printing.main(), pages.main(), kills.main([])))
