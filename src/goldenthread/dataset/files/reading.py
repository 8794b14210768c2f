"""The rows of a table as they lie under its headings, in the order of its columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goldenthread.dataset.files.mapping import bare_value
from goldenthread.dataset.files.rows import CellFault, TextRow
from goldenthread.dataset.files.sheets import RawRow, RawSheet
from goldenthread.dataset.files.sniffing import is_totals
from goldenthread.dataset.rules import values
from goldenthread.dataset.rules.unreadable import Unreadable
from goldenthread.dataset.sources.shape import Kind, Table

DATES = frozenset({Kind.DATE, Kind.MOMENT})
WORDS = {
    "totals": "is a row of totals, not a record; delete it",
    "merged": "lies in merged cells, so it is not known to which rows its value belongs; unmerge "
    "them and fill in each row",
    "long": "has more cells than there are headings; a cell may hold the separator without quotes",
    "short": "has fewer cells than there are headings, so it was cut short",
}

MergedRange = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read from a sheet: the line and width of its headings, and which is where."""

    sheet: RawSheet
    table: Table
    line: int
    width: int
    positions: Mapping[str, int]
    values: Mapping[str, Mapping[str, str]]


def rows_under(reading: Reading, month_first: bool) -> Iterator[TextRow]:
    """Yield the rows below the headings, blank ones left out, cells in the order of the table."""
    places = [
        (column.name, reading.positions[column.name], column.kind in DATES)
        for column in reading.table.columns
        if column.name in reading.positions
    ]
    order = [reading.positions.get(column.name, -1) for column in reading.table.columns]
    merged = _Merged(reading.sheet.merged)
    number = 0
    for row in reading.sheet.read():
        if row.line <= reading.line or row.blank:
            continue
        number += 1
        faults = _faults(row, places, reading)
        faults += merged.faults(row.line, places)
        cells = tuple(row.cells[at] if 0 <= at < len(row.cells) else None for at in order)
        if reading.values or month_first:
            cells = _rewritten(cells, reading, month_first)
        yield TextRow(number, row.line, cells, tuple(faults))


def _faults(row: RawRow, places: list[tuple[str, int, bool]], reading: Reading) -> list[CellFault]:
    """Return what is wrong with a row, faults of columns that are not read left out."""
    faults: list[CellFault] = []
    if row.faults:
        at_fault = {fault.at: fault for fault in row.faults}
        for name, at, dated in places:
            fault = at_fault.get(at)
            if fault and not (dated and fault.code == "date-cell"):
                faults.append(CellFault(name, fault.code, fault.message))
    if is_totals(row.cells):
        faults.append(CellFault("", "totals", WORDS["totals"]))
    elif not reading.sheet.name and len(row.cells) != reading.width:
        if any(row.cells[reading.width :]):
            faults.append(CellFault("", "ragged", WORDS["long"]))
        elif len(row.cells) < reading.width:
            faults.append(CellFault("", "ragged", WORDS["short"]))
    return faults


def _rewritten(
    cells: tuple[str | None, ...], reading: Reading, month_first: bool
) -> tuple[str | None, ...]:
    """Return the cells as the mapping says that they are meant."""
    said: list[str | None] = []
    for column, cell in zip(reading.table.columns, cells, strict=True):
        if cell is not None and column.name in reading.values:
            cell = reading.values[column.name].get(bare_value(cell), cell) or None
        if cell is not None and month_first and column.kind in DATES:
            cell = _day_first(cell)
        said.append(cell)
    return tuple(said)


def _day_first(text: str) -> str:
    """Return a date written month first as ISO text; what cannot be read stays as it is."""
    try:
        return values.moment(text, month_first=True).isoformat()
    except Unreadable:
        return text


class _Merged:
    """The merged ranges of a sheet, let go of as the rows pass below them."""

    def __init__(self, ranges: tuple[MergedRange, ...]) -> None:
        self.waiting = sorted(ranges, reverse=True)
        self.open: list[MergedRange] = []

    def faults(self, line: int, places: list[tuple[str, int, bool]]) -> list[CellFault]:
        """Return a fault for each column that lies in a merged range on a line."""
        while self.waiting and self.waiting[-1][0] <= line:
            self.open.append(self.waiting.pop())
        if not self.open:
            return []
        self.open = [one for one in self.open if one[2] >= line]
        return [
            CellFault(name, "merged", WORDS["merged"])
            for name, at, _ in places
            if any(first <= at <= last for _, first, _, last in self.open)
        ]
