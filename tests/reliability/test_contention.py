"""Changes that touch several things, or one thing from two sides, at the same moment."""

from datetime import date

import pytest

from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.governance.changes import build_agenda, call_meeting, edit_item, keep_sheet
from goldenthread.governance.changes.minutes import Seat
from goldenthread.governance.rules.running import MinuteSaid, SeatSaid, Sheet
from goldenthread.governance.rules.states import AttendanceKind
from goldenthread.improvement.changes import (
    accept_update,
    accept_updates,
    agree_difference,
    mark_experience,
)
from goldenthread.improvement.models import DifferenceVerdict, Redating, Update
from goldenthread.improvement.rules import Mark
from tests.governance.conftest import at as moment
from tests.governance.conftest import day
from tests.improvement.conftest import CHAIR, FORUM, LEAD, MEMBER
from tests.improvement.test_difference import OUTSIDER, SAID, proof, propose
from tests.improvement.test_updates import say

from .at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

DEC = date(2019, 12, 2)
ROUNDS = 8


def tried(deed, *args, **kwargs):
    """Return a deed to do that says what it came to: nothing, or the sentence of its refusal."""

    def do() -> str:
        try:
            deed(*args, **kwargs)
        except UserError as refused:
            return refused.message
        return ""

    return do


def test_lists_that_overlap_are_accepted_once_whatever_their_order(plan):
    actions = list(plan.actions.order_by("pk"))
    for _ in range(ROUNDS):
        first, second, third = (say(each, by=LEAD) for each in actions)
        said = at_once(
            tried(accept_updates, by=CHAIR, updates=[first, second, third], on=DEC),
            tried(accept_updates, by=MEMBER, updates=[third, second], on=DEC),
            tried(accept_updates, by=MEMBER, updates=[second, first], on=DEC),
        )
        assert "" in said
        assert all(not words or "accepted the update of action" in words for words in said)
    decided = Update.objects.filter(state="accepted").values_list("decided_by", flat=True)
    assert set(decided) <= {CHAIR.name, MEMBER.name}
    assert first_broken_event() is None


def test_two_dates_of_one_action_moved_at_once_follow_one_another(dated):
    for at in range(ROUNDS):
        one, two = (
            say(dated, by=LEAD, proposed_words=f"{at + 1} {month} 2021", proposed_reason="No venue")
            for month in ("March", "April")
        )
        said = at_once(
            tried(accept_update, by=CHAIR, update=one, on=DEC),
            tried(accept_update, by=MEMBER, update=two, on=DEC),
        )
        assert said == ["", ""]
    moves = list(Redating.objects.order_by("pk").values_list("old_words", "new_words"))
    assert len(moves) == 2 * ROUNDS
    assert all(a[1] == b[0] for a, b in zip(moves, moves[1:], strict=False))
    assert first_broken_event() is None


def test_lists_are_accepted_while_their_actions_are_updated(plan):
    actions = list(plan.actions.order_by("pk"))
    for at in range(ROUNDS):
        waiting = [
            say(each, by=LEAD, proposed_words=f"{at + 1} May 2021", proposed_reason="No venue")
            for each in actions
        ]
        accept = tried(accept_updates, by=CHAIR, updates=waiting, on=DEC)
        said = at_once(accept, *(tried(say, each, by=LEAD) for each in reversed(actions)))
        assert said == [""] * 4
    assert Update.objects.count() == 2 * ROUNDS * len(actions)
    assert first_broken_event() is None


def test_an_item_is_changed_while_the_minutes_of_its_meeting_begin(groups_meet_as):
    today, board = day(0), groups_meet_as["Board"]
    for hour in range(ROUNDS):
        begins = moment(today, 8 + hour)
        meeting = call_meeting(by=CHAIR, body=board, starts_at=begins, on=day(-40))
        build_agenda(by=CHAIR, meeting=meeting, on=day(-20))
        item = meeting.items.order_by("pk").first()
        sheet = Sheet(
            seats=[SeatSaid("one", AttendanceKind.PRESENT, 1)],
            minutes=[MinuteSaid(item.pk, "We talked", item.version)],
        )
        seats = {"one": Seat(None, "The forum", "Member")}
        changed = {"title": "Waits"}
        kept, edited = at_once(
            tried(keep_sheet, by=CHAIR, meeting=meeting, sheet=sheet, seats=seats, on=today),
            tried(edit_item, by=MEMBER, item=item, changed=changed, version=item.version),
        )
        item.refresh_from_db()
        assert kept == ""
        assert item.minuted.get().words == "We talked"
        assert (item.title == "Waits") == (edited == "")
    assert first_broken_event() is None


def test_the_forum_doubts_a_difference_while_it_is_agreed(action):
    evidence = proof(action)
    doubt = {"mark": Mark.NOT_OURS, "comment": "Nobody asked us", "on": SAID}
    for _ in range(ROUNDS):
        verdict = propose(action, evidence=[evidence])
        said = at_once(
            tried(agree_difference, by=MEMBER, verdict=verdict, who=OUTSIDER, on=SAID),
            tried(mark_experience, by=FORUM, action=action, **doubt),
        )
        assert said == ["", ""]
    assert DifferenceVerdict.objects.filter(agreed_on=SAID).count() == ROUNDS
    assert first_broken_event() is None
