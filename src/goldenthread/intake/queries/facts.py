"""The facts of a document as a plain list."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ..models import Decided, Intake, ReadFact
from .counts import Counts
from .repair import Sibling, sibling

FILTERS = {
    "sure": ("Read as sure, not accepted yet", "sure_waiting"),
    "absent": ("Not given in the document, not accepted as such yet", "absent_waiting"),
    "decided": ("Decided", "decided"),
    "corrected": ("Corrected", "corrected"),
    "unknown": ("Left unknown", "left_unknown"),
    "all": ("Everything", "facts"),
}
"""What can be listed: its name in words, and which of Counts says how many there are."""


def facts_shown(intake: Intake, asked: str) -> QuerySet[ReadFact]:
    """Return the facts of the parts taken, narrowed to one of FILTERS."""
    rows = ReadFact.objects.filter(part__intake=intake, part__taken=True)
    rows = rows.order_by("part__position", "position")
    pending = Decided.PENDING.value
    narrowed = {
        "sure": rows.filter(decided=pending, state="sure"),
        "absent": rows.filter(decided=pending, state="absent"),
        "decided": rows.exclude(decided=pending),
        "corrected": rows.filter(decided=Decided.CORRECTED.value),
        "unknown": rows.filter(decided=Decided.LEFT_UNKNOWN.value),
    }
    return narrowed.get(asked, rows)


def filters_with(counts: Counts) -> list[tuple[str, str, int]]:
    """Return each of FILTERS as (key, name in words, how many facts it lists)."""
    return [(key, words, getattr(counts, name)) for key, (words, name) in FILTERS.items()]


def listed(facts: Iterable[ReadFact]) -> list[Sibling]:
    """Return facts as rows: name, words, how sure and what was decided."""
    return [sibling(row) for row in facts]
