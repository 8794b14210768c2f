"""The real settings, with addresses that make one change each, for the trial by killing."""

from goldenthread.config.settings import *

ROOT_URLCONF = "benchmarks.kill_urls"
