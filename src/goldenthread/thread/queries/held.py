"""What held documents themselves say: their lines, decisions and dates, read from what is kept."""

from datetime import date
from functools import lru_cache

from goldenthread.documents.models import Document, DocumentContent
from goldenthread.reading.facts import Kind, Line, Part, Source
from goldenthread.reading.read import reader_of

from ..rules import view
from ..rules.from_documents import from_parts
from .documents import there_on

READ_AGAIN = frozenset(
    {
        Kind.MINUTES,
        Kind.COMMITTEE_REPORT,
        Kind.INSPECTION_LETTER,
        Kind.REVISIT_LETTER,
        Kind.AREA_REPORT,
        Kind.FOCUSED_VISIT,
    }
)
"""The kinds that take no time to read; a statement does, and what it says was accepted already."""

KEPT_IN_MIND = 64
KnownPart = tuple[str, str, int, int]


def names_of_documents(area_id: int) -> dict[int, str]:
    """Return what citations call each document of an area, by key: each name once."""
    rows = list(Document.objects.filter(area=area_id).values_list("pk", "title", "name"))
    titles = [title for _, title, _ in rows]
    return {
        pk: title if titles.count(title) == 1 else f"{title} ({name}, no. {pk})"
        for pk, title, name in rows
    }


def held_documents(area_id: int, on: date | None = None) -> list[view.CheckedPlan]:
    """Return for each held document of an area its lines, decisions and dates.

    With a day, of those documents that were there on it.
    """
    names = names_of_documents(area_id)
    rows = Document.objects.filter(area=area_id, content__isnull=False).prefetch_related("parts")
    return [
        _as_read(
            document.pk,
            document.sha256,
            document.line_count,
            names[document.pk],
            tuple((p.kind, p.title, p.line_from, p.line_to) for p in document.parts.all()),
        )
        for document in (rows if on is None else there_on(list(rows), on))
    ]


@lru_cache(maxsize=KEPT_IN_MIND)
def _as_read(
    pk: int, sha256: str, line_count: int, name: str, parts: tuple[KnownPart, ...]
) -> view.CheckedPlan:
    """Return what a document says; the same bytes in the same parts always say the same."""
    kept = DocumentContent.objects.values_list("lines", flat=True).get(document=pk)
    lines = tuple(Line(number, text, page) for number, (text, page) in enumerate(kept, start=1))
    source = Source(name, sha256, "", lines)
    return from_parts([_part(source, each) for each in parts], [source])


def _part(source: Source, known: KnownPart) -> Part:
    kind, title, first, last = Kind(known[0]), *known[1:]
    inside = source.lines[first - 1 : last]
    if kind in READ_AGAIN and inside:
        return reader_of(kind)(source, inside, title)
    return Part(kind, title, (first, last), {}, (), source.name)
