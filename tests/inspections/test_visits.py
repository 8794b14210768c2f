"""Notice, timetable, judgements and what is expected after, each as of a day."""

from datetime import date, time

import pytest

from goldenthread.audit.models import Event as Trail
from goldenthread.core.errors import UserError
from goldenthread.inspections.changes import (
    add_slot,
    expect_step,
    finish_step,
    record_inspection,
    record_judgements,
    record_notice,
    strike_slot,
    withdraw_notice,
)
from goldenthread.inspections.queries import (
    expected_after,
    judgements_on,
    notices_of,
    standing_notice,
    steps_after,
    timetable_of,
)
from goldenthread.inspections.rules import (
    DraftInspection,
    DraftJudgement,
    DraftNotice,
    DraftSlot,
    DraftStep,
    InspectionKind,
    Judged,
    Regime,
    StepKind,
    notice_days,
)

from .conftest import BY

GIVEN, STARTS, ENDS = date(2022, 11, 18), date(2022, 12, 5), date(2022, 12, 8)


def notice(inspection, **changes):
    given = {"given_on": GIVEN, "starts": STARTS, "ends": ENDS, **changes}
    return record_notice(by=BY, inspection=inspection, draft=DraftNotice(**given))


def slot(row, **changes):
    given = {"day": STARTS, "activity": "Opening", "who": "Director", **changes}
    return add_slot(by=BY, notice=row, draft=DraftSlot(**given), agreed_on=date(2022, 11, 25))


def test_notice_is_counted_in_working_days_between():
    assert notice_days(GIVEN, STARTS) == 10
    assert notice_days(date(2022, 12, 2), STARTS) == 0
    # Boxing Day fell on the Sunday of 2021, so 27 and 28 December were holidays too.
    assert notice_days(date(2021, 12, 24), date(2021, 12, 30)) == 1


def test_notice_comes_in_the_shape_of_the_regime(letter, report):
    assert notice(letter).kind == "revisit"
    assert notice(report).kind == "monitoring"


def test_one_notice_stands_and_a_withdrawn_one_stays_on_record(letter):
    first = notice(letter)
    with pytest.raises(UserError, match="withdraw that one first"):
        notice(letter)
    with pytest.raises(UserError, match="Say why"):
        withdraw_notice(by=BY, notice=first, on=date(2022, 11, 21), why=" ")
    withdraw_notice(by=BY, notice=first, on=date(2022, 11, 21), why="Snow.")
    second = notice(
        letter, given_on=date(2022, 11, 28), starts=date(2023, 1, 9), ends=ENDS.replace(2023)
    )
    assert standing_notice(letter, date(2022, 11, 20)) == first
    assert standing_notice(letter, date(2022, 11, 22)) is None
    assert standing_notice(letter, date(2022, 11, 28)) == second
    assert standing_notice(letter, date(2022, 11, 17)) is None
    assert notices_of(letter, date(2023, 1, 1)) == [second, first]


@pytest.mark.parametrize("changes", [{"ends": date(2022, 12, 4)}, {"given_on": date(2022, 12, 6)}])
def test_a_notice_that_cannot_be_is_refused(letter, changes):
    with pytest.raises(UserError, match="Nothing was kept"):
        notice(letter, **changes)
    assert not letter.notices.exists()


def test_a_timetable_stands_as_it_was_agreed_by_a_day(letter):
    row = notice(letter)
    opening = slot(row, starts=time(9), ends=time(10))
    forum = slot(row, day=date(2022, 12, 6), activity="Forum", who="Forum")
    strike_slot(by=BY, slot=forum, on=date(2022, 12, 1))
    strike_slot(by=BY, slot=forum, on=date(2022, 12, 2))
    assert timetable_of(row, date(2022, 11, 24)) == []
    assert timetable_of(row, date(2022, 11, 30)) == [opening, forum]
    assert timetable_of(row, date(2022, 12, 1)) == [opening]
    assert Trail.objects.filter(verb="strike_slot").count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"day": date(2022, 12, 9)}, {"day": GIVEN}, {"starts": time(10), "ends": time(10)}],
)
def test_a_line_outside_the_visit_is_refused(letter, changes):
    row = notice(letter)
    with pytest.raises(UserError, match="Nothing was kept"):
        slot(row, **changes)
    assert not row.slots.exists()


def test_a_withdrawn_visit_has_no_timetable_to_add_to(letter):
    row = notice(letter)
    withdraw_notice(by=BY, notice=row, on=GIVEN, why="Snow.")
    with pytest.raises(UserError, match="was withdrawn"):
        slot(row)


@pytest.fixture
def revisit(area, letter):
    """Return a revisit whose letter of 20 January 2023 found trust not sufficient."""
    made = record_inspection(
        by=BY,
        area=area,
        follows=letter,
        draft=DraftInspection(
            Regime.LOCAL_AREA_2016,
            InspectionKind.REVISIT,
            "The revisit",
            STARTS,
            ENDS,
            letter_dated=date(2023, 1, 20),
        ),
    )
    drafts = [
        DraftJudgement(1, Judged.SUFFICIENT, ("Needs are known.",)),
        DraftJudgement(2, Judged.NOT_SUFFICIENT, (), ("Trust is low.",)),
    ]
    record_judgements(by=BY, revisit=made, drafts=drafts)
    return made


def test_judgements_are_known_from_the_letter_and_never_before(letter, revisit):
    assert judgements_on(letter, date(2023, 1, 19)) == []
    assert expected_after(revisit, date(2023, 1, 19)) == []
    judged = {j.weakness.number: j.judged for j in judgements_on(letter, date(2023, 1, 20))}
    assert judged == {1: "sufficient", 2: "not_sufficient"}


def step(revisit, **changes):
    given = {
        "kind": StepKind.ACCELERATED_PLAN,
        "words": "An accelerated progress plan for trust.",
        "source": "Letter of the department",
        "on": date(2023, 2, 10),
        "weakness": 2,
        **changes,
    }
    return expect_step(by=BY, inspection=revisit, draft=DraftStep(**given))


def test_each_weakness_not_sufficient_says_what_is_expected_or_that_nobody_knows(revisit):
    (waiting,) = expected_after(revisit, date(2023, 2, 1))
    assert (waiting.judgement.weakness.number, waiting.steps) == (2, ())
    made = step(revisit)
    (expected,) = expected_after(revisit, date(2023, 2, 10))
    assert expected.steps == (made,)
    assert made.due_on is None
    assert steps_after(revisit, date(2023, 2, 9)) == []


def test_a_step_needs_a_source_and_a_judgement(revisit):
    with pytest.raises(UserError, match="who says so"):
        step(revisit, source=" ")
    with pytest.raises(UserError, match="was not judged"):
        step(revisit, weakness=9)
    assert not revisit.next_steps.exists()


def test_a_step_is_done_once(revisit):
    made = step(revisit)
    with pytest.raises(UserError, match="on or after"):
        finish_step(by=BY, step=made, on=date(2023, 2, 9), words="Sent.")
    finish_step(by=BY, step=made, on=date(2023, 4, 1), words="Sent.")
    with pytest.raises(UserError, match="done already"):
        finish_step(by=BY, step=made, on=date(2023, 5, 1), words="Again.")
    made.refresh_from_db()
    assert (made.done_on, made.done_words) == (date(2023, 4, 1), "Sent.")
