"""Which text stands in the row of which action number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .columns import Cell
from .rows import ActionRow, Regions, in_order
from .traces import Fragment
from .vocabulary import (
    ends_open,
    is_imperative,
    is_nominal,
    opens_impact,
    opens_measure,
)

_DONE = re.compile(r"(?:[a-z]{3,}ed|held|sent|in place|written|begun|met)\.?$")

_FURTHER = 60


def share_texts(
    rows: list[ActionRow], cells: Sequence[Cell], spacing: float, regions: Regions
) -> None:
    """Give numbers their texts: those printed beside a number first, the rest in order."""
    beside = {row.mark.row.at: row for row in rows if row.mark.rest}
    within = [row for row in rows if not row.mark.rest]
    rest: list[Cell] = []
    for cell in cells:
        owner = beside.get(cell.fragments[0].row.at) if cell.fragments[0].numbered else None
        owner = owner or _number_within(cell, within)
        if owner:
            owner.text.append(cell)
        else:
            rest.append(cell)
    bare_rows = [row for row in rows if not row.text]
    tied = [row for row in rows if row.text]
    loose: list[Piece] = []
    for cell in rest:
        owner = _tail_of(cell, tied)
        if owner is None and (owner := _list_above(cell, rows)):
            owner.doubts["text"] = "a paragraph further down may be an item of its list or not"
        if owner:
            owner.text.append(cell)
        else:
            loose += _pieces(cell)
    shares = in_order(
        len(loose),
        len(bare_rows),
        lambda i, j: _text_opens(loose[i], bare_rows[j], spacing, regions),
        lambda i, j: _text_carries_on(loose, i),
        lambda i: _text_passed(loose[i]),
        lambda j: -3.0,
    )
    for i, (piece, slot) in enumerate(zip(loose, shares, strict=True)):
        if slot < 0:
            continue
        if piece.joined and not bare_rows[slot].text:
            reason = "its lines and its neighbour's were printed as one"
            bare_rows[slot].doubts["text"] = reason
            if i and shares[i - 1] >= 0:
                bare_rows[shares[i - 1]].doubts["text"] = reason
        bare_rows[slot].text.append(piece.cell)


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell or a part of one that could open a text of its own."""

    cell: Cell
    joined: bool


def _pieces(cell: Cell) -> list[Piece]:
    """Cut a cell where a line opens with a capital after a line that could end a text."""
    parts: list[list[Fragment]] = [[]]
    for fragment in cell.fragments:
        before = parts[-1][-1].text if parts[-1] else None
        if before and fragment.text[0].isupper() and not ends_open(before):
            parts.append([])
        parts[-1].append(fragment)
    return [
        Piece(Cell(cell.column, part, cell.doubt if not i else 0.0), i > 0)
        for i, part in enumerate(parts)
    ]


def _text_passed(piece: Piece) -> float:
    """Weigh leaving a piece of text out of every action."""
    if piece.joined:
        return -2.5
    if is_imperative(piece.cell.text):
        return -3.5 if len(piece.cell.text) >= 16 else -1.5
    return -2.2 if is_nominal(piece.cell.text) else -1.0


def _number_within(cell: Cell, rows: Sequence[ActionRow]) -> ActionRow | None:
    """Return the row whose number is printed between the lines of a cell, in the same block."""
    first, last = cell.fragments[0].row, cell.fragments[-1].row
    inside = [
        row
        for row in rows
        if first.at < row.mark.row.at < last.at and row.mark.row.block == first.block
    ]
    return inside[0] if len(inside) == 1 and not inside[0].text else None


def _tail_of(cell: Cell, tied: Sequence[ActionRow]) -> ActionRow | None:
    """Return the row whose text breaks off just before this cell, if there is one."""
    for row in tied:
        last = row.text[-1].fragments[-1]
        near = 0 < cell.at - last.row.at <= 40
        if near and cell.text[0].islower() and not last.text.endswith("."):
            return row
    return None


def _list_above(cell: Cell, rows: Sequence[ActionRow]) -> ActionRow | None:
    """Return the action whose list after a colon a deed further down can only belong to.

    So it is where every number about has a text printed beside it.
    """
    above = [row for row in rows if row.mark.row.at < cell.at]
    below = [row for row in rows if row.mark.row.at > cell.at]
    if not above or not below or not above[-1].text or not below[0].mark.rest:
        return None
    listed = any(fragment.text.endswith(":") for c in above[-1].text for fragment in c.fragments)
    near = above[-1].mark.rest and is_imperative(cell.text) and cell.at - above[-1].at <= _FURTHER
    return above[-1] if listed and near else None


def _text_opens(piece: Piece, row: ActionRow, spacing: float, regions: Regions) -> float:
    cell = piece.cell
    weight = 3.0 if is_imperative(cell.text) else 2.7 if is_nominal(cell.text) else 2.0
    if weight < 2.5:
        weight -= 3.0 * piece.joined
        weight -= 0.5 * (opens_measure(cell.text) or opens_impact(cell.text))
        weight -= 1.0 * (len(cell.text.split()) < 3)
    elif len(cell.text.split()) < 3 and len(cell.text) < 16:
        weight -= 1.5
    if cell.text[0].islower():
        weight -= 4.0
    if cell.text.endswith(":") and not is_imperative(cell.text):
        weight -= 3.0
    mark, first = row.mark.row, cell.fragments[0].row
    if first.at == mark.at + 1 and first.block == mark.block:
        weight += 3.0
    distance = abs(cell.at - mark.at) / spacing
    weight -= 2.5 * regions.strays(cell.at, row.number)
    weight -= 1.5 * (cell.page < mark.page)
    return weight - 0.4 * max(0.0, distance - 1.0)


def _text_carries_on(pieces: Sequence[Piece], i: int) -> float:
    if not i:
        return -9.0
    before, cell = pieces[i - 1].cell, pieces[i].cell
    if cell.text[0].islower() or ends_open(before.fragments[-1].text):
        return 1.0
    if _is_bullet_below(before, cell):
        return -0.5
    if pieces[i].joined:
        return -1.5 if is_imperative(cell.text) else 0.3
    return -3.5 if is_imperative(cell.text) else -1.2


def _is_bullet_below(before: Cell, cell: Cell) -> bool:
    """Say whether a cell is a bulleted paragraph, or one set in a little, right under another."""
    above, first = before.fragments[-1].row, cell.fragments[0].row
    return (first.bullet or first.indent == 1) and first.line.number == above.line.number + 1


def rotate_to_themes(rows: list[ActionRow], regions: Regions) -> None:
    """Move one text past its neighbours where the titles of their themes fit much better so.

    Only a run in which some text stands under another theme's heading may turn.
    """
    best: tuple[int, list[ActionRow], list[list[Cell]]] | None = None
    free = [row for row in rows if not row.mark.rest]
    for size in (3, 4, 5):
        for start in range(len(free) - size + 1):
            run = free[start : start + size]
            texts = [row.text for row in run]
            if not all(texts) or run[0].number[:-1] == run[-1].number[:-1]:
                continue
            if not any(regions.strays(row.text[0].at, row.number) for row in run):
                continue
            for turned in ([texts[-1], *texts[:-1]], [*texts[1:], texts[0]]):
                gain = _likeness(run, turned, regions) - _likeness(run, texts, regions)
                if gain >= 3 and (best is None or gain > best[0]):
                    best = (gain, run, turned)
    if best:
        for row, text in zip(best[1], best[2], strict=True):
            row.text = text
            row.doubts["text"] = "it stands under the heading of another theme"


def _likeness(rows: Sequence[ActionRow], texts: Sequence[Sequence[Cell]], regions: Regions) -> int:
    return sum(regions.likeness(text[0], row.number) for row, text in zip(rows, texts, strict=True))


def fill_from(rows: Sequence[ActionRow], cells: Sequence[Cell], regions: Regions) -> set[int]:
    """Fill rows left without text with short cells that tell of a deed done; say where these stood.

    Such a text ('Panel recruited') opens like a measure; it counts only where a row lacks one.
    """
    taken: set[int] = set()
    for i, row in enumerate(rows):
        if row.text:
            continue
        low = max((r.text[-1].at for r in rows[:i] if r.text), default=row.mark.row.at)
        high = min((r.text[0].at for r in rows[i + 1 :] if r.text), default=10**6)
        fit = [
            cell
            for cell in cells
            if low < cell.at < high
            and cell.at not in taken
            and len(cell.text.split()) <= 12
            and _DONE.search(cell.text)
            and regions.strays(cell.at, row.number) == 0
        ]
        if fit:
            last = i + 1 < len(rows) and bool(rows[i + 1].text)
            cell = fit[-1] if last and i and rows[i - 1].doubts.get("text") else fit[0]
            row.text = [cell]
            row.doubts["text"] = "it stands among the impacts and measures"
            taken.add(cell.at)
    return taken
