"""Turns the runs of text of a page into lines: paragraphs parted, columns side by side."""

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

_SAME_ROW = 0.35
"""Runs whose baselines differ by less than this many font sizes stand on one row."""
_PARAGRAPH_GAP = 1.25
"""A row further below the one before than this many line heights begins a paragraph."""
_SENTENCE_GAP = 1.015
"""Rows of a table may stand only a little further apart; that counts where a sentence ended."""
_SENTENCE_END = (".", "!", "?", ".”", ".’", ":")
_INDENTED = 72.0
"""A row that begins more than this many points inside the margin keeps its indent."""
_CHARACTER = 0.4
"""Width of a character of the laid-out line, in font sizes."""
_LONG_COLUMN = 15
_NEAR = 3
_SAME_EDGE = 2.0
_APART = 0.6
_BULLETS = frozenset("◼▪•●■○◦▫➢✓*-–·\uf0b7\uf0a7")


class Fragment(NamedTuple):
    """A run of text on a page; edges and baseline in points, y upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class _Row:
    """The runs on one baseline, and the table row (band) that they belong to, if any."""

    fragments: list[Fragment]
    band: int | None

    @property
    def base(self) -> float:
        """The baseline, in points from the foot of the page."""
        return self.fragments[0].base


def lay_out(fragments: list[Fragment], width: float) -> list[str]:
    """Return the lines of a page from the top, "" between paragraphs and between table rows.

    `fragments` come in the order in which the file draws them; `width` is the page's, in points.
    """
    if not fragments:
        return []
    bands = _bands(fragments)
    columns = _prose_columns(fragments, bands, width)
    if columns:
        lines: list[str] = []
        for column in columns:
            lines += ([""] if lines else []) + _lines(_rows(column, [None] * len(column)))
        return lines
    return _lines(_rows(fragments, bands))


def _bands(fragments: list[Fragment]) -> list[int | None]:
    """Return for each run the table row it belongs to, told from the order of drawing.

    A cell is drawn from its top to its bottom, then the next cell begins at the top again: where
    the drawing jumps up and to the right, the runs since the row began are one table row. A page
    drawn line by line over all columns never jumps up and has no such rows.
    """
    bands: list[int | None] = [None] * len(fragments)
    if not any(_jumps_up(a, b) for a, b in zip(fragments, fragments[1:], strict=False)):
        return bands
    begin = 0
    cell: float | None = None
    for i in range(1, len(fragments)):
        before, now = fragments[i - 1], fragments[i]
        slack = now.size * _SAME_ROW
        if now.base > before.base - slack and now.left > before.left + now.size:
            begin = _row_start(fragments, begin, i) if cell is None else begin
            cell = now.left
            bands[begin : i + 1] = [begin] * (i + 1 - begin)
        elif now.base > before.base + slack:
            begin, cell = i, None
        elif cell is not None and now.left > cell - now.size:
            bands[i] = begin
        elif cell is not None:
            begin, cell = i, None
    return bands


def _jumps_up(before: Fragment, now: Fragment) -> bool:
    return now.base > before.base + now.size * _SAME_ROW and now.left > before.left + now.size


def _row_start(fragments: list[Fragment], begin: int, jump: int) -> int:
    """Return the first run of the cell drawn before the jump: the one level with the jump."""
    level = fragments[jump]
    for i in range(jump - 1, begin - 1, -1):
        if fragments[i].base > level.base - level.size * _SAME_ROW:
            return i
    return begin


def _prose_columns(
    fragments: list[Fragment], bands: list[int | None], width: float
) -> list[list[Fragment]] | None:
    """Return the columns of a page set in two columns of prose, in reading order, or None."""
    named = Counter(band for band in bands if band is not None)
    if len(named) != 1:
        return None
    begin, size = next(iter(named.items()))
    run = fragments[begin : begin + size]
    split = next((i for i in range(1, size) if run[i].base > run[i - 1].base + run[i].size), 0)
    left, right = run[:split], run[split:]
    if min(len(left), len(right)) < _LONG_COLUMN:
        return None
    edge = max(f.right for f in left)
    if min(f.left for f in right) < edge or min(edge, width - edge) < width * 0.35:
        return None
    if len({round(f.base) for f in right}) < len(right):
        return None
    return [c for c in (fragments[:begin], left, right, fragments[begin + size :]) if c]


def _rows(fragments: list[Fragment], bands: list[int | None]) -> list[_Row]:
    """Return the runs gathered into rows, from the top of the page down."""
    rows: list[_Row] = []
    order = sorted(range(len(fragments)), key=lambda i: -fragments[i].base)
    for i in order:
        now = fragments[i]
        if rows:
            first = rows[-1].fragments[0]
            if first.base - now.base < max(first.size, now.size) * _SAME_ROW:
                rows[-1].fragments.append(now)
                rows[-1].band = bands[i] if rows[-1].band is None else rows[-1].band
                continue
        rows.append(_Row([now], bands[i]))
    for row in rows:
        row.fragments.sort(key=lambda f: f.left)
    return rows


def _lines(rows: list[_Row]) -> list[str]:
    margin = min(row.fragments[0].left for row in rows)
    size = median(row.fragments[0].size for row in rows)
    leading = _leading(rows)
    gaps = [upper.base - lower.base for upper, lower in zip(rows, rows[1:], strict=False)]
    cells = [_stands_in_column(rows, i) for i in range(len(rows))]
    lines = [_line(rows[0], margin, size * _CHARACTER, cells[0])]
    for i, gap in enumerate(gaps):
        around = gaps[max(i - 2, 0) : i + 3]
        if _parted(rows[i], rows[i + 1], gap, leading, around):
            lines.append("")
        lines.append(_line(rows[i + 1], margin, size * _CHARACTER, cells[i + 1]))
    return lines


def _stands_in_column(rows: list[_Row], at: int) -> bool:
    """Whether a row begins where a later cell of a row near by does: that is its column."""
    left = rows[at].fragments[0].left
    near = rows[max(at - _NEAR, 0) : at] + rows[at + 1 : at + 1 + _NEAR]
    return any(
        abs(cell.left - left) < _SAME_EDGE
        for row in near
        for cell, before in zip(row.fragments[1:], row.fragments, strict=False)
        if cell.left - before.right > cell.size * _APART and before.text not in _BULLETS
    )


def _leading(rows: list[_Row]) -> float:
    """Return the usual distance between two rows of a page, in points."""
    steps = Counter(
        round(upper.base - lower.base, 1) for upper, lower in zip(rows, rows[1:], strict=False)
    )
    likely = {step: n for step, n in steps.items() if 6 <= step <= 30}
    if not likely:
        return 14.0
    most = max(likely.values())
    return max(step for step, n in likely.items() if n >= most * 0.6)


def _parted(before: _Row, row: _Row, gap: float, leading: float, around: list[float]) -> bool:
    """Whether a paragraph or table row ends between two rows `gap` apart.

    `leading` is the usual distance on the page, `around` those of the rows near by.
    """
    first, last = row.fragments[0], before.fragments[-1]
    usual = min(leading, first.size * 1.6) if first.size < leading else first.size * 1.3
    if gap > usual * _PARAGRAPH_GAP:
        return True
    if row.band != before.band and (row.band is not None or before.band is not None):
        return row.band is not None or len(row.fragments) > 1
    if row.band is not None or not last.text.endswith(_SENTENCE_END):
        return False
    closest = min((near for near in around if near > first.size * 0.9), default=leading)
    begins = first.text[0].isupper() or not first.text[0].isalnum()
    return begins and gap > max(usual, closest) * _SENTENCE_GAP


def _line(row: _Row, margin: float, character: float, in_column: bool) -> str:
    """Return the text of a row, its runs as far apart as on the page, at least three spaces."""
    first = row.fragments[0]
    indent = first.left - margin
    cells = len(row.fragments) - (first.text in _BULLETS)
    keeps = indent > _INDENTED or cells > 1 or in_column
    line = " " * round(indent / character) if keeps and indent > character * 2 else ""
    line += first.text
    edge = first.right
    for now in row.fragments[1:]:
        if line.strip() in _BULLETS:
            line += " " + now.text
        elif now.left - edge < now.size * _APART:
            line += ("" if now.left - edge < now.size * 0.12 else " ") + now.text
        else:
            place = round((now.left - margin) / character)
            line += " " * max(3, place - len(line)) + now.text
        edge = now.right
    return line
