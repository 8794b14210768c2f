"""What kind of document some lines are, by the words that every such document holds."""

import re
from collections.abc import Sequence

from goldenthread.reading.facts import Grid, Kind, Line
from goldenthread.reading.letter_head import loose_subject

INSPECTION = re.compile(
    r"^\s*(?:re:\s*)?(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special educational needs\b.*)"
    r"\s+inspection\b(?:\s+(?:in|of)\s+\S)?",
    re.I,
)
REVISIT = re.compile(
    r"^\s*(?:re:\s*)?(?:joint\s+)?(?:local\s+)?area\s+(?:SEND|special educational needs\b.*)"
    r"\s+re-?visit\b",
    re.I,
)
FOCUSED = re.compile(r"^\s*(?:re:\s*)?focused visit\b", re.I)
AREA_REPORT = re.compile(
    r"^\s*(?:area SEND (?:full )?inspection of\b|local area partnership report\b|"
    r"inspection outcome\s*$|"
    r"area SEND inspection report\b|information about the local area partnership\b)",
    re.I,
)
STATEMENT_NAME = re.compile(
    r"\b(?:written )?statement of action\b|\bWSOA\b|\baccelerated progress plan\b|"
    r"\bpriority action plan\b|"
    r"\bSEND (?:improvement|action|strategic|reform) plan\b",
    re.I,
)
STATEMENT_OPENING = re.compile(
    r"\b(?:this|our|the) (?:joint )?(?:\w+ ){0,4}?(?:statement of action|WSOA|action plan|"
    r"progress plan)\b"
    r"[^.]{0,40}?\b(?:has been|was|is|sets? out|describes|responds|explains|outlines)\b",
    re.I,
)
STATEMENT_HEADING = re.compile(
    r"^\s*(?:introduction|foreword|context|contents|executive summary|background|(?:.{0,60}\b)?"
    r"(?:statement of action|progress plan|priority action plan)\b.{0,40})\s*$",
    re.I,
)
NEWS = re.compile(r"\b(?:newsletter|bulletin|news|update for (?:families|parents))\b", re.I)
ACTION_NUMBER = re.compile(r"^\s*(?:[A-Z]?\d{1,2}\.\d{1,2}(?:\.\d{1,2})|[A-Z]\d{1,2}\.\d{1,2})\b")
TABLE_WORDS = re.compile(
    r"^\s*(?:rag(?: rating)?|responsible(?: lead)?|lead(?: officer)?|intended impact|"
    r"completion date|"
    r"success (?:measure|criteria)|working group \d|by when|measure of success.*|timescales?)\s*$",
    re.I,
)
REPORT_SIGNS = (
    re.compile(r"^\s*(?:\d{1,2}\.0\s+)?(?:purpose of (?:the )?report|executive summary)\s*$", re.I),
    re.compile(r"^\s*(?:\d{1,2}(?:\.0|\.)?\s+)?recommendations?:?\s*$", re.I),
    re.compile(r"^\s*background papers\b", re.I),
    re.compile(r"^\s*previous relevant council\b", re.I),
    re.compile(
        r"^\s*(?:report (?:of|by|from)\b|from:|meeting date:|report author:|contact:|report to:)",
        re.I,
    ),
    re.compile(r"^\s*1\.0\b"),
)
MINUTES_SIGNS = (
    re.compile(r"^\s*minutes of\b", re.I),
    re.compile(r"^\s*(?:members )?present\s*:", re.I),
    re.compile(r"\b(?:RESOLVED|AGREED)\b(?:\s+that|\s*[:,–-]|$)"),
    re.compile(r"\bapologies (?:for absence )?(?:were|was) received\b|^\s*apologies\s*:", re.I),
    re.compile(
        r"\bconsideration was given to\b|\bmembers (?:noted|asked|thanked|were (?:then )?"
        r"(?:informed|talked))\b",
        re.I,
    ),
    re.compile(r"^\s*(?:also )?in attendance\b", re.I),
)
MINUTES_TITLE = re.compile(
    r"^\s*(?:(?:draft|meeting)\s+)?(?:minutes|notes)\s*[-–—:|]\s*[A-Z]|"
    r"^\s*(?:(?:draft|confirmed|approved)\s+)?(?:meeting\s+)?(?:minutes|notes)\s*$|"
    r"^\s*(?:(?:draft|confirmed|approved)\s+)?(?:minutes|notes?|record)\s+"
    r"(?:of|from)\s+(?:a|an|the|meeting)\b"
    r"(?!\s+(?:last|previous))|"
    r"^(?!.*\.\s*$).{3,90}\s[-–—:|]?\s*(?:(?:draft|meeting|board)\s+)?(?:minutes|notes)\b"
    r"(?!\s+of\b)\W{0,3}.{0,40}$",
    re.I,
)
MINUTES_MARKS = (
    re.compile(
        r"^\s*(?:(?:(?:members|those|officers|also)\s+)?present|attend(?:ees|ance|ed(?:\s+by)?)|"
        r"(?:also\s+)?in\s+attendance)\s*(?::|\t|\s{3,}|$)",
        re.I,
    ),
    re.compile(r"^\s*apologies(?:\s+(?:for absence|received))?\s*(?::|\t|\s{3,}|$)", re.I),
    re.compile(r"^\W*(?:agreed|resolved|decisions?|noted)\s*[:–—]|\b(?:RESOLVED|AGREED)\b", re.I),
    re.compile(
        r"\b(?:it was|the (?:board|group|committee|panel|partnership|meeting)|members) "
        r"(?:\w+ )?(?:agreed|resolved|noted|heard|discussed|considered)\b",
        re.I,
    ),
    re.compile(r"^\s*(?:date of meeting|meeting date|meeting)\s*(?::|\t|\s{3,})", re.I),
    re.compile(
        r"^\s*name(?:\t|\s{2,}).*\b(?:attend|present|apologies|organisation|role|title)", re.I
    ),
)
AGENDA_SIGNS = (
    re.compile(r"^\s*AGENDA\s*$"),
    re.compile(r"^\s*to (?:receive|consider|confirm|report|note)\b", re.I),
    re.compile(r"\(?pages? \d+\s*[-–]\s*\d+\)?", re.I),
    re.compile(r"^\s*\d*\.?\s*(?:apologies for absence|declarations? of interests?)\s*$", re.I),
)
LETTER = re.compile(r"^\s*Dear\s+\S")
FRONT = 60
HEAD = 25
TITLE_LINES = 6
MINUTES_REACH = 6
TABLE_COLUMNS = {
    "action": re.compile(r"\b(?:actions?|activit|task|what (?:we )?will|step|milestone)", re.I),
    "lead": re.compile(r"\b(?:lead|owner|responsib|who\b|accountab|SRO)", re.I),
    "date": re.compile(r"\b(?:date|when|deadline|timescale|timeframe|due|complet)", re.I),
    "state": re.compile(r"\b(?:RAG|status|progress|update|BRAG)\b", re.I),
    "effect": re.compile(r"\b(?:impact|outcome|success|measure|KPI|evidence|difference)", re.I),
}


def recognise(lines: Sequence[Line]) -> tuple[Kind, str]:
    """Return the kind and the title of one document."""
    front = lines[:FRONT]
    for pattern, kind in (
        (REVISIT, Kind.REVISIT_LETTER),
        (FOCUSED, Kind.FOCUSED_VISIT),
        (AREA_REPORT, Kind.AREA_REPORT),
        (INSPECTION, Kind.INSPECTION_LETTER),
    ):
        for at, line in enumerate(front):
            if pattern.match(line.text) and _is_heading(line.text):
                return kind, _title_at(front, at, kind)
    kind = _by_signs(lines)
    return kind, _first_words(lines, kind)


def _is_heading(text: str) -> bool:
    return len(text.strip()) < 140 and not text.rstrip().endswith((".", ","))


def _title_at(front: Sequence[Line], at: int, kind: Kind) -> str:
    """Return a title that may run on to the next line."""
    if kind is Kind.AREA_REPORT:
        named = next(
            (
                i
                for i, line in enumerate(front)
                if re.match(r"\s*area SEND (?:full )?inspection of\b", line.text, re.I)
            ),
            at,
        )
        at = named
    words = " ".join(front[at].text.split())
    for follow in front[at + 1 : at + 3]:
        text = follow.text.strip()
        if (
            not text
            or not re.match(r"^[A-Z][\w’'&, -]{1,60}$", text)
            or re.match(r"(?:Between|From|On|In|Inspection|Dates?)\b", text)
        ):
            break
        words = f"{words} {text}"
    return words


def _by_signs(lines: Sequence[Line]) -> Kind:
    """Weigh the signs of minutes, reports, agendas and statements against each other."""
    minutes = max(_signs(lines, MINUTES_SIGNS), _minutes_by_title(lines))
    report = _signs(lines, REPORT_SIGNS)
    agenda = _signs(lines, AGENDA_SIGNS)
    statement = _statement_weight(lines)
    if report >= 2 and report >= minutes and statement < 4:
        return Kind.COMMITTEE_REPORT
    if minutes >= 2 and statement < 4:
        return Kind.MINUTES
    if statement >= 2:
        return Kind.STATEMENT
    if agenda >= 2:
        return Kind.AGENDA
    if report >= 2:
        return Kind.COMMITTEE_REPORT
    return Kind.OTHER


def _minutes_by_title(lines: Sequence[Line]) -> int:
    """Weigh a document by the marks that minutes bear: one that calls itself so needs fewer."""
    head = [line for line in lines[:HEAD] if line.text.strip()][:MINUTES_REACH]
    if any(AGENDA_SIGNS[0].match(line.text) for line in lines[:HEAD]):
        return 0
    if not any(MINUTES_TITLE.match(line.text) and _is_heading(line.text) for line in head):
        came = all(_signs(lines[:FRONT], [mark]) for mark in MINUTES_MARKS[:2])
        return 2 if came and _signs(lines, MINUTES_MARKS[2:4]) else 0
    return 1 + _signs(lines, MINUTES_MARKS)


def _signs(lines: Sequence[Line], signs: Sequence[re.Pattern[str]]) -> int:
    return sum(any(sign.search(line.text) for line in lines) for sign in signs)


def _statement_weight(lines: Sequence[Line]) -> int:
    named = any(STATEMENT_NAME.search(line.text) for line in lines[:HEAD])
    titled = any(
        STATEMENT_NAME.search(line.text) and _is_heading(line.text) for line in lines[:TITLE_LINES]
    )
    numbers = sum(bool(ACTION_NUMBER.match(line.text)) for line in lines)
    table = len({m[0].strip().lower() for line in lines if (m := TABLE_WORDS.match(line.text))})
    return named + titled + 2 * (numbers >= 8) + (table >= 2) + (table >= 4)


def _first_words(lines: Sequence[Line], kind: Kind) -> str:
    """Return the first block of words; minutes are known by their opening line."""
    if kind is Kind.MINUTES:
        for line in lines[:FRONT]:
            if re.match(r"\s*minutes of\b", line.text, re.I):
                return " ".join(line.text.split())
    words: list[str] = []
    for line in lines[:FRONT]:
        text = " ".join(line.text.split())
        if text:
            words.append(text)
        if words and (not text or len(words) == 6 or len(" ".join(words)) > 120):
            break
    return " ".join(words)[:200]


SENTENCE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|sets? out|explains?)\b")


def statement_opens(lines: Sequence[Line]) -> str | None:
    """Return the title of a statement of action whose first page these lines open, else None."""
    solid = [line for line in lines if line.text.strip()]
    if not solid:
        return None
    words = " ".join(" ".join(line.text.split()) for line in solid)
    for line in solid[: TITLE_LINES // 2]:
        heading = " ".join(line.text.split())
        if NEWS.search(heading):
            return None
        named = STATEMENT_NAME.search(heading) and len(heading) < 110
        if named and not heading.endswith(".") and not SENTENCE.search(heading):
            return heading
    heading = " ".join(solid[0].text.split())
    if not (STATEMENT_HEADING.match(heading) and STATEMENT_OPENING.search(words)):
        return None
    found = STATEMENT_NAME.search(words)
    return found[0] if found else heading


def subject_of_letter(lines: Sequence[Line]) -> tuple[Kind, str] | None:
    """Return the kind and subject line of an inspectors' letter, given what follows `Dear`."""
    for at, line in enumerate(lines):
        for pattern, kind in (
            (REVISIT, Kind.REVISIT_LETTER),
            (INSPECTION, Kind.INSPECTION_LETTER),
            (FOCUSED, Kind.FOCUSED_VISIT),
        ):
            if pattern.match(line.text) and _is_heading(line.text):
                return kind, _title_at(lines, at, kind)
    loose = loose_subject(lines)
    if loose is None:
        return None
    again = re.search(r"\bre-?visit\b|\bre-?inspection\b", loose.text, re.I)
    return (Kind.REVISIT_LETTER if again else Kind.INSPECTION_LETTER), loose.text


def grids_hold_statement(grids: Sequence[Grid]) -> bool:
    """Say whether a table has columns for an action and for its lead, its date or its state."""
    return any(_header_row(grid) for grid in grids)


def _header_row(grid: Grid) -> bool:
    for row in grid.rows[:15]:
        found = {
            name: [cell.text for cell in row if len(cell.text) < 90 and pattern.search(cell.text)]
            for name, pattern in TABLE_COLUMNS.items()
        }
        if not found["action"]:
            continue
        others = [name for name in ("lead", "date", "state", "effect") if found[name]]
        cells = {text for texts in found.values() for text in texts}
        if len(others) >= 2 and len(cells) >= 3:
            return True
    return False
