"""RAG marks: colour words, colours of cells, and the key that explains them."""

import colorsys
import re
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.reading.facts import Cell, Grid

RAGS = ("red", "amber", "green", "blue")
_WORDS = {
    "r": "red",
    "a": "amber",
    "g": "green",
    "b": "blue",
    "yellow": "amber",
    "orange": "amber",
} | {rag: rag for rag in RAGS}
_COLOUR_WORD = re.compile(r"\b(red|amber|yellow|orange|green|blue)\b", re.IGNORECASE)
# Hue in degrees; what lies between two spans could be either.
_HUES = (("red", 0, 14), ("amber", 22, 62), ("green", 78, 165), ("blue", 180, 255))
_PALE = 0.25


@dataclass(frozen=True, slots=True)
class Mark:
    """A RAG as read: the colour or None, and where it is not sure, why and what else it is."""

    rag: str | None
    reason: str | None = None
    alternatives: tuple[str, ...] = ()


def legend(grids: Iterable[Grid]) -> dict[str, str]:
    """Return what each fill colour (RRGGBB) means where a key or a cell names it in words."""
    named: dict[str, set[str]] = {}
    for grid in grids:
        for row in grid.rows:
            for cell in row:
                words = cell.text.split()
                if cell.fill and words and (rag := _WORDS.get(words[0].strip(":-–=").lower())):
                    named.setdefault(cell.fill.upper(), set()).add(rag)
    return {fill: rags.pop() for fill, rags in named.items() if len(rags) == 1}


def mark_of_fill(fill: str | None, key: dict[str, str]) -> Mark | None:
    """Return the RAG that a cell's colour stands for, None for no colour, black, white or grey."""
    if not fill:
        return None
    if known := key.get(fill.upper()):
        return Mark(known)
    red, green, blue = (int(fill[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    colourfulness = max(red, green, blue) - min(red, green, blue)
    if colourfulness < 0.04:
        return None
    degrees = hue * 360
    near = _nearest(degrees)
    if len(near) > 1:
        return Mark(near[0], f"the cell's colour {fill} lies between two", tuple(near[1:]))
    if colourfulness < _PALE or lightness > 0.88:
        return Mark(near[0], f"the cell's colour {fill} is pale and no key says what it means")
    return Mark(near[0])


def _nearest(degrees: float) -> list[str]:
    for rag, low, high in _HUES:
        if low <= degrees <= high:
            return [rag]
    distances = sorted(
        (min(_turn(degrees, low), _turn(degrees, high)), rag) for rag, low, high in _HUES
    )
    return [rag for _, rag in distances[:2]]


def _turn(one: float, other: float) -> float:
    return min(abs(one - other), 360 - abs(one - other))


def mark_of_text(text: str) -> Mark | None:
    """Return the RAG that a cell's words name, None where they name none."""
    words = text.strip().strip(".").lower()
    if words in _WORDS:
        return Mark(_WORDS[words])
    named = list(dict.fromkeys(_WORDS[word.lower()] for word in _COLOUR_WORD.findall(text)))
    if len(named) == 1:
        return Mark(named[0])
    if named:
        return Mark(named[0], "the cell names more than one colour", tuple(named[1:]))
    return None


def mark_of(cell: Cell, key: dict[str, str]) -> Mark | None:
    """Return the RAG of a cell from its words and its colour, unsure where the two differ."""
    by_text, by_fill = mark_of_text(cell.text), mark_of_fill(cell.fill, key)
    if by_text and by_fill and by_text.rag != by_fill.rag and not by_fill.reason:
        return Mark(by_text.rag, "the word and the colour of the cell differ", (by_fill.rag or "",))
    return by_text or by_fill
