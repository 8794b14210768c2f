"""The real settings, with one more address: an empty page behind the same doors."""

from goldenthread.config.settings import *

ROOT_URLCONF = "benchmarks.urls"
