"""The columns of a page, learnt from its headings and from where words start."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.reading.statement.aligned_heads import Head
from goldenthread.reading.statement.aligned_pieces import LOST_INDENT, Piece, Strip
from goldenthread.reading.statement.table_headings import Role

_CLOSEST = 4
_DRIFT = 0.05
_AHEAD = 0.3
_BEHIND = 2.0
_WITHIN = 0.3
_FARTHEST = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a page: where each starts, what it holds, how wide its words grow in ems.

    `lately` is where each column started in the lines just above, which may stray from the page,
    `above` what stands in each on the line above, `shapes` how the numbers of rows are written.
    """

    starts: tuple[int, ...]
    roles: tuple[Role | None, ...]
    widths: tuple[float | None, ...]
    lately: tuple[int, ...] = ()
    above: tuple[str, ...] = ()
    shapes: frozenset[str] = frozenset()

    def away(self, piece: Piece, column: int) -> int:
        """Return how far a piece stands from where a column starts, or started just above."""
        away = piece.away_from(self.starts[column])
        if self.lately and abs(here := piece.away_from(self.lately[column])) <= 1:
            return here
        return away

    def room(self, column: int) -> int:
        """Return how far a column reaches before the next starts."""
        if column + 1 == len(self.starts):
            return 2 * _FARTHEST
        return self.starts[column + 1] - self.starts[column]


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
    shifts = sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs)
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
