"""Letters that spare a search never hide what the search would have found."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.thread.rules import vocabulary
from goldenthread.thread.rules.anchors import anchors
from tests.shared import SEEDS, needs_shared

EVERY = {**vocabulary._SUBJECTS, **vocabulary._ASPECTS}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("annual reviews?", {"annual review"}),
        ("excluded|suspen(?:sions?|ded)", {"excluded", "suspen"}),
        (r"midwi\w+", {"midwi"}),
        (r"(?:clinical|medical) officers?", {" officer"}),
        (r"(?:clinical|medical) fox", {"clinical", "medical"}),
        ("colou{0,2}rs", {"colo"}),
        (r"[ab]\w*", {""}),
        ("(?<!health and )social care", {"social care"}),
        ("(?:very )?late+", {"late"}),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern, expected):
    assert anchors(pattern) == expected


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=10, deadline=None, derandomize=True)
@given(data=st.data())
def test_whatever_a_pattern_of_the_vocabulary_matches_holds_its_anchors(name, data):
    for pattern in EVERY[name]:
        found = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE | re.ASCII)))
        match = re.search(pattern, found, re.IGNORECASE)
        assert match is None or any(each in match[0].lower() for each in anchors(pattern))


@needs_shared
def test_in_real_lines_nothing_is_missed():
    lines = [n for path in sorted(SEEDS.iterdir()) for n in path.read_text("utf-8").splitlines()]
    for name, patterns in EVERY.items():
        found = re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
        letters = frozenset().union(*map(anchors, patterns))
        missed = [n for n in lines if found.search(n) and not any(a in n.lower() for a in letters)]
        assert missed == [], name
