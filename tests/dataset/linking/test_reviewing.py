"""Reviewers answer once each, blind, and a third decides where two differ."""

import pytest

from goldenthread.audit.models import Event
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.reviewing import answer_pair
from goldenthread.dataset.models import ReviewAnswer
from goldenthread.dataset.queries.review import next_pair, standing, waiting
from goldenthread.dataset.rules.review import Verdict

FIRST, SECOND, THIRD = (Actor(f"user:{n}", f"Reviewer {n}") for n in (1, 2, 3))
SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


def test_two_who_agree_settle_a_pair(pairs):
    answer_pair(by=FIRST, pair=pairs[0], verdict=SAME)
    assert answer_pair(by=SECOND, pair=pairs[0], verdict=SAME).outcome == SAME
    with pytest.raises(UserError, match="settled"):
        answer_pair(by=THIRD, pair=pairs[0], verdict=DIFFERENT)
    assert ReviewAnswer.objects.count() == 2


def test_a_third_decides_and_is_asked_first(pairs):
    answer_pair(by=FIRST, pair=pairs[3], verdict=SAME)
    answer_pair(by=SECOND, pair=pairs[3], verdict=DIFFERENT)
    area = pairs[0].area
    assert next_pair(area, FIRST.ref) == pairs[0]
    assert next_pair(area, THIRD.ref) == pairs[3]
    assert waiting(area, THIRD.ref).disputed == 1
    settled = answer_pair(by=THIRD, pair=pairs[3], verdict=DIFFERENT)
    assert settled.outcome == DIFFERENT
    assert settled.settled_at is not None
    found = waiting(area, THIRD.ref)
    assert (found.open, found.mine, found.disputed, found.settled) == (9, 9, 0, 1)


def test_nobody_is_asked_twice(pairs):
    for pair in pairs:
        answer_pair(by=FIRST, pair=pair, verdict=SAME)
    assert next_pair(pairs[0].area, FIRST.ref) is None
    assert next_pair(pairs[0].area, SECOND.ref, after=pairs[4].pk) == pairs[5]
    with pytest.raises(UserError, match="already"):
        answer_pair(by=FIRST, pair=pairs[0], verdict=DIFFERENT)


def test_the_standing_rests_on_what_was_settled(pairs):
    for number, pair in enumerate(pairs):
        for who in (FIRST, SECOND):
            answer_pair(by=who, pair=pair, verdict=DIFFERENT if number == 0 else SAME)
    found = standing(pairs[0].area)
    assert found.agreement.share == 1.0
    assert found.quality.precision.of == 4
    assert found.quality.precision.share == 1.0
    assert found.quality.recall.share == pytest.approx(1000 / 1005)


def test_the_trail_tells_of_an_answer_without_the_records(pairs):
    answer_pair(by=FIRST, pair=pairs[0], verdict=SAME)
    event = Event.objects.get(subject="review_pair")
    assert event.after == {"verdict": "same", "settled": ""}
    assert pairs[0].left not in str(event.payload())
