"""Calling, moving and cancelling meetings, and the address at which programs read them."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import ChangedMeanwhile

from ..models import Cadence, FeedAddress, Meeting, MeetingMoved
from ..rules.cadence import Every, Moved, Slot, slots
from ..rules.states import MeetingState

MOVABLE = (MeetingState.PLANNED.value, MeetingState.NOTICED.value)
LONGEST_DAYS = 3 * 366


@transaction.atomic
def call_meeting(
    *,
    by: Actor,
    body: Body,
    starts_at: datetime,
    on: date,
    place: str = "",
    minutes_long: int = 120,
) -> Meeting:
    """Call one meeting of a body; UserError when it meets at that very time already."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if Meeting.objects.filter(body=body, starts_at=starts_at).exists():
        raise UserError("This body has a meeting at that time. Nothing was added.")
    meeting = Meeting.objects.create(
        body=body,
        starts_at=starts_at,
        place=place,
        minutes_long=minutes_long,
        called_on=on,
        changed_at=timezone.now(),
    )
    after = {"body": body.pk, "starts_at": starts_at.isoformat(), "place": place}
    record(by=by, verb="call_meeting", subject="meeting", ref=meeting.pk, after=after)
    return meeting


@transaction.atomic
def generate_meetings(
    *, by: Actor, body: Body, start: date, end: date, on: date
) -> tuple[list[Meeting], list[Slot]]:
    """Call the meetings that a body's cadences name from one day to another.

    A day that was called before, moved or cancelled since, is not called again. Returns the
    meetings added and the days left out because the body has a meeting at that time.
    """
    if end < start or (end - start).days > LONGEST_DAYS:
        raise UserError("Choose a first and a last day, at most three years apart.")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    cadences = [c for c in Cadence.objects.filter(body=body) if c.ends is None or c.ends >= start]
    if not cadences:
        raise UserError("Say first how often this body meets. No meeting was added.")
    rows = Meeting.objects.filter(body=body)
    called = set(rows.exclude(named_on=None).values_list("named_on", flat=True))
    taken = set(rows.values_list("starts_at", flat=True))
    made, left = [], []
    for cadence in cadences:
        last = min(end, cadence.ends) if cadence.ends else end
        moved = Moved(cadence.moved)
        for slot in slots(Every(cadence.every), cadence.first_on, moved, start, last):
            at = timezone.make_aware(datetime.combine(slot.on, cadence.hour))
            if slot.named in called:
                continue
            if at in taken:
                left.append(slot)
                continue
            called.add(slot.named)
            taken.add(at)
            made.append(_meeting_of(cadence, slot, at, on))
    Meeting.objects.bulk_create(made)
    after = {"body": body.pk, "from": str(start), "to": str(end), "meetings": len(made)}
    record(by=by, verb="generate_meetings", subject="body", ref=body.pk, after=after)
    return made, left


def _meeting_of(cadence: Cadence, slot: Slot, at: datetime, on: date) -> Meeting:
    return Meeting(
        body=cadence.body,
        cadence=cadence,
        named_on=slot.named,
        moved_why=slot.why,
        starts_at=at,
        place=cadence.place,
        minutes_long=cadence.minutes,
        called_on=on,
        changed_at=timezone.now(),
    )


def held_for_change(meeting: Meeting, version: int | None = None) -> Meeting:
    """Return a meeting locked for a change; ChangedMeanwhile when somebody was first."""
    row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if version is not None and row.version != version:
        raise ChangedMeanwhile("changed this meeting", row)
    return row


@transaction.atomic
def move_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    starts_at: datetime,
    place: str,
    why: str,
    on: date,
    version: int | None = None,
) -> Meeting:
    """Move a meeting that has not been held to another time or place, with the reason."""
    row = held_for_change(meeting, version)
    if row.state not in MOVABLE:
        raise UserError("Only a meeting that is still to be held can be moved. Nothing was moved.")
    if not why.strip():
        raise UserError("Say why the meeting is moved. Nothing was moved.")
    others = Meeting.objects.filter(body=row.body_id, starts_at=starts_at).exclude(pk=row.pk)
    if others.exists():
        raise UserError("This body has a meeting at that time. Nothing was moved.")
    MeetingMoved.objects.create(
        meeting=row,
        old_starts_at=row.starts_at,
        new_starts_at=starts_at,
        old_place=row.place,
        why=why.strip(),
        by=by.name,
        on=on,
    )
    before = {"starts_at": row.starts_at.isoformat(), "place": row.place}
    row.starts_at, row.place = starts_at, place
    _save(row, "starts_at", "place")
    after = {"starts_at": starts_at.isoformat(), "place": place, "why": why.strip()}
    record(by=by, verb="move_meeting", subject="meeting", ref=row.pk, before=before, after=after)
    return row


@transaction.atomic
def cancel_meeting(
    *, by: Actor, meeting: Meeting, why: str, on: date, version: int | None = None
) -> Meeting:
    """Call a meeting off; it stays in the calendar as cancelled."""
    row = held_for_change(meeting, version)
    if row.state not in MOVABLE:
        raise UserError("Only a meeting that is still to be held can be cancelled.")
    if not why.strip():
        raise UserError("Say why the meeting is cancelled. Nothing was changed.")
    row.state = MeetingState.CANCELLED.value
    row.cancelled_on, row.cancelled_why = on, why.strip()
    _save(row, "state", "cancelled_on", "cancelled_why")
    record(by=by, verb="cancel_meeting", subject="meeting", ref=row.pk, after={"why": why.strip()})
    return row


def _save(row: Meeting, *fields: str) -> None:
    """Save a change that a calendar program must notice."""
    row.sequence += 1
    row.version += 1
    row.changed_at = timezone.now()
    row.save(update_fields=[*fields, "sequence", "version", "changed_at"])


def feed_digest(token: str) -> str:
    """Return the digest under which a feed's secret is kept."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(
    *, by: Actor, area: LocalArea, name: str, on: date, body: Body | None = None
) -> tuple[FeedAddress, str]:
    """Make a secret address for a calendar program; returns it and the secret, shown only now."""
    if not name.strip():
        raise UserError("Say who or what reads the calendar, such as “clerk’s Outlook”.")
    token = secrets.token_urlsafe(24)
    feed = FeedAddress.objects.create(
        area=area,
        body=body,
        name=name.strip(),
        digest=feed_digest(token),
        made_by=by.name,
        made_on=on,
    )
    after = {"name": feed.name, "body": body.pk if body else None}
    record(by=by, verb="make_feed", subject="feed", ref=feed.pk, after=after)
    return feed, token


@transaction.atomic
def revoke_feed(*, by: Actor, feed: FeedAddress, on: date) -> None:
    """Close a feed's address for good; a second call changes nothing."""
    if feed.revoked_on is not None:
        return
    feed.revoked_on = on
    feed.save(update_fields=["revoked_on"])
    record(by=by, verb="revoke_feed", subject="feed", ref=feed.pk, after={"on": str(on)})
