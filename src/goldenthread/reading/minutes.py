"""Minutes of a meeting: who was there, the items, and what was decided under which item."""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.reading import written_dates
from goldenthread.reading.decisions import Decision, decisions
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.headings import Heading, headings
from goldenthread.reading.prose import Passage, enter, is_page_number, passage

OPENS = re.compile(
    r"\bminutes of (?:a |an |the )?(?:\w+ )?meeting(?: of (?:the )?(?P<body>.+?))?,?\s+held\b"
    r"|\bminutes of the (?P<body2>[A-Z].+?)\s+(?:meeting\s+)?held\b",
    re.I,
)
HELD = re.compile(r"\bheld\b|^\s*(?:meeting\s+)?date\s*:", re.I)
PRESENT = re.compile(r"^\s*(?:members\s+|those\s+)?present\s*:?\s*(?P<rest>.*)$", re.I)
ATTENDING = re.compile(
    r"^\s*(?:(?:also\s+|officers\s+)?in\s+attendance|also\s+present|officers\s+present)"
    r"\s*:?\s*-?\s*(?P<rest>.*)$",
    re.I,
)
APOLOGIES = re.compile(
    r"\bapologies(?:\s+for\s+absence)?\s+(?:were|was|had been)\s+(?:also\s+)?(?:received|given|"
    r"noted|"
    r"submitted)\s+(?:from|for|by|on behalf of)\s+(?P<names>.+?)(?:\.(?=\s+[A-Z][a-z]+ [a-z]|\s*$))"
    r"|^\s*apologies(?:\s+for\s+absence)?\s*:\s*(?P<names2>.+)$",
    re.I,
)
LIST_ENDS = re.compile(
    r"^\s*(?:(?i:part\s+(?:\d|[ivx]+)\b|apologies|items?\s+consider)|"
    r"(?:\d{1,3}[.)]?\s+)?[A-Z][A-Z &’',-]{8,}$|\d{1,3}[.)]\s)"
)
PERSON = re.compile(
    r"^(?:(?:Mrs?|Ms|Miss|Dr|Cllr|Councillors?|Prof(?:essor)?|Sir|Dame|Lady|Lord|Rev)\.?\s+\S|"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]*){1,3}\s*(?:\(.*\))?$)"
)
ROLE_WORDS = re.compile(
    r"\b(?:Officer|Director|Manager|Advis[eo]r|Head|Clerk|Lead|Chief|Solicitor|Scrutiny)\b"
)


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of minutes, each cited to its lines."""
    book = FactBook()
    opening = _opening(lines)
    found = headings([line for line in lines if line.number > _last(opening)])
    first = found[0].lines[0].number if found else lines[-1].number + 1
    front = [line for line in lines if line.number < first]
    facts: dict[str, Any] = {
        "body": _body(book, source.name, opening),
        "held_on": _held_on(book, source.name, opening, front),
        "present": _people(book, source.name, "present", front, PRESENT),
        "in_attendance": _people(book, source.name, "in_attendance", front, ATTENDING),
        "apologies": _apologies(book, source.name, lines),
        "items": _items(book, source.name, found),
    }
    facts["decisions"] = _decisions(book, source.name, found, front if found else lines)
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.MINUTES, title, span, facts, tuple(book.readings), source.name)


def _last(opening: Passage | None) -> int:
    return opening.lines[-1].number if opening else 0


def _opening(lines: Sequence[Line]) -> Passage | None:
    """Return the sentence `Minutes of a meeting of … held on …`, wrapped lines included."""
    for index, line in enumerate(lines):
        if re.search(r"\bminutes of\b", line.text, re.I):
            taken = [line]
            for follow in lines[index + 1 : index + 4]:
                if not follow.text.strip() or PRESENT.match(follow.text):
                    break
                taken.append(follow)
            whole = passage(taken)
            if OPENS.search(whole.text) and written_dates.mentions(whole.text):
                return whole
    return None


def _body(book: FactBook, document: str, opening: Passage | None) -> str | None:
    found = OPENS.search(opening.text) if opening else None
    name = (found["body"] or found["body2"]) if found else None
    if not opening or not found or not name:
        book.absent("body")
        return None
    group = "body" if found["body"] else "body2"
    return str(enter(book, "body", name, opening.part(*found.span(group)), document))


def _held_on(
    book: FactBook, document: str, opening: Passage | None, front: Sequence[Line]
) -> str | None:
    if opening:
        day = written_dates.mentions(opening.text)[0]
        where = opening.part(day.start, day.end)
        return str(enter(book, "held_on", day.day.isoformat(), where, document))
    for line in front:
        days = written_dates.mentions(line.text)
        if days and (HELD.search(line.text) or written_dates.DATE.fullmatch(line.text.strip())):
            return str(book.sure("held_on", days[0].day.isoformat(), cite(document, [line])))
    book.absent("held_on")
    return None


def _people(
    book: FactBook, document: str, fact: str, front: Sequence[Line], opens: re.Pattern[str]
) -> list[str]:
    """Return the names listed after `Present:` or `In attendance:`, one a line or in a row."""
    names: list[str] = []
    listing = False
    for line in front:
        text = line.text.strip()
        found = opens.match(text)
        if found and (found["rest"] or text.endswith(":") or text.isupper() or len(text) < 16):
            listing, text = True, found["rest"].strip(" -:")
        elif listing and (LIST_ENDS.match(text) or ATTENDING.match(text)):
            break
        if not listing or not text or is_page_number(line):
            continue
        if ROLE_WORDS.search(text.split("(")[0].split(",")[0]):
            continue
        for name in _split_names(text):
            if PERSON.match(name) and not ROLE_WORDS.search(name.split("(")[0]):
                path = f"{fact}[{len(names)}]"
                names.append(str(book.sure(path, name, cite(document, [line]))))
    if not names:
        book.absent(fact)
    return names


def _split_names(text: str) -> list[str]:
    pieces = re.split(r",\s*(?:and\s+)?|;\s*|\s+and\s+(?=[A-Z])", text)
    return [piece.strip(" .") for piece in pieces if piece.strip(" .")]


def _apologies(book: FactBook, document: str, lines: Sequence[Line]) -> list[str]:
    for index, line in enumerate(lines):
        if not re.match(r".*\bapologies\b", line.text, re.I):
            continue
        taken = [line]
        for follow in lines[index + 1 : index + 6]:
            if not follow.text.strip():
                break
            taken.append(follow)
        whole = passage(taken)
        found = APOLOGIES.search(whole.text)
        if not found:
            continue
        group = "names" if found["names"] else "names2"
        where = whole.part(*found.span(group))
        names = _split_names(where.text)
        return [
            str(enter(book, f"apologies[{at}]", name, _within(where, name), document))
            for at, name in enumerate(names)
        ]
    book.absent("apologies")
    return []


def _within(where: Passage, words: str) -> Passage:
    at = where.text.find(words)
    return where.part(at, at + len(words)) if at >= 0 else where


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
        made.append({"number": heading.number, "title": heading.title})
    return made


def _decisions(
    book: FactBook, document: str, found: Sequence[Heading], loose: Sequence[Line]
) -> list[dict[str, Any]]:
    every = [line for heading in found for line in heading.under]
    capital = any(decision.capital for decision in decisions([*loose, *every]))
    made: list[dict[str, Any]] = []
    blocks: list[tuple[int | None, Sequence[Line]]] = [(None, loose)]
    blocks += [(heading.number, heading.under) for heading in found]
    for number, lines in blocks:
        for decision in decisions(lines):
            if capital and not decision.capital:
                continue
            made.append(_enter(book, document, len(made), number, decision))
    if not made:
        book.absent("decisions")
    return made


def _enter(
    book: FactBook, document: str, at: int, item: int | None, decision: Decision
) -> dict[str, Any]:
    path = f"decisions[{at}]"
    enter(book, f"{path}.text", decision.text, decision.where, document)
    book.sure(f"{path}.verb", decision.verb, cite(document, decision.said.lines))
    return {"item": item, "verb": decision.verb, "text": decision.text}
