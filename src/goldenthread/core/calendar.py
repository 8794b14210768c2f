"""Dates as people write them, working days and the academic year."""

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays


class Precision(StrEnum):
    """How exactly a date was written; the author's words are kept beside it."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    TERM = "term"
    YEAR = "year"
    RANGE = "range"
    OPEN_FROM = "from"
    ONGOING = "ongoing"
    REPEATING = "repeating"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date with the words it came from: `start` and `end` bound it, either may be unknown."""

    text: str
    start: date | None
    end: date | None
    precision: Precision

    def as_json(self) -> dict[str, str | None]:
        """Return text, ISO `from` and `to` (null when unknown) and precision."""
        return {
            "text": self.text,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "precision": self.precision.value,
        }

    def falls_after(self, day: date) -> bool | None:
        """Say whether it falls after `day`; None when the words straddle it or give no date."""
        if self.start and self.start > day:
            return True
        if self.end and self.end <= day:
            return False
        return None


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, month_lengths.monthrange(year, month)[1])


@lru_cache(maxsize=1)
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    """Say whether a day is a weekday that is no bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays()


def add_working_days(start: date, days: int) -> date:
    """Return the day that is `days` working days after `start`, which is itself not counted."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            days -= 1
    return day


def add_months(start: date, months: int) -> date:
    """Return the same day `months` calendar months later, or the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = month_bounds(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last.day))


def day_words(day: date) -> str:
    """Return a day as people write it: 30 November 2019."""
    return f"{day.day} {day:%B %Y}"
