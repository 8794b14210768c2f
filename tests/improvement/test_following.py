"""What is said of an action stands in the accelerated plan that took it over, said once."""

from datetime import date

from goldenthread.accounts.rules import Role
from goldenthread.improvement.changes import (
    EvidenceDraft,
    accept_update,
    add_evidence,
    record_update,
)
from goldenthread.improvement.changes.continuing import begin_continuous
from goldenthread.improvement.models import Evidence, Update
from goldenthread.improvement.queries import said_at, taken_into
from goldenthread.improvement.rules import Delivery, EvidenceKind, Grade
from goldenthread.thread.queries.printed import printed_plan

from .conftest import CHAIR, LEAD, MEMBER
from .people import PLAN, client_as, words
from .test_accelerated import TODAY, lived, plan, raised
from .test_updates import say, state

__all__ = ["lived", "plan"]


def test_what_is_said_once_shows_on_the_plan_and_on_the_one_raised_from_it(lived, action, area):
    made = raised(lived)
    copy = made.actions.get(number="1.1.1")
    later, chair = date(2020, 3, 2), client_as(area, Role.GROUP_CHAIR)
    moved = say(
        action,
        by=LEAD,
        on=later,
        delivery=Delivery.AT_RISK,
        words="Half are asked",
        proposed_words="31 July 2020",
        proposed_reason="No venue",
    )
    accept_update(by=MEMBER, update=moved, on=later)
    add_evidence(
        by=LEAD,
        action=copy,
        on=later,
        draft=EvidenceDraft(EvidenceKind.MEETING, Grade.DATA, "Heard it", dated=later),
    )
    ours, theirs = state(lived, action, later), state(made, copy, later)
    assert theirs.delivery is ours.delivery is Delivery.AT_RISK
    assert (theirs.due_to, theirs.slipped, theirs.evidence) == (
        date(2020, 7, 31),
        ours.slipped,
        ours.evidence,
    )
    assert Evidence.objects.get(words="Heard it").action == action
    assert state(made, copy, date(2020, 2, 1)).delivery is Delivery.OFF_TRACK
    printed = {a.number: a for a in printed_plan(made, later).actions}["1.1.1"]
    assert printed.status == "at risk"
    assert any("Half are asked" in each for each in printed.updates)
    say(copy, by=LEAD, on=later, words="Said of the copy")
    assert Update.objects.get(words="Said of the copy").action == action
    place = f"{PLAN}/actions/1.1.1/"
    assert "also taken into the" in words(chair.get(place))
    assert "is said once, on the page of the action" in words(chair.get(f"{PLAN}/stalled/"))


def test_it_follows_the_plan_that_takes_the_place_of_the_one_it_was_raised_from(lived, action):
    made = raised(lived)
    rolling_plan, _ = begin_continuous(by=CHAIR, improvement_plan=lived, title="Rolling", on=TODAY)
    now = rolling_plan.actions.get(number="1.1.1")
    record_update(by=LEAD, action=now, on=TODAY, by_role="x", delivery=Delivery.ON_TRACK)
    copy = made.actions.get(number="1.1.1")
    assert state(made, copy, TODAY).delivery is Delivery.ON_TRACK
    assert said_at(copy) == now
    assert [row.action for row in taken_into(now)] == [copy]
    assert taken_into(action) == []
