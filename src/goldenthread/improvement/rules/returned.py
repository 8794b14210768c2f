"""Reading a workbook of actions that came back: which row is which, what it says; pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from goldenthread.core.calendar import day_words
from goldenthread.core.errors import UserError
from goldenthread.reading.facts import Cell, Grid, Source
from goldenthread.writing.editable_workbook import KEY_HEADING

from .editing import EDITABLE, REASON

NUMBER, GROUP, DATES = "Action number", "Group", "All its dates"
OURS = {NUMBER, GROUP, DATES, REASON, KEY_HEADING, *EDITABLE.values()}
NOT_OURS = (
    "“{name}” is not a workbook of actions made here: it has no column of keys. Nothing was kept. "
    "Take the workbook from the page of the plan, edit that one, and bring it back as XLSX."
)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row of a workbook that came back: its place, its key and its cells by heading."""

    row: int
    stamp: str
    cells: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    @property
    def values(self) -> dict[str, str]:
        """Return what it says of each field that can be changed, where it has the column."""
        held = {name: self.cells.get(heading) for name, heading in EDITABLE.items()}
        return {name: words for name, words in held.items() if words is not None}

    @property
    def reason(self) -> str:
        """Return why its date moves, as it says."""
        return self.cells.get(REASON, "")


def rows_returned(source: Source) -> list[ReturnedRow]:
    """Return the rows of a workbook that came back; UserError where it is none of ours."""
    for grid in source.grids:
        heading = _heading_row(grid)
        if heading is not None:
            return _rows(grid, heading)
    raise UserError(NOT_OURS.format(name=source.name[:60]))


def _heading_row(grid: Grid) -> int | None:
    for place, row in enumerate(grid.rows[:10]):
        if any(cell.text.strip() == KEY_HEADING for cell in row):
            return place
    return None


def _rows(grid: Grid, heading: int) -> list[ReturnedRow]:
    names = [cell.text.strip() for cell in grid.rows[heading]]
    found = []
    for place, row in enumerate(grid.rows[heading + 1 :], heading + 2):
        cells = {name: _words(cell) for name, cell in zip(names, row, strict=True) if name}
        stamp = cells.pop(KEY_HEADING, "").strip()
        if stamp or any(words.strip() for words in cells.values()):
            found.append(ReturnedRow(place, stamp, cells))
    return found


def _words(cell: Cell) -> str:
    """Return what a cell says; a day that the program made a date of reads as people write it."""
    words = cell.text
    if len(words) in (10, 19) and words[4:5] == "-":
        try:
            day = date.fromisoformat(words[:10])
        except ValueError:
            return words
        return day_words(day)
    return words


def other_columns(rows: Sequence[ReturnedRow]) -> list[str]:
    """Return the headings of columns that somebody added and filled: they are not read."""
    names = dict.fromkeys(name for row in rows for name, said in row.cells.items() if said.strip())
    return [name for name in names if name not in OURS]
