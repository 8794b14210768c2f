"""Dates and leads of tables read row by row: what stands after a number stands in its row."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from .columns import Cell
from .due_cells import dated_pieces
from .leads import posts_of
from .rows import ActionRow
from .traces import DUE, LEAD

_MOVED = "two dates stand after one number and none after the other"
_SPANS = "no lead stands in its row; the nearest of its theme may span it"


def take_rows(rows: Sequence[ActionRow], cells: Sequence[Cell]) -> list[ActionRow]:
    """Give rows that stand alone their dates and leads; return the rows that do not so stand."""
    ordered = sorted(rows, key=lambda row: row.mark.row.at)
    own: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.fragments[0].alone:
            own.setdefault(cell.fragments[0].ordinal, []).append(cell)
    single = {id(row) for at, row in enumerate(ordered, 1) if at in own}
    for at, row in enumerate(ordered, 1):
        found = own.get(at, [])
        row.due = dated_pieces([cell for cell in found if cell.column == DUE])
        row.lead = posts_of([cell for cell in found if cell.column == LEAD])
    _even_out([row for row in ordered if id(row) in single])
    _span_leads([row for row in rows if id(row) in single])
    return [row for row in rows if id(row) not in single]


def _even_out(rows: Sequence[ActionRow]) -> None:
    """Move a date printed past the next number, or before its own, to the row that has none."""
    for above, below in pairwise(rows):
        if above.mark.row.page != below.mark.row.page:
            continue
        if not above.due and len(below.due) > 1:
            above.due = [below.due.pop(0)]
        elif not below.due and len(above.due) > 1:
            below.due = [above.due.pop()]
        else:
            continue
        above.doubts["due"] = below.doubts["due"] = _MOVED


def _span_leads(rows: Sequence[ActionRow]) -> None:
    """Let a row without a lead share that of the row above in its theme, else of the row below."""
    for _, run in groupby(rows, key=lambda row: row.number[:-1]):
        theme = list(run)
        given = [bool(row.lead) for row in theme]
        for i, row in enumerate(theme):
            if given[i] or not any(given):
                continue
            near = min((j for j, has in enumerate(given) if has), key=lambda j: (j > i, abs(j - i)))
            row.lead, row.lead_shared = theme[near].lead, True
            theme[near].lead_shared = True
            row.doubts["lead"] = _SPANS
            theme[near].doubts.setdefault("lead", _SPANS)
