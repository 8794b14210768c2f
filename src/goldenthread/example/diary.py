"""The diary of a made-up working life: what happens on which day, told in the order of days."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum

from django.utils import timezone

from .files import Row, day


class Order(IntEnum):
    """What comes first of the things that happen on one day."""

    SET_UP = 0
    AGENDA = 1
    MEETING = 2
    AFTER_MEETING = 3
    QUESTION = 4
    ANSWER = 5


class Diary:
    """What happens, to be told once all of it is known."""

    def __init__(self) -> None:
        self.entries: list[tuple[date, Order, Callable[[], object]]] = []

    def on(self, when: date, order: Order, happens: Callable[[], object]) -> None:
        """Note what happens on a day."""
        self.entries.append((when, order, happens))

    def tell(self) -> None:
        """Let everything happen, the earliest first; what happens may not note more."""
        for _, _, happens in sorted(self.entries, key=lambda entry: entry[:2]):
            happens()


def when(row: Row) -> date:
    """Return the day of a row: an ISO day `at`, or so many days `ago` before it is loaded."""
    fixed = day(row.get("at"))
    return fixed or days_ago(int(row["ago"]))


def days_ago(count: int) -> date:
    """Return the day so many days before today; after it where the count is negative."""
    return timezone.localdate() - timedelta(days=count)
