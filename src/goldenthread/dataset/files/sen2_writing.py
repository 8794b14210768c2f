"""Writes a SEN2 return from typed tables: one XML file, nine Blade CSV files or one workbook.

Each form is written row by row. A file takes its name only once it is whole.
"""

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.sen2_layout import FILE, OWN, PARENT, heading, table_id
from goldenthread.dataset.files.sen2_tree import write_tree
from goldenthread.dataset.rules.values import MONTHS
from goldenthread.dataset.sources.shape import Source, Table

FORMS = ("xml", "csv", "xlsx")
SHEET_ROWS = 1_048_575
FIRST_SHEET_DAY = date(1900, 3, 1)
"""Before it the day numbers of a spreadsheet are one out."""

Row = Mapping[str, Any]
Tables = Mapping[str, Iterable[Row]]


def write_return(source: Source, tables: Tables, form: str, out: Path, *, on: date) -> list[Path]:
    """Write a return to the folder `out` in one of FORMS and return the files, named by `on`.

    `tables` gives typed rows by the names of the source's tables. For XML the rows of each must be
    in the order of their person and request, and every one must have the row above it; a UserError
    says how many have not. Other rows of the folder stay as they are.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    if form == "xml":
        return [_xml(source, tables, out / f"SEN2_{on:%d-%m-%Y}.xml")]
    if form == "xlsx":
        return [_workbook(source, tables, out / f"SEN2_{on:%d-%m-%Y}.xlsx")]
    if form == "csv":
        return [
            _blade(table, tables.get(table.name, ()), out, f"{on:%d-%m-%Y}")
            for table in source.tables
        ]
    raise UserError(f"A SEN2 return is not written as {form}. It is written as {', '.join(FORMS)}.")


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """Yield a private file that takes its name when all of it was written, and goes otherwise."""
    half = path.with_name(f".{path.name}.part")
    try:
        with open(
            os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
            "w",
            encoding="utf-8",
            newline="",
        ) as stream:
            yield stream
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _xml(source: Source, tables: Tables, path: Path) -> Path:
    with whole(path) as stream:
        write_tree(stream, source, tables)
    return path


def _blade(table: Table, rows: Iterable[Row], out: Path, on: str) -> Path:
    path = out / f"Blade-Export_{on}_{FILE[table.name]}.csv"
    columns = blade_columns(table)
    above = PARENT.get(table.name, "sen2")
    up = OWN[above]
    names = [table_id(table.name), "NativeId", f"{FILE[table.name]}orderseqcolumn", "sourceid"]
    names += [table_id(above)] if table.name != "sen2" else []
    order: tuple[str, int] = ("", 0)
    with whole(path) as stream:
        writer = csv.writer(stream)
        writer.writerow([*names, *columns])
        for number, row in enumerate(rows, start=1):
            parent = text_of(row.get(up)) or "1"
            order = (parent, order[1] + 1 if order[0] == parent else 1)
            own = text_of(row.get(OWN[table.name])) or str(number)
            first = [own, str(number), str(order[1]), "1"]
            first += [parent] if table.name != "sen2" else []
            writer.writerow([*first, *(blade_text(row.get(name)) for name in columns)])
    return path


def blade_columns(table: Table) -> list[str]:
    """Return a table's own columns, the numbers that join tables left out."""
    return [column.name for column in table.columns if column.name not in OWN.values()]


def text_of(value: Any) -> str:
    """Return a typed value as XML and CSV have it, "" for None; dates are ISO, yes is 1."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def blade_text(value: Any) -> str:
    """Return a typed value as the Blade files have it: days as 2022-Sep-28 00:00:00."""
    if isinstance(value, datetime):
        return f"{_blade_day(value)} {value.time().isoformat()}"
    if isinstance(value, date):
        return f"{_blade_day(value)} 00:00:00"
    return text_of(value)


def _blade_day(value: date) -> str:
    return f"{value.year:04}-{MONTHS[value.month - 1].capitalize()}-{value.day:02}"


def _workbook(source: Source, tables: Tables, path: Path) -> Path:
    """Write the sheets of the workbook, and one for the header, which the published form lacks."""
    import xlsxwriter

    half = path.with_name(f".{path.name}.part")
    os.close(os.open(half, os.O_WRONLY | os.O_CREAT, 0o600))
    try:
        options = {"constant_memory": True, "strings_to_urls": False, "tmpdir": str(path.parent)}
        with xlsxwriter.Workbook(half, options) as book:
            formats = {
                date: book.add_format({"num_format": "dd/mm/yyyy"}),
                datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
            }
            for table in [*source.tables[1:], source.tables[0]]:
                _sheet(book.add_worksheet(table.sheets[0]), table, tables, formats)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return path


def sheet_columns(table: Table) -> list[str]:
    """Return the columns of a workbook's sheet: own number, person, request, then what it says."""
    links = {OWN[table.name], "person_id", "request_id"}
    return [c.name for c in table.columns if c.name in links or c.name not in OWN.values()]


def _sheet(sheet: Any, table: Table, tables: Tables, formats: Mapping[type[date], Any]) -> None:
    columns = sheet_columns(table)
    for at, name in enumerate(columns):
        sheet.write_string(0, at, heading(name))
    for line, row in enumerate(tables.get(table.name, ()), start=1):
        if line > SHEET_ROWS:
            raise UserError(
                f"There are more rows of {table.name} than a sheet can hold ({SHEET_ROWS:,}). "
                "Nothing was written. Write the return as XML or CSV."
            )
        for at, name in enumerate(columns):
            _cell(sheet, line, at, row.get(name), formats)


def _cell(sheet: Any, line: int, at: int, value: Any, formats: Mapping[type[date], Any]) -> None:
    """Write a value as its own kind: a day as a day, a number as a number, the rest as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, at, text_of(value))
    elif isinstance(value, datetime) and value.time() == time():
        # A moment at midnight would come back as a day; as text it stays what it is.
        sheet.write_string(line, at, value.isoformat())
    elif isinstance(value, date) and _day(value) >= FIRST_SHEET_DAY:
        kind = datetime if isinstance(value, datetime) else date
        sheet.write_datetime(line, at, value, formats[kind])
    elif isinstance(value, int) and abs(value) < 10**15:
        sheet.write_number(line, at, value)
    else:
        sheet.write_string(line, at, text_of(value))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
