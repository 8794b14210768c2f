"""Plain values as partners write them: whole numbers, pounds, dates, yes or no.

Each reader takes the text as sent, blanks around it apart, and returns the value; `Unreadable`
says what is wrong. Nothing is guessed: a day that two countries would read differently is read day
first, and only an analyst's mapping says otherwise.
"""

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from goldenthread.dataset.rules.unreadable import Unreadable, refuse_artefacts

SUPPRESSED = frozenset({"*", "**", "c", "x", "z", "u", ":", "[c]", "[x]", "[z]", "supp"})
"""Marks of suppression in official statistics and in health extracts, in lower case."""

YES = frozenset({"1", "y", "yes", "t", "true"})
NO = frozenset({"0", "n", "no", "f", "false"})

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january february march april may june july august september october november december".split()
)

FIRST_YEAR, LAST_YEAR = 1900, 2149
"""The years in which a day is read; 9999 and its like stand for something else."""

EXCEL_BEGINS = date(1899, 12, 30)
"""Day 0 of the day numbers that spreadsheets keep (the 1900 system, from March 1900 on)."""
EXCEL_LOW, EXCEL_HIGH = 20_000, 79_999
"""The day numbers read as dates: October 1954 to January 2119."""

_THOUSANDS = re.compile(r"[+-]?£?\d{1,3}(?:[,'\u00a0\u202f ]\d{3})+(?:\.\d+)?")
_WHOLE = re.compile(r"[+-]?\d{1,18}(?:\.0+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_POUNDS = re.compile(r"-?£?\d{1,10}(?:\.\d{1,2}0*)?")
_CLOCK = r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})0*)?)?Z?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2}|[A-Za-z]{3,9})\2(\d{1,2})" + _CLOCK)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2}|[A-Za-z]{3,9})\2(\d{4})" + _CLOCK)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])(?:\d{1,2}|[A-Za-z]{3,9})\1\d{2}" + _CLOCK)


def is_suppressed(text: str) -> bool:
    """Whether a text stands for a value that was held back."""
    return text.strip().lower() in SUPPRESSED


def whole(text: str) -> int:
    """Return a whole number of at most 18 digits; "12.0" is 12."""
    text = _number_text(text)
    if not _WHOLE.fullmatch(text):
        raise Unreadable("not-whole")
    return int(text.partition(".")[0])


def number(text: str) -> float:
    """Return a number with a full stop for its decimals."""
    text = _number_text(text)
    if not _NUMBER.fullmatch(text) or not math.isfinite(value := float(text)):
        raise Unreadable("not-number")
    return value


def pounds(text: str) -> Decimal:
    """Return an amount in pounds with at most two decimals; a leading £ is left out."""
    text = _number_text(text)
    if not _POUNDS.fullmatch(text):
        raise Unreadable("pence")
    return Decimal(text.replace("£", "")).quantize(Decimal("0.01"))


def day(text: str, *, month_first: bool = False) -> date:
    """Return the day that a text names; a time after it is left out.

    Read are 2025-01-16, 16/01/2025, 16-Jan-2025, 16 January 2025, 2025-Jan-16 00:00:00, 20250116
    and the day numbers of a spreadsheet. `month_first` reads 01/16/2025 instead of 16/01/2025.
    """
    return _moment(text.strip(), month_first, "not-date").date()


def moment(text: str, *, month_first: bool = False) -> datetime:
    """Return a date and time without zone, in the forms of `day`; without a time it is midnight."""
    return _moment(text.strip(), month_first, "not-moment")


def yes_no(text: str) -> bool:
    """Return whether a text says yes."""
    refuse_artefacts(text)
    said = text.strip().lower()
    if said not in YES | NO:
        raise Unreadable("suppressed" if said in SUPPRESSED else "not-yes-no")
    return said in YES


def _number_text(text: str) -> str:
    """Return a number's text without blanks around it; Unreadable for what is no bare number."""
    refuse_artefacts(text)
    text = text.strip()
    if is_suppressed(text):
        raise Unreadable("suppressed")
    if _THOUSANDS.fullmatch(text):
        raise Unreadable("thousands")
    if not text.isascii() and not text.replace("£", "").isascii():
        raise Unreadable("not-number")
    return text


def _moment(text: str, month_first: bool, otherwise: str) -> datetime:
    refuse_artefacts(text)
    if is_suppressed(text):
        raise Unreadable("suppressed")
    if not text.isascii():
        raise Unreadable(otherwise)
    if found := _YEAR_FIRST.fullmatch(text):
        year, _, month, of_month, *clock = found.groups()
        return _put_together(year, _month(month, otherwise), of_month, clock)
    if found := _DAY_FIRST.fullmatch(text):
        of_month, _, month, year, *clock = found.groups()
        if month_first and month.isdigit():
            of_month, month = month, of_month
        return _put_together(year, _month(month, otherwise), of_month, clock)
    if found := _TOGETHER.fullmatch(text):
        year, month, of_month = found.groups()
        return _put_together(year, int(month), of_month, [])
    if text.isdigit() and len(text) == 5 and EXCEL_LOW <= int(text) <= EXCEL_HIGH:
        return datetime.combine(EXCEL_BEGINS + timedelta(days=int(text)), datetime.min.time())
    raise Unreadable("short-year" if _SHORT_YEAR.fullmatch(text) else otherwise)


def _month(text: str, otherwise: str) -> int:
    """Return the number of a month written in digits or as an English name."""
    if text.isdigit():
        return int(text)
    name = text.lower()
    if name[:3] in MONTHS and (len(name) == 3 or name == "sept" or name in _FULL):
        return MONTHS.index(name[:3]) + 1
    raise Unreadable(otherwise)


def _put_together(year: str, month: int, of_month: str, clock: list[str | None]) -> datetime:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unreadable("far-year")
    hours, minutes, seconds, parts = [*clock, None, None, None, None][:4]
    try:
        return datetime(
            int(year),
            month,
            int(of_month),
            int(hours or 0),
            int(minutes or 0),
            int(seconds or 0),
            int((parts or "0").ljust(6, "0")),
        )
    except ValueError:
        raise Unreadable("no-such-day") from None
