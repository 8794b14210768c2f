"""Columns learnt from where words start on a page, and lines cut at them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from goldenthread.reading.statement.aligned_heads import Head
from goldenthread.reading.statement.aligned_pieces import LOST_INDENT, Piece, Strip, ems
from goldenthread.reading.statement.table_headings import Role, is_number_like

_DATE = re.compile(
    r".*\b(?:19|20)\d\d\b.*|.*\d/\d.*|ongoing\b.*|.*\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?"
    r"|oct|nov|dec)[a-z]*\.?(?: \d+)?|.*\bterm\b.*",
    re.IGNORECASE,
)
OPEN_END = re.compile(r"(?:[,/&(–-]|\b(?:and|or|of|for|the|to|with|in|a|by|from|on|at|end))$", re.I)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d", re.I)
_LEADING_NUMBER = re.compile(r"((?:[A-Z]{1,4}[- ]?)?\d+(?:\.\d+)*[a-z]?[.):]?) (?=\S)")
_DATED = {Role.DUE, Role.START, Role.COMPLETED, Role.UPDATE, Role.STATUS, Role.TARGET, None}
_CLOSEST = 4
_DRIFT = 0.05
_AHEAD = 0.3
_BEHIND = 2.0
_WITHIN = 0.3
_ENOUGH = 5
_INTERLEAVED = 2
_SLACK = 8
_FREE = 30
_APART = 3.0
_CUT = 1.5
_NEAR = 0.8
_FAR = 12
_INSIDE = 60
_LONGEST_DATE = 10.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a page: where each starts, what it holds, how wide its words grow in ems.

    `lately` is where each column started in the lines just above, which may stray from the page,
    and `above` what stands in each on the line above.
    """

    starts: tuple[int, ...]
    roles: tuple[Role | None, ...]
    widths: tuple[float | None, ...]
    lately: tuple[int, ...] = ()
    above: tuple[str, ...] = ()

    def away(self, piece: Piece, column: int) -> int:
        """Return how far a piece stands from where a column starts, or started just above."""
        away = piece.away_from(self.starts[column])
        if self.lately and abs(here := piece.away_from(self.lately[column])) <= 1:
            return here
        return away

    def room(self, column: int) -> int:
        """Return how far a column reaches before the next starts."""
        if column + 1 == len(self.starts):
            return 2 * _FAR
        return self.starts[column + 1] - self.starts[column]


@dataclass(frozen=True, slots=True)
class CutLine:
    """One line cut at the columns: words by column, and for a cut in doubt the other way."""

    strip: Strip
    cells: dict[int, str]
    other: dict[int, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Return the line's number in the source."""
        return self.strip.line.number


def learn_layout(
    strips: Sequence[Strip], head: Head, pushed: bool, before: tuple[Head, Layout] | None
) -> Layout:
    """Return the columns of one page or less, told by its heads and by where its words start.

    `before` is the head and the layout of the same table's page before: columns keep their places
    under their headings, and where they were if the headings are not repeated.
    """
    roles = tuple(head.roles())
    expected = [(heading.start - heading.left, heading.start) for heading in head.headings]
    drift = _DRIFT
    counts = _counts(strips, pushed)
    if before and before[0] is head:
        expected = [(at, at) for at in _shifted(before[1].starts, counts)]
        drift = 4 * _DRIFT
    elif before:
        moved = zip(before[0].headings, before[1].starts, head.headings, strict=True)
        places = [here.start + start - there.start for there, start, here in moved]
        expected = [(at, at) for at in places]
        drift = 4 * _DRIFT
    if pushed:
        drift = _AHEAD
    starts = _starts(counts, expected, drift, _BEHIND if pushed and not before else drift)
    return Layout(starts, roles, (None,) * len(roles))


def _counts(strips: Sequence[Strip], pushed: bool) -> dict[int, float]:
    """Count where words start: runs after a wide blank most, words within a run least."""
    counts: dict[int, float] = {}
    for strip in strips:
        if pushed and strip.pieces[0].lone and strip.pieces[0].start <= LOST_INDENT:
            continue
        for piece in strip.pieces:
            weight = 0.3 if piece.left else 1.0
            counts[piece.start] = counts.get(piece.start, 0.0) + weight
            for match in re.finditer(r" (?=\S)", piece.text):
                place = piece.start + match.end()
                counts[place] = counts.get(place, 0.0) + (0.0 if pushed else _WITHIN)
    return counts


def _shifted(starts: Sequence[int], counts: dict[int, float]) -> list[int]:
    """Move the columns of the page before to where the words of this one start."""
    shifts = sorted(range(-_FAR, _FAR + 1), key=abs)
    best = max(shifts, key=lambda by: sum(counts.get(start + by, 0) for start in starts))
    return [start + best for start in starts]


def _starts(
    counts: dict[int, float], expected: Sequence[tuple[int, int]], drift: float, behind: float
) -> tuple[int, ...]:
    """Choose one start for each column, in order: where many words start, near its heading.

    `expected` gives for each column from where to where its heading may start; `drift` and
    `behind` weigh each character to the left and to the right of that.
    """
    places = sorted({*counts, *(high for _, high in expected)})
    # A place's best way to hold columns so far: (score, places chosen).
    ways: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    by_place: list[dict[int, tuple[float, tuple[int, ...]]]] = [{-_CLOSEST: ways[0]}]
    for low, high in expected:
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        best: tuple[float, tuple[int, ...]] | None = None
        earlier = sorted(by_place[-1].items())
        at = 0
        for place in places:
            while at < len(earlier) and earlier[at][0] <= place - _CLOSEST:
                if best is None or earlier[at][1][0] > best[0]:
                    best = earlier[at][1]
                at += 1
            if best is not None:
                beside = counts.get(place - 1, 0.0) + counts.get(place + 1, 0.0)
                away = drift * max(low - place, 0) + behind * max(place - high, 0)
                weight = counts.get(place, 0.0) + 0.4 * beside - away
                weight += 0.5 * (place == high)
                found[place] = (best[0] + weight, (*best[1], place))
        by_place.append(found)
    if not by_place[-1]:
        return tuple(high for _, high in expected)
    return max(by_place[-1].values())[1]


def learn_widths(parts: Sequence[tuple[Sequence[Strip], Layout]]) -> list[float | None]:
    """Return how wide words grow in each column of a table before they wrap, None if unknown.

    The width sought is the one that explains most line breaks: the line fits, and the next word
    would not have fitted too.
    """
    wraps: dict[int, list[tuple[float, float, int]]] = {}
    seen: dict[int, list[float]] = {}
    for strips, layout in parts:
        before: dict[int, tuple[int, str]] = {}
        for at, strip in enumerate(strips):
            cells = _gathered(strip.pieces, _place(strip.pieces, layout)[1])
            opens = _opens_row(cells, layout)
            for column in cells.keys() & before.keys():
                last, above = before[column]
                if at - last > _INTERLEAVED:
                    continue
                fits = ems(above)
                word = cells[column].split()[0]
                weight = _wraps(above, word, opens)
                wraps.setdefault(column, []).append((fits, fits + ems(f" {word}"), weight))
            before |= {column: (at, words) for column, words in cells.items()}
            for column, words in cells.items():
                seen.setdefault(column, []).append(ems(words))
    return [
        _width([wrap for wrap in wraps.get(column, ()) if wrap[2]]) or _widest(seen.get(column, ()))
        for column in range(len(parts[0][1].starts))
    ]


def _opens_row(cells: dict[int, str], layout: Layout) -> bool:
    """Say whether a line looks like the first of a row: numbered, or with all cells begun."""
    for column, role in enumerate(layout.roles):
        words = cells.get(column, "")
        if role is Role.NUMBER and is_number_like(words):
            return True
        if role is Role.ACTION and re.match(r"\d+\.\d", words):
            return True
    return len(cells) > 2 and not any(words[0].islower() for words in cells.values())


def _wraps(above: str, word: str, opens: bool) -> int:
    """Weigh how surely a word stands on a new line because it did not fit on the one above."""
    if opens or above.endswith("."):
        return 0
    return 3 if word[0].islower() or word[0] == "(" or OPEN_END.search(above) else 1


def _widest(seen: Sequence[float]) -> float | None:
    """Return how wide words may be in a column in which they do not wrap."""
    return 1.3 * sorted(seen)[len(seen) * 9 // 10] if len(seen) >= _ENOUGH else None


def _width(wraps: Sequence[tuple[float, float, int]]) -> float | None:
    """Return the middle of the widths that the most line breaks agree on."""
    if len(wraps) < _ENOUGH:
        return None
    steps = sorted([(fits, n) for fits, _, n in wraps] + [(over, -n) for _, over, n in wraps])
    depth, best, found = 0, 0, 0.0
    for (place, step), (after, _) in zip(steps, steps[1:], strict=False):
        depth += step
        if depth > best:
            best, found = depth, (place + after) / 2
    return found


def _place(pieces: Sequence[Piece], layout: Layout) -> tuple[float, list[int]]:
    """Return the cheapest columns for the pieces of a line, from left to right, and the cost."""
    columns = range(len(layout.starts))
    rows: list[list[tuple[float, int]]] = []
    for at, piece in enumerate(pieces):
        row: list[tuple[float, int]] = []
        for column in columns:
            own = _cost(piece, column, layout)
            if not at:
                row.append((own, -1))
                continue
            skip = _APART if piece.right in (_SLACK, _FREE) else 0.3 if piece.left else 0.0
            costs = [
                (
                    rows[-1][left][0] + own + (5.0 if left == column else skip * max(column - left - 1, 0)),
                    left,
                )
                for left in range(column + 1)
            ]
            row.append(min(costs))
        rows.append(row)
    column = min(columns, key=lambda c: rows[-1][c][0])
    cost = rows[-1][column][0]
    path = [column]
    for row in reversed(rows[1:]):
        path.append(row[path[-1]][1])
    return cost, path[::-1]


def _carrying_on(words: str, above: str) -> float:
    """Weigh words that can only carry on others under what stands above them in the column."""
    if re.fullmatch(r"\d{4}", words):
        return 1.5 if not above or re.search(r"\d{4}$", above) else 0.0
    if not words[0].islower() or len(words) < 2:
        return 0.0
    if not above:
        return 0.8
    return 0.8 if re.search(r"\d{4}$|\.$", above) else 0.0


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
        cost += -2.0 if is_number_like(piece.text) else 5.0
    elif _DATE.fullmatch(piece.text) and len(piece.text) < 24:
        cost += -2.5 if role is Role.DUE else 0.0 if role in _DATED else 1.0
        cost += 2.0 if role is Role.LEAD else 0.0
    elif role is Role.DUE:
        cost += 0.5 if piece.ems < _LONGEST_DATE else 6.0
    return cost


def cut(
    strip: Strip, layout: Layout, beside: Sequence[Strip] = ()
) -> tuple[CutLine, Layout]:
    """Return a line cut at the columns, and the layout with where they started on this line.

    Pieces stay whole, or are cut where the words of the next column stand too close to tell;
    where words start on the lines `beside` it helps to tell.
    """
    lines_up = _starts_beside(beside)
    pieces = [part for piece in strip.pieces for part in _without_number(piece, layout)]
    cost, columns = _place(pieces, layout)
    best = (cost, pieces, columns)
    second: tuple[float, Sequence[Piece], list[int]] | None = None
    for _ in range(3):
        ways = _ways_to_cut(best[1], best[2], layout, lines_up)
        if not ways or ways[0][0] >= best[0]:
            break
        rivals = [way for way in ways[1:2] if way[0] - ways[0][0] < _NEAR]
        best, second = ways[0], rivals[0] if rivals else second
    other = _gathered(second[1], second[2]) if second else {}
    cells = _gathered(best[1], best[2])
    line = CutLine(strip, cells, {c: w for c, w in other.items() if w != cells.get(c)})
    lately = list(layout.lately or layout.starts)
    for piece, column in zip(best[1], best[2], strict=True):
        if not piece.left and not (piece.lone and piece.right) or piece.right == _FREE:
            lately[column] = piece.start
    above = tuple(cells.get(column, "") for column in range(len(layout.starts)))
    return line, replace(layout, lately=tuple(lately), above=above)


def _gathered(pieces: Sequence[Piece], columns: Sequence[int]) -> dict[int, str]:
    cells: dict[int, str] = {}
    for piece, column in zip(pieces, columns, strict=True):
        cells[column] = f"{cells[column]} {piece.text}" if column in cells else piece.text
    return cells


def _without_number(piece: Piece, layout: Layout) -> list[Piece]:
    """Cut off a number that stands a single space before the words of the next column."""
    match = _LEADING_NUMBER.match(piece.text)
    if layout.roles[0] is not Role.NUMBER or not match or len(layout.starts) < 2:
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
) -> list[tuple[float, list[Piece], list[int]]]:
    """Return the ways to cut one piece of a line in two, the cheapest first."""
    found: list[tuple[float, list[Piece], list[int]]] = []
    for at, (piece, column) in enumerate(zip(pieces, columns, strict=True)):
        width = layout.widths[column]
        over = width is not None and piece.ems > _most(width)
        near = (piece.start - piece.left, piece.end + _CLOSEST)
        if not over and not any(near[0] + 2 < start < near[1] for start in layout.starts[1:]):
            continue
        slack = _FREE if over else _SLACK
        for match in re.finditer(r" (?=\S)", piece.text):
            left = replace(piece, text=piece.text[: match.start()])
            words, place = piece.text[match.end() :], piece.start + match.end()
            right = Piece(place, words, 0, False, piece.left + slack, slack)
            parts = [*pieces[:at], left, right, *pieces[at + 1 :]]
            cost, placed = _place(parts, layout)
            if placed[at] != placed[at + 1]:
                cost += _cutting(left, right, placed[at], layout) + (0.0 if over else _CUT)
                cost -= 0.0 if piece.left else lines_up.get(place, 0.0)
                found.append((cost, parts, placed))
    return sorted(found, key=lambda way: way[0])


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
