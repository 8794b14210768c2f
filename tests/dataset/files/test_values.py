"""Plain values are read in the forms partners write, and never guessed."""

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.dataset.rules import values
from goldenthread.dataset.rules.unreadable import WORDS, Unreadable, is_formula, is_scientific


def refused(read, text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value.code


@pytest.mark.parametrize(
    "sent",
    [
        "2022-09-28",
        "2022-Sep-28 00:00:00",
        "2022-09-28 00:00:00",
        "2022-09-28T00:00:00Z",
        "28/09/2022",
        "28/9/2022",
        "28-09-2022",
        "28.09.2022",
        "28-Sep-2022",
        "28 September 2022",
        "28 Sept 2022",
        "28/09/2022 00:00",
        "20220928",
        "2022/09/28",
        "44832",
        " 28/09/2022 ",
    ],
)
def test_a_date_is_read_in_the_forms_partners_write(sent: str):
    assert values.day(sent) == date(2022, 9, 28)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("31/02/2025", "no-such-day"),
        ("2025-02-31", "no-such-day"),
        ("2025-Feb-31 00:00:00", "no-such-day"),
        ("29/02/2023", "no-such-day"),
        ("13/13/2025", "no-such-day"),
        ("28/09/22", "short-year"),
        ("28-Sep-22", "short-year"),
        ("9999-12-31", "far-year"),
        ("autumn 2024", "not-date"),
        ("28/09-2022", "not-date"),
        ("12345", "not-date"),
        ("c", "suppressed"),
        ("*", "suppressed"),
        ("=TODAY()", "formula"),
        ("4.4832E+04", "scientific"),
        ("2022-09-28T25:00", "no-such-day"),
        ("٢٠٢٢-٠٩-٢٨", "not-date"),
    ],
)
def test_what_is_no_date_says_why(sent: str, code: str):
    assert refused(values.day, sent) == code


def test_days_go_first_unless_a_mapping_says_otherwise():
    assert values.day("03/04/2025") == date(2025, 4, 3)
    assert values.day("03/04/2025", month_first=True) == date(2025, 3, 4)
    assert values.day("2025-04-03", month_first=True) == date(2025, 4, 3)
    assert values.day("3-Apr-2025", month_first=True) == date(2025, 4, 3)


@given(st.dates(date(1900, 1, 1), date(2149, 12, 31)))
def test_every_day_comes_back_from_every_form(one: date):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y-%b-%d 00:00:00", "%d %B %Y", "%Y%m%d"):
        assert values.day(one.strftime(form)) == one
    serial = (one - values.EXCEL_BEGINS).days
    if values.EXCEL_LOW <= serial <= values.EXCEL_HIGH:
        assert values.day(str(serial)) == one


@given(st.datetimes(datetime(1900, 1, 1), datetime(2149, 12, 31)))
def test_every_moment_comes_back(one: datetime):
    assert values.moment(one.isoformat()) == one
    assert values.moment(one.isoformat(" ")) == one
    second = one.replace(microsecond=0)
    assert values.moment(second.strftime("%Y-%b-%d %H:%M:%S")) == second


def test_a_moment_in_another_zone_is_not_read():
    assert refused(values.moment, "2022-09-28T09:00:00+02:00") == "not-moment"


@pytest.mark.parametrize(("sent", "ours"), [("12", 12), (" 12 ", 12), ("-3", -3), ("12.0", 12)])
def test_a_whole_number(sent: str, ours: int):
    assert values.whole(sent) == ours


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("1,234", "thousands"),
        ("1 234", "thousands"),
        ("12,345,678", "thousands"),
        ("1.5", "not-whole"),
        ("c", "suppressed"),
        ("*", "suppressed"),
        ("1E+05", "scientific"),
        ("=1+1", "formula"),
        ("twelve", "not-whole"),
        ("١٢", "not-number"),
        ("", "not-whole"),
    ],
)
def test_what_is_no_whole_number_says_why(sent: str, code: str):
    assert refused(values.whole, sent) == code


def test_numbers_and_pounds():
    assert values.number("1.5") == 1.5
    assert values.number(".5") == 0.5
    assert refused(values.number, "nan") == "not-number"
    assert refused(values.number, "1,5") == "not-number"
    assert values.pounds("£1234.5") == Decimal("1234.50")
    assert values.pounds("1234.500") == Decimal("1234.50")
    assert refused(values.pounds, "£1,234.50") == "thousands"
    assert refused(values.pounds, "1.005") == "pence"


def test_yes_and_no():
    assert all(values.yes_no(text) for text in ("1", "Y", "yes", "TRUE", " t "))
    assert not any(values.yes_no(text) for text in ("0", "n", "No", "FALSE", "f"))
    assert refused(values.yes_no, "maybe") == "not-yes-no"
    assert refused(values.yes_no, "c") == "suppressed"


def test_what_a_spreadsheet_would_work_out():
    assert all(is_formula(text) for text in ("=1+1", " =A1", "@SUM(A1)", "+cmd|' /C calc'!A0"))
    assert not any(is_formula(text) for text in ("-1", "+44 1228", "a=b", "@school", "- none"))
    assert is_scientific("9.99E+09")
    assert not is_scientific("CA1E5")


def test_no_reason_repeats_what_was_sent():
    assert all("{" not in words and words == words.strip() for words in WORDS.values())


@given(st.text(max_size=30))
def test_nothing_but_unreadable_is_ever_raised(text: str):
    readers = (values.day, values.moment, values.whole, values.number, values.pounds)
    for read in (*readers, values.yes_no):
        with suppress(Unreadable):
            read(text)
