"""Keeping minutes: who was there, what was said of each item, what was decided, and confirming."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.areas.models import Body, Organisation
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import AgendaItem, Attendance, Decision, Declaration, Meeting, Minuted
from ..rules.states import AttendanceKind, DecisionVerb, MeetingState, fault_of_move
from .agenda import complete
from .calendar import held_for_change

MINUTED = (MeetingState.PLANNED, MeetingState.NOTICED, MeetingState.DRAFT)


def begun(by: Actor, meeting: Meeting, on: date) -> Meeting:
    """Return the meeting locked and in draft: minutes begin with the first thing recorded.

    An agenda that was never published is completed with what is due.
    """
    row = held_for_change(meeting)
    state = MeetingState(row.state)
    if state not in MINUTED:
        raise UserError(
            "The minutes of this meeting are confirmed, or it was cancelled. Nothing was kept."
        )
    if on < row.held_on:
        day = row.held_on
        raise UserError(f"This meeting is on {day.day} {day:%B %Y}. Its minutes begin on that day.")
    if state is MeetingState.PLANNED:
        complete(row, by, on)
    if state is not MeetingState.DRAFT:
        row.state, row.drafted_on = MeetingState.DRAFT.value, on
        row.version += 1
        row.save(update_fields=["state", "drafted_on", "version"])
    return row


@dataclass(frozen=True, slots=True)
class Seat:
    """Who attends: an organisation, recorded or as written, and the role it sends."""

    organisation: Organisation | None
    organisation_words: str
    role: str


@transaction.atomic
def record_attendance(
    *, by: Actor, meeting: Meeting, seat: Seat, kind: AttendanceKind, on: date, people: int = 1
) -> Attendance:
    """Record how an organisation's seat stood to a meeting; a later word replaces an earlier."""
    row = begun(by, meeting, on)
    mark = {
        "meeting": row,
        "organisation": seat.organisation,
        "organisation_words": "" if seat.organisation else seat.organisation_words,
        "role": seat.role,
    }
    held = Attendance.objects.filter(**mark).first()
    before = {"kind": held.kind, "people": held.people} if held else None
    if held is None:
        held = Attendance(**mark)
    held.kind, held.people, held.on = kind.value, people, on
    held.save()
    after = {"meeting": row.pk, "who": held.called, "kind": kind.value, "people": people}
    record(
        by=by,
        verb="record_attendance",
        subject="attendance",
        ref=held.pk,
        before=before,
        after=after,
    )
    return held


@transaction.atomic
def declare(
    *,
    by: Actor,
    meeting: Meeting,
    who: str,
    interest: str,
    on: date,
    item: AgendaItem | None = None,
    left_the_room: bool = False,
    key: UUID | None = None,
) -> Declaration:
    """Record an interest declared; the same form sent twice declares once."""
    row = begun(by, meeting, on)
    key = key or uuid4()
    known = Declaration.objects.filter(key=key).first()
    if known is not None:
        return known
    if not who.strip() or not interest.strip():
        raise UserError("Say which organisation or role declared what interest. Nothing was kept.")
    made = Declaration.objects.create(
        meeting=row,
        item=item,
        who=who.strip(),
        interest=interest.strip(),
        left_the_room=left_the_room,
        on=on,
        key=key,
    )
    after = {"meeting": row.pk, "item": item.pk if item else None, "left": left_the_room}
    record(by=by, verb="declare", subject="declaration", ref=made.pk, after=after)
    return made


@transaction.atomic
def minute_item(
    *, by: Actor, item: AgendaItem, words: str, version: int, on: date
) -> AgendaItem | None:
    """Write the minute of an item; None when another clerk wrote another one meanwhile.

    Then the other's words stand and these are kept beside them, so that neither is lost. Every
    wording that ever stood is kept too.
    """
    begun(by, item.meeting, on)
    row = AgendaItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    if row.minute == words:
        return row
    stands = row.version == version
    Minuted.objects.create(
        item=row, words=words, by=by.name, by_ref=by.ref, at=timezone.now(), stands=stands
    )
    if stands:
        row.minute, row.minuted_on = words, on
        row.version += 1
        row.save(update_fields=["minute", "minuted_on", "version"])
    after = {"exempt": True} if row.exempt else {"words": words}
    verb = "minute_item" if stands else "minute_beside"
    record(by=by, verb=verb, subject="agenda_item", ref=row.pk, after=after)
    return row if stands else None


@transaction.atomic
def decide(
    *,
    by: Actor,
    meeting: Meeting,
    verb: DecisionVerb,
    words: str,
    on: date,
    item: AgendaItem | None = None,
    owner_role: str = "",
    to_body: Body | None = None,
    due_on: date | None = None,
    key: UUID | None = None,
) -> Decision:
    """Record what a meeting decided; the same form sent twice decides once.

    A matter that is REFERRED names the body it goes to.
    """
    row = begun(by, meeting, on)
    key = key or uuid4()
    known = Decision.objects.filter(key=key).first()
    if known is not None:
        return known
    if not words.strip():
        raise UserError("Say what was decided. Nothing was kept.")
    if verb is DecisionVerb.REFERRED and to_body is None:
        raise UserError("Say to which body the matter was referred. Nothing was kept.")
    if due_on is not None and due_on < row.held_on:
        raise UserError("It would be due before the meeting that decided it. Nothing was kept.")
    last = Decision.objects.filter(meeting=row).aggregate(last=Max("number"))["last"]
    made = Decision.objects.create(
        meeting=row,
        item=item,
        number=(last or 0) + 1,
        verb=verb.value,
        words=words.strip(),
        owner_role=owner_role.strip(),
        to_body=to_body,
        due_on=due_on,
        on=row.held_on,
        by=by.name,
        key=key,
    )
    after = {
        "meeting": row.pk,
        "verb": verb.value,
        "words": "(exempt)" if item and item.exempt else made.words,
        "due_on": str(due_on) if due_on else None,
    }
    record(by=by, verb="decide", subject="decision", ref=made.pk, after=after)
    return made


@transaction.atomic
def confirm_minutes(
    *, by: Actor, meeting: Meeting, at: Meeting, on: date, words: str = ""
) -> Meeting:
    """Confirm minutes at a later meeting of the same body that has been held."""
    row = held_for_change(meeting)
    fault = fault_of_move(MeetingState(row.state), MeetingState.CONFIRMED)
    if fault is None and (at.body_id != row.body_id or at.starts_at <= row.starts_at):
        fault = "Minutes are confirmed at a later meeting of the same body."
    if fault is None and (at.held_on > on or at.state == MeetingState.CANCELLED.value):
        fault = "The meeting that would confirm them has not been held."
    if fault:
        raise UserError(f"{fault} Nothing was changed.")
    row.state, row.confirmed_on, row.confirmed_at = MeetingState.CONFIRMED.value, on, at
    row.confirmed_words = words.strip()
    row.version += 1
    fields = ["state", "confirmed_on", "confirmed_at", "confirmed_words", "version"]
    row.save(update_fields=fields)
    after = {"at": at.pk, "on": str(on), "words": words.strip()}
    record(by=by, verb="confirm_minutes", subject="meeting", ref=row.pk, after=after)
    return row


@transaction.atomic
def publish_minutes(*, by: Actor, meeting: Meeting, on: date) -> Meeting:
    """Publish confirmed minutes; exempt items stay out of what is published."""
    row = held_for_change(meeting)
    fault = fault_of_move(MeetingState(row.state), MeetingState.PUBLISHED)
    if fault:
        raise UserError(f"{fault} Nothing was published.")
    row.state, row.published_on = MeetingState.PUBLISHED.value, on
    row.version += 1
    row.save(update_fields=["state", "published_on", "version"])
    record(by=by, verb="publish_minutes", subject="meeting", ref=row.pk, after={"on": str(on)})
    return row
