"""Reads XLSX: every sheet a grid with colours, comments, merged and hidden cells."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits
from goldenthread.reading.extract.addresses import address, row_text
from goldenthread.reading.extract.archive import check_archive, open_archive
from goldenthread.reading.extract.colours import Palette
from goldenthread.reading.facts import Cell, Grid, Line

Contents = tuple[tuple[Line, ...], tuple[Grid, ...], tuple[str, ...]]

_THREAD_HEAD = re.compile(r"\[Threaded comment\].*?Comment:\s*", re.DOTALL)
_THREAD_REPLY = re.compile(r"\n\s*Reply:\s*")
_DECIMALS = re.compile(r"^[#,]*0\.(0+)$")
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")


def read_xlsx(data: bytes, name: str) -> Contents:
    """Return a line per row (cells parted by tabs), a grid per sheet, and notes.

    Dates are ISO text; a merged cell repeats its text with `merged_from`; `hidden` is set where
    the row, column or sheet is hidden. UserError for a damaged or oversized workbook.
    """
    with open_archive(data, name) as archive:
        check_archive(archive, len(data), name)
        _check_cells(archive, name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of extensions (charts, slicers) that hold no text.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        palette = Palette.of_theme(book.loaded_theme)
        grids = [_grid(sheet, palette, name) for sheet in book.worksheets]
        notes = list(_notes(book, grids))
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise UserError(_damaged(name)) from error
    except (SyntaxError, RecursionError, EOFError, zipfile.BadZipFile, OSError) as error:
        raise UserError(_damaged(name)) from error
    kept = tuple(grid for grid in grids if grid.rows)
    return lines_of(kept, name), kept, tuple(notes)


def lines_of(grids: tuple[Grid, ...], name: str) -> tuple[Line, ...]:
    """Return the rows of all sheets as lines, each sheet under its name and after a blank line."""
    texts: list[str] = []
    for grid in grids:
        texts += ["", grid.name] if texts else [grid.name]
        texts.extend(row_text(row) for row in grid.rows)
    if not grids:
        raise UserError(
            f"“{name}” is a workbook with nothing in its cells. Nothing was read. Check that it is "
            "the right file."
        )
    limits.check_lines(len(texts), name)
    return tuple(Line(number, text) for number, text in enumerate(texts, 1))


def _check_cells(archive: zipfile.ZipFile, name: str) -> None:
    """Count the cells in the markup before a tree is built of them."""
    cells = 0
    for member in archive.namelist():
        if member.startswith("xl/worksheets/") and member.endswith(".xml"):
            with archive.open(member) as stream:
                while chunk := stream.read(1024 * 1024):
                    cells += len(_CELL.findall(chunk))
                    if cells > limits.CELLS:
                        raise UserError(
                            f"“{name}” has more than {limits.CELLS:,} cells. Nothing was read. "
                            "Delete the empty or unneeded rows and columns, save and try again."
                        )


def _grid(sheet: Any, palette: Palette, name: str) -> Grid:
    """Return a sheet cut to the cells that say something, with merged cells repeated."""
    merged = _merged(sheet, name)
    said = {
        (cell.row, cell.column)
        for cell in sheet._cells.values()
        if cell.value is not None or cell.comment is not None
    }
    rows = max((row for row, _ in said), default=0)
    columns = max((column for _, column in said), default=0)
    # A merged cell that says something is kept to its full extent.
    for (row, column), origin in merged.items():
        if origin in said:
            rows, columns = max(rows, row), max(columns, column)
    limits.check_grid(rows, columns, name, sheet.title)
    hidden_columns = _hidden_columns(sheet, columns)
    return Grid(
        sheet.title,
        tuple(
            tuple(
                _cell(sheet, row, column, merged, palette, column in hidden_columns)
                for column in range(1, columns + 1)
            )
            for row in range(1, rows + 1)
        ),
    )


def _cell(
    sheet: Any,
    row: int,
    column: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    palette: Palette,
    column_hidden: bool,
) -> Cell:
    place = address(row - 1, column - 1)
    origin = merged.get((row, column), (row, column))
    cell = sheet._cells.get(origin)
    own_row = sheet.row_dimensions.get(row)
    hidden = column_hidden or sheet.sheet_state != "visible" or bool(own_row and own_row.hidden)
    merged_from = None if origin == (row, column) else address(origin[0] - 1, origin[1] - 1)
    if cell is None:
        return Cell("", place, hidden=hidden, merged_from=merged_from)
    comment = _comment(cell.comment.text) if cell.comment else None
    text = shown(cell.value, cell.number_format)
    return Cell(text, place, palette.fill_of(cell.fill), comment, hidden, merged_from)


def shown(value: Any, number_format: str = "General") -> str:
    """Return a cell's value as text: dates ISO, numbers with the decimals that the sheet shows."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time(0) else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _number(value: int | float, number_format: str) -> str:
    if number_format.endswith("%"):
        return f"{round(value * 100, 2):g}%"
    decimals = _DECIMALS.match(number_format)
    if decimals:
        return f"{value:.{len(decimals[1])}f}"
    return str(int(value)) if float(value).is_integer() else repr(value)


def _comment(text: str) -> str:
    """Return what people wrote in a comment, a thread as its sayings a line each."""
    said = _THREAD_HEAD.sub("", text)
    return _THREAD_REPLY.sub("\n", said).strip()


def _merged(sheet: Any, name: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the top left cell of every merged cell, by row and column from 1."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for extent in sheet.merged_cells.ranges:
        rows = extent.max_row - extent.min_row + 1
        columns = extent.max_col - extent.min_col + 1
        limits.check_grid(rows, columns, name, sheet.title)
        origin = (extent.min_row, extent.min_col)
        found.update(
            ((row, column), origin)
            for row in range(extent.min_row, extent.max_row + 1)
            for column in range(extent.min_col, extent.max_col + 1)
        )
    return found


def _hidden_columns(sheet: Any, columns: int) -> set[int]:
    """Return the hidden columns, counted from 1; one entry may stand for a run of columns."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(dimension.index)
            hidden.update(range(first, min(dimension.max or first, columns) + 1))
    return hidden


def _notes(book: Any, grids: list[Grid]) -> Iterator[str]:
    hidden = [grid.name for grid in grids if any(c.hidden for row in grid.rows for c in row)]
    if hidden:
        yield f"Hidden rows, columns or sheets were read too: in {', '.join(hidden)}."
    ruled = [s.title for s in book.worksheets if len(s.conditional_formatting)]
    if ruled:
        yield (
            f"Colours that come from a rule (conditional formatting) cannot be read: "
            f"in {', '.join(ruled)}."
        )


def _damaged(name: str) -> str:
    return (
        f"“{name}” is a damaged Excel workbook: parts of it are missing or broken. Nothing was "
        "read. Open it in Excel, save it again and read the new file."
    )
