"""How long a table of a load may be kept, by the agreements it came under.

Personal data is kept no longer than its purpose needs (UK GDPR, Article 5(1)(e)); the agreement
says how long that is. The time is counted from the day that the extract speaks of, so that loading
an old file anew does not lengthen it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.core.calendar import add_months


@dataclass(frozen=True, slots=True)
class Term:
    """For how many months an agreement lets one field of a table be kept for a purpose."""

    reference: str
    source: str
    table: str
    field: str
    purpose: str
    months: int
    starts: date
    ends: date | None = None

    def held_on(self, day: date) -> bool:
        """Say whether the agreement was in force on the day an extract was received."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


def months_kept(
    terms: Iterable[Term], source: str, table: str, purpose: str, received: date
) -> int | None:
    """Return for how many months a table received on a day is kept; None where nothing says.

    A field that two agreements cover is kept as long as the longer lets it; the table as long as
    the field that must go first, since rows are removed whole.
    """
    by_field: dict[str, int] = {}
    for term in terms:
        theirs = (term.source, term.table, term.purpose) == (source, table, purpose)
        if theirs and term.held_on(received):
            by_field[term.field] = max(term.months, by_field.get(term.field, 0))
    return min(by_field.values(), default=None)


def last_day_kept(extract_on: date, months: int) -> date:
    """Return the last day on which rows of an extract are kept."""
    return add_months(extract_on, months)
