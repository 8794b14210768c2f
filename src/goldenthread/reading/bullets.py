"""Items of a list, whether their bullets are printed, numbered, lost or only a space."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from goldenthread.reading.facts import Line
from goldenthread.reading.prose import (
    PAGE_GAP,
    Passage,
    furniture,
    is_finished,
    join,
    starts_lower,
)

BULLET = re.compile(
    r"^\s*(?P<mark>[•●▪■◼◾◆▶►➢➤✓✔‣⁃·∙○□❖\uf000-\uf8ff]|[-–—*o](?=\s|$))\s*(?P<rest>.*)$"
)
NUMBER = re.compile(
    r"^\s*(?:\((?P<a>\d{1,2}|[ivxl]{1,6}|[a-z])\)|(?P<b>\d{1,2}|[ivxl]{1,6}|[a-z])[.)])\s+"
    r"(?P<rest>\S.*)$"
)
BARE_NUMBER = re.compile(r"^\s*(?P<b>\d{1,2})\s+(?P<rest>[A-Za-z‘“].*)$")
MINOR_MARKS = frozenset("-–—*o")
LEAST_WORDS = 3
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
NO_BULLET = "It stands apart from the item before it but has no bullet of its own."
AT_PAGE_TOP = "It opens a page, where a lost bullet and a new page look the same."
BY_LINE_LENGTH = "The bullets are lost; where it begins was judged by the length of the lines."
OWN_ITEM = "an item of its own"
SAME_ITEM = "part of the item before it"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a letter is set: what belongs to its pages, its margin, its width, its page tops."""

    hidden: frozenset[int]
    margin: int
    width: int
    page_costs_a_space: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: words without marker, how far it stands in, what went before it."""

    line: Line
    text: str
    indent: int
    mark: str | None
    gap: int
    page_top: bool


def learn_layout(lines: Sequence[Line]) -> Layout:
    """Learn margin, width and page tops from a whole letter."""
    hidden = furniture(lines)
    rows = _rows(lines, hidden)
    inner = [row for row in rows if not row.page_top]
    margin = min((row.indent for row in inner), default=0)
    lengths = sorted(_length(row.line.text) for row in rows)
    width = lengths[int(len(lengths) * 0.97)] if lengths else 0
    costs = any(
        row.page_top
        and row.line.page is None
        and row.indent == margin + 1
        and starts_lower(row.text)
        and index > 0
        and not is_finished(rows[index - 1].text)
        for index, row in enumerate(rows)
    )
    return Layout(hidden, margin, width, costs)


def _length(text: str) -> int:
    """Return the length of a line less what justifying it put between its words."""
    return len(text.rstrip()) - len(text.strip()) + len(" ".join(text.split()))


def items(lines: Sequence[Line], layout: Layout) -> list[Passage]:
    """Return the items of a list in order; an item may run over lines and pages."""
    rows = _rows(lines, layout.hidden)
    if any(row.mark for row in rows):
        return _gather(rows, _marked_start)
    numbered = _numbered(rows)
    if numbered:
        return _gather(numbered, _numbered_start)
    inner = [row for row in rows if not row.page_top]
    margin = min((row.indent for row in inner), default=layout.margin)
    shifted = [row.indent > margin for row in inner]
    if len(inner) > 2 and inner[0].line.page is not None and not any(shifted[1:]):
        shifted = []
    if any(shifted) and rows[0].indent <= margin:
        return _gather(rows, _hanging_start(margin))
    if any(shifted):
        return _gather(rows, _indented_start(rows, margin, layout))
    if margin > layout.margin and inner:
        return _gather(rows, _indented_start(rows, layout.margin, layout))
    return _gather(rows, _plain_start(rows, layout.width))


def _rows(lines: Sequence[Line], hidden: frozenset[int]) -> list[Row]:
    rows: list[Row] = []
    gap, turned = 0, False
    page = lines[0].page if lines else None
    for line in lines:
        text = line.text.replace("\u00a0", " ").rstrip()
        if line.number in hidden:
            turned = True
            continue
        if not text.strip():
            gap += 1
            turned = turned or "\f" in line.text
            continue
        top = turned or gap >= PAGE_GAP or line.page != page or text.startswith("\f")
        page = line.page
        text = text.lstrip("\f")
        found = BULLET.match(text)
        mark = found["mark"] if found else None
        words = found["rest"] if found else text.strip()
        rows.append(Row(line, words, len(text) - len(text.lstrip()), mark, gap, top))
        gap, turned = 0, False
    return rows


_Start = tuple[bool, str | None]
_Starts = Callable[[Row, Row], _Start]


def _gather(rows: Sequence[Row], starts: _Starts) -> list[Passage]:
    found: list[tuple[list[tuple[str, Line]], str | None, str | None]] = []
    before: Row | None = None
    for row in rows:
        fresh, doubt = (True, None) if before is None else starts(before, row)
        if fresh or not found:
            found.append(([(row.text, row.line)], row.mark, doubt))
        else:
            found[-1][0].append((row.text, row.line))
            if doubt and not found[-1][2]:
                found[-1] = (found[-1][0], found[-1][1], doubt)
        before = row
    return [
        _doubted(replace(join(pieces), marker=mark), doubt)
        for pieces, mark, doubt in found
        if any(text.strip() for text, _ in pieces)
    ]


def _doubted(item: Passage, doubt: str | None) -> Passage:
    if not doubt:
        return item
    return replace(item, doubt=doubt, alternatives=(OWN_ITEM, SAME_ITEM))


def _marked_start(before: Row, row: Row) -> _Start:
    if row.mark:
        nested = row.mark in MINOR_MARKS and row.indent > before.indent and bool(before.text)
        return not (nested and before.mark not in MINOR_MARKS and before.mark is not None), None
    if not before.text or row.page_top:
        return False, None
    apart = row.gap > 0 and is_finished(before.text) and not starts_lower(row.text)
    return (True, NO_BULLET) if apart else (False, None)


def _numbered(rows: Sequence[Row]) -> list[Row] | None:
    """Return the rows with their numbers as marks when they count 1, 2, 3 in order."""
    for pattern in (NUMBER, BARE_NUMBER):
        due, marked = 1, []
        for row in rows:
            found = pattern.match(row.line.text.replace("\u00a0", " "))
            if found and due in _values(found.groupdict().get("a") or found["b"]):
                row = replace(row, text=found["rest"], mark=str(due))
                due += 1
            marked.append(row)
        if due > 2 or (due == 2 and len(rows) and marked[0].mark):
            return marked
    return None


def _values(word: str) -> set[int]:
    """Return what a printed number can mean: `i` is 1 in roman and 9 in letters."""
    if word.isdigit():
        return {int(word)}
    values = {ord(word) - ord("a") + 1} if len(word) == 1 else set()
    if all(letter in ROMAN for letter in word):
        total = 0
        for letter, after in zip(word, [*word[1:], ""], strict=True):
            total += -ROMAN[letter] if ROMAN.get(after, 0) > ROMAN[letter] else ROMAN[letter]
        values.add(total)
    return values


def _numbered_start(before: Row, row: Row) -> _Start:
    if row.mark:
        return True, None
    apart = row.gap > 0 and not row.page_top and is_finished(before.text)
    return (True, NO_BULLET) if apart and not starts_lower(row.text) else (False, None)


def _indented_start(rows: Sequence[Row], margin: int, layout: Layout) -> _Starts:
    fragments = starts_lower(rows[0].text)

    def starts(before: Row, row: Row) -> _Start:
        lead = row.indent - margin
        open_sentence = not is_finished(before.text)
        if lead <= 0:
            return False, None
        if not row.page_top or lead > 1:
            runs_on = open_sentence and starts_lower(row.text) and not fragments
            return not runs_on, None
        if open_sentence and starts_lower(row.text):
            return False, None if layout.page_costs_a_space or not fragments else AT_PAGE_TOP
        if layout.page_costs_a_space:
            return (False, None) if open_sentence and not fragments else (False, AT_PAGE_TOP)
        return True, AT_PAGE_TOP if row.line.page is None else None

    return starts


def _hanging_start(margin: int) -> _Starts:
    """Return the test for items whose later lines stand further in than their first."""

    def starts(before: Row, row: Row) -> _Start:
        runs_on = row.page_top and not is_finished(before.text)
        return row.indent <= margin and not runs_on, None

    return starts


def _plain_start(rows: Sequence[Row], width: int) -> _Starts:
    fragments = bool(rows) and starts_lower(rows[0].text)

    def starts(before: Row, row: Row) -> _Start:
        finished = is_finished(before.text)
        if row.page_top:
            return (True, AT_PAGE_TOP) if finished else (False, None)
        if row.gap:
            return finished or fragments or not starts_lower(row.text), None
        first_word = row.text.split(" ", 1)[0]
        had_room = _length(before.line.text) + 1 + len(first_word) < width - 1
        fresh = had_room and (finished or fragments and len(row.text.split()) >= LEAST_WORDS)
        if fresh:
            return True, BY_LINE_LENGTH
        unclear = finished and not fragments and not starts_lower(row.text)
        return False, BY_LINE_LENGTH if unclear else None

    return starts
