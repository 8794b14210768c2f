"""Runs what `make bench` runs."""

import sys

from tests.bench.pages import main

sys.exit(main())
