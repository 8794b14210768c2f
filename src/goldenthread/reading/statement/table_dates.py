"""Dates in cells: real dates, words, and the day counts a spreadsheet shows by mistake."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.reading.dates import doubtful_dues, parse_due
from goldenthread.reading.statement.table_draft import Draft, Fact
from goldenthread.reading.statement.table_layout import Field

# A spreadsheet counts days from here (the 1900 date system with its false leap day).
_DAY_ZERO = date(1899, 12, 30)
_WHOLE_YEAR = re.compile(
    r"20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?|\W+"
    r"|\b(?:by|the|end|of|in|during|throughout|for|year|calendar|financial|academic|fy|from|to)\b",
    re.IGNORECASE,
)
_RANGE_CUT = re.compile(r"\d.*[a-z]\s[-–]\s?\d{1,2}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2})?")


def serial_date(text: str) -> date | None:
    """Return the day that a bare spreadsheet day count stands for, from 2009 to 2050."""
    if not re.fullmatch(r"[45]\d{4}(?:\.0+)?", text):
        return None
    return _DAY_ZERO + timedelta(days=int(float(text)))


def dues_of(draft: Draft, grid: str, path: str, fields: Sequence[Field]) -> list[Fact]:
    """Enter each date that the cells give, in order, and return them as JSON objects."""
    found: list[Fact] = []
    for part in fields:
        words = _ISO.sub(r"\1", part.text)
        cited = draft.cite(grid, part.cell)
        doubtful = doubtful_dues(words)
        counted = serial_date(words)
        dates = [_day(words, counted)] if counted else parse_due(words)
        for due in dates:
            at = f"{path}[{len(found)}]"
            value = due.as_json()
            if counted:
                reason = "the cell shows a spreadsheet's count of days, not a date"
                draft.book.unsure(at, value, cited, reason, [words])
            elif due in doubtful or due.precision is Precision.UNKNOWN or _is_partly_read(due):
                draft.book.unsure(at, value, cited, "the words leave the date open")
            elif part.column.hidden:
                draft.book.unsure(at, value, cited, "the column is hidden in the sheet")
            else:
                draft.book.sure(at, value, cited)
            found.append(value)
    if not found:
        draft.book.absent(path)
    return found


def _is_partly_read(due: FuzzyDate) -> bool:
    """Say whether a date's words say more than was read: a year with more, a range cut in two."""
    if due.precision is Precision.YEAR:
        return bool(_WHOLE_YEAR.sub("", due.text))
    return _RANGE_CUT.fullmatch(due.text) is not None


def _day(words: str, day: date) -> FuzzyDate:
    return FuzzyDate(words, day, day, Precision.DAY)
