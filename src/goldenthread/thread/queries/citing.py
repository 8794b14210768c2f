"""Where recorded facts stand, as the plan check cites them."""

from collections.abc import Iterable, Mapping

from goldenthread.documents.models import Citation as Cited
from goldenthread.documents.queries import citations_of
from goldenthread.reading.facts import Citation


class Cites:
    """The citations of the facts of one noun; `names` says what to call each document."""

    def __init__(self, noun: str, refs: Iterable[int], names: Mapping[int, str]) -> None:
        """Read the citations of all the facts at once."""
        self._names = names
        self._found = citations_of(noun, refs)

    def first(self, ref: int) -> Citation | None:
        """Return where a fact stands first."""
        found = self._found.get(ref)
        return self._cite(found[0]) if found else None

    def by_field(self, ref: int) -> dict[str, Citation]:
        """Return where each field of a fact stands."""
        fields: dict[str, Cited] = {}
        for cited in self._found.get(ref, []):
            fields.setdefault(cited.field, cited)
        return {field: self._cite(cited) for field, cited in fields.items()}

    def _cite(self, cited: Cited) -> Citation:
        passage = cited.passage
        lines = None
        if passage.line_from is not None and passage.line_to is not None:
            lines = (passage.line_from, passage.line_to)
        return Citation(
            self._names.get(passage.document_id, passage.document.title),
            passage.words,
            lines,
            passage.page,
            passage.sheet or None,
            passage.cell or None,
        )
