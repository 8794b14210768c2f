"""Two reviewers, a third where they differ, and what their answers say of the links."""

import pytest

from goldenthread.dataset.rules.review import (
    Links,
    Said,
    Verdict,
    agreement,
    may_answer,
    outcome,
    quality,
    wilson,
)

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.CANNOT_SAY


def said(*verdicts: Verdict) -> list[Said]:
    return [Said(f"reviewer {number}", verdict) for number, verdict in enumerate(verdicts)]


@pytest.mark.parametrize(
    ("verdicts", "settled"),
    [
        ((), None),
        ((SAME,), None),
        ((SAME, SAME), SAME),
        ((DIFFERENT, DIFFERENT), DIFFERENT),
        ((SAME, DIFFERENT), None),
        ((SAME, DIFFERENT, DIFFERENT), DIFFERENT),
        ((UNSURE, UNSURE), None),
        ((UNSURE, SAME, UNSURE), None),
        ((UNSURE, SAME, UNSURE, SAME), SAME),
    ],
)
def test_a_pair_is_settled_by_two_who_agree_or_by_a_third(verdicts, settled):
    assert outcome(said(*verdicts)) is settled


def test_nobody_answers_twice_or_after_it_is_settled():
    assert may_answer(said(SAME), "somebody else")
    assert not may_answer(said(SAME), "reviewer 0")
    assert not may_answer(said(SAME, SAME), "somebody else")


def test_agreement_sets_off_chance():
    pairs = [said(SAME, SAME)] * 20 + [said(DIFFERENT, DIFFERENT)] * 15
    pairs += [said(SAME, DIFFERENT)] * 5 + [said(DIFFERENT, SAME)] * 10
    found = agreement([*pairs, said(SAME)])
    assert found.pairs == 50
    assert found.share == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)


def test_agreement_of_nothing_and_of_one_word_is_not_a_number():
    assert agreement([]).share is None
    assert agreement([said(SAME, SAME)]).kappa is None


def test_the_interval_is_wilsons():
    share = wilson(15, 20)
    assert (share.low, share.high) == pytest.approx((0.5313, 0.8881), abs=1e-4)
    assert wilson(0, 0).share is None
    assert wilson(20, 20).high == 1.0


def test_quality_rests_on_what_people_said():
    said = [SAME] * 4 + [DIFFERENT] * 6
    links = Links(sure=900, likely=100)
    found = quality([SAME] * 49 + [DIFFERENT, UNSURE], said, links, in_doubt=50)
    assert found.precision.of == 50
    assert found.precision.share == pytest.approx(0.98)
    assert found.recall.share == pytest.approx(998 / (998 + 0.4 * 50))
    assert found.recall.low < found.recall.share < found.recall.high


def test_quality_of_nothing_is_not_known():
    assert quality([], [SAME], Links(1, 1), 1).recall.share is None
    assert quality([SAME], [], Links(1, 1), 1).recall.share is None
    assert quality([SAME], [DIFFERENT], Links(0, 0), 1).recall.low == 0.0
