"""Meetings as they stood on a day."""

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.areas.queries import named_on

from ..models import AgendaItem, Attendance, Declaration, Meeting, MeetingMoved, Paper
from ..rules.notice import Notice, notice_of
from ..rules.states import MeetingState, MeetsUnder
from .bodies import rules_of


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def between(rows: QuerySet[Meeting], start: date | None, end: date | None) -> QuerySet[Meeting]:
    """Narrow meetings to those held from one day to another, both counted."""
    if start is not None:
        rows = rows.filter(starts_at__gte=_midnight(start))
    if end is not None:
        rows = rows.filter(starts_at__lt=_midnight(end + timedelta(days=1)))
    return rows


def as_at(meetings: list[Meeting], on: date) -> list[Meeting]:
    """Put meetings back to the time and state they had on a day, in the order of time.

    Each names its body as it was called when it met, or on that day if it has not met by then.
    What is returned is for showing only: it is never saved.
    """
    for meeting in meetings:
        later = [move for move in meeting.moves.all() if move.on > on]
        if later:
            meeting.starts_at, meeting.place = later[0].old_starts_at, later[0].old_place
        meeting.state = meeting.state_at(on).value
        named_on([meeting.body], min(meeting.held_on, on))
    return sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.pk))


def _with_moves(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    moves = Prefetch("moves", MeetingMoved.objects.order_by("on", "pk"))
    return rows.select_related("body__area").prefetch_related(moves, "body__former_names")


def meetings_of(
    area: LocalArea, start: date | None, end: date | None, on: date | None = None
) -> list[Meeting]:
    """Return an area's meetings held from one day to another, cancelled ones too, by time.

    With `on`, as they stood on that day: without meetings called later, before later moves.
    """
    rows = between(_with_moves(Meeting.objects.filter(body__area=area)), start, end)
    if on is None:
        return list(rows)
    return as_at(list(rows.filter(called_on__lte=on)), on)


def _standing(body: Body, on: date) -> QuerySet[Meeting]:
    rows = _with_moves(Meeting.objects.filter(body=body, called_on__lte=on))
    return rows.exclude(cancelled_on__lte=on)


def next_meeting(body: Body, on: date) -> Meeting | None:
    """Return a body's first meeting on or after a day that is not cancelled."""
    return between(_standing(body, on), on, None).order_by("starts_at", "pk").first()


def latest_meeting(body: Body, on: date) -> Meeting | None:
    """Return a body's last meeting before a day that was not cancelled."""
    rows = between(_standing(body, on), None, on - timedelta(days=1))
    return rows.order_by("-starts_at", "-pk").first()


def meeting_before(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same body before this one that was not cancelled."""
    rows = Meeting.objects.filter(body=meeting.body_id, starts_at__lt=meeting.starts_at)
    return rows.filter(cancelled_on=None).order_by("-starts_at", "-pk").first()


def meetings_since(body: Body, after: date, until: date) -> int:
    """Return how often a body met after a day, up to another: meetings that were minuted."""
    rows = between(Meeting.objects.filter(body=body), after + timedelta(days=1), until)
    return rows.filter(drafted_on__lte=until).count()


def meetings_held(area: LocalArea, on: date) -> QuerySet[Meeting]:
    """Return the meetings of an area held in the half-year before a day, newest first."""
    rows = between(Meeting.objects.filter(body__area=area), on - timedelta(days=183), on)
    return rows.filter(cancelled_on=None).select_related("body").order_by("-starts_at", "pk")


def items_of(meeting: Meeting, on: date) -> list[AgendaItem]:
    """Return the items of an agenda as it stood on a day, withdrawn ones last known as such."""
    papers = Prefetch("papers", Paper.objects.filter(circulated_on__lte=on).order_by("pk"))
    rows = AgendaItem.objects.filter(meeting=meeting, added_on__lte=on)
    rows = rows.select_related("decision", "challenge", "action", "previous__body")
    return list(rows.prefetch_related(papers, "decisions__to_body"))


def attendance_of(meeting: Meeting, on: date) -> list[Attendance]:
    """Return who was at a meeting and who sent apologies, as recorded by a day."""
    rows = Attendance.objects.filter(meeting=meeting, on__lte=on)
    return list(rows.select_related("organisation"))


def declarations_of(meeting: Meeting, on: date) -> list[Declaration]:
    """Return the interests declared at a meeting, as recorded by a day."""
    return list(Declaration.objects.filter(meeting=meeting, on__lte=on).select_related("item"))


def notice_for(meeting: Meeting, on: date, under: MeetsUnder | None = None) -> Notice | None:
    """Return how the notice of a meeting stands on a day; None for one cancelled or taken over.

    `under` are the rules by which its body meets, looked up where they are not given.
    """
    taken_over = meeting.document_id is not None and meeting.noticed_on is None
    if meeting.state_at(on) is MeetingState.CANCELLED or taken_over:
        return None
    return notice_of(meeting.held_on, meeting.noticed_on, on, under or rules_of(meeting.body, on))
