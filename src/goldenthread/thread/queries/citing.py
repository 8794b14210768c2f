"""Where recorded facts stand, as the plan check cites them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from goldenthread.documents.models import Citation as Cited
from goldenthread.documents.models import Passage
from goldenthread.reading.facts import Citation


class Cites:
    """The citations of the facts of one noun; `names` says what to call each document."""

    def __init__(self, noun: str, refs: Iterable[int], names: Mapping[int, str]) -> None:
        """Read the citations of all the facts at once, each passage once."""
        cited = Cited.objects.filter(fact=noun, fact_ref__in=list(refs)).order_by("pk")
        rows = list(cited.values_list("fact_ref", "field", "passage"))
        self._passages = {
            passage.pk: _cite(passage, names)
            for passage in Passage.objects.filter(pk__in={row[2] for row in rows})
        }
        self._found: dict[int, dict[str, int]] = defaultdict(dict)
        for ref, field, passage in rows:
            self._found[ref].setdefault(field, passage)

    def first(self, ref: int) -> Citation | None:
        """Return where a fact stands first."""
        return next(iter(self.by_field(ref).values()), None)

    def by_field(self, ref: int) -> dict[str, Citation]:
        """Return where each field of a fact stands."""
        fields = self._found.get(ref, {})
        return {field: self._passages[passage] for field, passage in fields.items()}


def _cite(passage: Passage, names: Mapping[int, str]) -> Citation:
    lines = None
    if passage.line_from is not None and passage.line_to is not None:
        lines = (passage.line_from, passage.line_to)
    return Citation(
        names[passage.document_id],
        passage.words,
        lines,
        passage.page,
        passage.sheet or None,
        passage.cell or None,
    )
