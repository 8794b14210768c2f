"""Who was at a meeting and who sent apologies: lists, rows of names, registers, sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from goldenthread.reading.bullets import BULLET
from goldenthread.reading.facts import FactBook, Line, cite
from goldenthread.reading.people import entries, is_person, is_titled
from goldenthread.reading.prose import Passage, enter, is_page_number, passage

SEPARATED = r"(?:\s*[:\t]|\s*[-–—](?=\s|[A-Z])|\s{3,}|\s*$)"
LABELS = (
    (
        "apologies",
        re.compile(
            r"^\s*apologies(?:\s+(?:for\s+absence|received|given|sent|from))*(?:\s+from)?"
            rf"{SEPARATED}\s*(?P<rest>.*)$",
            re.I,
        ),
    ),
    (
        "in_attendance",
        re.compile(
            r"^\s*(?:(?:(?:also|officers?|others?|staff|those)\s+)*in[\s-]attendance|also\s+present|"
            r"(?:officers?|others)\s+present|observers?|guests?|invited|by\s+invitation|officers(?=\s*:))"
            r"(?:\s+\([^)]*\))?"
            rf"{SEPARATED}[\s-]*(?P<rest>.*)$",
            re.I,
        ),
    ),
    (
        "present",
        re.compile(
            r"^\s*(?:(?:(?:board|committee|group|panel|voting)\s+)?members\s+(?:in\s+(?=attendance))?|those\s+|"
            r"(?:councillors|partners)\s+)?(?:present|attendees|attended(?:\s+by)?|attending|attendance|"
            r"attendance\s+list|participants)(?:\s+\([^)]*\))?"
            rf"{SEPARATED}\s*(?P<rest>.*)$"
            r"|^\s*(?:(?:board|committee|group|panel|voting)\s+)?members\s*:\s*(?P<rest3>.*)$"
            r"|^\s*PRESENT\s+(?P<rest2>(?:Cllr|Councillor|M[rs]s?|Dr|Prof)\b.*)$",
            re.I,
        ),
    ),
)
OTHER_LABEL = re.compile(
    r"^\s*(?:absent|not present|date|time|venue|location|place|chair(?:ed by)?|minutes|"
    r"minute[- ]taker|note[- ]taker|distribution|circulation|cc|quorum|meeting|purpose)"
    r"\s*(?::|\t|\s{3,})",
    re.I,
)
CHAIR = re.compile(r"^\s*chair(?:ed by)?\s*:", re.I)
GROUP = re.compile(r"^[A-Z][\w ,’'&/-]{2,40}:\s+(?=\S)")
LIST_ENDS = re.compile(
    r"^\s*(?:(?i:part\s+(?:\d|[ivx]+)\b|items?\s+consider)|"
    r"(?:\d{1,3}[.)]?\s+)?[A-Z][A-Z &’',-]{8,}$|\d{1,3}(?:\.\d{1,2})?[.)]?\s|\d{1,3}/\d{2,4}\s|"
    r"(?i:(?:(?:agenda\s+)?item|minute)\s+\d)|(?i:(?:meeting\s+)?(?:minutes|notes)\s*$))"
)
SENTENCE = re.compile(
    r"\bapologies(?:\s+for\s+absence)?\s+(?:were|was|had\s+been|have\s+been)\s+(?:also\s+)?"
    r"(?:received|given|noted|sent|accepted|submitted|made|tendered)\s+(?:from|for|by|"
    r"on\s+behalf\s+of)\s*:?\s*(?P<names>.+?)(?:\.(?=\s+(?:[A-Z][a-z]+ [a-z]|\d)|\s*$))",
    re.I,
)
SENT_THEM = re.compile(
    r"(?:^|(?<=\.\s))(?P<names>[A-Z][^.]*?)\s+(?:had\s+)?(?:sent|gave|given|offered)\s+(?:their\s+|"
    r"his\s+|her\s+)?apologies\b"
)
NO_ONE = re.compile(
    r"^\W*(?:none|nil|n/?a|no(?:ne)? (?:received|apologies).*|there were none)?\W*$", re.I
)
CELLS = re.compile(r"\t|\s{3,}")
WHO_HEAD = re.compile(r"^(?:full )?names?(?: of .+)?$|^members?$|^attendees?$", re.I)
ROLE_HEAD = re.compile(r"^(?:job )?(?:roles?|titles?|positions?|designation)$|^job title$", re.I)
OTHER_HEAD = re.compile(
    r"^(?:organi[sz]ations?|representing|agency|body|service|sector|initials|email|notes|team|"
    r"employer|job|title|capacity)$|^(?:role|title|job title|service) ?(?:/|and|&) ?"
    r"(?:organi[sz]ation|role|agency|team)$",
    re.I,
)
MARK_HEAD = re.compile(
    r"^(?:attend(?:ance|ed|ing)|present|status|present ?(?:/|or) ?apologies|in attendance|"
    r"apologies|y/n)\??$",
    re.I,
)
CAME = re.compile(
    r"^(?:present|p|yes|y|✓|✔|√|x|in person|online|virtual(?:ly)?|teams|attended)$", re.I
)
AWAY = re.compile(r"^(?:apol(?:ogies|s|ogy)?|a|ap|no|n|✗|✘|sent apologies)\.?$", re.I)
LOOKED_ON = re.compile(r"^(?:in attendance|ia|observer|observing)$", re.I)
WRAPPED = 60
FRONT = 60
NOT_IN_COLUMN = "The row does not say plainly whether this person was there."


@dataclass(slots=True)
class Listed:
    """The people of one list as printed, each with where the name stands."""

    people: list[tuple[str, Passage]] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)


def read(
    book: FactBook, document: str, front: Sequence[Line], lines: Sequence[Line]
) -> dict[str, list[str]]:
    """Record `present`, `in_attendance` and `apologies`: names or roles as printed."""
    listed = {name: Listed() for name in ("present", "in_attendance", "apologies")}
    for name, block in _blocks(front):
        _take_block(listed, name, block)
    if not listed["apologies"].people:
        listed["apologies"] = _from_sentences(lines)
    facts: dict[str, list[str]] = {}
    for fact, held in listed.items():
        if not held.people:
            book.absent(fact)
        facts[fact] = [
            _enter(book, document, f"{fact}[{at}]", who, where, held.doubts.get(who))
            for at, (who, where) in enumerate(held.people)
        ]
    return facts


def opens_at(lines: Sequence[Line]) -> int:
    """Return the number of the line that opens the list of those present, or 0."""
    for line in lines[:FRONT]:
        found = _label(line.text)
        if found and found[0] == "present":
            return line.number
    return 0


def _enter(
    book: FactBook, document: str, path: str, who: str, where: Passage, doubt: str | None
) -> str:
    if doubt:
        return str(book.unsure(path, who, cite(document, where.lines), doubt))
    return str(enter(book, path, who, where, document))


def _label(text: str) -> tuple[str, str] | None:
    """Return the list that a line opens and what stands behind its label."""
    for name, pattern in LABELS:
        found = pattern.match(text)
        if found:
            groups = found.groupdict()
            rest = next((groups[g] for g in ("rest", "rest2", "rest3") if groups.get(g)), "")
            return name, rest.strip(" \t:-–")
    return None


_Block = list[tuple[str, Line, bool]]


def _blocks(front: Sequence[Line]) -> Iterator[tuple[str, _Block]]:
    """Yield each list with its lines: words, line, and whether they stand behind the label."""
    name: str | None = None
    block: _Block = []
    for line in front:
        text = line.text.replace("\u00a0", " ").rstrip()
        labelled = None if _heads(text) else _label(text)
        if labelled:
            if name:
                yield name, block
            name, block = labelled[0], [(labelled[1], line, True)] if labelled[1] else []
        elif _heads(text) and _marks(text):
            if name:
                yield name, block
            name, block = name or "present", [(text, line, False)]
        elif name and (
            _ends(text)
            or _is_over(block, text)
            or OTHER_LABEL.match(text)
            and not _leads(block, text)
        ):
            yield name, block
            name, block = None, []
        elif name and not is_page_number(line):
            block.append((text, line, False))
    if name:
        yield name, block


def _is_over(block: _Block, text: str) -> bool:
    """Say whether a blank line has ended a row of people that stands behind its label."""
    rows = len(block) > 1 and block[0][2] and not block[-1][0].strip()
    return bool(rows and text.strip() and not is_titled(text) and not BULLET.match(text))


def _leads(block: _Block, text: str) -> bool:
    """Say whether `Chair: …` is the first entry of a list whose label stands on its own line."""
    return not any(words.strip() for words, _, _ in block) and bool(CHAIR.match(text))


def _ends(text: str) -> bool:
    """Say whether a line cannot belong to a list of people: a heading, or running prose."""
    if not text.strip():
        return False
    prose = text.rstrip().endswith(".") and len(text.split()) > 3 and not re.search("[;,]", text)
    prose = prose or text.rstrip().endswith(".") and len(text.split()) > 6 and ";" not in text
    return bool(LIST_ENDS.match(text)) or prose


def _heads(text: str) -> list[str] | None:
    """Return the heads of a table of people, or None for any other line."""
    cells = [cell.strip() for cell in CELLS.split(text.strip())]
    known = [WHO_HEAD, ROLE_HEAD, OTHER_HEAD, MARK_HEAD]
    if len(cells) < 2 or not all(any(p.match(cell) for p in known) for cell in cells):
        return None
    who = any(WHO_HEAD.match(cell) or ROLE_HEAD.match(cell) for cell in cells)
    return cells if who else None


def _marks(text: str) -> bool:
    return any(MARK_HEAD.match(cell) for cell in _heads(text) or ())


def _take_block(listed: dict[str, Listed], name: str, block: _Block) -> None:
    """Read one list: a table with heads, columns of names, or entries in rows."""
    heads: list[str] | None = None
    runs: list[list[tuple[str, Line, bool]]] = []
    for text, line, behind in block:
        heads_here = _heads(text)
        cells = [cell.strip() for cell in CELLS.split(text.strip())]
        if heads_here:
            heads = heads_here
        elif not text.strip():
            runs.append([])
        elif heads and len(cells) > 1:
            _take_row(listed, name, heads, cells, line)
        elif len(cells) > 1:
            together = all(is_person(cell) and is_titled(cell) for cell in cells)
            chosen = cells if together else cells[:1]
            for cell in chosen:
                _add(listed[name], entries(cell), [(cell, line)])
        elif runs and runs[-1] and _goes_on(runs[-1], text):
            runs[-1].append((text, line, behind))
        else:
            runs.append([(text, line, behind)])
    rows = [[(_bare(text), line) for text, line, _ in run] for run in runs if run]
    read_rows = [(entries(" ".join(text for text, _ in row)), row) for row in rows]
    for found, row in _without_torn_roles(read_rows):
        _add(listed[name], found, row)


_Row = tuple[list[str], list[tuple[str, Line]]]


def _without_torn_roles(rows: list[_Row]) -> list[_Row]:
    """Leave out a column of roles that stands below the column of the names they belong to."""
    rows = [(found, row) for found, row in rows if not NO_ONE.match(" ".join(found))]
    named = [all(is_person(who) for who in found) for found, _ in rows]
    persons = sum(named)
    torn = named == [True] * persons + [False] * persons and persons > 1
    return rows[:persons] if torn else rows


def _bare(text: str) -> str:
    found = BULLET.match(text)
    return GROUP.sub("", " ".join((found["rest"] if found else text).split()))


def _goes_on(run: Sequence[tuple[str, Line, bool]], text: str) -> bool:
    """Say whether a line continues the row of names before it."""
    before = run[-1][0].rstrip()
    words = text.strip()
    if BULLET.match(text) or GROUP.match(words):
        return False
    if re.search(r"(?:[,;&]|\band|\bof|\bfor)$", before) or words[:1].islower():
        return True
    if BULLET.match(run[0][0]) and text[:1].isspace():
        return True
    so_far = " ".join(part for part, _, _ in run)
    if ";" in so_far and len(before) > WRAPPED:
        return True
    return run[0][2] and "," in so_far and len(before) > WRAPPED and not is_titled(words)


def _take_row(
    listed: dict[str, Listed], name: str, heads: Sequence[str], cells: Sequence[str], line: Line
) -> None:
    """Read one row of a table of people; a column may say who came and who sent apologies."""
    column = next((at for at, head in enumerate(heads) if WHO_HEAD.match(head)), None)
    if column is None:
        column = next(at for at, head in enumerate(heads) if ROLE_HEAD.match(head))
    full = len(cells) == len(heads)
    who = cells[column] if full or column < len(cells) else cells[0]
    marks = [at for at, head in enumerate(heads) if MARK_HEAD.match(head)]
    target, doubt = name, None
    if marks:
        said = [(heads[at], cells[at]) for at in marks if full] or [("", cells[-1])]
        found = _came(said)
        target, doubt = found or name, None if found else NOT_IN_COLUMN
    held = listed[target]
    if who and not NO_ONE.match(who):
        held.people.append((who, passage([line])))
        if doubt:
            held.doubts[who] = doubt


def _came(said: Sequence[tuple[str, str]]) -> str | None:
    """Return the list that the marks of a row put a person on."""
    for head, mark in said:
        if AWAY.match(mark) or (re.match(r"apologies$", head, re.I) and CAME.match(mark)):
            return "apologies"
        if LOOKED_ON.match(mark):
            return "in_attendance"
        if CAME.match(mark):
            return "in_attendance" if re.match(r"in att", head, re.I) else "present"
    return None


def _add(held: Listed, found: Sequence[str], pieces: Sequence[tuple[str, Line]]) -> None:
    for who in found:
        if not NO_ONE.match(who):
            touched = [line for text, line in pieces if _shares(who, text)]
            lines = touched or [line for _, line in pieces]
            held.people.append((who, passage([lines[0], *lines[1:]])))


def _shares(who: str, text: str) -> bool:
    """Say whether a line holds the words of an entry, or the one end of it at its own end."""
    if who in text:
        return True
    words = who.split()
    splits = range(1, len(words))
    return any(
        text.rstrip().endswith(" ".join(words[:at]))
        or text.lstrip().startswith(" ".join(words[at:]))
        for at in splits
    )


def _from_sentences(lines: Sequence[Line]) -> Listed:
    """Return the people of a sentence such as `Apologies were received from …`."""
    held = Listed()
    for index, line in enumerate(lines):
        if not re.search(r"\bapologies\b", line.text, re.I):
            continue
        taken = [line]
        for follow in lines[index + 1 : index + 6]:
            if not follow.text.strip():
                break
            taken.append(follow)
        whole = passage(taken)
        found = SENTENCE.search(whole.text) or SENT_THEM.search(whole.text)
        labelled = _label(line.text)
        if found:
            where = whole.part(*found.span("names"))
        elif labelled and labelled[0] == "apologies" and labelled[1]:
            where = passage(taken[:1])
            where = where.part(where.text.find(labelled[1]), len(where.text))
        else:
            continue
        for who in entries(where.text):
            if not NO_ONE.match(who):
                held.people.append((who, _within(where, who)))
        if held.people:
            return held
    return held


def _within(where: Passage, words: str) -> Passage:
    at = where.text.find(words)
    return where.part(at, at + len(words)) if at >= 0 else where
