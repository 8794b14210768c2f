"""The rows of actions, and how cells are shared among them in one order."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import nlargest

from .columns import Cell
from .outline import Group, Mark, Number
from .traces import bare

_REACH = 4
_WIDEST = 48


_STOP = frozenset(
    "with from that this these those their which into have been will also each other such and the "
    "for are was were who all any our its it's in of to a an on at by or as be is".split()
)


@dataclass(slots=True)
class ActionRow:
    """What was gathered for one action; `doubts` says, field by field, what is not certain."""

    mark: Mark
    text: list[Cell] = field(default_factory=list)
    due: list[Cell] = field(default_factory=list)
    lead: list[Cell] = field(default_factory=list)
    impact: list[Cell] = field(default_factory=list)
    measure: list[Cell] = field(default_factory=list)
    rag: list[Cell] = field(default_factory=list)
    lead_shared: bool = False
    doubts: dict[str, str] = field(default_factory=dict)
    alternatives: dict[str, list[str]] = field(default_factory=dict)

    @property
    def number(self) -> Number:
        """Return the action's number."""
        return self.mark.number

    @property
    def at(self) -> int:
        """Return where the row begins in reading order, by its text where it has one."""
        return self.text[0].at if self.text else self.mark.row.at


def in_order(
    pieces: int,
    slots: int,
    opens: Callable[[int, int], float],
    carries_on: Callable[[int, int], float],
    passes: Callable[[int], float],
    leaves_empty: Callable[[int], float],
) -> list[int]:
    """Share pieces among slots, both in order; return each piece's slot, -1 for none.

    `opens` weighs a piece as the first of a slot, `carries_on` as a further one; `passes` weighs
    leaving a piece out and `leaves_empty` a slot.
    """
    empty = [0.0]
    for slot in range(slots):
        empty.append(empty[-1] + leaves_empty(slot))
    scores = {0: 0.0}
    back: list[dict[int, tuple[int, int]]] = []
    for piece in range(pieces):
        after: dict[int, float] = {}
        came: dict[int, tuple[int, int]] = {}
        for used, score in scores.items():
            steps = [(used, score + passes(piece), -1)]
            if used:
                steps.append((used, score + carries_on(piece, used - 1), used - 1))
            for slot in range(used, min(used + _REACH, slots)):
                gap = empty[slot] - empty[used]
                steps.append((slot + 1, score + gap + opens(piece, slot), slot))
            for to, value, slot in steps:
                if to not in after or value > after[to]:
                    after[to], came[to] = value, (used, slot)
        scores = after
        if len(after) > _WIDEST:
            scores = dict(nlargest(_WIDEST, after.items(), key=lambda item: item[1]))
        back.append(came)
    used = max(scores, key=lambda u: scores[u] + empty[slots] - empty[u])
    shares: list[int] = []
    for came in reversed(back):
        used, slot = came[used]
        shares.append(slot)
    return shares[::-1]


class Regions:
    """Which theme's heading a place in reading order stands under."""

    def __init__(self, group: Group) -> None:
        headed = [
            (theme.number, theme.rows[0].at if theme.rows else theme.at)
            for theme in group.themes
            if theme.at >= 0
        ]
        self.starts = sorted((at, number) for number, at in headed)
        titles = {theme.number: stems(theme.title or "") for theme in group.themes}
        uses = Counter(stem for stems in titles.values() for stem in stems)
        self.titles = {n: {s for s in stems if uses[s] == 1} for n, stems in titles.items()}
        self.order = {theme.number: place for place, theme in enumerate(group.themes)}

    def theme_at(self, at: int) -> Number | None:
        """Return the theme under whose heading a place stands, None before the first."""
        above = bisect_right(self.starts, at, key=lambda start: start[0])
        return self.starts[above - 1][1] if above else None

    def strays(self, at: int, number: Number) -> int:
        """Return how many themes lie between a place and the theme of a number (0 to 3)."""
        there = self.theme_at(at)
        here = self.order.get(number[:-1])
        if there is None or here is None:
            return 0
        return min(abs(self.order[there] - here), 3)

    def likeness(self, cell: Cell, number: Number) -> int:
        """Return how many words a cell shares with the title of this number's theme alone."""
        return len(stems(cell.text) & self.titles.get(number[:-1], set()))


def _words(text: str) -> set[str]:
    return {word for w in text.split() if len(word := bare(w)) > 2 and word not in _STOP}


def stems(text: str) -> set[str]:
    """Return the words of a text that carry meaning, cut to their stems."""
    return {word[:7].rstrip("s") for word in _words(text)}
