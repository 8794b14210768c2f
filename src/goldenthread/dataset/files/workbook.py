"""Reads XLSX row by row: dates as dates, numbers as their digits, formulas as faults."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.container import DAMAGE, Merged, damaged, look_into
from goldenthread.dataset.files.sheets import RawFault, RawRow, RawSheet, check_width
from goldenthread.dataset.rules.unreadable import WORDS, is_formula

KEPT_DIGITS = 10**15
"""A spreadsheet keeps 15 digits of a number; from here on the last ones are made up."""

_BATCH = 500


def xlsx_sheets(path: Path) -> list[RawSheet]:
    """Return the sheets of a workbook in their order; UserError where it cannot be opened safely.

    Chart sheets are left out. A hidden sheet is marked so.
    """
    merged = look_into(path)
    with _opened(path) as book:
        return [
            RawSheet(
                path.name,
                sheet.title,
                partial(_rows, path, sheet.title),
                hidden=sheet.sheet_state != "visible",
                merged=_merged_of(sheet, merged),
            )
            for sheet in book.worksheets
        ]


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Yield a workbook to be read as a stream; UserError where it is damaged."""
    import openpyxl

    with path.open("rb") as stream:
        try:
            with warnings.catch_warnings():
                # openpyxl warns of extensions (charts, slicers) that hold no text.
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(stream, read_only=True, keep_links=False)
        except DAMAGE as error:
            raise UserError(damaged(path)) from error
        try:
            yield book
        finally:
            book.close()


def _merged_of(sheet: Any, merged: dict[str, Merged]) -> Merged:
    """Return the merged ranges of one sheet, found by the part that it is read from."""
    return merged.get(sheet._worksheet_path.lstrip("/"), ())


def _rows(path: Path, title: str) -> Iterator[RawRow]:
    with _opened(path) as book:
        sheet = book[title]
        sheet.reset_dimensions()
        rows = sheet.iter_rows()
        line = 1
        while batch := _take(rows, path):
            for cells in batch:
                check_width(len(cells), f"sheet “{title}” of “{path.name}”")
                yield _row(line, cells)
                line += 1


def _take(rows: Iterator[Any], path: Path) -> list[Any]:
    """Return the next rows, [] at the end; UserError where the markup breaks off."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of a date that no calendar has and gives an error cell in its place.
            warnings.simplefilter("ignore")
            return list(islice(rows, _BATCH))
    except DAMAGE as error:
        raise UserError(damaged(path)) from error


def _row(line: int, cells: tuple[Any, ...]) -> RawRow:
    texts: list[str | None] = []
    faults: list[RawFault] = []
    for at, cell in enumerate(cells):
        value = cell.value
        if value is None:
            texts.append(None)
            continue
        text, code = _text(value, cell.data_type)
        texts.append(text)
        if code:
            faults.append(RawFault(at, code, CELL_WORDS[code]))
    return RawRow(line, texts, faults)


CELL_WORDS = {
    "formula": WORDS["formula"],
    "scientific": "is a number of more than 15 digits, of which a spreadsheet keeps 15 and makes "
    "up the rest; it is not guessed; send the column as text",
    "date-cell": "was turned into a date by the spreadsheet; send the column as text",
    "error-cell": "holds an error of the spreadsheet, such as #N/A; send the value or nothing",
}


def _text(value: Any, data_type: str) -> tuple[str | None, str]:
    """Return a cell's value as text and the code of what is wrong with it, "" for nothing."""
    if data_type == "f":
        return (value if isinstance(value, str) else "="), "formula"
    if data_type == "e":
        return str(value), "error-cell"
    if isinstance(value, bool):
        return ("1" if value else "0"), ""
    if isinstance(value, int | float):
        return _digits(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return (value.date().isoformat() if midnight else value.isoformat()), "date-cell"
    if isinstance(value, date | time):
        return value.isoformat(), "date-cell"
    text = str(value).strip()
    return text or None, "formula" if is_formula(text) else ""


def _digits(value: float) -> tuple[str, str]:
    if abs(value) >= KEPT_DIGITS:
        return str(value), "scientific"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return (str(value) if isinstance(value, int) else f"{value:.15g}"), ""
