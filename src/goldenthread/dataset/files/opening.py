"""Opens a file by what it holds, whatever its name ends in, as sheets of text rows."""

from collections.abc import Iterator
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.headings import check_repeated
from goldenthread.dataset.files.rows import CellFault, TextRow, TextRows
from goldenthread.dataset.files.separated import csv_sheet
from goldenthread.dataset.files.sheets import RawRow, RawSheet
from goldenthread.dataset.files.workbook import xlsx_sheets

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SIGNS = {b"PK\x03\x04": "xlsx", b"PK\x05\x06": "xlsx", _OLD_EXCEL: "xls", b"%PDF": "pdf"}
_WORDS = {"xls": "an old Excel workbook, or one locked with a password", "pdf": "a PDF"}


def form_of(path: Path) -> str:
    """Return "xlsx", "xml" or "csv" by a file's first bytes; UserError for one that is neither."""
    if not path.is_file():
        raise UserError(f"There is no file {path.name} there. Nothing was loaded.")
    with path.open("rb") as stream:
        start = stream.read(512)
    form = _SIGNS.get(start[:4], "")
    if form in _WORDS:
        raise UserError(
            f"“{path.name}” is {_WORDS[form]}, which is not read. Nothing was loaded. Save it as "
            "CSV UTF-8 or as an Excel workbook (.xlsx) without a password."
        )
    if form:
        return form
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "xml" if text[:1] == b"<" else "csv"


def sheets_of(path: Path) -> list[RawSheet]:
    """Return the sheets of an XLSX file, or the one that a CSV file is."""
    form = form_of(path)
    if form == "xml":
        raise UserError(
            f"“{path.name}” is XML, which this source is not sent in. Nothing was loaded. Ask for "
            "the extract as CSV or XLSX."
        )
    return xlsx_sheets(path) if form == "xlsx" else [csv_sheet(path)]


def open_rows(path: Path, sheet: str = "") -> TextRows:
    """Return a sheet's headings, which are its first row that is not blank, and the rows below.

    Without `sheet` the first sheet that is not hidden is opened. UserError for a file that cannot
    be read, a sheet that is not there, and a heading that is there twice.
    """
    sheets = sheets_of(path)
    found = [one for one in sheets if (one.name == sheet if sheet else not one.hidden)]
    if not found:
        names = ", ".join(f"“{one.name}”" for one in sheets)
        raise UserError(
            f"“{path.name}” has no sheet “{sheet}”. It has {names}. Nothing was loaded."
        )
    chosen = found[0]
    rows = (row for row in chosen.read() if not row.blank)
    head = next(rows, None)
    if head is None:
        raise UserError(f"There is nothing in {chosen.called}. Nothing was loaded.")
    headings = tuple(cell or "" for cell in head.cells)
    check_repeated(headings, chosen.called)
    return TextRows(chosen.called, headings, _under(rows, headings), list(chosen.notes))


def _under(rows: Iterator[RawRow], headings: tuple[str, ...]) -> Iterator[TextRow]:
    for number, row in enumerate(rows, start=1):
        cells = tuple([*row.cells, *[None] * len(headings)][: len(headings)])
        faults = tuple(
            CellFault(headings[fault.at], fault.code, fault.message)
            for fault in row.faults
            if fault.code != "date-cell" and fault.at < len(headings)
        )
        yield TextRow(number, row.line, cells, faults)
