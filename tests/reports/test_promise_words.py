"""Families' words for a promise: whose word it is that it was kept, and what is late."""

from datetime import date

import pytest

from goldenthread.improvement.models import DifferenceVerdict, ForumMark, Promise, Redating
from goldenthread.reports.queries.kept import printed_report
from goldenthread.reports.rules import Kind
from goldenthread.thread.queries.promises import (
    Stand,
    backing_on,
    count_promises,
    promises_of,
)
from goldenthread.thread.rules.backing import Backing, backing_of
from goldenthread.thread.rules.plain_dates import date_alone, plain_date
from tests.writing.test_report import told

from .conftest import report_of
from .full_record import AS_AT, Record

OUR_WORD = "Kept, we say. Nobody else has checked this yet."


@pytest.fixture
def kept(record) -> Promise:
    """Return a promise that is said to be kept, on nobody's word but its maker's."""
    ForumMark.objects.all().delete()
    DifferenceVerdict.objects.update(agreed_on=None, reopened_on=None)
    Promise.objects.update(standing="kept", evidence_came_on=None, due_to=date(2019, 3, 1))
    return Promise.objects.get()


def words_of(record: Record, kind: Kind) -> str:
    """Return every word of a report of a kind."""
    return "\n".join(told(printed_report(report_of(record, kind)).as_json()))


def counted(record: Record) -> int:
    """Return how many promises the families' pages count as checked."""
    return count_promises(promises_of([record.improvement_plan], AS_AT), [], AS_AT).checked


def test_on_its_makers_word_alone_a_promise_is_never_called_kept(record, kept):
    assert OUR_WORD in words_of(record, Kind.NEWSLETTER)
    easy = words_of(record, Kind.EASY_READ)
    assert "We say we did this.\n" in easy
    assert "Nobody else has checked it yet." in easy
    assert "We did this." not in easy
    assert counted(record) == 0


@pytest.mark.parametrize("by", ["proof", "verdict", "forum"])
def test_a_promise_that_somebody_else_bears_out_is_checked(record, kept, by: str):
    if by == "proof":
        Promise.objects.update(evidence_came_on=AS_AT)
    elif by == "verdict":
        DifferenceVerdict.objects.update(agreed_on=AS_AT, agreed_by_ref="another")
    else:
        ForumMark.objects.create(promise=kept, mark="ours", on=AS_AT)
    assert "Kept. This has been checked." in words_of(record, Kind.NEWSLETTER)
    assert "We did this." in words_of(record, Kind.EASY_READ)
    assert counted(record) == 1


def test_what_was_checked_only_after_the_day_is_not_checked_on_it(record, kept):
    later = date(2020, 1, 1)
    ForumMark.objects.create(promise=kept, mark="ours", on=later)
    DifferenceVerdict.objects.update(agreed_on=later, agreed_by_ref="another")
    assert OUR_WORD in words_of(record, Kind.NEWSLETTER)
    assert counted(record) == 0


def test_a_verdict_opened_again_checks_nothing(record, kept):
    DifferenceVerdict.objects.update(
        agreed_on=date(2019, 5, 1), agreed_by_ref="another", reopened_on=date(2019, 6, 1)
    )
    assert OUR_WORD in words_of(record, Kind.NEWSLETTER)


def test_what_the_forum_doubts_is_not_called_checked_though_its_proof_came(record, kept):
    Promise.objects.update(evidence_came_on=AS_AT)
    ForumMark.objects.create(action=kept.action, mark="mixed", on=AS_AT)
    assert "The parent carer forum does not fully agree." in words_of(record, Kind.NEWSLETTER)
    assert "We say we did this." in words_of(record, Kind.EASY_READ)
    assert counted(record) == 0


def test_the_forums_last_mark_counts(record, kept):
    for day, mark in ((1, "not_ours"), (2, "ours")):
        ForumMark.objects.create(promise=kept, mark=mark, on=date(2019, 11, day))
    found = promises_of([record.improvement_plan], AS_AT).get()
    assert backing_on(found, Stand.KEPT, AS_AT) is Backing.CHECKED
    assert backing_on(found, Stand.TO_COME, AS_AT) is None


def test_a_promise_past_its_date_of_which_nothing_is_said_is_late(record, kept):
    Promise.objects.update(standing="unknown", due_to=date(2019, 11, 30))
    news = words_of(record, Kind.NEWSLETTER)
    assert "It was due by 30 November 2019. We do not know if it was done." in news
    assert "No promise is past its date" not in news
    assert "It is late." in words_of(record, Kind.EASY_READ)
    Promise.objects.update(due_to=AS_AT)
    assert "No promise is past its date" in words_of(record, Kind.NEWSLETTER)


def test_a_late_promise_says_to_when_its_date_was_moved(record, kept):
    Promise.objects.update(standing="unknown", due_to=date(2019, 11, 30))
    Redating.objects.update(on=date(2019, 11, 1), milestone=None)
    assert "It is now to be done by 4 March 2020." in words_of(record, Kind.NEWSLETTER)


def test_a_date_before_the_inspection_is_in_doubt_not_late(record, kept):
    Promise.objects.update(standing="unknown", due_to=date(2017, 1, 1))
    assert "No promise is past its date" in words_of(record, Kind.NEWSLETTER)


def test_nothing_bears_a_promise_out_until_something_does():
    assert backing_of(proof_came=False, agreed=False, mark=None) is Backing.UNCHECKED


@pytest.mark.parametrize(
    ("words", "first", "alone"),
    [
        ("Done everywhere: by May 2020", "May 2020 (Done everywhere)", "May 2020"),
        ("Signed: 3 May 2020", "3 May 2020 (Signed)", "3 May 2020"),
        ("October 2019 – November 2020", "October 2019 – November 2020", None),
        ("", "", None),
    ],
)
def test_a_date_is_told_before_its_step(words: str, first: str, alone: str | None):
    assert plain_date(words) == first
    assert date_alone(words) == (words if alone is None else alone)
