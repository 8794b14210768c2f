"""The agenda of a meeting: the body, the day and the items with their pages."""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.reading import written_dates
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.headings import PAGES, Heading, headings

OPENS = re.compile(r"^\s*AGENDA\s*$")
BODY = re.compile(
    r"\b(?:Board|Committee|Cabinet|Panel|Commission|Forum|Partnership|Sub-Committee)\b", re.I
)
NEXT_MEETING = re.compile(r"next meeting|minutes of|meeting held on|background papers", re.I)
HELD = re.compile(
    r"^\s*(?:meeting\s+)?date(?:\s+of\s+meeting)?\s*:|\bmeeting\b|\bto be held\b|day,", re.I
)
PACK_DATE = re.compile(r"^\s*meeting date\s*:\s*(?P<date>.+)$", re.I)
FROM_PACK = "The agenda itself does not say; the reports of the same pack do."
FRONT = 60


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of an agenda, each cited to its lines."""
    book = FactBook()
    start = next((i for i, line in enumerate(lines) if OPENS.match(line.text)), 0)
    found = headings(lines[start:])
    before_items = _before(lines, found)
    facts: dict[str, Any] = {
        "body": _body(book, source, before_items),
        "held_on": _held_on(book, source, before_items),
        "items": _items(book, source.name, found),
    }
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.AGENDA, title, span, facts, tuple(book.readings), source.name)


def _before(lines: Sequence[Line], found: Sequence[Heading]) -> list[Line]:
    first = found[0].lines[0].number if found else lines[0].number + FRONT
    return [line for line in lines if line.number < first]


def _body(book: FactBook, source: Source, front: Sequence[Line]) -> str | None:
    for line in front[:FRONT]:
        words = " ".join(line.text.split())
        if BODY.search(words) and len(words) < 90 and not words.endswith((".", ";", ":", ",")):
            citation = cite(source.name, [line])
            return str(book.sure("body", words, citation))
    header = pack_header(source.lines)
    if header:
        return str(book.unsure("body", header[0], cite(source.name, header[2]), FROM_PACK))
    book.absent("body")
    return None


def _held_on(book: FactBook, source: Source, front: Sequence[Line]) -> str | None:
    for line in front:
        days = written_dates.mentions(line.text)
        alone = days and days[0].end - days[0].start >= len(line.text.strip()) - 20
        if days and not NEXT_MEETING.search(line.text) and (alone or HELD.search(line.text)):
            value = days[0].day.isoformat()
            return str(book.sure("held_on", value, cite(source.name, [line])))
    header = pack_header(source.lines)
    if header and header[1]:
        value = header[1]
        return str(book.unsure("held_on", value, cite(source.name, header[2]), FROM_PACK))
    book.absent("held_on")
    return None


def pack_header(lines: Sequence[Line]) -> tuple[str, str | None, list[Line]] | None:
    """Return body, meeting day and lines of the first report header (`Meeting date:`) of a pack."""
    for index, line in enumerate(lines):
        found = PACK_DATE.match(line.text)
        if found:
            taken: list[Line] = []
            for above in reversed(lines[max(index - 3, 0) : index]):
                if not above.text.strip() or re.match(r"\s*agenda item", above.text, re.I):
                    break
                taken.insert(0, above)
            body = " ".join(" ".join(above.text.split()) for above in taken)
            days = written_dates.mentions(found["date"])
            day = days[0].day.isoformat() if days else None
            return (body, day, [*taken, line]) if body else None
    return None


def _items(book: FactBook, document: str, found: Sequence[Heading]) -> list[dict[str, Any]]:
    if not found:
        book.absent("items")
    made: list[dict[str, Any]] = []
    for index, heading in enumerate(found):
        path = f"items[{heading.number if heading.number is not None else index}]"
        citation = cite(document, heading.lines)
        book.sure(f"{path}.title", heading.title, citation)
        if heading.doubt:
            book.unsure(f"{path}.number", heading.number, citation, heading.doubt)
        elif heading.number is not None:
            book.sure(f"{path}.number", heading.number, citation)
        pages = _pages(book, document, path, heading)
        made.append({"number": heading.number, "title": heading.title, "pages": pages})
    return made


def _pages(book: FactBook, document: str, path: str, heading: Heading) -> list[int] | None:
    for line in (*heading.lines, *heading.under):
        found = PAGES.search(line.text)
        if found:
            pages = [int(found[1]), int(found[2] or found[1])]
            book.sure(f"{path}.pages", pages, cite(document, [line]))
            return pages
    return None
