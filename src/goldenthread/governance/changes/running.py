"""Keeping a clerk's whole sheet in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.areas.models import Body
from goldenthread.audit.rules import Actor
from goldenthread.improvement.changes import ChangedMeanwhile

from ..models import AgendaItem, Decision, Meeting
from ..rules.running import RedateSaid, ReturnSaid, Sheet
from ..rules.states import MeetingState
from .calendar import held_for_change
from .decisions import bring_back, redate_decision
from .minutes import (
    Seat,
    begun,
    confirm_minutes,
    decide,
    declare,
    minute_item,
    record_attendance,
)


@dataclass(frozen=True, slots=True)
class _Held:
    """All that a sheet may change, locked: the items, earlier decisions and earlier meetings."""

    items: Mapping[int, AgendaItem]
    decisions: Mapping[int, Decision]
    before: Mapping[int, Meeting]


@transaction.atomic
def keep_sheet(
    *, by: Actor, meeting: Meeting, sheet: Sheet, seats: Mapping[str, Seat], on: date
) -> list[AgendaItem]:
    """Keep all that a sheet without faults says, and return the items that another clerk minuted.

    Of those both wordings are kept; everything else of the sheet is kept as well. The meeting, its
    items and the earlier decisions are held before the trail is, so that two who write never wait
    for each other. ChangedMeanwhile, and nothing kept, where somebody else said of an earlier
    decision what became of it.
    """
    held = _held(meeting, sheet)
    for said in sheet.seats:
        seat = seats[said.seat]
        record_attendance(
            by=by, meeting=meeting, seat=seat, kind=said.kind, on=on, people=said.people
        )
    beside = []
    for minute in sheet.minutes:
        item = held.items[minute.item]
        kept = minute_item(by=by, item=item, words=minute.words, version=minute.version, on=on)
        if kept is None:
            beside.append(item)
    _keep_decisions(by, meeting, sheet, held, on)
    if sheet.returns or sheet.redatings:
        begun(by, meeting, on)
    for came in sheet.returns:
        _bring_back(by, meeting, held.decisions[came.decision], came)
    for moved in sheet.redatings:
        _redate(by, meeting, held.decisions[moved.decision], moved)
    for declared in sheet.declarations:
        declare(
            by=by,
            meeting=meeting,
            who=declared.who,
            interest=declared.interest,
            item=held.items.get(declared.item) if declared.item else None,
            left_the_room=declared.left_the_room,
            on=on,
            key=declared.key,
        )
    for confirmed in sheet.confirms:
        earlier = held.before.get(held.items[confirmed.item].previous_id or 0)
        if earlier is not None and earlier.state == MeetingState.DRAFT.value:
            confirm_minutes(by=by, meeting=earlier, at=meeting, on=on, words=confirmed.words)
    return beside


def _held(meeting: Meeting, sheet: Sheet) -> _Held:
    """Lock what a sheet changes: this meeting, its items, those confirmed, then the decisions."""
    held_for_change(meeting)
    rows = AgendaItem.objects.select_for_update(no_key=True).filter(meeting=meeting)
    items = rows.order_by("pk").in_bulk()
    confirmed = [items[said.item].previous_id for said in sheet.confirms]
    earlier = Meeting.objects.select_for_update(no_key=True).filter(
        pk__in=[k for k in confirmed if k]
    )
    before = earlier.order_by("pk").in_bulk()
    keys = {said.decision for said in sheet.returns} | {said.decision for said in sheet.redatings}
    decisions = Decision.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return _Held(items, decisions.in_bulk(), before)


def _keep_decisions(by: Actor, meeting: Meeting, sheet: Sheet, held: _Held, on: date) -> None:
    for each in sheet.decisions:
        decide(
            by=by,
            meeting=meeting,
            item=held.items[each.item] if each.item is not None else None,
            verb=each.verb,
            words=each.words,
            owner_role=each.owner_role,
            due_on=each.due_on,
            to_body=Body.objects.get(pk=each.to_body) if each.to_body else None,
            on=on,
            key=each.key,
        )


def _bring_back(by: Actor, meeting: Meeting, decision: Decision, said: ReturnSaid) -> None:
    """Record what was reported of a decision at this meeting; the same words twice count once."""
    if decision.back_on is not None:
        if decision.back_words != said.words:
            raise ChangedMeanwhile("said what became of this", decision)
        return
    bring_back(by=by, decision=decision, on=meeting.held_on, words=said.words, at=meeting)


def _redate(by: Actor, meeting: Meeting, decision: Decision, said: RedateSaid) -> None:
    """Give a decision another date, agreed by the body that met; the same twice counts once."""
    if decision.back_on is not None:
        raise ChangedMeanwhile("said what became of this", decision)
    if decision.due_on == said.due_on:
        return
    redate_decision(
        by=by,
        decision=decision,
        due_on=said.due_on,
        why=said.why,
        agreed_by=meeting.body.name,
        on=meeting.held_on,
    )
