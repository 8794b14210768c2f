"""Lines of a page cut at its columns, where words stand too close as well."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from goldenthread.reading.statement.aligned_layout import Layout
from goldenthread.reading.statement.aligned_pieces import Piece, Strip
from goldenthread.reading.statement.table_headings import Role, is_number_like, shape_of

_DATE = re.compile(
    r".*\b(?:19|20)\d\d\b.*|.*\d/\d.*|ongoing\b.*|.*\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?"
    r"|oct|nov|dec)[a-z]*\.?(?: \d+)?|.*\bterm\b.*",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d", re.I)
_MONTH_AND_YEAR = re.compile(_MONTH.pattern + r"{4}", re.I)
_LEADING_NUMBER = re.compile(r"((?:[A-Z]{1,4}[- ]?)?\d+(?:\.\d+)*[a-z]?[.):]?) (?=\S)")
_DATED = {Role.DUE, Role.START, Role.COMPLETED, Role.UPDATE, Role.STATUS, Role.TARGET, None}
_CLOSEST = 4
_SLACK = 8
_FREE = 30
_APART = 3.0
_CUT = 1.5
_NEAR = 0.8
_FAR = 12
_INSIDE = 60
_LONGEST_DATE = 10.0
_LONGEST_DATE_LINE = 24
_TWICE = 8.0
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class CutLine:
    """One line cut at the columns: words by column, and for a cut in doubt the other way."""

    strip: Strip
    cells: dict[int, str]
    other: dict[int, str] = field(default_factory=dict)


def settle(
    pieces: Sequence[Piece], layout: Layout, memo: dict[Piece, list[float]] | None = None
) -> tuple[float, list[int]]:
    """Return the cheapest columns for the pieces of a line, from left to right, and the cost.

    `memo` keeps what each piece costs in each column, for a line that is tried in many ways.
    """
    memo = {} if memo is None else memo
    columns = range(len(layout.starts))
    before: list[float] = []
    back: list[list[int]] = []
    for piece in pieces:
        costs = memo.get(piece)
        if costs is None:
            costs = memo[piece] = [_cost(piece, column, layout) for column in columns]
        if not before:
            before = costs
            continue
        skip = _APART if piece.right in (_SLACK, _FREE) else 0.3 if piece.left else 0.0
        row, came = [], []
        best, best_left = _NEVER, 0
        for column, own in enumerate(costs):
            stay = before[column] + _TWICE
            if stay < best:
                row.append(stay + own)
                came.append(column)
            else:
                row.append(best + own)
                came.append(best_left)
            if before[column] < best + skip:
                best, best_left = before[column], column
            else:
                best += skip
        before = row
        back.append(came)
    column = min(columns, key=before.__getitem__)
    cost = before[column]
    path = [column]
    for came in reversed(back):
        path.append(came[path[-1]])
    return cost, path[::-1]


def _carrying_on(words: str, above: str) -> float:
    """Weigh words that can only carry on others under what stands above them in the column."""
    if len(words) == 4 and words.isdigit():
        return 1.5 if not above or re.search(r"\d{4}$", above) else 0.0
    if not words[0].islower() or len(words) < 2:
        return 0.0
    if not above:
        return 0.8
    return 0.8 if re.search(r"\d{4}$|\.$", above) else 0.0


_is_number = lru_cache(maxsize=1 << 14)(is_number_like)


def _numbers(words: str, shapes: frozenset[str]) -> bool:
    """Say whether words may be the number of a row, written as those of the table are."""
    return _is_number(words) and (not shapes or shape_of(words) in shapes)


@lru_cache(maxsize=1 << 14)
def is_date(words: str) -> bool:
    """Say whether words are short and hold a year, a month or another part of a date."""
    return len(words) < _LONGEST_DATE_LINE and _DATE.fullmatch(words) is not None


def _most(width: float) -> float:
    """Return how wide a run may be at most: how wide letters are is known only roughly."""
    return 0.4 + 1.04 * width


def _cost(piece: Piece, column: int, layout: Layout) -> float:
    """Weigh a piece in a column: how far from its start, how long, and what it says."""
    away, room = layout.away(piece, column), layout.room(column)
    if away < 0:
        cost = 0.6 * min(-away, _FAR)
    else:
        cost = 0.12 * min(away, room, _INSIDE) + 0.8 * max(away - room + 1, 0)
    cost += _carrying_on(piece.text, layout.above[column]) if layout.above else 0.0
    if piece.right in (_SLACK, _FREE):
        cost += 0.05 * abs(piece.start - layout.starts[column])
    elif piece.right and column:
        cost += 0.4
    width = layout.widths[column]
    if width is not None and (over := piece.ems - _most(width)) > 0:
        cost += 2.0 * min(over, 4 * _FAR)
    role = layout.roles[column]
    if role is Role.NUMBER:
        cost += -2.0 if _numbers(piece.text, layout.shapes) else 5.0
    elif is_date(piece.text):
        cost += -2.5 if role is Role.DUE else 0.0 if role in _DATED else 1.0
        cost += 4.0 if role is Role.LEAD else 0.0
    elif role is Role.DUE:
        cost += 0.5 if piece.ems < _LONGEST_DATE else 6.0
    return cost


def cut(strip: Strip, layout: Layout, beside: Sequence[Strip] = ()) -> tuple[CutLine, Layout]:
    """Return a line cut at the columns, and the layout with where they started on this line.

    Pieces stay whole, or are cut where the words of the next column stand too close to tell;
    where words start on the lines `beside` it helps to tell.
    """
    lines_up = _starts_beside(beside)
    pieces = [part for piece in strip.pieces for part in _without_number(piece, layout)]
    memo: dict[Piece, list[float]] = {}
    cost, columns = settle(pieces, layout, memo)
    best = (cost, pieces, columns)
    second: tuple[float, Sequence[Piece], list[int]] | None = None
    for _ in range(3):
        ways = _ways_to_cut(best[1], best[2], layout, lines_up, memo)
        if not ways or ways[0][0] >= best[0]:
            break
        rivals = [way for way in ways[1:2] if way[0] - ways[0][0] < _NEAR]
        best, second = ways[0], rivals[0] if rivals else second
    other = gathered(second[1], second[2]) if second else {}
    cells = gathered(best[1], best[2])
    line = CutLine(strip, cells, {c: w for c, w in other.items() if w != cells.get(c)})
    lately = list(layout.lately or layout.starts)
    for piece, column in zip(best[1], best[2], strict=True):
        if not piece.left and not (piece.lone and piece.right) or piece.right == _FREE:
            lately[column] = piece.start
    above = tuple(cells.get(column, "") for column in range(len(layout.starts)))
    return line, replace(layout, lately=tuple(lately), above=above)


def gathered(pieces: Sequence[Piece], columns: Sequence[int]) -> dict[int, str]:
    """Return the words of a line by column."""
    cells: dict[int, str] = {}
    for piece, column in zip(pieces, columns, strict=True):
        cells[column] = f"{cells[column]} {piece.text}" if column in cells else piece.text
    return cells


def _without_number(piece: Piece, layout: Layout) -> list[Piece]:
    """Cut off a number that stands a single space before the words of the next column."""
    match = _LEADING_NUMBER.match(piece.text)
    if layout.roles[0] is not Role.NUMBER or not match or len(layout.starts) < 2:
        return [piece]
    if not _numbers(match[1], layout.shapes):
        return [piece]
    place = piece.start + match.end()
    if piece.start > layout.starts[0] + 3 or abs(place - layout.starts[1]) > 6:
        return [piece]
    return [
        replace(piece, text=match[1]),
        Piece(place, piece.text[match.end() :], 1, False, _SLACK, _SLACK),
    ]


def _starts_beside(beside: Sequence[Strip]) -> dict[int, float]:
    """Return where words start on lines near by, and how much that tells: most after a gap."""
    found: dict[int, float] = {}
    for strip in beside:
        for piece in strip.pieces:
            found[piece.start] = found.get(piece.start, 0.0) + (0.0 if piece.left else 1.2)
            for match in re.finditer(r" (?=\S)", piece.text):
                place = piece.start + match.end()
                found[place] = found.get(place, 0.0) + 0.4
    return found


def _ways_to_cut(
    pieces: Sequence[Piece],
    columns: Sequence[int],
    layout: Layout,
    lines_up: dict[int, float],
    memo: dict[Piece, list[float]],
) -> list[tuple[float, list[Piece], list[int]]]:
    """Return the ways to cut one piece of a line in two, the cheapest first."""
    found: list[tuple[float, list[Piece], list[int]]] = []
    for at, (piece, column) in enumerate(zip(pieces, columns, strict=True)):
        width = layout.widths[column]
        over = width is not None and piece.ems > _most(width)
        near = (piece.start - piece.left, piece.end + _CLOSEST)
        if not over and not any(near[0] + 2 < start < near[1] for start in layout.starts[1:]):
            continue
        if _MONTH_AND_YEAR.fullmatch(piece.text):
            continue
        slack = _FREE if over else _SLACK
        for match in re.finditer(r" (?=\S)", piece.text):
            left = replace(piece, text=piece.text[: match.start()])
            words, place = piece.text[match.end() :], piece.start + match.end()
            if not _may_cut(left, place, column, layout, over):
                continue
            right = Piece(place, words, 0, False, piece.left + slack, slack)
            parts = [*pieces[:at], left, right, *pieces[at + 1 :]]
            cost, placed = settle(parts, layout, memo)
            if placed[at] != placed[at + 1]:
                cost += _cutting(left, right, placed[at], layout) + (0.0 if over else _CUT)
                cost -= 0.0 if piece.left else lines_up.get(place, 0.0)
                found.append((cost, parts, placed))
    return sorted(found, key=lambda way: way[0])


def _may_cut(left: Piece, place: int, column: int, layout: Layout, over: bool) -> bool:
    """Say whether a cut is worth weighing: the column filled, or the next begun just there."""
    if not over:
        return any(abs(place - start) <= _SLACK + _FAR for start in layout.starts[1:])
    near = layout.widths[max(column - 2, 0) : column + 2]
    return any(w is None or left.ems <= _most(w) + 2.0 for w in near)


def _cutting(left: Piece, right: Piece, column: int, layout: Layout) -> float:
    """Weigh a cut: words a single space apart must fill the column before the cut."""
    width = layout.widths[column]
    if width is None:
        cost = 1.0 + 0.3 * max(layout.room(column) / 2 - left.ems - 1.0, 0.0)
    else:
        short = width - left.ems
        cost = 1.0 + 0.5 * max(short - 0.3, 0.0) + 0.5 * max(short - 1.5, 0.0)
        cost += 1.5 * max(-short - 0.2, 0.0)
    if re.search(r"\b\d{1,2}$", left.text) and _MONTH.match(right.text):
        cost += 2.0
    return cost - (1.0 if right.text[0].isupper() or right.text[0].isdigit() else 0.0)
