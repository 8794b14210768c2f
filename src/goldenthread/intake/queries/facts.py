"""The facts of a document as a plain list."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ..models import Decided, Intake, ReadFact
from .repair import SURE, Sibling, sibling

FILTERS = {
    "sure": "Read as sure, not accepted yet",
    "decided": "Decided",
    "corrected": "Corrected",
    "unknown": "Left unknown",
    "all": "Everything",
}


def facts_shown(intake: Intake, asked: str) -> QuerySet[ReadFact]:
    """Return the facts of the parts taken, narrowed to one of FILTERS."""
    rows = ReadFact.objects.filter(part__intake=intake, part__taken=True)
    rows = rows.order_by("part__position", "position")
    pending = Decided.PENDING.value
    narrowed = {
        "sure": rows.filter(decided=pending, state__in=SURE),
        "decided": rows.exclude(decided=pending),
        "corrected": rows.filter(decided=Decided.CORRECTED.value),
        "unknown": rows.filter(decided=Decided.LEFT_UNKNOWN.value),
    }
    return narrowed.get(asked, rows)


def listed(facts: Iterable[ReadFact]) -> list[Sibling]:
    """Return facts as rows: name, words, how sure and what was decided."""
    return [sibling(row) for row in facts]
