"""How a committee report is laid out: its head, numbered sections, and the author's signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.reading import written_dates
from goldenthread.reading.facts import Line
from goldenthread.reading.prose import (
    Passage,
    furniture,
    is_finished,
    join,
    passage,
)

SECTION = re.compile(r"^\s*(?P<n>\d{1,2})\.0\b\.?\s*(?P<rest>.*)$")
PLAIN_SECTION = re.compile(r"^\s*(?P<n>\d{1,2})\.?\s+(?P<rest>[A-Z][^.;:]{2,80})$")
NUMBERED = re.compile(r"^\s*(?P<n>\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)\.?(?:\s+(?P<rest>\S.*))?\s*$")
FIELD = re.compile(
    r"^\s*(?P<name>meeting date|date of meeting|date|from|report (?:of|by|from)|report author|"
    r"author|"
    r"(?:report )?title|subject)\s*:\s*(?P<rest>.*)$",
    re.I,
)
REPORT_OF = re.compile(r"^\s*report (?:of|by|from) (?:the )?(?P<rest>[A-Z].*)$", re.I)
ITEM = re.compile(r"^\s*agenda item\b", re.I)
TAIL = re.compile(
    r"^\s*(?:please ensure that every part|appendices\s*$|appendix\b.{0,30}$|previous relevant|"
    r"background papers|contact(?: officer)?\s*:|report author\s*:|list of appendices)",
    re.I,
)
ROLE = re.compile(
    r"\b(?:Director|Officer|Manager|Advis[eo]r|Head of|Chief|AD|Lead|Leader|Chair|Cabinet Member|"
    r"Strategic|Accountable|Commissioner)\b"
)
ROLE_FIRST = re.compile(
    r"^(?:(?:Interim|Acting|Assistant|Deputy|Executive|Corporate|Strategic|Senior|Joint|Chief|Lead|"
    r"Service|Cabinet|Programme|Designated|The|AD|DCS|Head|Director|Manager)\b)"
)
UNFINISHED_ROLE = re.compile(r"(?:\band|\bof|\bfor|,|&|[–-])\s*$")


@dataclass(slots=True)
class Section:
    """A numbered section: heading, its lines, and its numbered (or plain) texts."""

    number: str | None
    heading: Passage
    lines: list[Line] = field(default_factory=list)
    texts: list[tuple[str | None, Passage]] = field(default_factory=list)


@dataclass(slots=True)
class ReportLayout:
    """The parts of a report; `body` is everything between its head and its signature."""

    title: Passage | None = None
    title_touches_author: bool = False
    meeting: Passage | None = None
    author: Passage | None = None
    body: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)

    def passages(self) -> list[Passage]:
        """Return all texts of the report in order."""
        texts = [text for section in self.sections for _, text in section.texts if text.text]
        return texts or [passage(self.body)]


def lay_out(lines: Sequence[Line]) -> ReportLayout:
    """Part a report into head, sections and signature."""
    hidden = furniture(lines)
    solid = [line for line in lines if line.number not in hidden]
    opens = next((i for i, line in enumerate(solid) if _opens_section(line, None)), None)
    tail = next(
        (i for i, line in enumerate(solid) if i > (opens or 0) and TAIL.match(line.text)),
        len(solid),
    )
    signed = _signature_from(solid, opens or 0, tail)
    laid = ReportLayout(signature=[line for line in solid[signed:tail] if line.text.strip()])
    _read_head(laid, solid[: opens if opens is not None else 0] or solid[:6])
    laid.body = list(solid[opens or 0 : signed])
    laid.sections = _sections(laid.body)
    if laid.author is None:
        laid.author = _signing_role(laid.signature)
    return laid


def title_of(lines: Sequence[Line]) -> str | None:
    """Return the title in the head of a report."""
    laid = lay_out(lines)
    return laid.title.text if laid.title else None


def _opens_section(line: Line, current: int | None) -> re.Match[str] | None:
    found = SECTION.match(line.text)
    if found:
        return found
    found = PLAIN_SECTION.match(line.text)
    if found and int(found["n"]) == (current or 0) + 1 and not found["rest"].rstrip().endswith(","):
        return found
    return None


def _signature_from(solid: Sequence[Line], opens: int, tail: int) -> int:
    """Return the index where the author's name, role and date begin, before the tail."""
    at = tail
    index = tail
    while index > opens:
        end = index
        while end > opens and not solid[end - 1].text.strip():
            end -= 1
        start = end
        while start > opens and solid[start - 1].text.strip():
            start -= 1
        group = solid[start:end]
        finished = [i for i, line in enumerate(group) if is_finished(line.text) and i < len(group)]
        signing = group[finished[-1] + 1 :] if finished else group
        if not signing or not _signs(signing):
            break
        at = end - len(signing)
        if finished:
            break
        index = start
    return at


def _signs(group: Sequence[Line]) -> bool:
    def dated(line: Line) -> bool:
        text = line.text.strip()
        return bool(
            written_dates.DATE.fullmatch(text) or written_dates.MONTH_AND_YEAR.fullmatch(text)
        )

    short = all(len(line.text.strip()) < 90 for line in group) and len(group) <= 6
    return short and any(dated(line) or ROLE.search(line.text) for line in group)


def _signing_role(signature: Sequence[Line]) -> Passage | None:
    """Return the role that signs, without the person's name."""
    for line in signature:
        text = line.text.strip()
        if not ROLE.search(text) or written_dates.DATE.fullmatch(text):
            continue
        role = text if ROLE_FIRST.match(text) else text.partition(",")[2].strip() or text
        return join([(role, line)])
    return None


def _read_head(laid: ReportLayout, head: Sequence[Line]) -> None:
    """Read the labelled lines of the head; what is left last is the title."""
    pending: str | None = None
    fields: dict[str, list[Line]] = {}
    rest: list[Line] = []
    touched = False
    for line in head:
        text = line.text.strip()
        named = FIELD.match(line.text)
        reported = REPORT_OF.match(line.text)
        if named or reported:
            rest = [] if named and named["name"].lower() == "from" else rest
            pending = named["name"].lower() if named else "from"
            words = named["rest"] if named else (reported["rest"] if reported else "")
            fields[pending] = [Line(line.number, words, line.page)] if words.strip() else []
        elif not text:
            touched = False
            if pending and fields[pending]:
                pending = None
        elif pending and (not fields[pending] or UNFINISHED_ROLE.search(fields[pending][-1].text)):
            fields[pending].append(line)
            touched = True
        else:
            laid.title_touches_author = laid.title_touches_author or (
                touched and pending is not None
            )
            pending = None
            if not ITEM.match(text):
                rest.append(line)
    _assign(laid, fields, rest)


def _assign(laid: ReportLayout, fields: dict[str, list[Line]], rest: Sequence[Line]) -> None:
    for name, lines in fields.items():
        if not lines:
            continue
        if "date" in name:
            laid.meeting = passage(lines)
        elif name in {"title", "report title", "subject"}:
            laid.title = passage(lines)
        else:
            laid.author = passage(lines)
    if laid.title is None and rest:
        laid.title = passage(_last_group(rest) if fields else _first_group(rest))


def _first_group(lines: Sequence[Line]) -> list[Line]:
    group = [lines[0]]
    for line in lines[1:]:
        if line.number != group[-1].number + 1:
            break
        group.append(line)
    return group


def _last_group(lines: Sequence[Line]) -> list[Line]:
    group = [lines[-1]]
    for line in reversed(lines[:-1]):
        if line.number != group[0].number - 1:
            break
        group.insert(0, line)
    return group


def _sections(body: Sequence[Line]) -> list[Section]:
    made: list[Section] = []
    current: int | None = None
    wants_heading = False
    gathered: list[tuple[str | None, list[tuple[str, Line]]]] = []

    def close() -> None:
        if made:
            made[-1].texts = [(number, join(pieces)) for number, pieces in gathered if pieces]
        gathered.clear()

    for line in body:
        opened = _opens_section(line, current)
        numbered = NUMBERED.match(line.text)
        if opened and not (numbered and not SECTION.match(line.text)):
            close()
            current = int(opened["n"])
            heading = join([(opened["rest"], line)]) if opened["rest"].strip() else Passage("", ())
            made.append(Section(opened["n"], heading, [line]))
            wants_heading = not opened["rest"].strip()
        elif made:
            made[-1].lines.append(line)
            if numbered and numbered["n"].split(".")[0] == str(current):
                wants_heading = False
                gathered.append((numbered["n"], [(numbered["rest"] or "", line)]))
            elif wants_heading and line.text.strip():
                made[-1].heading = join([(line.text, line)])
                wants_heading = False
            elif gathered:
                gathered[-1][1].append((line.text, line))
            elif line.text.strip():
                gathered.append((None, [(line.text, line)]))
    close()
    return made
