"""Reads Ofsted's letter on a focused visit to a local authority's children's services.

A focused visit gives no overall grade (Ofsted, inspecting local authority children's services).
"""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.reading import bullets, written_dates
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.prose import Passage, enter, paragraphs, passage, sentences

_VISIT_TO = re.compile(
    r"\bfocused\s+visit\s+to\s+(?:the\s+)?(?P<area>.+?)(?:\s+(?:local\s+authority|council|county\s+council|"
    r"borough\s+council|city\s+council))?(?:\s+children[’']?s\s+(?:social\s+care|services))\b",
    re.I,
)
_SUMMARISES = re.compile(r"\bfindings\s+of\s+(?:a|the)\s+focused\s+visit\b", re.I)
_PUBLISHED = re.compile(r"^\s*(?:date\s+)?published(?:\s+on)?\s*:?\s+(?=\d)", re.I)
_LOOKED_AT = re.compile(
    r"^(?:the\s+)?inspectors\s+(?:also\s+)?(?:looked\s+at|evaluated|considered)\b|"
    r"^they\s+also\s+(?:considered|evaluated|looked\s+at)\b",
    re.I,
)
_HEADINGS = {
    "overview": re.compile(r"^(?:overview|headline\s+findings|main\s+findings)$", re.I),
    "improve": re.compile(
        r"^(?:what\s+needs\s+to\s+improve\b.*|areas?\s+for\s+(?:improvement|priority\s+action)\b.*)$",
        re.I,
    ),
    "priority": re.compile(r"^areas?\s+for\s+priority\s+action\b.*$", re.I),
    "strengths": re.compile(r"^(?:strengths|what\s+is\s+working\s+well)\b.*$", re.I),
    "findings": re.compile(r"^(?:findings|main\s+findings)\b[^.]*$", re.I),
}
_CLOSING = re.compile(
    r"^\s*(?:yours\s+(?:sincerely|faithfully)|ofsted\s+will\s+take\s+the\s+findings)\b", re.I
)
_OVERVIEW, _FINDINGS = "overview", "findings"


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return area, dates, what was looked at, the findings, and what needs to improve.

    The letter seldom says which findings are strengths: they stand under `findings` unless a
    heading calls them so. `priority_actions` are given only where the letter has such a heading.
    """
    book = FactBook()
    document = source.name
    sections = _sections(lines)
    said = [s for p in paragraphs(sections["head"]) for s in sentences(p)]
    facts: dict[str, Any] = {
        "area": _area(book, document, sections["head"], said),
        "framework": None,
    }
    facts["inspected_from"], facts["inspected_to"] = _visited(book, document, said)
    facts["published"] = _published(book, document, sections["head"])
    facts["letter_dated"] = _letter_dated(book, document, sections["head"])
    facts["looked_at"] = _looked_at(book, document, said)
    facts["outcome"] = None
    book.absent("outcome")
    facts["findings"] = _findings(book, document, sections)
    facts["priority_actions"] = _listed(book, document, sections, "priority", "priority_actions")
    facts["improvements"] = _listed(book, document, sections, "improve", "improvements")
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.FOCUSED_VISIT, title, span, facts, tuple(book.readings), document)


def _sections(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Part the letter at its headings; what follows the closing words is left out."""
    found: dict[str, list[Line]] = {"head": []}
    name = "head"
    for line in lines:
        words = " ".join(line.text.split()).rstrip(":")
        if _CLOSING.match(words):
            break
        heading = _heading(words)
        if heading:
            name = heading
            found.setdefault(name, [])
        else:
            found[name].append(line)
    return found


def _heading(words: str) -> str | None:
    if not words or len(words) > 90 or words.endswith((".", ",")):
        return None
    names = [name for name, pattern in _HEADINGS.items() if pattern.match(words)]
    return "priority" if "priority" in names else names[0] if names else None


def _area(
    book: FactBook, document: str, head: Sequence[Line], said: Sequence[Passage]
) -> str | None:
    for where in (*(passage([line]) for line in head if line.text.strip()), *said):
        found = _VISIT_TO.search(where.text)
        if found:
            return str(enter(book, "area", found["area"], where, document))
    book.absent("area")
    return None


def _visited(
    book: FactBook, document: str, said: Sequence[Passage]
) -> tuple[str | None, str | None]:
    for sentence in said:
        if not _SUMMARISES.search(sentence.text):
            continue
        match = written_dates.SPAN.search(sentence.text)
        ends = written_dates.span_of(match) if match else None
        days = written_dates.mentions(sentence.text)
        if ends or days:
            first, last = ends or (days[0].day, days[0].day)
            enter(book, "inspected_from", first.isoformat(), sentence, document)
            enter(book, "inspected_to", last.isoformat(), sentence, document)
            return first.isoformat(), last.isoformat()
    book.absent("inspected_from")
    book.absent("inspected_to")
    return None, None


def _published(book: FactBook, document: str, head: Sequence[Line]) -> str | None:
    for line in head:
        days = written_dates.mentions(line.text)
        if _PUBLISHED.match(line.text) and days:
            return str(book.sure("published", days[0].day.isoformat(), cite(document, [line])))
    book.absent("published")
    return None


def _letter_dated(book: FactBook, document: str, head: Sequence[Line]) -> str | None:
    for line in head:
        found = written_dates.DATE.fullmatch(line.text.strip())
        days = written_dates.mentions(line.text) if found else []
        if days:
            return str(book.sure("letter_dated", days[0].day.isoformat(), cite(document, [line])))
    book.absent("letter_dated")
    return None


def _looked_at(book: FactBook, document: str, said: Sequence[Passage]) -> list[str]:
    """Return the sentences that say what the inspectors looked at, in order."""
    found: list[str] = []
    for sentence in said:
        if _LOOKED_AT.match(sentence.text):
            found.append(enter(book, f"looked_at[{len(found)}]", sentence.text, sentence, document))
    if not found:
        book.absent("looked_at")
    return found


def _findings(
    book: FactBook, document: str, sections: dict[str, list[Line]]
) -> dict[str, dict[str, list[str]]]:
    kinds = (
        (_OVERVIEW, _OVERVIEW, "findings"),
        ("strengths", _FINDINGS, "strengths"),
        (_FINDINGS, _FINDINGS, "findings"),
        ("improve", _FINDINGS, "areas_for_development"),
    )
    found: dict[str, dict[str, list[str]]] = {}
    for section, name, kind in kinds:
        if section not in sections:
            continue
        empty: dict[str, list[str]] = {"strengths": [], "areas_for_development": [], "findings": []}
        entry = found.setdefault(name, empty)
        for item in _items(sections[section]):
            fact = f"findings[{name}].{kind}[{len(entry[kind])}]"
            entry[kind].append(enter(book, fact, item.text, item, document))
    return found


def _listed(
    book: FactBook, document: str, sections: dict[str, list[Line]], section: str, fact: str
) -> list[dict[str, Any]]:
    """Return what a section asks for, numbered in order; a priority action names its bodies."""
    found: list[dict[str, Any]] = []
    for number, item in enumerate(_items(sections.get(section, ())), 1):
        enter(book, f"{fact}[{number}].text", item.text, item, document)
        entry: dict[str, Any] = {"number": number, "text": item.text}
        found.append(entry | {"responsible": []} if section == "priority" else entry)
    return found


def _items(lines: Sequence[Line]) -> list[Passage]:
    said = [i for i, line in enumerate(lines) if line.text.strip()]
    body = lines[said[0] : said[-1] + 1] if said else ()
    if not body:
        return []
    marked = any(bullets.BULLET.match(line.text) for line in body)
    if marked or all(line.text.strip() for line in body):
        return bullets.items(body, bullets.learn_layout(body))
    return paragraphs(body)
