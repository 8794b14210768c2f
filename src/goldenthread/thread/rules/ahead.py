"""The next date that binds, and what its date has left behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SETTLED = ("done", "replaced", "stopped", "merged")


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next binding day and what falls on it; how many actions are past their date.

    `overdue` are past their date and reported as not done; `silent` are past it with no report.
    """

    on: date | None
    what: tuple[str, ...]
    actions: int
    overdue: int
    silent: int


def ahead(
    limits: Iterable[tuple[date, str]],
    actions: Iterable[tuple[str, date | None, str | None]],
    today: date,
) -> Ahead:
    """Return what is next among limits (day, name) and actions (number, due, delivery state)."""
    rows = list(actions)
    open_rows = [
        (due, number, state) for number, due, state in rows if state not in SETTLED and due
    ]
    coming = [(day, name) for day, name in limits if day >= today]
    coming += [(due, f"action {number}") for due, number, _ in open_rows if due >= today]
    on = min((day for day, _ in coming), default=None)
    past = [state for due, _, state in open_rows if due < today]
    return Ahead(
        on,
        tuple(words for day, words in coming if day == on),
        len(rows),
        sum(state is not None for state in past),
        sum(state is None for state in past),
    )
