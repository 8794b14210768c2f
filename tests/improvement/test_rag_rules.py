"""Every rule of colour: a case for each, told in words; and which rule goes first."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.improvement.rules import (
    RAG_RULES,
    ActionFacts,
    Delivery,
    Rag,
    Waiting,
    computed_rag,
    rag_rules_page,
    reported_rag,
)
from tests.guards.house import ROOT

D = Delivery
ON = date(2020, 1, 20)
PAST, AHEAD = date(2019, 11, 30), date(2020, 6, 30)
GREEN = ActionFacts(delivery=D.ON_TRACK, reported_on=date(2020, 1, 5), due_to=AHEAD)
LATE = date(2020, 1, 14)

CASES = [
    ("never-reported", Rag.GREY, ActionFacts(), "No update is recorded: we do not know."),
    (
        "never-reported",
        Rag.GREY,
        ActionFacts(due_to=PAST),
        "No update is recorded, and 30 November 2019, when it was due, has passed: we do not know.",
    ),
    (
        "no-longer-in-play",
        Rag.GREY,
        replace(GREEN, delivery=D.REPLACED, agreed_by="the board", other="2.1.1"),
        "Replaced by action 2.1.1, agreed by the board: it is no longer in play.",
    ),
    (
        "no-longer-in-play",
        Rag.GREY,
        replace(GREEN, delivery=D.STOPPED),
        "Stopped, nobody says who agreed: it is no longer in play.",
    ),
    (
        "done-and-evidenced",
        Rag.BLUE,
        replace(GREEN, delivery=D.DONE, evidence=1, evidenced=1, judge_on=AHEAD),
        "Done, with evidence beyond a leader’s word. What difference it made is not agreed; to be "
        "judged by 30 June 2020.",
    ),
    (
        "done-and-evidenced",
        Rag.BLUE,
        replace(GREEN, delivery=D.DONE, evidence=1, evidenced=1, judge_on=PAST),
        "Done, with evidence beyond a leader’s word. What difference it made is not agreed; it was "
        "to be judged by 30 November 2019.",
    ),
    (
        "done-by-word-alone",
        Rag.AMBER,
        replace(GREEN, delivery=D.DONE, evidence=1),
        "Reported done, with only a leader’s word to show for it.",
    ),
    (
        "done-by-word-alone",
        Rag.AMBER,
        replace(GREEN, delivery=D.DONE),
        "Reported done, with no evidence to show for it.",
    ),
    ("off-track", Rag.RED, replace(GREEN, delivery=D.OFF_TRACK), "Reported off track."),
    (
        "date-passed",
        Rag.RED,
        replace(GREEN, due_to=PAST),
        "Green reported, but due 30 November 2019 passed with no evidence.",
    ),
    (
        "date-passed",
        Rag.RED,
        replace(GREEN, delivery=D.NOT_STARTED, due_to=PAST),
        "Not started, but due 30 November 2019 passed with no evidence.",
    ),
    (
        "paused-past-its-date",
        Rag.RED,
        replace(GREEN, delivery=D.PAUSED, due_to=PAST),
        "Paused, and due 30 November 2019 passed.",
    ),
    (
        "paused",
        Rag.AMBER,
        replace(GREEN, delivery=D.PAUSED, agreed_by="the board"),
        "Paused, agreed by the board.",
    ),
    ("at-risk", Rag.AMBER, replace(GREEN, delivery=D.AT_RISK), "Reported at risk."),
    (
        "rests-on-trouble",
        Rag.AMBER,
        replace(GREEN, rests_on=(Waiting("action 2.1.1", AHEAD, D.OFF_TRACK),)),
        "Green reported, but it rests on action 2.1.1, which is off track.",
    ),
    (
        "rests-on-trouble",
        Rag.AMBER,
        replace(GREEN, rests_on=(Waiting("action 2.1.1", PAST),)),
        "Green reported, but it rests on action 2.1.1, which was due 30 November 2019 and is not "
        "reported done.",
    ),
    (
        "rests-on-later",
        Rag.AMBER,
        replace(GREEN, rests_on=(Waiting("action 2.1.1", date(2020, 9, 1), D.ON_TRACK),)),
        "Green reported, but it rests on action 2.1.1, due 1 September 2020, after its own date of "
        "30 June 2020.",
    ),
    (
        "kept-waiting",
        Rag.AMBER,
        replace(GREEN, waits_for=(Waiting("group 2: the survey", PAST),)),
        "Green reported, but it still waits for group 2: the survey, needed by 30 November 2019.",
    ),
    (
        "date-moved-often",
        Rag.AMBER,
        replace(GREEN, slipped=2),
        "Green reported, but its date has been moved back twice.",
    ),
    (
        "not-begun-near-its-date",
        Rag.AMBER,
        replace(GREEN, delivery=D.NOT_STARTED, due_to=date(2020, 3, 1)),
        "Not started, and due 1 March 2020.",
    ),
    (
        "not-begun-near-its-date",
        Rag.AMBER,
        replace(GREEN, delivery=D.NOT_STARTED, starts=date(2020, 1, 1)),
        "Not started, though it was to start 1 January 2020.",
    ),
    (
        "update-missing",
        Rag.GREY,
        replace(GREEN, late_since=LATE),
        "Green reported on 5 January 2020, but the update due by 14 January 2020 never came: we do "
        "not know.",
    ),
    (
        "no-date-to-test",
        Rag.GREY,
        replace(GREEN, due_to=None),
        "Green reported, but no date is set to test that against: we do not know.",
    ),
    (
        "not-begun-in-time",
        Rag.GREEN,
        replace(GREEN, delivery=D.NOT_STARTED),
        "Not started, and not due until 30 June 2020.",
    ),
    (
        "on-track",
        Rag.GREEN,
        GREEN,
        "Reported on track on 5 January 2020, and not due until 30 June 2020.",
    ),
    (
        "on-track",
        Rag.GREEN,
        replace(GREEN, due_to=None, ongoing=True),
        "Reported on track on 5 January 2020, and the plan sets no end.",
    ),
]


@pytest.mark.parametrize(("rule", "rag", "facts", "why"), CASES)
def test_each_rule_gives_its_colour_and_reason(rule, rag, facts, why):
    colour = computed_rag(facts, ON)
    assert (colour.rule, colour.rag, colour.why) == (rule, rag, why)


def test_no_rule_is_without_a_case():
    assert {rule.name for rule in RAG_RULES} == {case[0] for case in CASES}


def test_a_date_that_passed_outweighs_a_missing_update():
    assert computed_rag(replace(GREEN, due_to=PAST, late_since=LATE), ON).rag is Rag.RED


def test_what_is_waited_for_counts_no_more_once_it_came():
    came = Waiting("action 2.1.1", PAST, D.DONE)
    settled = Waiting("group 2: the survey", PAST, settled=True)
    assert computed_rag(replace(GREEN, rests_on=(came,), waits_for=(settled,)), ON).rag is Rag.GREEN


def test_the_day_itself_is_not_past():
    assert computed_rag(replace(GREEN, due_to=ON), ON).rag is Rag.GREEN


def test_unknown_claims_nothing():
    assert reported_rag(None) is Rag.GREY
    assert reported_rag(D.NOT_STARTED) is Rag.GREY
    assert reported_rag(D.DONE) is Rag.BLUE


def test_the_reference_of_rules_is_fresh():
    page = ROOT / "docs" / "reference" / "rag-rules.md"
    assert page.read_text(encoding="utf-8") == rag_rules_page(), "Run: make references"
