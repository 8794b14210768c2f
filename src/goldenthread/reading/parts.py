"""Which documents a file holds: an agenda pack parted into its parts, or one document named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from goldenthread.reading.facts import Grid, Kind, Line, Source
from goldenthread.reading.letter_head import SALUTATION
from goldenthread.reading.recognise import (
    grids_hold_statement,
    recognise,
    statement_opens,
    subject_of_letter,
)
from goldenthread.reading.report_layout import title_of

AGENDA_ITEM = re.compile(r"^\s*agenda item\s+(?:no\.?\s*)?\d+[a-z]?\b(?!\s*[-–—:]\s*\S)", re.I)
AGENDA = re.compile(r"^\s*AGENDA\s*$")
MINUTES_OF = re.compile(r"^\s*minutes of (?:a|an|the)\b", re.I)
CALLS = re.compile(r"^\s*(?:to (?:receive|consider|confirm|report|note|approve)\b)", re.I)
CONTACT = re.compile(r"^\s*contact(?: officer)?\s*:|^\s*for further information\b.*contact", re.I)
COPIED_TO = re.compile(r"^\s*cc\s*:", re.I)
CLOSING = re.compile(r"^\s*yours\s+(?:sincerely|faithfully)\b", re.I)
SENDER = re.compile(
    r"^\s*(?:Ofsted|Care Quality Commission|Department for Education|NHS England)\b"
)
LETTERHEAD_REACH = 45
MINUTES_REACH = 6
TITLE_REACH = 8
ENOUGH = 15
LETTERS = {Kind.INSPECTION_LETTER, Kind.REVISIT_LETTER, Kind.FOCUSED_VISIT}


class Tail(IntEnum):
    """How far a part has come to its end: not, signed (a page may follow), or over."""

    NONE = 0
    SIGNED = 1
    OVER = 2


@dataclass(frozen=True, slots=True)
class PartSpan:
    """One part of a file: what it is, its title and all its lines."""

    kind: Kind
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a part opens (index of its first line), with its kind and title where known."""

    at: int
    kind: Kind | None
    title: str | None


def split(source: Source) -> list[PartSpan]:
    """Return the parts of a file in order; every line belongs to exactly one part.

    A part opens at `Agenda Item n`, at a letterhead, at the opening words of a statement of
    action, or on the first page after a report's contact line or a letter's list of copies.
    """
    lines = source.lines
    if not lines and not source.grids:
        return []
    if grids_hold_statement(source.grids) and _may_be_tracker(lines):
        return [PartSpan(Kind.STATEMENT, _grid_title(source.grids, lines), lines)]
    openings = _openings(lines)
    parts: list[PartSpan] = []
    for at, opening in enumerate(openings):
        end = openings[at + 1].at if at + 1 < len(openings) else len(lines)
        parts.append(_span(opening, lines[opening.at : end]))
    return parts or [PartSpan(Kind.OTHER, "", lines)]


def _may_be_tracker(lines: Sequence[Line]) -> bool:
    """Say whether tables of actions stand in a statement, not in minutes or a report."""
    return recognise(lines)[0] in {Kind.STATEMENT, Kind.OTHER}


def _grid_title(grids: Sequence[Grid], lines: Sequence[Line]) -> str:
    for line in lines[:TITLE_REACH]:
        if line.text.strip():
            return " ".join(line.text.split())
    return grids[0].name if grids else ""


def _span(opening: Opening, lines: tuple[Line, ...]) -> PartSpan:
    kind, title = opening.kind, opening.title
    if kind is None or title is None:
        known, named = recognise(lines)
        kind, title = kind or known, title or named
    return PartSpan(kind, title, lines)


def _openings(lines: Sequence[Line]) -> list[Opening]:
    """Return where each part opens; the first always opens at the first line."""
    letters = {opening.at: opening for opening in _letters(lines)}
    items = [at for at, line in enumerate(lines) if _heads_a_paper(line)]
    found: list[Opening] = []
    tail, first_kind = Tail.NONE, None
    for at in range(len(lines)):
        opening = letters.get(at) or (_agenda_item(lines, at, items) if at in items else None)
        if opening is None and tail and _page_top(lines, at):
            opening = _appended(lines, at, tail)
        if opening is not None:
            found.append(opening)
            tail = Tail.NONE
        else:
            if not found and first_kind is None and _may_end(lines[at].text):
                first_kind = recognise(lines[: at + 1])[0]
            tail = max(tail, _tail(lines[at].text, found[-1].kind if found else first_kind))
    if not found or found[0].at > 0:
        found.insert(0, _front(lines, found[0].at if found else len(lines)))
    return found


def _appended(lines: Sequence[Line], at: int, tail: Tail) -> Opening | None:
    """Name what is appended after a report or a letter, if there is enough of it to be a part."""
    title = statement_opens(lines[at : at + 12])
    if title is not None:
        return Opening(at, Kind.STATEMENT, title)
    solid = sum(bool(line.text.strip()) for line in lines[at : at + 4 * ENOUGH])
    if tail is Tail.SIGNED or solid < ENOUGH or CONTACT.match(lines[at].text):
        return None
    return Opening(at, None, None)


def _may_end(text: str) -> bool:
    return bool(CONTACT.match(text) or CLOSING.match(text) or COPIED_TO.match(text))


def _tail(text: str, kind: Kind | None) -> Tail:
    """Say whether a line ends a report (its contact) or a letter (its closing, its copies)."""
    if CONTACT.match(text):
        return Tail.OVER if kind is Kind.COMMITTEE_REPORT else Tail.NONE
    if kind not in LETTERS:
        return Tail.NONE
    if COPIED_TO.match(text):
        return Tail.OVER
    return Tail.SIGNED if CLOSING.match(text) else Tail.NONE


def _front(lines: Sequence[Line], end: int) -> Opening:
    """Name what stands before the first part that opens by itself: an agenda, or a document."""
    agenda = any(AGENDA.match(line.text) for line in lines[:end])
    calls = sum(bool(CALLS.match(line.text)) for line in lines[:end])
    if agenda and calls >= 2:
        return Opening(0, Kind.AGENDA, "Agenda")
    return Opening(0, None, None)


def _page_top(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line opens a page: a form feed, a new page number or a lone leading space."""
    line = lines[at]
    if not line.text.strip():
        return False
    if at == 0 or line.text.startswith("\f"):
        return True
    if line.page is not None:
        return line.page != lines[at - 1].page
    return line.text[0] == " "


def _heads_a_paper(line: Line) -> bool:
    """Say whether `Agenda Item n` heads a paper rather than being quoted in running text."""
    return bool(AGENDA_ITEM.match(line.text)) and len(line.text.strip()) < 24


def _agenda_item(lines: Sequence[Line], at: int, items: Sequence[int]) -> Opening:
    near = [line for line in lines[at + 1 : at + 12] if line.text.strip()][:MINUTES_REACH]
    for index, line in enumerate(near):
        if MINUTES_OF.match(line.text):
            words = []
            for follow in near[index : index + 4]:
                if re.match(r"\s*present\b", follow.text, re.I):
                    break
                words.append(" ".join(follow.text.split()))
            return Opening(at, Kind.MINUTES, " ".join(words))
    end = next((item for item in items if item > at), len(lines))
    title = title_of(lines[at : min(end, at + 120)])
    return Opening(at, Kind.COMMITTEE_REPORT, title or " ".join(lines[at].text.split()))


def _letters(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the letters of inspectors: from the letterhead above `Dear` to whatever opens next."""
    before = 0
    for at, line in enumerate(lines):
        if not SALUTATION.match(line.text):
            continue
        subject = subject_of_letter(lines[at + 1 : at + 16])
        if subject is None:
            continue
        kind, title = subject
        yield Opening(_letterhead(lines, before, at), kind, title)
        before = at


def _letterhead(lines: Sequence[Line], before: int, salutation: int) -> int:
    """Return the index of the page top, or of the sender's name, above a salutation."""
    low = max(before, salutation - LETTERHEAD_REACH, 0)
    for at in range(salutation, low - 1, -1):
        if CONTACT.match(lines[at].text) or AGENDA_ITEM.match(lines[at].text):
            return at + 1
        if _page_top(lines, at) and (at == 0 or SENDER.match(lines[at].text)):
            return at
    senders = [at for at in range(low, salutation) if SENDER.match(lines[at].text)]
    tops = [at for at in range(low, salutation) if _page_top(lines, at)]
    if senders:
        return senders[0]
    return tops[-1] if tops else max(low, 0) if low == 0 else salutation
