"""Where a challenge stands, who closes it, and what moves up: truth tables."""

from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.governance.rules.challenging import (
    StepSeen,
    check_may_close,
    fault_of_step,
    may_close,
    on_agenda_of,
    where,
)
from goldenthread.governance.rules.escalating import RuleSeen, Thing, due_to_move, rule_for
from goldenthread.governance.rules.states import EscalationKind, StepKind

D = [date(2026, 1, day) for day in range(1, 20)]
ASKED = StepSeen(StepKind.ASKED, D[0], "Why?", "A member", body=2, to_role="Director")
ANSWERED = StepSeen(StepKind.ANSWERED, D[2], "Because.", "The director")
CHANGED = StepSeen(StepKind.CHANGED, D[4], "A new letter.", "The director")
CLOSED = StepSeen(StepKind.CLOSED, D[6], "Good.", "A member")
REOPENED = StepSeen(StepKind.REOPENED, D[8], "It went wrong again.", "A member")
AGAIN = StepSeen(StepKind.ASKED_AGAIN, D[7], "That is no reason.", "A member")
MOVED = StepSeen(StepKind.MOVED, D[1], "Up.", "A clerk", body=3)


@pytest.mark.parametrize(
    ("steps", "words", "unanswered", "is_open"),
    [
        ([ASKED], "Not answered", True, True),
        ([ASKED, MOVED], "Not answered", True, True),
        ([ASKED, ANSWERED], "Answered, open", False, True),
        ([ASKED, ANSWERED, CHANGED], "Answered, changed", False, True),
        ([ASKED, ANSWERED, CHANGED, CLOSED], "Closed", False, False),
        ([ASKED, ANSWERED, CHANGED, CLOSED, REOPENED], "Not answered", True, True),
        ([ASKED, CLOSED], "Closed", False, False),
        ([ASKED, ANSWERED, AGAIN], "Not answered", True, True),
        ([ASKED, ANSWERED, AGAIN, ANSWERED], "Answered, open", False, True),
    ],
)
def test_where_a_challenge_stands(steps, words, unanswered, is_open):
    at = where(steps)
    assert at is not None
    assert (at.words, at.unanswered, at.open) == (words, unanswered, is_open)


def test_nothing_stands_before_it_was_asked_and_a_move_takes_it_along():
    assert where([]) is None
    at = where([ASKED, MOVED, ANSWERED])
    assert at is not None
    assert (at.body, at.to_role, at.since, at.answer) == (3, "", D[1], "Because.")


@pytest.mark.parametrize("same_person", [True, False])
@pytest.mark.parametrize("asked_for_a_body", [True, False])
@pytest.mark.parametrize("in_that_body", [True, False])
@pytest.mark.parametrize("in_another_body", [True, False])
def test_only_who_asked_closes(same_person, asked_for_a_body, in_that_body, in_another_body):
    held = {7} if in_that_body else set()
    given = {
        "raised_by_ref": "user:1",
        "raised_by_body": 7 if asked_for_a_body else None,
        "actor_ref": "user:1" if same_person else "user:2",
        "actor_bodies": held | ({8} if in_another_body else set()),
    }
    allowed = same_person or (asked_for_a_body and in_that_body)
    assert may_close(**given) is allowed
    if allowed:
        check_may_close(**given, asked_by="Scrutiny")
    else:
        with pytest.raises(UserError, match="Only who asked .* Scrutiny"):
            check_may_close(**given, asked_by="Scrutiny")


@pytest.mark.parametrize(
    ("kind", "steps", "words", "said"),
    [
        (StepKind.ANSWERED, [ASKED], "Because.", None),
        (StepKind.ANSWERED, [ASKED], " ", "in words"),
        (StepKind.CHANGED, [ASKED], "A letter.", "Answer it first"),
        (StepKind.CHANGED, [ASKED, ANSWERED], "A letter.", None),
        (StepKind.CLOSED, [ASKED, ANSWERED], "Settled.", None),
        (StepKind.ANSWERED, [ASKED, CLOSED], "Because.", "is closed"),
        (StepKind.MOVED, [ASKED, CLOSED], "Up.", "is closed"),
        (StepKind.ASKED_AGAIN, [ASKED, ANSWERED], "No reason.", None),
        (StepKind.ASKED_AGAIN, [ASKED, ANSWERED], " ", "in words"),
        (StepKind.ASKED_AGAIN, [ASKED], "No reason.", "Nobody has answered"),
        (StepKind.ASKED_AGAIN, [ASKED, ANSWERED, AGAIN], "No.", "Nobody has answered"),
        (StepKind.ASKED_AGAIN, [ASKED, ANSWERED, CLOSED], "No.", "is closed"),
        (StepKind.REOPENED, [ASKED], "Again.", "open already"),
        (StepKind.REOPENED, [ASKED, CLOSED], "Again.", None),
    ],
)
def test_which_step_can_follow(kind, steps, words, said):
    at = where(steps)
    assert at is not None
    fault = fault_of_step(kind, at, words)
    assert (fault is None) if said is None else said in (fault or "")


@pytest.mark.parametrize(
    ("body", "steps", "on_it"),
    [
        (2, [ASKED], True),
        (5, [ASKED], True),
        (4, [ASKED], False),
        (2, [ASKED, ANSWERED], False),
        (2, [ASKED, MOVED], False),
        (3, [ASKED, MOVED], True),
        (2, [ASKED, ANSWERED, AGAIN], True),
        (5, [ASKED, ANSWERED, AGAIN], True),
    ],
)
def test_an_unanswered_challenge_is_on_the_agenda_of_who_asked_and_who_must_answer(
    body, steps, on_it
):
    at = where(steps)
    assert at is not None
    assert on_agenda_of(body, at, raised_by_body=5) is on_it


@pytest.mark.parametrize(
    ("body", "raised_by", "asked_in", "board", "on_it"),
    [
        (9, None, 9, False, True),
        (9, None, 4, True, False),
        (9, None, None, True, True),
        (9, None, None, False, False),
        (9, 5, 9, True, False),
        (5, 5, 9, False, True),
    ],
)
def test_one_put_to_no_body_comes_back_where_it_was_asked_or_to_the_board(
    body, raised_by, asked_in, board, on_it
):
    at = where([StepSeen(StepKind.ASKED, D[0], "Why?", "A member", to_role="Nurse")])
    assert at is not None
    assert on_agenda_of(body, at, raised_by, asked_in, board) is on_it


CHALLENGE = EscalationKind.CHALLENGE
ANY = RuleSeen(1, CHALLENGE, None, 10, 5, D[0])
HERE = RuleSeen(2, CHALLENGE, 2, 3, 5, D[0])
ENDED = RuleSeen(3, CHALLENGE, 2, 1, 5, D[0], D[2])
OTHER = RuleSeen(4, EscalationKind.DECISION, None, 1, 5, D[0])
THING = Thing(CHALLENGE, 1, 2, D[0], "Why?")
LINES = [(2, 3), (2, 4), (3, 5)]


def test_a_rule_for_the_body_comes_before_one_for_any():
    assert rule_for(THING, [ANY, HERE, OTHER], D[9]) is HERE
    assert rule_for(THING, [ANY, OTHER], D[9]) is ANY
    assert rule_for(THING, [ENDED, OTHER], D[9]) is None
    assert rule_for(THING, [ENDED], D[2]) is ENDED


@pytest.mark.parametrize(("on", "due"), [(D[9], False), (D[10], True), (D[12], True)])
def test_a_thing_moves_after_so_many_days_and_not_before(on, due):
    found = due_to_move([THING], [ANY], LINES, on)
    assert bool(found) is due
    if due:
        assert found[0].to == (3, 4)
        assert found[0].due_on == D[10]


def test_once_moved_its_own_deadline_counts_and_it_never_goes_back():
    moved = Thing(CHALLENGE, 1, 3, D[5], "Why?", answer_by=D[8], earlier=frozenset({2, 5}))
    assert due_to_move([moved], [ANY], LINES, D[7]) == []
    [due] = due_to_move([moved], [ANY], LINES, D[8])
    assert due.at_the_top
    assert due.to == ()


def test_what_is_longest_due_comes_first():
    older = Thing(CHALLENGE, 2, 2, D[0], "Older")
    newer = Thing(CHALLENGE, 1, 2, D[4], "Newer")
    assert [d.thing.key for d in due_to_move([newer, older], [HERE], LINES, D[15])] == [2, 1]
