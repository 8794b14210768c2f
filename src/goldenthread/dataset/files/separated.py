"""Reads CSV in the form that the file itself shows: its encoding, its separator, its quotes."""

import csv
from collections.abc import Iterator
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.encoding import Written, how_written
from goldenthread.dataset.files.sheets import RawFault, RawRow, RawSheet, check_width
from goldenthread.dataset.rules.unreadable import WORDS, is_formula

DELIMITERS = ",;\t|"
CELL = 100_000
"""The most characters in a cell; more means that a quotation mark was never closed."""

_MAY_BEGIN_A_FORMULA = frozenset("=+-@ ")


def csv_sheet(path: Path) -> RawSheet:
    """Return a CSV file as the only sheet of itself; UserError where it is no readable text."""
    written = how_written(path)
    delimiter = delimiter_of(path, written)
    return RawSheet(
        path.name,
        "",
        lambda: _rows(path, written, delimiter),
        notes=(written.note,) if written.note else (),
        delimiter=delimiter,
        quiet=written.encoding == "utf-8-sig" and not written.formulas,
    )


def delimiter_of(path: Path, written: Written) -> str:
    """Return the sign that parts the cells: the commonest outside quotes in the first lines."""
    with path.open(encoding=written.encoding, newline="") as stream:
        lines = [line for line in stream.read(64 * 1024).splitlines()[:20] if line.strip()]
    outside = ["".join(line.split('"')[::2]) for line in lines]
    counts = {sign: max((text.count(sign) for text in outside), default=0) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: counts[sign])


def _rows(path: Path, written: Written, delimiter: str) -> Iterator[RawRow]:
    line = 1
    with path.open(encoding=written.encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise UserError(_broken(path, line)) from error
            if cells is None:
                return
            check_width(len(cells), f"file “{path.name}”")
            if any(len(cell) > CELL for cell in cells):
                raise UserError(_broken(path, line))
            yield RawRow(line, [cell.strip() or None for cell in cells], _formulas(cells))
            line = reader.line_num + 1


def _formulas(cells: list[str]) -> list[RawFault]:
    return [
        RawFault(at, "formula", WORDS["formula"])
        for at, cell in enumerate(cells)
        if cell and cell[0] in _MAY_BEGIN_A_FORMULA and is_formula(cell)
    ]


def _broken(path: Path, line: int) -> str:
    return (
        f"“{path.name}” cannot be parted into cells from line {line:,} on: a quotation mark there "
        "is not closed or stands inside a cell. Nothing was loaded. Ask for the file again, or "
        "mend that line."
    )
