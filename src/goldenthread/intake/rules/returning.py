"""Whether a report reads as one of a monitoring inspection: proposed by its own words."""

import re
from collections.abc import Iterable

# A full report says in advance that a monitoring inspection "will be carried out".
_SAYS = re.compile(r"\bmonitoring\s+inspection\b", re.I)
_AHEAD = re.compile(r"\b(?:will|would|within|future|next)\b", re.I)
OPENING = 40


def says_monitoring(title: str, lines: Iterable[str]) -> str:
    """Return the words of a report's title or opening that call it a monitoring inspection.

    Empty where none do, or where they speak of one to come.
    """
    return next(
        (w.strip() for w in (title, *lines) if _SAYS.search(w) and not _AHEAD.search(w)), ""
    )
