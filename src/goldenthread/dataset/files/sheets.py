"""One sheet as it lies in a file, before anybody knows which table it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from goldenthread.core.errors import UserError

COLUMNS = 1_000
"""The most columns a sheet may have."""
HEAD_ROWS = 20
"""Headings are looked for in so many rows from the top."""


class RawFault(NamedTuple):
    """What is wrong with the cell in column `at` (0-based; -1 for the whole row)."""

    at: int
    code: str
    message: str


class RawRow(NamedTuple):
    """The cells of one row as text, None where empty, and the line or row on which it begins."""

    line: int
    cells: list[str | None]
    faults: list[RawFault]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet of a workbook, or a CSV file as its only sheet; `read()` may be called again.

    `merged` holds ranges as (first row, first column, last row, last column), rows 1-based and
    columns 0-based. `delimiter` parts the cells of a CSV file; `quiet` is one in UTF-8 in which no
    cell can be taken for a formula.
    """

    file: str
    name: str
    read: Callable[[], Iterator[RawRow]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
    delimiter: str = ""
    quiet: bool = False

    @property
    def called(self) -> str:
        """How a sentence names it: the file, and the sheet where there is one."""
        return f"sheet “{self.name}” of “{self.file}”" if self.name else f"“{self.file}”"


def letters(at: int) -> str:
    """Return the letters of a spreadsheet's column, 0 being A."""
    text = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(65 + rest) + text
    return text


def check_width(count: int, called: str) -> None:
    """Raise UserError where a row has more columns than any extract has."""
    if count > COLUMNS:
        raise UserError(
            f"The {called} has {count:,} columns, more than the {COLUMNS:,} that are read. "
            "Nothing was loaded. Delete the columns that are not needed, save and try again."
        )
