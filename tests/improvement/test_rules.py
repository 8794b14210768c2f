"""The pure decisions: moves, who may agree a difference, what makes an action embedded, risks."""

from datetime import date
from itertools import product

import pytest

from goldenthread.improvement.rules import (
    AGREED,
    IN_WORK,
    Agreeing,
    Delivery,
    Difference,
    DifferenceState,
    Grade,
    Said,
    band,
    fault_of_closing,
    faults_of_update,
    faults_of_verdict,
    is_embedded,
    is_late,
    may_agree_difference,
    may_move,
    moved,
    refusal_of_agreeing,
    severity,
)

D = Delivery


def test_from_unknown_an_action_may_go_anywhere():
    assert all(may_move(None, then) for then in D)


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (D.NOT_STARTED, set()),
        (D.ON_TRACK, {D.NOT_STARTED}),
        (D.PAUSED, {D.NOT_STARTED}),
        (D.DONE, {D.NOT_STARTED, D.PAUSED, D.REPLACED, D.STOPPED, D.MERGED}),
        (D.STOPPED, {D.NOT_STARTED, D.PAUSED, D.REPLACED, D.MERGED, D.DONE}),
    ],
)
def test_moves(now, refused):
    assert {then for then in D if not may_move(now, then)} == refused


@pytest.mark.parametrize("then", sorted(AGREED))
def test_leaving_the_work_needs_who_agreed_and_why(then):
    faults = faults_of_update(D.ON_TRACK, Said(then, other=True))
    assert set(faults) == {"agreed_by", "agreed_why"}
    said = Said(then, agreed_by="The board", agreed_why="No money", other=True)
    assert faults_of_update(D.ON_TRACK, said) == {}


@pytest.mark.parametrize("then", [D.REPLACED, D.MERGED])
def test_handing_on_names_the_other_action(then):
    said = Said(then, agreed_by="The board", agreed_why="One of the two is enough")
    assert set(faults_of_update(D.AT_RISK, said)) == {"replaced_by"}


def test_what_was_stopped_is_taken_up_again_only_by_agreement():
    assert set(faults_of_update(D.STOPPED, Said(D.ON_TRACK))) == {"agreed_by", "agreed_why"}
    assert "delivery" in faults_of_update(D.STOPPED, Said(D.DONE))


def test_what_was_done_is_undone_only_with_words():
    assert set(faults_of_update(D.DONE, Said(D.OFF_TRACK))) == {"words"}
    assert faults_of_update(D.DONE, Said(D.OFF_TRACK, "It fell apart")) == {}
    assert faults_of_update(D.DONE, Said(D.DONE)) == {}


def test_a_new_date_needs_its_reason():
    assert set(faults_of_update(None, Said(D.AT_RISK, new_date=True))) == {"proposed_reason"}


ROUNDS = [(date(2019, 10, 1), date(2019, 10, 14)), (date(2020, 1, 1), date(2020, 1, 14))]


@pytest.mark.parametrize(
    ("given", "on", "due"),
    [
        ([], date(2019, 10, 14), None),
        ([], date(2019, 10, 15), date(2019, 10, 14)),
        ([date(2019, 10, 3)], date(2019, 12, 31), None),
        ([date(2019, 9, 30)], date(2019, 12, 31), date(2019, 10, 14)),
        ([date(2019, 10, 3)], date(2020, 1, 10), None),
        ([date(2019, 10, 3)], date(2020, 1, 15), date(2020, 1, 14)),
        ([date(2020, 1, 20)], date(2020, 2, 1), None),
    ],
)
def test_a_missing_update_is_late_from_the_day_after_it_was_due(given, on, due):
    assert is_late(ROUNDS, given, D.ON_TRACK, on) == due


def test_nothing_is_late_without_a_round_nor_once_ended():
    assert is_late([], [], D.ON_TRACK, date(2020, 1, 1)) is None
    assert is_late(ROUNDS, [], D.DONE, date(2020, 2, 1)) is None
    assert is_late(ROUNDS, [], None, date(2020, 2, 1)) == date(2020, 1, 14)


FACTS = ("proposed_it", "leads_it", "chairs_group", "in_group", "outside")


@pytest.mark.parametrize("facts", list(product([False, True], repeat=5)))
def test_only_a_second_person_from_outside_the_group_agrees(facts):
    who = Agreeing(**dict(zip(FACTS, facts, strict=True)))
    proposed, leads, chairs, inside, outside = facts
    expected = outside and not (proposed or leads or chairs or inside)
    assert may_agree_difference(who) is expected
    assert (refusal_of_agreeing(who) is None) is expected


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (Agreeing(True, True, True, True, True), "You proposed"),
        (Agreeing(False, True, False, False, True), "You lead this action"),
        (Agreeing(False, False, True, False, True), "You chair the group"),
        (Agreeing(False, False, False, True, True), "You belong to the group"),
        (Agreeing(False, False, False, False, False), "Nothing on record shows"),
    ],
)
def test_a_refusal_says_why(who, words):
    assert refusal_of_agreeing(who).startswith(words)


def test_done_is_closed_with_a_verdict_or_a_day_to_judge_it():
    assert "Done is not made a difference" in fault_of_closing(verdicts=0, judging_days=0)
    assert fault_of_closing(verdicts=1, judging_days=0) is None
    assert fault_of_closing(verdicts=0, judging_days=1) is None


@pytest.mark.parametrize("verdict", sorted(Difference))
def test_a_verdict_rests_on_evidence_or_says_why_it_cannot(verdict):
    bare = faults_of_verdict(verdict, "", [], in_order=True)
    unsaid = verdict in (Difference.TOO_EARLY, Difference.CANNOT_TELL)
    assert set(bare) == ({"words"} if unsaid else {"evidence"})
    assert faults_of_verdict(verdict, "Why", [Grade.DATA], in_order=True) == {}
    assert set(faults_of_verdict(verdict, "Why", [Grade.DATA], in_order=False)) == {"window_to"}


@pytest.mark.parametrize(
    ("delivery", "difference", "state", "grades", "embedded"),
    [
        (D.DONE, Difference.IMPROVED, DifferenceState.AGREED, [Grade.FAMILIES], True),
        (D.DONE, Difference.IMPROVED, DifferenceState.AGREED, [Grade.LEADER_WORD], False),
        (D.DONE, Difference.IMPROVED, DifferenceState.AGREED, [], False),
        (D.DONE, Difference.IMPROVED, DifferenceState.PROPOSED, [Grade.DATA], False),
        (D.DONE, Difference.IMPROVED, DifferenceState.REOPENED, [Grade.DATA], False),
        (D.DONE, Difference.NO_CHANGE, DifferenceState.AGREED, [Grade.DATA], False),
        (D.ON_TRACK, Difference.IMPROVED, DifferenceState.AGREED, [Grade.DATA], False),
        (None, None, DifferenceState.NONE, [], False),
    ],
)
def test_embedded_needs_done_and_improved_beyond_a_leaders_word(
    delivery, difference, state, grades, embedded
):
    assert is_embedded(delivery, difference, state, grades) is embedded


def test_risks_are_weighed_and_compared():
    assert [band(severity(*pair)) for pair in ((5, 5), (3, 5), (2, 4), (1, 5))] == [
        "high",
        "high",
        "medium",
        "low",
    ]
    assert [moved(None, 4), moved(4, 4), moved(4, 9), moved(9, 4)] == [
        "new",
        "same",
        "risen",
        "fallen",
    ]
    with pytest.raises(ValueError, match="1 to 5"):
        severity(0, 5)


def test_ended_states_are_no_work():
    assert not IN_WORK & {D.DONE, D.STOPPED, D.REPLACED, D.MERGED, D.PAUSED}
