"""A statement on its way, and the limits it starts, meets and starts again, as of a day."""

from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.inspections.changes import (
    record_event,
    record_inspection,
    record_progress,
    set_clock,
)
from goldenthread.inspections.models import RegimeClock
from goldenthread.inspections.queries import clocks_of, events_on, limits_of, progress_on
from goldenthread.inspections.rules import (
    ClockRule,
    Dated,
    DraftInspection,
    Ends,
    Event,
    InspectionKind,
    Regime,
    Running,
    Standing,
    running,
    why_not_next,
)

from .conftest import BY

SINCE, DUE = date(2019, 5, 13), date(2019, 8, 21)


@pytest.mark.parametrize(
    ("ends", "on", "state"),
    [
        (Ends(), date(2019, 8, 21), Running.RUNNING),
        (Ends(), date(2019, 8, 22), Running.PASSED),
        (Ends(known=False), date(2019, 8, 22), Running.NOT_TOLD),
        (Ends([DUE]), date(2019, 8, 21), Running.MET),
        (Ends([DUE]), date(2019, 8, 20), Running.RUNNING),
        (Ends([date(2019, 8, 30)]), date(2019, 9, 1), Running.MET_LATE),
        (Ends([date(2019, 5, 1)]), date(2019, 9, 1), Running.PASSED),
        (Ends(over_on=date(2019, 10, 18)), date(2019, 10, 18), Running.OVER),
        (Ends(again_on=date(2019, 7, 1)), date(2019, 7, 1), Running.RESTARTED),
    ],
)
def test_how_a_limit_stands_on_a_day(ends, on, state):
    assert running(SINCE, DUE, ends, on)[0] is state


@pytest.mark.parametrize(
    ("done", "new", "refused"),
    [
        ([], Event.STATEMENT_SUBMITTED, ""),
        ([], Event.FIT_FOR_PURPOSE, ""),
        ([Event.STATEMENT_SUBMITTED], Event.STATEMENT_SUBMITTED, "cannot come next"),
        ([Event.STATEMENT_SUBMITTED], Event.NOT_FIT_FOR_PURPOSE, ""),
        ([Event.NOT_FIT_FOR_PURPOSE], Event.STATEMENT_SUBMITTED, ""),
        ([Event.FIT_FOR_PURPOSE], Event.STATEMENT_SUBMITTED, "cannot come next"),
        ([Event.FIT_FOR_PURPOSE], Event.NOT_FIT_FOR_PURPOSE, "cannot come next"),
    ],
)
def test_what_may_follow_what(done, new, refused):
    recorded = [Dated(event, SINCE) for event in done]
    assert refused in why_not_next(recorded, Dated(new, DUE))
    assert bool(why_not_next(recorded, Dated(new, DUE))) == bool(refused)


def progress(inspection, event, on, reasons=""):
    return record_progress(by=BY, inspection=inspection, event=event, on=on, reasons=reasons)


@pytest.fixture
def returned(letter):
    """Return a letter whose statement was not fit at first, and by what day it was due again."""
    record_event(by=BY, inspection=letter, event=Event.LETTER_RECEIVED, on=SINCE)
    progress(letter, Event.STATEMENT_SUBMITTED, date(2019, 8, 19))
    progress(letter, Event.NOT_FIT_FOR_PURPOSE, date(2019, 9, 16), "Too little on when.")
    record_event(by=BY, inspection=letter, event=Event.STATEMENT_DUE, on=date(2019, 10, 8))
    progress(letter, Event.STATEMENT_SUBMITTED, date(2019, 10, 8))
    progress(letter, Event.FIT_FOR_PURPOSE, date(2019, 10, 18))
    return letter


def test_each_step_starts_or_meets_its_limit(returned):
    def stand(on: date) -> dict[tuple[str, date], str]:
        return {(c.code, c.due): c.state for c in limits_of(returned, on)}

    first = ("statement", date(2019, 8, 20))
    assert stand(date(2019, 6, 1)) == {first: "running"}
    assert stand(date(2019, 9, 1)) == {first: "met"}
    again = ("said", date(2019, 10, 8))
    assert stand(date(2019, 9, 17)) == {first: "met", again: "running"}
    assert stand(date(2019, 10, 9)) == {first: "met", again: "met"}
    revisit = ("revisit", date(2021, 4, 18))
    assert stand(date(2020, 1, 1)) == {first: "met", again: "met", revisit: "running"}
    assert stand(date(2021, 4, 19))[revisit] == "passed"


def test_where_it_stands_is_told_by_day(returned):
    days = {
        date(2019, 8, 18): Standing.NOT_SUBMITTED,
        date(2019, 8, 19): Standing.SUBMITTED,
        date(2019, 9, 16): Standing.NOT_FIT,
        date(2019, 10, 8): Standing.RESUBMITTED,
        date(2019, 10, 18): Standing.FIT,
    }
    assert {on: progress_on(returned, on) for on in days} == days
    assert [e.event for e in events_on(returned, date(2019, 9, 17))] == [
        "letter_received",
        "statement_submitted",
        "not_fit_for_purpose",
        "statement_due",
    ]


def test_each_limit_says_what_it_rests_on(returned):
    rests = {c.code: (c.confirmed, bool(c.source)) for c in limits_of(returned, date(2020, 1, 1))}
    assert rests == {"statement": (False, True), "revisit": (True, True), "said": (True, True)}


def test_the_return_of_inspectors_meets_the_limit(returned, area):
    record_inspection(
        by=BY,
        area=area,
        follows=returned,
        draft=DraftInspection(
            Regime.LOCAL_AREA_2016, InspectionKind.REVISIT, "Again", date(2022, 12, 5)
        ),
    )
    (clock,) = [c for c in clocks_of(returned, date(2023, 1, 1)) if c.code == "revisit"]
    assert (clock.state, clock.met_on) == ("met_late", date(2022, 12, 5))
    assert [c.state for c in clocks_of(returned)] == [None, None]


def test_a_step_out_of_order_or_without_reasons_is_refused(letter):
    with pytest.raises(UserError, match="Say why"):
        progress(letter, Event.NOT_FIT_FOR_PURPOSE, date(2019, 9, 16), " ")
    progress(letter, Event.STATEMENT_SUBMITTED, date(2019, 8, 19))
    with pytest.raises(UserError, match="cannot come next"):
        progress(letter, Event.STATEMENT_SUBMITTED, date(2019, 9, 1))
    with pytest.raises(UserError, match="A later step"):
        progress(letter, Event.FIT_FOR_PURPOSE, date(2019, 8, 1))
    assert letter.events.count() == 1


def test_a_report_starts_only_the_limits_of_its_outcome(area, report):
    record_event(by=BY, inspection=report, event=Event.LETTER_RECEIVED, on=date(2024, 3, 1))
    limits = {c.code: c for c in limits_of(report, date(2024, 3, 2))}
    assert set(limits) == {
        "priority-action-plan",
        "strategic-plan",
        "monitoring-inspection",
        "next-full-3",
    }
    assert limits["monitoring-inspection"].due == date(2025, 9, 1)
    assert not any(c.confirmed for c in limits.values())
    assert {c.code: c.state for c in limits_of(report, date(2030, 1, 1))} == {
        "priority-action-plan": "passed",
        "strategic-plan": "not_told",
        "monitoring-inspection": "passed",
        "next-full-3": "passed",
    }


def test_what_the_report_says_itself_goes_before_the_regime(area):
    own = record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            Regime.AREA_SEND_2023,
            InspectionKind.FULL,
            "Own words",
            date(2024, 1, 15),
            outcome=3,
            monitoring_within_months=12,
            next_inspection_within_years=2,
        ),
    )
    record_event(by=BY, inspection=own, event=Event.LETTER_PUBLISHED, on=date(2024, 3, 8))
    limits = {c.code: c for c in limits_of(own, date(2024, 4, 1))}
    assert limits["monitoring-inspection"].due == date(2025, 3, 8)
    assert limits["next-full"].due == date(2026, 3, 8)
    assert limits["next-full"].confirmed
    assert "Own words" in limits["next-full"].source
    assert not any(code.startswith("next-full-") for code in limits)


def test_a_corrected_limit_keeps_the_outcome_it_counts_for(db):
    held = RegimeClock.objects.get(code="monitoring-inspection")
    rule = ClockRule(
        held.code,
        held.name,
        Event.LETTER_RECEIVED,
        20,
        "months",
        held.valid_from,
        None,
        True,
        "The handbook",
    )
    clock = set_clock(by=BY, rule=rule, regime="2023")
    assert (clock.pk, clock.outcome, clock.amount) == (held.pk, 3, 20)
