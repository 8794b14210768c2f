"""What a reader of files hands on: rows of text as they were sent, with what is wrong in them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from goldenthread.dataset.sources.shape import Table


@dataclass(frozen=True, slots=True)
class CellFault:
    """One thing wrong with a cell (`heading`; "" for the whole row), by code and in words.

    The codes: formula, scientific, merged, totals, date-cell, error-cell, ragged, element. The
    words never repeat what the cell holds.
    """

    heading: str
    code: str
    message: str


class TextRow(NamedTuple):
    """One row: `number` counts rows under the headings from 1, `line` is where a person finds it.

    `line` is the row of the sheet or the line of the file. A cell that holds nothing is None.
    """

    number: int
    line: int
    cells: tuple[str | None, ...]
    faults: tuple[CellFault, ...] = ()


@dataclass(slots=True)
class TextRows:
    """A sheet or a file as it was sent: its headings, its rows (once), and what is to be said."""

    name: str
    headings: tuple[str, ...]
    rows: Iterator[TextRow]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plain:
    """How to read a CSV file that an engine may read by itself, every column as text.

    `encoding` is "utf-8"; `skip` lines stand before the headings. No cell holds a formula, the
    last row is no totals row, no line is ragged at the head or the tail.
    """

    encoding: str
    delimiter: str
    skip: int
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a source found in a file: which heading is which column, and its rows.

    `columns` maps each heading that is read to our column, and each column that is filled in (a
    number in the SEN2 return) to itself; `unknown` says what is not read and
    what it is near, `missing` names columns that were not sent. `rows()` may be called again: it
    reads the file anew and gives cells in the order of `table.columns`, faults named by column.
    `plain` is there where an engine may read the file itself under `columns` and get the same.
    """

    table: Table
    path: Path
    sheet: str
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    plain: Plain | None
    rows: Callable[[], Iterator[TextRow]]
