"""Pages on which some rows stand whole and the dates and leads of the others follow in a pile.

Where cells span rows, a page's first rows may come out as texts alone, later rows whole, and then
what belongs to the first rows, in their order, after the last row of the page.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .columns import Cell
from .due_cells import dated_pieces, share_dues
from .leads import posts_of, share_leads
from .outline import Group
from .rows import ActionRow
from .traces import DUE, LEAD

_FEWEST_BARE = 2
_MOST_DATES = 2
_PILED = "it follows the page's last row, in a pile with others"


@dataclass(slots=True)
class _Region:
    """What stands between one number and the next: its row (none for a theme) and its cells."""

    at: int
    page: int
    row: ActionRow | None
    cells: list[Cell]

    def dates(self) -> list[Cell]:
        """Return the dates that stand there, piece by piece."""
        return _dates(self.cells)


def take_piles(
    group: Group, rows: Sequence[ActionRow], cells: Sequence[Cell]
) -> tuple[list[ActionRow], list[Cell]]:
    """Give the rows of such pages their dates and leads; return the rows and cells that are left.

    Whether a page is such a page is told by its dates: none after each of its first rows, as many
    as rows after the later ones, several after its last number.
    """
    regions = _regions(group, rows, cells)
    done: set[int] = set()
    used: set[int] = set()
    for page in sorted({region.page for region in regions}):
        own = [region for region in regions if region.page == page]
        if _shared(own):
            done |= {id(region.row) for region in own if region.row}
            used |= {id(cell) for region in own for cell in region.cells}
    left = [row for row in rows if id(row) not in done]
    return left, [cell for cell in cells if id(cell) not in used]


def _regions(group: Group, rows: Sequence[ActionRow], cells: Sequence[Cell]) -> list[_Region]:
    pages = {row.at: row.page for row in group.rows}
    regions = [_Region(row.mark.row.at, row.mark.row.page, row, []) for row in rows]
    regions += [_Region(t.at, pages[t.at], None, []) for t in group.themes if t.at in pages]
    regions.sort(key=lambda region: region.at)
    starts = [region.at for region in regions]
    for cell in sorted(cells, key=lambda cell: cell.at):
        above = bisect_right(starts, cell.at) - 1
        if above >= 0 and regions[above].page == cell.page:
            regions[above].cells.append(cell)
    return regions


def _shared(own: Sequence[_Region]) -> bool:
    """Share the dates and leads of a page that ends on a pile; say whether it does."""
    told = [(region.row, region) for region in own[:-1] if region.row]
    first = next((i for i, (_, region) in enumerate(told) if region.dates()), len(told))
    bare = [row for row, _ in told[:first]]
    whole = [row for row, _ in told[first:]]
    counts = [len(region.dates()) for _, region in told[first:]]
    if len(bare) < _FEWEST_BARE or not all(0 < count <= _MOST_DATES for count in counts):
        return False
    if not whole:
        return False
    last = own[-1]
    ahead, pile = _until_restart(last.cells) if last.row else ([], last.cells)
    before = [cell for _, region in told[first:] for cell in region.cells] + ahead
    dates, piled = _dates(before), _dates(pile)
    if last.row:
        whole.append(last.row)
        if len(dates) == len(whole) - 1 and len(piled) > len(bare):
            dates.append(piled.pop())
    if len(dates) != len(whole) or len(piled) < len(bare):
        return False
    leads = posts_of([cell for cell in before if cell.column == LEAD])
    for i, row in enumerate(whole):
        row.due = [dates[i]]
        row.lead = leads[i : i + 1] if len(leads) == len(whole) else leads[:1]
    share_dues(bare, piled, float("inf"), None)
    share_leads(bare, [cell for cell in pile if cell.column == LEAD], float("inf"), None)
    for row in (*bare, *(whole if last.row else [])):
        row.doubts.setdefault("due", _PILED)
        row.doubts.setdefault("lead", _PILED)
    return True


def _dates(cells: Sequence[Cell]) -> list[Cell]:
    return dated_pieces([cell for cell in cells if cell.column == DUE])


def _until_restart(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Part the cells after a number where the columns start again from the left after a lead."""
    for i, (before, after) in enumerate(pairwise(cells), 1):
        if before.column in (LEAD, DUE) and after.column < LEAD:
            return list(cells[:i]), list(cells[i:])
    return [], list(cells)
