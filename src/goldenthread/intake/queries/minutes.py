"""Minutes within a document that is held, read from its kept lines."""

from goldenthread.documents.models import Document, DocumentContent, DocumentPart
from goldenthread.documents.rules import Cite
from goldenthread.reading.facts import Kind, Line, Part, Source
from goldenthread.reading.read import reader_of


def minutes_in(part: DocumentPart) -> Part | None:
    """Return what one part of a document says as minutes; None where its text is not held."""
    document = part.document
    kept = DocumentContent.objects.filter(document=document).values_list("lines", flat=True)
    lines = [
        Line(number, text, page) for number, (text, page) in enumerate(kept.first() or (), start=1)
    ]
    inside = lines[part.line_from - 1 : part.line_to]
    if not inside:
        return None
    source = Source(document.name, document.sha256, document.media, tuple(lines))
    return reader_of(Kind.MINUTES)(source, inside, part.title)


def cites_of(document: Document, part: Part) -> list[tuple[str, Cite]]:
    """Return where the words of each fact stand, by the fact's path."""
    return [
        (
            reading.fact,
            Cite(
                document.pk,
                reading.citation.lines,
                reading.citation.words,
                page=reading.citation.page,
            ),
        )
        for reading in part.readings
        if reading.citation is not None and reading.citation.lines
    ]


def doubts_about(part: Part) -> list[tuple[str, str]]:
    """Return each value that a person should look at, in words, and why."""
    return [
        (str(reading.value or reading.fact), reading.reason)
        for reading in part.readings
        if reading.reason
    ]
