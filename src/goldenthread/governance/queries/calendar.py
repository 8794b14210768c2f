"""The calendar as pages and calendar programs read it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vText

from goldenthread.areas.models import LocalArea

from ..models import FeedAddress, Meeting
from ..rules.notice import Notice
from ..rules.states import STATE_NAMES, MeetingState
from .bodies import rules_in
from .challenges import open_challenges
from .decisions import never_came_back
from .escalations import due_to_escalate
from .meetings import meetings_of, notice_for

AHEAD = timedelta(days=400)
FEED_BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting of the calendar, with its notice where that still matters."""

    meeting: Meeting
    state: MeetingState
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """What the page of meetings shows: ahead, waiting, and the meetings of one year."""

    ahead: list[Shown]
    drafts: list[Meeting]
    unanswered: int
    never_back: int
    due_up: int
    year: int
    years: list[int] = field(default_factory=list)
    of_year: list[Shown] = field(default_factory=list)


def calendar_of(area: LocalArea, on: date, asked: str, body: int | None) -> CalendarShown:
    """Return the calendar of an area, or of one body, as it stood on a day."""
    rows = [m for m in meetings_of(area, None, on + AHEAD, on) if body is None or m.body_id == body]
    years = sorted({m.held_on.year for m in rows} | {on.year}, reverse=True)
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else on.year
    ahead = [m for m in rows if m.held_on >= on and m.state != MeetingState.CANCELLED.value][:12]
    under = rules_in(area, on)
    return CalendarShown(
        ahead=[Shown(m, MeetingState(m.state), notice_for(m, on, under[m.body_id])) for m in ahead],
        drafts=[m for m in rows if m.state == MeetingState.DRAFT.value],
        unanswered=sum(each.where.unanswered for each in open_challenges(area, on)),
        never_back=len(never_came_back(area, on)),
        due_up=len(due_to_escalate(area, on)),
        year=year,
        years=years,
        of_year=[Shown(m, MeetingState(m.state)) for m in rows if m.held_on.year == year],
    )


def feed_with(token: str) -> FeedAddress | None:
    """Return the calendar address with this secret, if it is open."""
    digest = sha256(token.encode()).hexdigest()
    rows = FeedAddress.objects.select_related("area", "body")
    return rows.filter(digest=digest, revoked_on=None).first()


def icalendar_of(feed: FeedAddress, on: date) -> bytes:
    """Return the meetings behind a calendar address, as on a day, as iCalendar (RFC 5545).

    Each keeps its UID for ever; SEQUENCE rises when it is moved or cancelled. It says which body
    meets when and where, nothing of the agenda. It is a feed, not an invitation, so it names no
    METHOD (RFC 5546 would ask for an organiser by address).
    """
    whose = feed.body.name if feed.body else feed.area.name
    calendar = Calendar()
    calendar.add("prodid", "-//Golden Thread//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Meetings: {whose}")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for meeting in meetings_of(feed.area, on - FEED_BACK, None):
        if feed.body_id in (None, meeting.body_id):
            calendar.add_component(_event(meeting))
    calendar.add_component(Timezone.from_tzid(timezone.get_default_timezone_name()))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting) -> Event:
    event = Event()
    starts = timezone.localtime(meeting.starts_at)
    cancelled = meeting.state == MeetingState.CANCELLED.value
    event.add("uid", f"{meeting.uid}@golden-thread")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.minutes_long))
    event.add("summary", meeting.body.name)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if meeting.place:
        event["location"] = vText(meeting.place)
    state = MeetingState(meeting.state)
    event.add("description", f"{STATE_NAMES[state]}. {meeting.moved_why}".strip())
    return event
