"""Made-up boards at work: members, terms, a year of meetings, their minutes and decisions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from goldenthread.areas.models import Body
from goldenthread.governance.changes import (
    add_member,
    add_standing_item,
    add_terms,
    bring_back,
    call_meeting,
    cancel_meeting,
    confirm_minutes,
    decide,
    declare,
    generate_meetings,
    minute_item,
    publish_minutes,
    record_attendance,
    redate_decision,
    set_cadence,
)
from goldenthread.governance.changes.minutes import Seat
from goldenthread.governance.models import Decision, Meeting
from goldenthread.governance.rules import AttendanceKind, DecisionVerb, Every

from .diary import Diary, Order, days_ago
from .files import Row, day
from .papers import CLERK, send_agenda
from .places import Places

NOTICE = timedelta(days=12)
KINDS = {
    "present": AttendanceKind.PRESENT,
    "attending": AttendanceKind.IN_ATTENDANCE,
    "apologies": AttendanceKind.APOLOGIES,
    "absent": AttendanceKind.ABSENT,
}

Met = Mapping[tuple[str, str], Meeting]


def set_up_bodies(places: Places, rows: list[Row]) -> dict[tuple[str, str], Meeting]:
    """Give bodies members, terms and a cadence; return their meetings by body and month."""
    met = {}
    for row in rows:
        body = places.bodies[row["body"]]
        first = _day(row["cadence"]["first"])
        _seat_members(places, body, row["members"], first)
        for terms in row["terms"]:
            add_terms(
                by=CLERK,
                body=body,
                agreed_on=_day(terms["at"]),
                words=terms["words"],
                quorum=terms["quorum"],
            )
        for title, owner in row["standing"]:
            add_standing_item(by=CLERK, body=body, title=title, owner_role=owner, starts=first)
        for meeting in _call_all(body, row, first):
            met[row["body"], f"{meeting.held_on:%Y-%m}"] = meeting
    return met


def _day(words: str) -> date:
    return day(words) or date.min


def _seat_members(places: Places, body: Body, rows: list[Row], first: date) -> None:
    for member in rows:
        add_member(
            by=CLERK,
            body=body,
            organisation=places.organisations.get(member.get("organisation", "")),
            organisation_words=member.get("words", ""),
            role=member["role"],
            seats=member["seats"],
            votes=member["votes"],
            starts=first,
        )


def _call_all(body: Body, row: Row, first: date) -> list[Meeting]:
    """Call the meetings of a body's cadence, as its clerk does a month before the first."""
    cadence = row["cadence"]
    set_cadence(
        by=CLERK,
        body=body,
        every=Every(cadence["every"]),
        first_on=first,
        hour=time.fromisoformat(cadence["hour"]),
        place=cadence["place"],
    )
    called = first - timedelta(days=30)
    made, _ = generate_meetings(by=CLERK, body=body, start=first, end=_day(row["until"]), on=called)
    return made


def note_meetings(diary: Diary, places: Places, met: Met, rows: list[Row]) -> None:
    """Note every meeting: its agenda, what it minuted and decided, and what came back."""
    last: dict[str, tuple[Row, Meeting]] = {}
    for row in sorted(rows, key=lambda row: str(row["month"])):
        meeting = met[row["body"], row["month"]]
        note_meeting(diary, places, meeting, row)
        for each in row["decisions"]:
            _note_return(diary, met, row["body"], meeting, each)
        before = last.get(row["body"])
        if before and before[0]["confirmed"]:
            later = partial(_confirm, before[1], meeting)
            diary.on(meeting.held_on, Order.AFTER_MEETING, later)
        last[row["body"]] = (row, meeting)


def note_meeting(diary: Diary, places: Places, meeting: Meeting, row: Row) -> None:
    """Note one meeting: its agenda goes out, then it is held and minuted."""
    out = meeting.held_on - NOTICE
    diary.on(out, Order.AGENDA, partial(send_agenda, meeting, row, out))
    diary.on(meeting.held_on, Order.MEETING, partial(_hold, places, meeting, row))


def _hold(places: Places, meeting: Meeting, row: Row) -> None:
    """Minute a meeting: who came, what was said under each item, what was decided."""
    on = meeting.held_on
    for key, kind in KINDS.items():
        for who in row[key]:
            known = places.organisations.get(who)
            seat = Seat(known, "" if known else who, "")
            record_attendance(by=CLERK, meeting=meeting, seat=seat, kind=kind, on=on)
    items = {item.title: item for item in meeting.items.all()}
    for title, words in row["minutes"].items():
        item = items[title]
        minute_item(by=CLERK, item=item, words=words, version=item.version, on=on)
    if row["declared"]:
        who, interest = row["declared"]
        declare(by=CLERK, meeting=meeting, who=who, interest=interest, on=on)
    under = items[next(iter(row["minutes"]))]
    for each in row["decisions"]:
        decide(
            by=CLERK,
            meeting=meeting,
            item=under,
            verb=DecisionVerb(each["verb"]),
            words=each["words"],
            owner_role=each["owner"],
            due_on=day(each["due"]),
            to_body=places.bodies[each["to"]] if each["to"] else None,
            on=on,
        )


def _confirm(meeting: Meeting, at: Meeting) -> None:
    """Confirm the minutes of a meeting at the next one, and publish them the same day."""
    confirm_minutes(by=CLERK, meeting=meeting, at=at, on=at.held_on)
    publish_minutes(by=CLERK, meeting=meeting, on=at.held_on)


def _note_return(diary: Diary, met: Met, body: str, meeting: Meeting, row: Row) -> None:
    """Note that a decision is given another date, or comes back to a later meeting."""
    move = row["redated"]
    if move:
        on = _day(move["at"])
        diary.on(on, Order.ANSWER, partial(_redate, meeting, row["words"], move, on))
    if row["back"]:
        at = met[body, row["back"]]
        back = partial(_bring_back, meeting, row, at)
        diary.on(at.held_on, Order.AFTER_MEETING, back)


def _decided(meeting: Meeting, words: str) -> Decision:
    return Decision.objects.get(meeting=meeting, words=words)


def _redate(meeting: Meeting, words: str, move: Row, on: date) -> None:
    redate_decision(
        by=CLERK,
        decision=_decided(meeting, words),
        due_on=_day(move["to"]),
        why=move["why"],
        agreed_by=move["by"],
        on=on,
    )


def _bring_back(meeting: Meeting, row: Row, at: Meeting) -> None:
    decision = _decided(meeting, row["words"])
    bring_back(by=CLERK, decision=decision, on=at.held_on, words=row["back_words"], at=at)


def note_cancelled(diary: Diary, met: Met, rows: list[Row]) -> None:
    """Note the meetings that were called off."""
    for row in rows:
        meeting = met[row["body"], row["month"]]
        off = partial(cancel_meeting, by=CLERK, meeting=meeting, why=row["why"], on=_day(row["at"]))
        diary.on(_day(row["at"]), Order.AFTER_MEETING, off)


def note_lately(diary: Diary, places: Places, held: Row, coming: Row) -> None:
    """Note the board's last meeting, the one on the day of loading, and the one to come."""
    body, today = places.bodies[coming["body"]], days_ago(0)
    hour = time.fromisoformat(coming["today_hour"])

    def call(on: date) -> Meeting:
        at = timezone.make_aware(datetime.combine(on, hour))
        return call_meeting(
            by=CLERK, body=body, starts_at=at, on=days_ago(60), place=coming["place"]
        )

    note_meeting(diary, places, call(days_ago(held["ago"])), held)
    now = call(today)
    out = today - NOTICE
    diary.on(out, Order.AGENDA, partial(send_agenda, now, coming, out))
    call(days_ago(-coming["next_in"]))
