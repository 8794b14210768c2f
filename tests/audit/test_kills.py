"""A small trial by killing; `python -m benchmarks kills` is the full one."""

import pytest

from benchmarks.kills import tried

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_doubled_by_six_kills(kind):
    wrong, words = tried(kind, kills=6, seed=7)
    assert wrong == [], words
    assert "6 kills" in words
    assert "update 0 of" not in words
