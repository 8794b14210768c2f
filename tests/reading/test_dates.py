"""Completion dates as people write them in statements."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.calendar import Precision
from goldenthread.reading.dates import date_spans, doubtful_dues, holds_date, parse_due

ONE_DATE = [
    ("31 March 2020", "2020-03-31", "2020-03-31", "day"),
    ("by 31st March 2020", "2020-03-31", "2020-03-31", "day"),
    ("31/03/2020", "2020-03-31", "2020-03-31", "day"),
    ("2020-03-31 00:00:00", "2020-03-31", "2020-03-31", "day"),
    ("March 31, 2020", "2020-03-31", "2020-03-31", "day"),
    ("Sept 2019", "2019-09-01", "2019-09-30", "month"),
    ("Apr 2020", "2020-04-01", "2020-04-30", "month"),
    ("January2020", "2020-01-01", "2020-01-31", "month"),
    ("Mar-20", "2020-03-01", "2020-03-31", "month"),
    ("June 2020 (Q1)", "2020-06-01", "2020-06-30", "month"),
    ("by end of February 2020", "2020-02-01", "2020-02-29", "month"),
    ("Q3 2021/22", "2021-10-01", "2021-12-31", "quarter"),
    ("Q4 2021-22", "2022-01-01", "2022-03-31", "quarter"),
    ("autumn 2019", "2019-09-01", "2019-11-30", "season"),
    ("Winter 2019", "2019-12-01", "2020-02-29", "season"),
    ("Autumn term 2021", "2021-09-01", "2021-12-31", "term"),
    ("Spring term 2021/22", "2022-01-01", "2022-04-30", "term"),
    ("2020", "2020-01-01", "2020-12-31", "year"),
    ("2021/22", "2021-04-01", "2022-03-31", "year"),
    ("academic year 2021/22", "2021-09-01", "2022-08-31", "year"),
    ("January- July 2020", "2020-01-01", "2020-07-31", "range"),
    ("Dec - Feb 2020", "2019-12-01", "2020-02-29", "range"),
    ("between March and July 2020", "2020-03-01", "2020-07-31", "range"),
    ("12-14 March 2020", "2020-03-12", "2020-03-14", "range"),
    ("Spring/Summer 2020", "2020-03-01", "2020-08-31", "range"),
    ("2019-2021", "2019-01-01", "2021-12-31", "range"),
    ("until July 2020", None, "2020-07-31", "range"),
    ("from March 2020", "2020-03-01", None, "from"),
    ("May 2020 onwards", "2020-05-01", None, "from"),
    ("October 2019 and ongoing", "2019-10-01", None, "from"),
    ("termly", None, None, "repeating"),
    ("Every half term", None, None, "repeating"),
    ("termly from September 2020", "2020-09-01", None, "repeating"),
    ("Ongoing", None, None, "ongoing"),
    ("1 Feb - 31 Mar 2024", "2024-02-01", "2024-03-31", "range"),
    ("1 Dec – 31 Jan 2025", "2024-12-01", "2025-01-31", "range"),
    ("30-09-2024", "2024-09-30", "2024-09-30", "day"),
    ("30 - 09 - 2024", "2024-09-30", "2024-09-30", "day"),
    ("10/2024", "2024-10-01", "2024-10-31", "month"),
    ("by 10-2024", "2024-10-01", "2024-10-31", "month"),
    ("10/2024 - 12/2024", "2024-10-01", "2024-12-31", "range"),
    ("Spring 24", "2024-03-01", "2024-05-31", "season"),
    ("Autumn ’23", "2023-09-01", "2023-11-30", "season"),
    ("by Easter 2024", "2024-03-01", "2024-04-30", "season"),
    ("Christmas 2024", "2024-12-01", "2024-12-31", "season"),
    ("AY 2023/24", "2023-09-01", "2024-08-31", "year"),
    ("AY23/24", "2023-09-01", "2024-08-31", "year"),
    ("2023/24 academic year", "2023-09-01", "2024-08-31", "year"),
    ("FY 2023/24", "2023-04-01", "2024-03-31", "year"),
    ("financial year 2023-24", "2023-04-01", "2024-03-31", "year"),
    ("Q3 FY 2023/24", "2023-10-01", "2023-12-31", "quarter"),
    ("Q3 2023/24", "2023-10-01", "2023-12-31", "quarter"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), ONE_DATE)
def test_one_date_keeps_its_words_and_its_precision(text, start, end, precision):
    (due,) = parse_due(text)
    assert due.as_json() == {"text": text, "from": start, "to": end, "precision": precision}
    assert doubtful_dues(text) == []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Februaryrua ry 2020", date(2020, 2, 1)),
        ("Feburary 2020", date(2020, 2, 1)),
        ("Septemb er 2019", date(2019, 9, 1)),
        ("Decem- ber 2019", date(2019, 12, 1)),
    ],
)
def test_a_garbled_month_is_mended_and_said_to_be_doubtful(text, month):
    (due,) = doubtful_dues(text)
    assert (due.start, due.precision, due.text) == (month, Precision.MONTH, text)


SEVERAL = [
    (
        "Draft shared Oct 2019\nSigned off by January 2020",
        [("Draft shared Oct 2019", "2019-10"), ("Signed off by January 2020", "2020-01")],
    ),
    (
        "August 2019 first meeting September 2019 second meeting",
        [("August 2019 first meeting", "2019-08"), ("September 2019 second meeting", "2019-09")],
    ),
    (
        "May 2020 (to be repeated May 2021)",
        [("May 2020", "2020-05"), ("(to be repeated May 2021)", "2021-05")],
    ),
    ("March and June 2020", [("March", "2020-03"), ("June 2020", "2020-06")]),
    ("Sept/Oct 2020", [("Sept", "2020-09"), ("Oct 2020", "2020-10")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_milestone_of_a_cell_keeps_its_own_words(text, expected):
    found = [(due.text, due.start.isoformat()[:7]) for due in parse_due(text)]
    assert found == expected


def test_a_quarter_of_one_calendar_year_bounds_both_readings_and_is_doubtful():
    (due,) = doubtful_dues("Q3 2021")
    assert (due.start, due.end) == (date(2021, 7, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("FY24", date(2023, 4, 1), date(2025, 3, 31)),
        ("Q3 FY24", date(2023, 4, 1), date(2025, 3, 31)),
        ("Spring 2024/25", date(2025, 3, 1), date(2025, 5, 31)),
        ("Autumn 2024/25", date(2024, 9, 1), date(2024, 11, 30)),
    ],
)
def test_a_year_that_can_be_meant_in_two_ways_is_doubtful(text, start, end):
    (due,) = doubtful_dues(text)
    assert (due.text, due.start, due.end) == (text, start, end)


@pytest.mark.parametrize("text", ["March 31", "13/2024", "31-02-2024", "spring 12 weeks"])
def test_numbers_that_are_no_year_make_no_date(text):
    (due,) = parse_due(text)
    assert (due.text, due.start, due.end, due.precision) == (text, None, None, Precision.UNKNOWN)


@pytest.mark.parametrize("text", ["TBC", "31 Feb 2020", "March", "as soon as we may"])
def test_words_without_a_date_stay_as_unknown(text):
    (due,) = parse_due(text)
    assert (due.text, due.precision) == (text, Precision.UNKNOWN)
    assert not holds_date(text)


def test_blank_text_has_no_date():
    assert parse_due("  \n ") == []


def test_spans_say_where_the_dates_stand():
    text = "Pilot in May 2020, then June - July 2021"
    assert [text[at:to] for at, to in date_spans(text)] == ["May 2020", "June - July 2021"]


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing_and_bounds_are_in_order(text):
    for due in parse_due(text):
        assert due.start is None or due.end is None or due.start <= due.end
