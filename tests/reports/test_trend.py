"""The trend begins where the record does."""

from datetime import date

from goldenthread.improvement.models import LifeEvent, Update
from goldenthread.reports.queries.kept import printed_report
from goldenthread.reports.rules import Kind

from .conftest import report_of
from .full_record import Record


def days_of(record: Record, kind: Kind) -> list[str]:
    """Return the days of a report's trend."""
    tables = printed_report(report_of(record, kind)).tables()
    return [row[0] for row in next(t for t in tables if t.name == "Trend").rows]


def test_no_quarter_before_the_plan_or_any_word_of_it_is_counted(record):
    Update.objects.update(on=date(2019, 8, 1))
    LifeEvent.objects.update(on=date(2019, 5, 2))
    expected = ["30 June 2019", "30 September 2019", "1 December 2019"]
    for kind in (Kind.SCRUTINY, Kind.ANNUAL):
        assert days_of(record, kind) == expected


def test_a_word_said_before_the_plan_went_live_begins_the_record(record):
    Update.objects.update(on=date(2019, 3, 31))
    LifeEvent.objects.update(on=date(2019, 5, 2))
    assert days_of(record, Kind.SCRUTINY)[0] == "31 March 2019"
