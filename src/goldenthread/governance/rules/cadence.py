"""When a body meets: days generated from its cadence, moved off days that are not worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.core.calendar import add_months, is_working_day, month_bounds


class Every(StrEnum):
    """How often a body meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    SIX_WEEKLY = "six_weekly"
    BI_MONTHLY = "bi_monthly"
    QUARTERLY = "quarterly"
    TWICE_A_YEAR = "twice_a_year"


EVERY_NAMES = {
    Every.WEEKLY: "Every week",
    Every.FORTNIGHTLY: "Every two weeks",
    Every.MONTHLY: "Every month",
    Every.SIX_WEEKLY: "Every six weeks",
    Every.BI_MONTHLY: "Every two months",
    Every.QUARTERLY: "Every three months",
    Every.TWICE_A_YEAR: "Twice a year",
}
WEEKS = {Every.WEEKLY: 1, Every.FORTNIGHTLY: 2, Every.SIX_WEEKLY: 6}
MONTHS = {Every.MONTHLY: 1, Every.BI_MONTHLY: 2, Every.QUARTERLY: 3, Every.TWICE_A_YEAR: 6}


class Moved(StrEnum):
    """Where a meeting goes that would fall on a bank holiday or at a weekend."""

    LATER = "later"
    EARLIER = "earlier"
    WEEK_LATER = "week_later"


MOVED_NAMES = {
    Moved.LATER: "to the next working day",
    Moved.EARLIER: "to the working day before",
    Moved.WEEK_LATER: "to the same weekday a week later",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A day that a cadence names, and the day on which the body meets for it."""

    named: date
    on: date
    why: str = ""


def nth_of_month(like: date) -> int:
    """Return which weekday of its month a day is: 1 to 4, and 5 for one that is the last."""
    return (like.day - 1) // 7 + 1


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (0 is Monday) of a month; 5 is the last, fourth or fifth."""
    first, last = month_bounds(year, month)
    if nth >= 5:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def named_days(every: Every, first: date) -> Iterator[date]:
    """Yield the days a cadence names from its first on, for ever, before any is moved.

    Weeks are counted from the first day; months keep its weekday and its place in the month.
    """
    day, count = first, 0
    while True:
        yield day
        count += 1
        if every in WEEKS:
            day = first + timedelta(weeks=WEEKS[every] * count)
        else:
            month = add_months(first.replace(day=1), MONTHS[every] * count)
            day = weekday_of_month(month.year, month.month, first.weekday(), nth_of_month(first))


def moved_day(day: date, rule: Moved) -> date:
    """Return the working day on which a body meets that would meet on `day`."""
    steps = {Moved.LATER: 1, Moved.EARLIER: -1, Moved.WEEK_LATER: 7}
    if rule is Moved.WEEK_LATER and day.weekday() >= 5:
        rule = Moved.LATER
    while not is_working_day(day):
        day += timedelta(days=steps[rule])
    return day


def slots(every: Every, first: date, moved: Moved, start: date, end: date) -> list[Slot]:
    """Return the meetings a cadence makes whose named days lie from `start` to `end`."""
    found: list[Slot] = []
    for named in named_days(every, first):
        if named > end:
            break
        if named < start:
            continue
        on = moved_day(named, moved)
        why = "" if on == named else f"Moved {MOVED_NAMES[moved]}: {_reason(named)}"
        found.append(Slot(named, on, why))
    return found


def _reason(day: date) -> str:
    kind = "is at a weekend" if day.weekday() >= 5 else "is a bank holiday"
    return f"{day.day} {day:%B %Y} {kind}."
