"""The bones of a statement: its groups, themes and action numbers, and where each stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .aligned_pieces import OPEN_END
from .heads import heads_of
from .numbering import GROUP, group_number
from .sheet import Row

Number = tuple[int, ...]

_LONGEST_TITLE = 3

_NUMBER = re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s|$)\s*(?P<rest>.*)$")
_PRIORITY = re.compile(
    r"^priorit(?:y|ies)(?: area)?\s+(?P<number>\d{1,3})\b[:.\s–-]*(?P<rest>.*)$", re.I
)
_MEASURES = re.compile(
    r"^(?:\S+\s){0,4}(?:performance (?:measures|indicators)|key performance indicators|kpis"
    r"|list of measures|success measures|outcome measures|measures of success)\s*$",
    re.IGNORECASE,
)
_GLOSSARY = re.compile(r"^glossary\b.{0,40}$|^(?:list of )?abbreviations\b.{0,30}$", re.IGNORECASE)


@dataclass(slots=True)
class Mark:
    """An action number where it stands: its row, and the words that follow it on the line."""

    number: Number
    row: Row
    rest: str

    @property
    def label(self) -> str:
        """Return the number as the document prints it."""
        return self.row.label or printed(self.number)


@dataclass(slots=True)
class Theme:
    """A theme: its number, and the rows of its title (none when the source gives no title)."""

    number: Number
    rows: list[Row] = field(default_factory=list)
    title: str | None = None
    sought: bool = False
    at: int = 0


@dataclass(slots=True)
class Group:
    """A working group: its heading, its priorities' rows, and the rows of its table.

    `heading_on` are the rows on which a long name of the group goes on below its heading.
    """

    number: int
    name: str
    heading: Row | None
    heading_on: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    priorities: list[tuple[int, list[Row]]] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A statement cut up: what comes before the groups, the groups, measures and glossary."""

    opening: list[Row]
    groups: list[Group]
    measures: list[Row]
    glossary: list[Row]
    depth: int
    columns: tuple[int, ...] = ()


def number_of(text: str) -> Number | None:
    """Return the dotted number that a line opens with, or None."""
    match = _NUMBER.match(text)
    return tuple(int(part) for part in match["number"].split(".")) if match else None


def printed(number: Number) -> str:
    """Return a number as it is printed: 3.5.1."""
    return ".".join(map(str, number))


def outline(rows: Sequence[Row]) -> Outline:
    """Cut a statement's rows into groups with their themes, action numbers and priorities."""
    depth = _depth(rows)
    marks = _marks(rows, depth)
    stop = _tail_start(rows, max((m.row.at for m in marks.values()), default=0))
    groups = _groups(rows, marks, stop)
    first = groups[0].rows[0].at if groups and groups[0].rows else stop
    measures, glossary = _tail(rows[stop:])
    heads = heads_of([row for group in groups for row in group.rows])
    for group in groups:
        _dissect(group, depth, heads.at)
    return Outline(list(rows[:first]), groups, measures, glossary, depth, heads.columns)


def _depth(rows: Sequence[Row]) -> int:
    """Return how many parts an action's number has: the most that at least three numbers have."""
    parts = Counter(len(number) for row in rows if (number := number_of(row.text)))
    often = [depth for depth, count in parts.items() if count >= 3]
    return max(often or parts, default=2)


def _marks(rows: Sequence[Row], depth: int) -> dict[Number, Mark]:
    """Find the action numbers: each where it first stands, siblings counting from 1 or near it."""
    found: dict[Number, Mark] = {}
    for row in rows:
        match = _NUMBER.match(row.text)
        while match:
            number = tuple(int(part) for part in match["number"].split("."))
            if len(number) == depth and number[0] and number[-1]:
                found.setdefault(number, Mark(number, row, match["rest"]))
            match = _NUMBER.match(match["rest"])
    return {n: m for n, m in found.items() if n[-1] <= 2 or (*n[:-1], n[-1] - 1) in found}


def _groups(rows: Sequence[Row], marks: dict[Number, Mark], stop: int) -> list[Group]:
    """Place each group's heading before its first number, and give it the rows that follow."""
    firsts: dict[int, int] = {}
    for number, mark in marks.items():
        firsts[number[0]] = min(firsts.get(number[0], mark.row.at), mark.row.at)
    groups: list[Group] = []
    for group_no in sorted(firsts):
        low = firsts[groups[-1].number] if groups else 0
        heading = _heading(rows[low : firsts[group_no] + 1], group_no)
        name = GROUP.match(heading.text) if heading else None
        on = _goes_on(rows, heading) if heading else []
        words = [name["name"].strip(), *(row.text for row in on)] if name else []
        groups.append(Group(group_no, " ".join(words), heading, on))
    starts = [g.heading.at if g.heading else firsts[g.number] for g in groups]
    ends = [*starts[1:], stop]
    for group, start, end in zip(groups, starts, ends, strict=False):
        group.rows = list(rows[start:end])
        inside = [m for n, m in sorted(marks.items()) if n[0] == group.number]
        group.marks = [m for m in inside if start <= m.row.at < end]
    return [group for group in groups if group.marks]


def _heading(rows: Sequence[Row], number: int) -> Row | None:
    """Return the last line that heads the group of that number, a group before a priority."""
    matches = [
        (row, match)
        for row in rows
        if (match := GROUP.match(row.text)) and group_number(match["number"]) == number
    ]
    groups = [row for row, match in matches if "group" in match["kind"].lower()]
    others = [row for row, match in matches if not _PRIORITY.match(row.text)]
    likely = groups or others or [row for row, _ in matches]
    return likely[-1] if likely else None


def _goes_on(rows: Sequence[Row], heading: Row) -> list[Row]:
    """Return the rows below a heading that plainly carry on the name."""
    found: list[Row] = []
    last = heading
    for row in rows[heading.at + 1 : heading.at + _LONGEST_TITLE]:
        plainly = row.text[0].islower() or OPEN_END.search(last.text)
        if row.block != heading.block or not plainly or ":" in row.text or number_of(row.text):
            break
        found.append(row)
        last = row
    return found


def _tail_start(rows: Sequence[Row], last: int) -> int:
    """Return where the list of measures or the glossary begins after the last action."""
    for row in rows[last:]:
        if _MEASURES.match(row.text) or _GLOSSARY.match(row.text):
            above = [r for r in rows[max(last + 1, row.at - 3) : row.at] if r.page == row.page]
            starts_page = above and rows[above[0].at - 1].page != row.page
            return above[0].at if starts_page else row.at
    return len(rows)


def _tail(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    head = next((i for i, row in enumerate(rows) if _MEASURES.match(row.text)), 0)
    rows = rows[head:]
    cut = next((i for i, row in enumerate(rows) if _GLOSSARY.match(row.text)), len(rows))
    return list(rows[:cut]), list(rows[cut:])


def _dissect(group: Group, depth: int, heads: frozenset[int]) -> None:
    """Sort a group's rows, but for heads of columns, into heading, priorities, titles and cells."""
    named = [group.heading, *group.heading_on]
    rest = [row for row in group.rows if row not in named and row.at not in heads]
    wide = _wide(rest)
    _priorities(group, rest, wide)
    taken = {row.at for _, rows in group.priorities for row in rows}
    rest = [row for row in rest if row.at not in taken]
    taken = set()
    if depth > 2:
        _themes(group, rest, depth, wide)
        taken |= {row.at for theme in group.themes for row in theme.rows}
        taken |= {theme.at for theme in group.themes if theme.at >= 0}
    group.body = [row for row in rest if row.at not in taken and not _PRIORITY.match(row.text)]


def _wide(rows: Sequence[Row]) -> int:
    """Return the length above which a line spans columns rather than standing in one."""
    lengths = sorted(len(row.text) for row in rows)
    if not lengths:
        return 80
    usual = lengths[int(len(lengths) * 0.85)]
    return int(usual * 1.3) + 2


def _themes(group: Group, rows: Sequence[Row], depth: int, wide: int) -> None:
    """Find each theme's number and title; a theme known only from its actions has no title."""
    numbers = sorted({mark.number[: depth - 1] for mark in group.marks})
    spanning = _spanning(rows, wide)
    for number in numbers:
        theme = Theme(number, at=-1)
        for i, row in enumerate(rows):
            match = _NUMBER.match(row.text)
            if match and number_of(row.text) == number:
                theme.at = row.at
                if match["rest"]:
                    theme.rows = [row, *_title_goes_on(rows, i, spanning)]
                else:
                    theme.rows = _title_between(rows, i)
                break
        group.themes.append(theme)
    claimed = {row.at for theme in group.themes for row in theme.rows}
    for theme in group.themes:
        if theme.at >= 0 and not theme.rows:
            theme.sought = True
            theme.rows = _title_nearby(rows, theme.at, wide, spanning, claimed)
            claimed |= {row.at for row in theme.rows}
        theme.title = _title(theme.rows)


def _spanning(rows: Sequence[Row], wide: int) -> int:
    """Return how long a line across the whole table grows, but for one or two that stray."""
    lengths = sorted(len(row.text) for row in rows if len(row.text) >= wide)
    return lengths[-1 - len(lengths) // 5] if lengths else wide


def _title(rows: Sequence[Row]) -> str | None:
    if not rows:
        return None
    words = " ".join(row.text for row in rows)
    match = _NUMBER.match(words)
    return match["rest"] if match else words


def _title_goes_on(rows: Sequence[Row], i: int, spanning: int) -> list[Row]:
    """Return the lines that carry on a title which filled its line."""
    more: list[Row] = []
    last = rows[i]
    for row in rows[i + 1 : i + 4]:
        first = row.text.split()[0]
        room = spanning - len(last.text) - 1 - len(first)
        capitals = first.isupper() and last.text.split()[-1].isupper()
        if row.block != last.block or room > spanning * 0.12 or number_of(row.text):
            break
        if not (row.text[0].islower() or capitals):
            break
        more.append(row)
        last = row
    return more


def _title_between(rows: Sequence[Row], i: int) -> list[Row]:
    """Return the one block that stands between a theme's number and its first action's."""
    own: list[Row] = []
    for row in rows[i + 1 : i + 2 + _LONGEST_TITLE]:
        if number_of(row.text):
            first = number_of(row.text) == (*(number_of(rows[i].text) or ()), 1)
            return own if first else []
        if own and row.block != own[-1].block:
            return []
        own.append(row)
    return []


def _title_nearby(
    rows: Sequence[Row], at: int, wide: int, spanning: int, claimed: set[int]
) -> list[Row]:
    """Find a title that stands apart from its number: the nearest line that spans columns."""
    best: tuple[float, int] | None = None
    page = next((row.page for row in rows if row.at == at), 0)
    for i, row in enumerate(rows):
        if row.page != page or abs(row.at - at) > 14 or row.at in claimed or row.at == at:
            continue
        if len(row.text) < wide or _NUMBER.match(row.text) or not row.text[0].isupper():
            continue
        if _PRIORITY.match(row.text) or row.at < at - 6:
            continue
        score = abs(row.at - at) + (2 if row.at < at else 0)
        if best is None or score < best[0]:
            best = (score, i)
    if best is None:
        return []
    return [rows[best[1]], *_title_goes_on(rows, best[1], spanning)]


def _priorities(group: Group, rows: Sequence[Row], wide: int) -> None:
    """Find the numbered priorities above a group's table, their words beside or below."""
    first = min((m.row.at for m in group.marks), default=0)
    page = rows[0].page if rows else 0
    labels = [
        (int(m["number"]), row, m["rest"]) for row in rows if (m := _PRIORITY.match(row.text))
    ]
    labels = [label for label in labels if label[1].page == page]
    if not labels:
        return
    spans = _spans(rows, page, wide, max(first, labels[-1][1].at) + 14)
    for index, (number, row, rest) in enumerate(labels):
        own = [row] if rest else []
        ahead = index + 1 < len(labels) and labels[index + 1][1].at
        texts = [s for s in spans if s[0].at > row.at and (not ahead or s[0].at < ahead)]
        if rest:
            own += [r for r in rows if r.at == row.at + 1 and r.text[0].islower()]
        elif texts and not (index and not group.priorities[-1][1]):
            own = texts[0]
            spans.remove(texts[0])
        group.priorities.append((number, own))
    empty = [i for i, (_, own) in enumerate(group.priorities) if not own]
    for i, span in zip(empty, spans, strict=False):
        group.priorities[i] = (group.priorities[i][0], span)


def _spans(rows: Sequence[Row], page: int, wide: int, limit: int) -> list[list[Row]]:
    """Gather the texts that span the page above the table: a long line and what carries it on."""
    spans: list[list[Row]] = []
    last: Row | None = None
    for row in rows:
        if row.page != page or row.at > limit:
            continue
        if _PRIORITY.match(row.text):
            continue
        near = last is not None and row.at - last.at <= 2
        if near and spans and row.text[0].islower() and last and len(last.text) >= wide:
            spans[-1].append(row)
        elif len(row.text) >= wide and row.text[0].isupper() and not _NUMBER.match(row.text):
            spans.append([row])
        else:
            continue
        last = row
    return spans
