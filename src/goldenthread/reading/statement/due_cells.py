"""Which completion dates stand in the row of which action."""

import re
from collections.abc import Sequence

from goldenthread.reading.dates import holds_date, holds_repeat

from .columns import Cell
from .rows import ActionRow, Regions, in_order, stems
from .traces import DUE, Fragment
from .vocabulary import ends_open


def share_dues(
    rows: list[ActionRow], cells: Sequence[Cell], spacing: float, regions: Regions | None
) -> None:
    """Share the dated pieces of a group among its rows, in order and by the words they share.

    Without `regions` the place of a piece under a heading says nothing.
    """
    dated = dated_pieces(cells)
    words = [stems(" ".join(cell.text for cell in row.text)) for row in rows]
    labels = [re.sub(r"[A-Z]\w+ ?20\d\d", "", cell.text) for cell in dated]
    meanings = [stems(label) for label in labels]
    if regions is None:
        ahead = [cell.text[:8] == label[:8] for cell, label in zip(dated, labels, strict=True)]
        labels = [label if leads else "" for label, leads in zip(labels, ahead, strict=True)]
    costs = [_carrying_cost(cell.text, label) for cell, label in zip(dated, labels, strict=True)]

    def shared(i: int, j: int) -> float:
        alike = len(meanings[i] & words[j])
        return min(4.0, 1.3 * alike) if alike > 1 else 0.6 * alike

    places = [*(row.at for row in rows), 10**6]
    dates_at = [cell.at for cell in dated]

    def near(i: int, j: int) -> float:
        at, place = dates_at[i], places[j]
        distance = 0.0 if place <= at < places[j + 1] else abs(at - place)
        behind = 0.12 if at > place else 0.3
        stray = 1.2 * regions.strays(at, rows[j].number) if regions else 0.0
        return -behind * max(0.0, distance / spacing - 0.5) - stray

    def carries_on(i: int, j: int) -> float:
        after_bare = regions is None and i > 0 and not _is_labelled(labels[i - 1])
        gap = dated[i].at - dated[i - 1].fragments[-1].row.at if i else 0
        cost = costs[i] - 0.8 * after_bare - min(0.06 * max(gap - 1, 0), 1.5)
        return cost + shared(i, j) + near(i, j)

    shares = in_order(
        len(dated),
        len(rows),
        lambda i, j: 2.0 + shared(i, j) + near(i, j),
        carries_on,
        lambda i: -2.5,
        lambda j: -2.0,
    )
    for cell, slot in zip(dated, shares, strict=True):
        if slot >= 0:
            rows[slot].due.append(cell)


def dated_pieces(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells cut into pieces of one date each, with the words that belong to it."""
    return [part for cell in _dated(cells) for part in _milestones(cell)]


def _carrying_cost(text: str, label: str) -> float:
    """Weigh a date as a further one of a row: dear when it is bare, cheap when words lead to it."""
    if text[0] in "(&" or text[0].islower():
        return -0.4
    return -1.0 if _is_labelled(label) else -3.2


def _is_labelled(label: str) -> bool:
    return re.search(r"[A-Za-z(]{3,}.*[a-z]{4}", label) is not None


def _milestones(cell: Cell) -> list[Cell]:
    """Cut a cell of dates after each line on which a date ends."""
    parts: list[list[Fragment]] = [[]]
    for fragment in cell.fragments:
        words = " ".join(f.text for f in parts[-1])
        whole = holds_date(words) and words.count("(") == words.count(")")
        done = whole and (
            not ends_open(words) or words[-1] not in "-–" and holds_date(fragment.text)
        )
        if done and fragment.text[0] not in "(&–-" and not fragment.text[0].islower():
            parts.append([])
        parts[-1].append(fragment)
    if len(parts) > 1 and not holds_date(" ".join(f.text for f in parts[-1])):
        parts[-2:] = [parts[-2] + parts[-1]]
    return [Cell(DUE, part, cell.doubt) for part in parts]


def _dated(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells that hold a date, a label left without one joined to the cell after."""
    whole: list[Cell] = []
    waiting: Cell | None = None
    for cell in cells:
        if waiting and cell.at - waiting.fragments[-1].row.at <= 6:
            merged = Cell(DUE, [*waiting.fragments, *cell.fragments], cell.doubt + 1)
            waiting = None
            cell = merged
        if holds_date(cell.text) or holds_repeat(cell.text):
            whole.append(cell)
            waiting = None
        else:
            waiting = cell
    return whole
