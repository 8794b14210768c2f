"""Writes one table as people send it: CSV or XLSX under the headings of its columns."""

import csv
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.sen2_writing import SHEET_ROWS, text_of, whole
from goldenthread.dataset.sources.shape import Table

FORMS = ("csv", "xlsx")


def write_list(table: Table, rows: Iterable[Mapping[str, Any]], form: str, path: Path) -> int:
    """Write typed rows under the columns' words and return how many there were.

    Dates are day first, yes and no are words, what is not known is an empty cell. The file is for
    its owner alone and takes its name only once it is whole. UserError for another form than CSV
    and XLSX, and for more rows than a sheet can hold.
    """
    if form not in FORMS:
        raise UserError(f"A list is not written as {form}. It is written as {', '.join(FORMS)}.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _csv(table, rows, path) if form == "csv" else _xlsx(table, rows, path)


def _csv(table: Table, rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    count = 0
    with whole(path) as stream:
        # Excel takes a file for UTF-8 only by this mark.
        stream.write("\ufeff")
        writer = csv.writer(stream)
        writer.writerow(column.words for column in table.columns)
        for row in rows:
            writer.writerow(_text(row.get(column.name)) for column in table.columns)
            count += 1
    return count


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return text_of(value)


def _xlsx(table: Table, rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    import xlsxwriter

    half = path.with_name(f".{path.name}.part")
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT, 0o600))
    count = 0
    try:
        options = {"constant_memory": True, "strings_to_urls": False, "tmpdir": str(path.parent)}
        with xlsxwriter.Workbook(half, options) as book:
            sheet = book.add_worksheet(table.sheets[0] if table.sheets else table.name)
            bold = book.add_format({"bold": True})
            days = book.add_format({"num_format": "dd/mm/yyyy"})
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(table.columns):
                sheet.write_string(0, at, column.words, bold)
            for count, row in enumerate(rows, start=1):
                if count > SHEET_ROWS:
                    raise UserError(
                        f"There are more rows than a sheet can hold ({SHEET_ROWS:,}). Nothing was "
                        "written. Write the list as CSV."
                    )
                for at, column in enumerate(table.columns):
                    _cell(sheet, count, at, row.get(column.name), days)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return count


def _cell(sheet: Any, line: int, at: int, value: Any, days: Any) -> None:
    if isinstance(value, date) and not isinstance(value, datetime) and value.year > 1900:
        sheet.write_datetime(line, at, value, days)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(line, at, value)
    elif value is not None:
        sheet.write_string(line, at, _text(value))
