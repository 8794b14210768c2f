"""Minutes of a meeting: who was there, the items, and what was decided under which item."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from goldenthread.reading import attendance
from goldenthread.reading.decisions import Decision, decisions, form_of
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Reading, Source, cite
from goldenthread.reading.folded_rows import unfold
from goldenthread.reading.headings import Heading, headings
from goldenthread.reading.minutes_head import opening_of, read_body, read_day
from goldenthread.reading.prose import enter, without_furniture

COLUMNS_TOUCH = "Two columns run together on these lines; the decision may go on there."

TITLE_TOUCHES = "Two columns run together in this row; the title may end sooner or go on."


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of minutes, each cited to its lines."""
    book = FactBook()
    told, doubtful = unfold(without_furniture(lines), source.grids)
    opening = opening_of(told)
    after = max(opening.lines[-1].number if opening else 0, attendance.opens_at(told))
    found = headings([line for line in told if line.number > after])
    first = found[0].lines[0].number if found else lines[-1].number + 1
    front = [line for line in told if line.number < first]
    facts: dict[str, Any] = {
        "body": read_body(book, source.name, opening, front),
        "held_on": read_day(book, source.name, opening, front),
    }
    facts.update(attendance.read(book, source.name, front, told))
    facts["items"] = _items(book, source.name, found, doubtful)
    facts["decisions"] = _decisions(book, source.name, found, front if found else told, doubtful)
    span = (lines[0].number, lines[-1].number)
    readings = tuple(book.readings)
    if told != list(lines):
        readings = _recited(readings, source.name, lines)
    return Part(Kind.MINUTES, title, span, facts, readings, source.name)


def _recited(
    readings: Sequence[Reading], document: str, lines: Sequence[Line]
) -> tuple[Reading, ...]:
    """Cite told-out rows by the words of the lines that they stand on."""
    by_number = {line.number: line for line in lines}

    def recite(reading: Reading) -> Reading:
        span = reading.citation.lines if reading.citation else None
        if span is None:
            return reading
        held = [by_number[n] for n in range(span[0], span[1] + 1) if n in by_number]
        return replace(reading, citation=cite(document, held))

    return tuple(recite(reading) for reading in readings)


def _items(
    book: FactBook, document: str, found: Sequence[Heading], doubtful: frozenset[int]
) -> list[dict[str, Any]]:
    if not found:
        book.absent("items")
    made: list[dict[str, Any]] = []
    for index, heading in enumerate(found):
        path = f"items[{heading.number if heading.number is not None else index}]"
        citation = cite(document, heading.lines)
        if doubtful.intersection(line.number for line in heading.lines):
            book.unsure(f"{path}.title", heading.title, citation, TITLE_TOUCHES)
        else:
            book.sure(f"{path}.title", heading.title, citation)
        if heading.doubt:
            book.unsure(f"{path}.number", heading.number, citation, heading.doubt)
        elif heading.number is not None:
            book.sure(f"{path}.number", heading.number, citation)
        made.append({"number": heading.number, "title": heading.title})
    return made


def _decisions(
    book: FactBook,
    document: str,
    found: Sequence[Heading],
    loose: Sequence[Line],
    doubtful: frozenset[int],
) -> list[dict[str, Any]]:
    every = [line for heading in found for line in heading.under]
    form = form_of([*loose, *every])
    made: list[dict[str, Any]] = []
    blocks: list[tuple[int | str | None, Sequence[Line]]] = [(None, loose)]
    blocks += [(heading.number, heading.under) for heading in found]
    for number, lines in blocks:
        for decision in decisions(lines, form):
            if any(line.number in doubtful for line in decision.where.lines):
                where = replace(decision.where, doubt=COLUMNS_TOUCH)
                decision = replace(decision, where=where)
            made.append(_enter(book, document, len(made), number, decision))
    if not made:
        book.absent("decisions")
    return made


def _enter(
    book: FactBook, document: str, at: int, item: int | str | None, decision: Decision
) -> dict[str, Any]:
    path = f"decisions[{at}]"
    enter(book, f"{path}.text", decision.text, decision.where, document)
    book.sure(f"{path}.verb", decision.verb, cite(document, decision.said.lines))
    return {"item": item, "verb": decision.verb, "text": decision.text}
