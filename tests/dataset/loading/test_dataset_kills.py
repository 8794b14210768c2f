"""A small trial by killing; `python -m benchmarks dataset-kills` is the full one."""

import pytest

from benchmarks.dataset_kills import tried

pytestmark = pytest.mark.slow


def test_nothing_is_lost_or_doubled_by_four_kills():
    wrong, words = tried(kills=4, seed=7, rows=500)
    assert wrong == [], words
    assert "4 kills" in words
