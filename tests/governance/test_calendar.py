"""Calendars from cadence, moved and cancelled meetings, the feed, and notice."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from goldenthread.core.errors import UserError
from goldenthread.governance.changes import (
    add_item,
    add_terms,
    call_meeting,
    cancel_meeting,
    generate_meetings,
    make_feed,
    move_meeting,
    publish_agenda,
    revoke_feed,
    set_cadence,
)
from goldenthread.governance.models import Meeting
from goldenthread.governance.queries import (
    latest_meeting,
    meetings_of,
    next_meeting,
)
from goldenthread.governance.rules.cadence import Every, Moved
from goldenthread.governance.rules.states import (
    MeetsUnder,
)

from .conftest import BY, at, day

pytestmark = pytest.mark.django_db
SPRING = date(2026, 3, 2)


@pytest.fixture
def monthly(boards):
    """Return the board meeting on first Mondays, of which Easter Monday is one."""
    set_cadence(
        by=BY,
        body=boards.board,
        every=Every.MONTHLY,
        first_on=SPRING,
        hour=time(14),
        moved=Moved.LATER,
    )
    return boards.board


def generate(body, end=date(2026, 6, 30)):
    return generate_meetings(by=BY, body=body, start=SPRING, end=end, on=SPRING)


def test_a_calendar_is_generated_once_and_keeps_what_people_moved_or_cancelled(monthly):
    made, left = generate(monthly)
    assert [m.held_on for m in made] == [
        date(2026, 3, 2),
        date(2026, 4, 7),
        date(2026, 5, 5),
        date(2026, 6, 1),
    ]
    assert left == []
    assert "6 April 2026 is a bank holiday" in made[1].moved_why
    first, second = Meeting.objects.all()[:2]
    move_meeting(
        by=BY, meeting=first, starts_at=at(date(2026, 3, 9)), place="", why="Snow", on=SPRING
    )
    cancel_meeting(by=BY, meeting=second, why="No quorum", on=SPRING)
    again, _ = generate(monthly, date(2026, 7, 31))
    assert [m.held_on for m in again] == [date(2026, 7, 6)]


def test_a_new_cadence_ends_the_one_before_it(monthly):
    set_cadence(
        by=BY, body=monthly, every=Every.SIX_WEEKLY, first_on=date(2026, 5, 13), hour=time(10)
    )
    made, _ = generate(monthly)
    assert [m.held_on for m in made] == [
        date(2026, 3, 2),
        date(2026, 4, 7),
        date(2026, 5, 5),
        date(2026, 5, 13),
        date(2026, 6, 24),
    ]


def test_the_feed_follows_moves_and_cancelling_and_can_be_closed(area, monthly, boards):
    generate(monthly)
    call_meeting(by=BY, body=boards.group, starts_at=at(date(2026, 3, 3)), on=SPRING)
    feed, token = make_feed(by=BY, area=area, name="Outlook", on=SPRING, body=monthly)
    address = reverse("governance:feed", args=[token])
    client = Client()

    def events():
        answer = client.get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        return {str(e["uid"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}

    before = events()
    assert len(before) == 4
    first = Meeting.objects.filter(body=monthly).first()
    uid = f"{first.uid}@golden-thread"
    assert before[uid]["sequence"] == 0
    assert before[uid].decoded("dtstart") == first.starts_at
    assert before[uid]["dtstart"].params["TZID"] == "Europe/London"
    move_meeting(
        by=BY, meeting=first, starts_at=at(date(2026, 3, 9)), place="Hall", why="Snow", on=SPRING
    )
    cancel_meeting(by=BY, meeting=Meeting.objects.get(pk=first.pk), why="Snow", on=SPRING)
    after = events()
    assert set(after) == set(before)
    assert (after[uid]["sequence"], after[uid]["status"]) == (2, "CANCELLED")
    assert token not in str(feed.digest)
    assert client.get(reverse("governance:feed", args=["0" * 32])).status_code == 404
    revoke_feed(by=BY, feed=feed, on=SPRING)
    assert client.get(address).status_code == 404


def test_a_feed_says_nothing_of_an_agenda(area, boards, ahead):
    add_item(by=BY, meeting=ahead, title="Transport contract", on=day(0))
    _, token = make_feed(by=BY, area=area, name="Outlook", on=day(0))
    assert b"Transport" not in Client().get(reverse("governance:feed", args=[token])).content


def test_meetings_as_they_stood_before_a_move_and_a_cancelling(area, boards, ahead):
    was = ahead.starts_at
    move_meeting(
        by=BY, meeting=ahead, starts_at=at(day(35)), place="Elsewhere", why="Clash", on=day(-2)
    )
    cancel_meeting(by=BY, meeting=ahead, why="Election", on=day(-1))
    [now] = meetings_of(area, day(0), None, day(0))
    assert (now.state, now.starts_at) == ("cancelled", at(day(35)))
    [then] = meetings_of(area, day(0), None, day(-3))
    assert (then.state, then.starts_at, then.place) == ("planned", was, "County hall")
    assert meetings_of(area, None, None, day(-41)) == []
    assert next_meeting(boards.board, day(0)) is None
    assert latest_meeting(boards.board, day(60)) is None
    assert next_meeting(boards.board, day(-3)) == ahead


def test_short_notice_is_refused_without_a_reason_and_kept_with_one(boards):
    add_terms(
        by=BY,
        body=boards.board,
        agreed_on=day(-90),
        words="It meets as a committee.",
        meets_under=MeetsUnder.COMMITTEE,
    )
    soon = call_meeting(by=BY, body=boards.board, starts_at=at(day(2)), on=day(-9))
    with pytest.raises(UserError, match="100B.4..b.*Say why notice is short"):
        publish_agenda(by=BY, meeting=soon, on=day(0))
    kept = publish_agenda(by=BY, meeting=soon, on=day(0), late_why="A school closed.")
    assert (kept.state, kept.late_notice_why) == ("noticed", "A school closed.")
    assert [item.kind for item in kept.items.all()] == ["apologies", "declarations"]
    with pytest.raises(UserError, match="special circumstances"):
        add_item(by=BY, meeting=kept, title="Late", on=day(0))
    urgent = add_item(by=BY, meeting=kept, title="Late", urgent_why="Court date", on=day(0))
    assert (urgent.kind, urgent.words) == ("urgent", "Court date")


def lines_of(data: bytes) -> list[str]:
    """Return the content lines of a calendar as it is sent, folded ones whole (RFC 5545)."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


@pytest.mark.parametrize("called", [0, 3])
def test_the_feed_keeps_to_the_standard(area, boards, called):
    for week in range(called):
        call_meeting(
            by=BY,
            body=boards.board,
            starts_at=at(date(2026, 3, 23 + week * 3)),
            on=SPRING,
            place="County hall; room “Ä”, 2nd floor \\ left, " + "a long way down " * 5,
        )
    _, token = make_feed(by=BY, area=area, name="Outlook", on=SPRING)
    data = Client().get(reverse("governance:feed", args=[token])).content
    lines = lines_of(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert not any(line.startswith("METHOD") for line in lines)
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    assert calendar["version"] == "2.0"
    assert calendar.subcomponents
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    assert len(events) == called
    for event in events:
        assert event.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} <= set(event)
        assert event["dtstart"].params["TZID"] in zones
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert event.decoded("dtend") > event.decoded("dtstart")
    hours = {event.decoded("dtstart").utcoffset().total_seconds() for event in events}
    assert hours == ({0, 3600} if called else set())
