"""The rules of boards: cadence, notice, states, decisions that come back, taking over minutes."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.areas.rules import BODY_KIND_NAMES, BodyKind, fault_of_line
from goldenthread.core.calendar import is_working_day
from goldenthread.governance.rules.agenda import (
    KIND_NAMES,
    ORDER,
    Drafted,
    Known,
    missing,
    numbered,
    off_course,
    opening,
    place_of,
)
from goldenthread.governance.rules.cadence import (
    EVERY_NAMES,
    Every,
    Moved,
    moved_day,
    named_days,
    slots,
    weekday_of_month,
)
from goldenthread.governance.rules.chart import Box, depths, drawn
from goldenthread.governance.rules.deciding import leaves_something, never_back
from goldenthread.governance.rules.importing import fault_of_facts, minutes_of, plain_name
from goldenthread.governance.rules.notice import (
    EXEMPT_PARAGRAPHS,
    clear_working_days,
    fault_of_exemption,
    fault_of_key_notice,
    last_day_for_agenda,
    last_day_for_key_decision,
    may_see_exempt,
    notice_of,
)
from goldenthread.governance.rules.states import (
    NEXT,
    STATE_NAMES,
    AttendanceKind,
    DecisionVerb,
    ItemKind,
    MeetingState,
    MeetsUnder,
    Urgency,
    fault_of_move,
    meets_under,
    state_on,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
# A busy machine is no reason to fail.
PATIENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_everything_has_words():
    assert set(EVERY_NAMES) == set(Every)
    assert set(STATE_NAMES) == set(NEXT) == set(MeetingState)
    assert set(KIND_NAMES) == set(ORDER) == set(ItemKind)
    assert set(BODY_KIND_NAMES) == set(BodyKind)


@pytest.mark.parametrize(
    ("every", "first", "then"),
    [
        (Every.WEEKLY, date(2026, 1, 7), [date(2026, 1, 14), date(2026, 1, 21)]),
        (Every.SIX_WEEKLY, date(2026, 1, 7), [date(2026, 2, 18), date(2026, 4, 1)]),
        (Every.MONTHLY, date(2026, 1, 14), [date(2026, 2, 11), date(2026, 3, 11)]),
        (Every.MONTHLY, date(2026, 1, 29), [date(2026, 2, 26), date(2026, 3, 26)]),
        (Every.BI_MONTHLY, date(2026, 1, 6), [date(2026, 3, 3), date(2026, 5, 5)]),
        (Every.QUARTERLY, date(2026, 1, 20), [date(2026, 4, 21), date(2026, 7, 21)]),
        (Every.TWICE_A_YEAR, date(2025, 10, 6), [date(2026, 4, 6), date(2026, 10, 5)]),
    ],
)
def test_the_days_a_cadence_names(every, first, then):
    assert list(islice(named_days(every, first), 3)) == [first, *then]


def test_the_last_weekday_of_a_month_stays_the_last():
    assert weekday_of_month(2026, 2, 4, 5) == date(2026, 2, 27)
    assert weekday_of_month(2026, 1, 4, 5) == date(2026, 1, 30)


@pytest.mark.parametrize(
    ("day", "rule", "to"),
    [
        (date(2026, 4, 6), Moved.LATER, date(2026, 4, 7)),
        (date(2026, 4, 6), Moved.EARLIER, date(2026, 4, 2)),
        (date(2026, 4, 6), Moved.WEEK_LATER, date(2026, 4, 13)),
        (date(2026, 12, 25), Moved.WEEK_LATER, date(2027, 1, 8)),
        (date(2026, 6, 6), Moved.WEEK_LATER, date(2026, 6, 8)),
        (date(2026, 6, 3), Moved.EARLIER, date(2026, 6, 3)),
    ],
)
def test_a_meeting_leaves_a_day_that_is_not_worked(day, rule, to):
    assert moved_day(day, rule) == to


@PATIENTLY
@given(DAYS, st.sampled_from(Every), st.sampled_from(Moved))
def test_every_meeting_of_a_cadence_is_on_a_working_day_and_says_when_it_moved(first, every, moved):
    made = slots(every, first, moved, first, first + timedelta(days=400))
    assert made
    for slot in made:
        assert is_working_day(slot.on)
        assert bool(slot.why) == (slot.on != slot.named)


def test_slots_lie_in_the_window_by_the_day_they_are_named_for():
    made = slots(Every.MONTHLY, date(2026, 1, 5), Moved.LATER, date(2026, 4, 1), date(2026, 5, 31))
    assert [(s.named, s.on) for s in made] == [
        (date(2026, 4, 6), date(2026, 4, 7)),
        (date(2026, 5, 4), date(2026, 5, 5)),
    ]
    assert "is a bank holiday" in made[0].why
    assert "next working day" in made[0].why


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        (date(2026, 11, 27), date(2026, 11, 19)),
        (date(2026, 11, 30), date(2026, 11, 20)),
        (date(2026, 4, 8), date(2026, 3, 27)),
        (date(2027, 1, 4), date(2026, 12, 22)),
    ],
)
def test_the_last_day_for_an_agenda(meeting, last):
    """Easter 2026 is free from 3 to 6 April; Boxing Day 2026 moves to 28 December."""
    assert last_day_for_agenda(meeting) == last


@PATIENTLY
@given(DAYS)
def test_the_last_day_gives_five_clear_days_and_the_next_working_day_does_not(meeting):
    last = last_day_for_agenda(meeting)
    assert is_working_day(last)
    assert clear_working_days(last, meeting) == 5
    after = last + timedelta(days=1)
    while not is_working_day(after):
        after += timedelta(days=1)
    assert clear_working_days(after, meeting) == 4


def test_notice_in_time_to_come_and_missed():
    meeting = date(2026, 11, 27)
    committee = MeetsUnder.COMMITTEE
    ahead = notice_of(meeting, None, date(2026, 11, 19), committee)
    assert not ahead.missed
    assert "Thursday 19 November 2026" in ahead.words
    passed = notice_of(meeting, None, date(2026, 11, 20), committee)
    assert passed.missed
    assert "s. 100B(4)(b)" in passed.words
    given = notice_of(meeting, date(2026, 11, 19), date(2026, 11, 25), committee)
    assert (given.clear, given.missed) == (5, False)
    late = notice_of(meeting, date(2026, 11, 25), date(2026, 11, 25), MeetsUnder.PARTNERSHIP)
    assert (late.clear, late.missed) == (1, True)
    assert "No law makes it void" in late.words
    assert "1 clear working day of" in late.words
    cabinet = notice_of(meeting, date(2026, 11, 25), date(2026, 11, 25), MeetsUnder.EXECUTIVE)
    assert "SI 2012/2089, reg. 7" in cabinet.words
    before = notice_of(meeting, date(2026, 11, 19), date(2026, 11, 18), committee)
    assert before.given_on is None


@pytest.mark.parametrize(
    ("kind", "said", "under"),
    [
        (BodyKind.SCRUTINY, "", MeetsUnder.COMMITTEE),
        (BodyKind.HEALTH_AND_WELLBEING_BOARD, "", MeetsUnder.COMMITTEE),
        (BodyKind.CABINET, "", MeetsUnder.EXECUTIVE),
        (BodyKind.IMPROVEMENT_BOARD, "", MeetsUnder.PARTNERSHIP),
        (BodyKind.IMPROVEMENT_BOARD, "committee", MeetsUnder.COMMITTEE),
    ],
)
def test_by_which_rules_a_body_meets(kind, said, under):
    assert meets_under(kind.value, said) is under


def test_28_clear_days_count_every_day_but_the_two_ends():
    assert last_day_for_key_decision(date(2026, 3, 31)) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("published", "urgency", "why", "agreed", "said"),
    [
        (date(2026, 3, 2), Urgency.NONE, "", "", None),
        (date(2026, 3, 3), Urgency.NONE, "", "", "reg. 9"),
        (date(2026, 3, 3), Urgency.GENERAL_EXCEPTION, "", "", "Say why"),
        (date(2026, 3, 3), Urgency.GENERAL_EXCEPTION, "A court date", "", None),
        (date(2026, 3, 27), Urgency.GENERAL_EXCEPTION, "A court date", "", "reg. 10"),
        (date(2026, 3, 27), Urgency.SPECIAL_URGENCY, "A court date", "", "reg. 11"),
        (date(2026, 3, 27), Urgency.SPECIAL_URGENCY, "A court date", "Chair of scrutiny", None),
    ],
)
def test_notice_of_a_key_decision(published, urgency, why, agreed, said):
    fault = fault_of_key_notice(
        published=published,
        decide_on=date(2026, 3, 31),
        urgency=urgency,
        why=why,
        agreed_by=agreed,
    )
    assert (fault is None) if said is None else said in (fault or "")


def test_an_exempt_item_needs_a_paragraph_and_the_public_interest():
    reason = "Naming the family would harm them more than openness helps."
    assert fault_of_exemption(None, "") is None
    assert all(fault_of_exemption(number, reason) is None for number in EXEMPT_PARAGRAPHS)
    assert "seven paragraphs" in (fault_of_exemption(8, reason) or "")
    assert "para. 10" in (fault_of_exemption(1, "Private.") or "")


@pytest.mark.parametrize(
    ("runs", "inside", "sees"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_who_sees_exempt_papers(runs, inside, sees):
    assert may_see_exempt(runs_meetings=runs, in_body=inside) is sees


@pytest.mark.parametrize("now", MeetingState)
@pytest.mark.parametrize("to", MeetingState)
def test_the_states_of_a_meeting(now, to):
    fault = fault_of_move(now, to)
    assert (fault is None) == (to in NEXT[now])
    if fault:
        assert STATE_NAMES[now].lower() in fault


def test_the_state_of_a_meeting_on_any_day():
    days = {
        "noticed": date(2026, 1, 5),
        "drafted": date(2026, 1, 14),
        "confirmed": date(2026, 2, 14),
        "published": date(2026, 2, 15),
        "cancelled": None,
    }
    seen = [state_on(date(2026, 1, 4), **days), state_on(date(2026, 1, 5), **days)]
    seen += [state_on(date(2026, 2, 13), **days), state_on(date(2026, 2, 14), **days)]
    seen.append(state_on(date(2026, 3, 1), **days))
    assert seen == ["planned", "noticed", "draft", "confirmed", "published"]


@pytest.mark.parametrize(
    ("verb", "words", "owner", "due", "leaves"),
    [
        ("NOTED", "The report.", "", None, False),
        ("NOTED", "The report.", "Director", None, True),
        ("RESOLVED", "That the report and presentation be noted.", "", None, False),
        ("AGREED", "The minutes were agreed as a correct record.", "", None, False),
        (
            "RESOLVED",
            "That the report be noted and a further update be brought to the next meeting",
            "",
            None,
            True,
        ),
        ("AGREED", "That the forum writes the survey.", "", None, True),
        ("REFERRED", "The waiting times.", "", None, True),
        ("RESOLVED", "To note the update.", "", date(2026, 1, 1), True),
    ],
)
def test_what_leaves_something_to_be_done(verb, words, owner, due, leaves):
    assert leaves_something(DecisionVerb(verb), words, owner, due) is leaves


@pytest.mark.parametrize(
    ("leaves", "due", "back", "met", "said"),
    [
        (True, date(2026, 1, 1), None, 0, "9 days ago"),
        (True, date(2026, 1, 9), None, 0, "1 day ago"),
        (True, date(2026, 1, 10), None, 0, None),
        (True, date(2026, 1, 1), date(2026, 1, 10), 0, None),
        (True, date(2026, 1, 1), date(2026, 1, 11), 0, "9 days ago"),
        (True, None, None, 1, None),
        (True, None, None, 2, "2 meetings since"),
        (False, date(2026, 1, 1), None, 9, None),
    ],
)
def test_a_decision_that_never_came_back(leaves, due, back, met, said):
    found = never_back(leaves=leaves, due=due, back=back, met_since=met, on=date(2026, 1, 10))
    assert (found is None) if said is None else said in (found or "")


def test_an_agenda_opens_with_the_minutes_before_where_there_were_any():
    assert [i.kind for i in opening(None)] == ["apologies", "declarations"]
    assert [i.kind for i in opening((7, "1 May 2026"))][2:] == [
        "previous_minutes",
        "matters_arising",
    ]


def test_only_what_is_not_there_is_added_even_where_somebody_withdrew_it():
    due = [
        Drafted(ItemKind.CHALLENGE, "Challenge 1", of="challenge", key=4),
        Drafted(ItemKind.STANDING, "Risks"),
        Drafted(ItemKind.STANDING, "Risks"),
    ]
    assert [i.title for i in missing(due, [])] == ["Challenge 1", "Risks"]
    there = [Known(ItemKind.CHALLENGE, "Reworded", 4), Known(ItemKind.STANDING, "risks ", None)]
    assert missing(due, there) == []


def test_many_red_actions_are_one_item():
    red = [(n, f"Action {n}", "It is late.", "Director") for n in range(7)]
    [one, risk] = off_course(red, ["1.1", "1.2"])
    assert one.title == "Actions that are red"
    assert one.words.count("It is late.") == 7
    assert "1.1, 1.2" in risk.words
    assert len(off_course(red[:6], [])) == 6


def test_exempt_items_come_last_and_withdrawn_ones_have_no_number():
    assert place_of(ItemKind.APOLOGIES, True) > place_of(ItemKind.ORDINARY, False)
    rows = [(1, "", False), (2, "", True), (3, "7a", False), (4, "", False)]
    assert numbered(rows) == {1: "1", 2: "", 3: "7a", 4: "3"}


def test_lines_of_report_go_up_only():
    lines = [(1, 2), (2, 3)]
    assert fault_of_line(1, 3, lines) is None
    assert "itself" in (fault_of_line(1, 1, lines) or "")
    assert "already" in (fault_of_line(1, 2, lines) or "")
    assert "Lines go up only" in (fault_of_line(3, 1, lines) or "")


def test_the_chart_places_each_body_right_of_all_it_reports_to():
    boxes = [Box(n, f"Body {n}", "Group") for n in range(1, 6)]
    chart = drawn(boxes, [(2, 1), (3, 2), (3, 1), (4, 2), (4, 99)])
    at = {box.key: box for box in chart.boxes}
    assert at[1].x < at[2].x < at[3].x == at[4].x < at[5].x
    assert at[5].alone
    assert len(chart.lines) == 4
    places = {(box.x, box.y) for box in chart.boxes}
    assert len(places) == 5
    assert all(box.y >= 0 and box.y + chart.box_height <= chart.height for box in chart.boxes)


def test_a_ring_in_old_data_does_not_hang_the_chart():
    assert set(depths([1, 2], [(1, 2), (2, 1)])) == {1, 2}
    assert drawn([], []).boxes == []


FACTS = {
    "body": "The Improvement Board",
    "held_on": "2026-03-04",
    "present": ["A council", " "],
    "in_attendance": None,
    "apologies": ["A trust"],
    "items": [{"number": 1, "title": "Welcome"}, {"number": None, "title": "Any other business"}],
    "decisions": [
        {"item": 1, "verb": "AGREED", "text": "To meet again."},
        {"item": 9, "verb": "RESOLVED", "text": "That it is so."},
        {"item": 1, "verb": "WISHED", "text": "Nothing."},
    ],
}


def test_minutes_become_drafts():
    read = minutes_of(FACTS)
    assert read.held_on == date(2026, 3, 4)
    assert read.attendance == (
        (AttendanceKind.PRESENT, "A council"),
        (AttendanceKind.APOLOGIES, "A trust"),
    )
    assert [item.path for item in read.items] == ["items[1]", "items[1]"]
    assert [(d.item, d.verb, d.path) for d in read.decisions] == [
        (0, "AGREED", "decisions[0]"),
        (None, "RESOLVED", "decisions[1]"),
    ]


@pytest.mark.parametrize(("gap", "said"), [("body", "which body"), ("held_on", "which day")])
def test_minutes_without_body_or_day_are_not_taken_over(gap, said):
    assert said in (fault_of_facts(FACTS | {gap: None}) or "")
    assert fault_of_facts(FACTS) is None


def test_a_body_is_known_by_its_name_without_case_or_article():
    assert plain_name("The Health & Wellbeing Board") == plain_name("health and wellbeing board.")
