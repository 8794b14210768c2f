"""Boards written to at the same moment: nobody waits for another for ever, nothing is lost."""

import pytest

from goldenthread.audit.queries import first_broken_event
from goldenthread.governance.changes import (
    add_item,
    ask_challenge,
    bring_back,
    build_agenda,
    call_meeting,
    decide,
    escalate,
    keep_sheet,
    raise_disagreement,
    record_outcome,
    redate_decision,
    set_escalation_rule,
    settle_disagreement,
    take_step,
    withdraw_item,
)
from goldenthread.governance.models import Challenge
from goldenthread.governance.rules.running import RedateSaid, ReturnSaid, Sheet
from goldenthread.governance.rules.states import DecisionVerb, EscalationKind, StepKind
from tests.reliability.at_once import at_once
from tests.reliability.test_contention import tried

from .conftest import BY, at, day

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


@pytest.fixture(autouse=True)
def whole_trail(area):
    """Hold the trail whole after each of these."""
    yield
    assert first_broken_event() is None


def test_a_disagreement_is_settled_from_both_sides(area, boards):
    kind = EscalationKind.DISAGREEMENT
    rule = {"after_days": 5, "answer_days": 5, "starts": day(-60)}
    set_escalation_rule(by=BY, area=area, kind=kind, **rule)
    for _ in range(ROUNDS):
        row = raise_disagreement(by=BY, area=area, body=boards.group, words="Who?", on=day(-9))
        move = escalate(by=BY, area=area, kind=kind, key=row.pk, to=boards.board, on=day(-3))
        said = at_once(
            tried(record_outcome, by=BY, escalation=move, words="Both.", on=day(0)),
            tried(settle_disagreement, by=BY, disagreement=row, words="One.", on=day(0)),
        )
        row.refresh_from_db()
        move.refresh_from_db()
        assert move.outcome == "Both."
        assert said[0] == ""
        assert row.settled_words == ("Both." if said[1] else "One.")


def test_decisions_come_back_by_two_sheets_in_both_orders(boards):
    kept = {"by": BY, "verb": DecisionVerb.AGREED, "on": day(-30)}
    for hour in range(ROUNDS):
        before = call_meeting(
            by=BY, body=boards.board, starts_at=at(day(-30), 8 + hour), on=day(-40)
        )
        held = call_meeting(by=BY, body=boards.board, starts_at=at(day(-2), 8 + hour), on=day(-40))
        build_agenda(by=BY, meeting=held, on=day(-9))
        one, two = (decide(**kept, meeting=before, words=words) for words in ("One.", "Two."))
        sheets = [
            Sheet(
                returns=[ReturnSaid(first.pk, "It came.")],
                redatings=[RedateSaid(second.pk, day(30), "Ill")],
            )
            for first, second in ((one, two), (two, one))
        ]
        said = at_once(
            *(tried(keep_sheet, by=BY, meeting=held, sheet=s, seats={}, on=day(0)) for s in sheets),
            tried(
                redate_decision,
                by=BY,
                decision=two,
                due_on=day(9),
                why="Snow",
                agreed_by="Chair",
                on=day(-2),
            ),
            tried(bring_back, by=BY, decision=one, on=day(-2), words="It came.", at=held),
        )
        refused = ("Theirs was kept", "came back", "has come back")
        assert all(any(part in words for part in refused) for words in said if words)
        one.refresh_from_db()
        assert one.back_words == "It came."


def test_an_item_is_withdrawn_while_another_is_moved_and_minuted(boards, held):
    for number in range(ROUNDS):
        item = add_item(by=BY, meeting=held, title=f"Item {number}", on=day(-9))
        said = at_once(
            tried(withdraw_item, by=BY, item=item, why="Not now", on=day(-8)),
            tried(build_agenda, by=BY, meeting=held, on=day(-8)),
        )
        assert said == ["", ""]
    assert held.items.exclude(withdrawn_on=None).count() == ROUNDS


def test_challenges_are_asked_answered_and_moved_up_at_once(area, boards):
    kind = EscalationKind.CHALLENGE
    rule = {"after_days": 5, "answer_days": 5, "starts": day(-60)}
    set_escalation_rule(by=BY, area=area, kind=kind, **rule)
    for number in range(ROUNDS):
        asked = ask_challenge(by=BY, area=area, words="Why?", to_body=boards.group, on=day(-9))
        to = {"key": asked.pk, "to": boards.board, "on": day(0)}
        at_once(
            tried(escalate, by=BY, area=area, kind=kind, **to),
            tried(
                take_step, by=BY, challenge=asked, kind=StepKind.ANSWERED, words="So.", on=day(0)
            ),
            tried(ask_challenge, by=BY, area=area, words="And?", to_role="Nurse", on=day(0)),
        )
        assert Challenge.objects.count() == 2 * (number + 1)
        assert asked.steps.filter(kind="answered").exists()
