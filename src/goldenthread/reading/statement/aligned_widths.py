"""How wide the words of each column grow before they wrap, learnt from its line breaks."""

import re
from collections.abc import Sequence

from goldenthread.reading.statement.aligned_columns import gathered, settle
from goldenthread.reading.statement.aligned_layout import Layout
from goldenthread.reading.statement.aligned_pieces import OPEN_END, Strip, ems
from goldenthread.reading.statement.table_headings import Role, is_number_like

_ENOUGH = 5
_INTERLEAVED = 2


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
            cells = gathered(strip.pieces, settle(strip.pieces, layout)[1])
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
