"""When things fall due, month by month, and what slips past the revisit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from goldenthread.core.calendar import month_bounds


@dataclass(frozen=True, slots=True)
class Due:
    """A dated point of an action: its number, text, the author's words and their bounds."""

    number: str
    text: str
    words: str
    start: date | None
    end: date | None
    delivery: str | None = None


@dataclass(slots=True)
class Month:
    """One month of the timeline: what falls due in it and the events that stand in it."""

    first: date
    dues: list[Due] = field(default_factory=list)
    events: list[tuple[date, str]] = field(default_factory=list)

    @property
    def last(self) -> date:
        """Return the last day of the month."""
        return month_bounds(self.first.year, self.first.month)[1]


def months_of(dues: Iterable[Due], events: Iterable[tuple[date, str]]) -> list[Month]:
    """Return the months in which something falls due (by its end) or happened, in order."""
    months: dict[tuple[int, int], Month] = {}

    def month_for(day: date) -> Month:
        key = (day.year, day.month)
        return months.setdefault(key, Month(day.replace(day=1)))

    for due in dues:
        if due.end:
            month_for(due.end).dues.append(due)
    for day, words in events:
        month_for(day).events.append((day, words))
    return [months[key] for key in sorted(months)]


def past_revisit(due: Due, revisit: date | None) -> str:
    """Say whether a due date is past the revisit: "past", "straddles", or "" for in time."""
    if revisit is None or due.end is None or due.end <= revisit:
        return ""
    return "past" if due.start and due.start > revisit else "straddles"
