"""Keeping a clerk's whole sheet in one go."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goldenthread.areas.models import Body
from goldenthread.audit.rules import Actor

from ..models import AgendaItem, Meeting
from ..rules.running import Sheet
from .calendar import held_for_change
from .minutes import Seat, decide, declare, minute_item, record_attendance


@transaction.atomic
def keep_sheet(
    *, by: Actor, meeting: Meeting, sheet: Sheet, seats: Mapping[str, Seat], on: date
) -> list[AgendaItem]:
    """Keep all that a sheet without faults says, and return the items that another clerk minuted.

    Of those both wordings are kept; everything else of the sheet is kept as well. The meeting and
    its items are held before the trail is, so that two who write never wait for each other.
    """
    held_for_change(meeting)
    items = AgendaItem.objects.select_for_update().filter(meeting=meeting).order_by("pk").in_bulk()
    for said in sheet.seats:
        seat = seats[said.seat]
        record_attendance(
            by=by, meeting=meeting, seat=seat, kind=said.kind, on=on, people=said.people
        )
    beside = []
    for minute in sheet.minutes:
        item = items[minute.item]
        kept = minute_item(by=by, item=item, words=minute.words, version=minute.version, on=on)
        if kept is None:
            beside.append(item)
    for each in sheet.decisions:
        decide(
            by=by,
            meeting=meeting,
            item=items[each.item] if each.item is not None else None,
            verb=each.verb,
            words=each.words,
            owner_role=each.owner_role,
            due_on=each.due_on,
            to_body=Body.objects.get(pk=each.to_body) if each.to_body else None,
            on=on,
            key=each.key,
        )
    for declared in sheet.declarations:
        declare(
            by=by,
            meeting=meeting,
            who=declared.who,
            interest=declared.interest,
            item=items.get(declared.item) if declared.item else None,
            left_the_room=declared.left_the_room,
            on=on,
            key=declared.key,
        )
    return beside
