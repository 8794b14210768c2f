"""People's rights over their data: what may be asked, by when it is answered, what may stop it.

The answer is due within one month of receipt, and may be put off by two further months for a
complex request (UK GDPR, Article 12(3)). Where it must first be shown who asks, the month begins on
the day that it was (Articles 12(6) and 12A).
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from goldenthread.core.calendar import is_working_day


class Right(StrEnum):
    """What a person asks for: their own data (Article 15) or its erasure (Article 17)."""

    ACCESS = "access"
    ERASURE = "erasure"


RIGHTS = {Right.ACCESS: "A copy of their data", Right.ERASURE: "Erasure of their data"}


class Stand(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    REVIEWED = "reviewed"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATES = {
    Stand.OPEN: "Open",
    Stand.REVIEWED: "Reviewed, waits for release",
    Stand.ANSWERED: "Answered",
    Stand.REFUSED: "Refused",
    Stand.WITHDRAWN: "Withdrawn by who asked",
}
ENDED = frozenset({Stand.ANSWERED, Stand.REFUSED, Stand.WITHDRAWN})

ASKED_BY = {
    "themself": "The child or young person",
    "parent": "A parent or carer",
    "representative": "Somebody who acts for them",
}


def due_on(received: date, identity: date | None = None, extended: bool = False) -> date:
    """Return the day by which a request is answered.

    The same day of the next month (or of the third), or that month's last day where it has none;
    the next working day where that is none (Regulation (EEC, Euratom) 1182/71, as the
    Commissioner's guidance reads it).
    """
    start = max(received, identity or received)
    months = start.year * 12 + start.month - 1 + (3 if extended else 1)
    year, month = divmod(months, 12)
    day = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    while not is_working_day(day):
        day = date.fromordinal(day.toordinal() + 1)
    return day


def why_not_erased(holds: int, statutory: bool = False) -> str:
    """Return why a person may not be erased now; "" where they may.

    Article 17(3)(e): not while the data is needed for legal claims.
    """
    if holds:
        return (
            "This person's data is on legal hold, so it is not erased (UK GDPR, Article 17(3)(e)). "
            "Nothing was removed. End the hold first, when the claim or inquiry is over."
        )
    if statutory:
        return (
            "An open Education, Health and Care plan rests on this data, which the council must "
            "keep by law (UK GDPR, Article 17(3)(b)). Nothing was removed."
        )
    return ""


def second_look(first_ref: str, ref: str) -> str:
    """Return why somebody may not release what was reviewed; "" where they may."""
    if not first_ref:
        return "Nobody has reviewed it yet. Nothing was released."
    if first_ref == ref:
        return (
            "You reviewed this answer yourself: somebody else takes the second look. Nothing was "
            "released."
        )
    return ""
