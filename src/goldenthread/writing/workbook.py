"""Tables as spreadsheets: one to a sheet, from column A, marked as a table, text but for counts.

Follows the government guidance on releasing statistics in spreadsheets: title in A1, what the
sheet holds in A2, Arial 12, no merged cells, nothing said by colour alone.
"""

import io
import re
from collections.abc import Sequence

import xlsxwriter
from odf import style, table, teletype, text
from odf.dc import Language, Title
from odf.opendocument import OpenDocumentSpreadsheet

from goldenthread.core.errors import UserError
from goldenthread.writing.tabulated import PrintedTable

_HEADING_ROW = 2
_WIDEST, _NARROWEST = 45, 12
_MOST_COLUMNS_TO_A_PAGE = 8
_LONGEST_CELL = 32_767  # Excel's own limit, in characters.
_FORMULA_STARTS = ("=", "+", "-", "@")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")


def _widths(sheet: PrintedTable) -> list[int]:
    """Return the width of each column in characters."""
    return [
        max(
            _NARROWEST,
            min(_WIDEST, max(len(line) for cell in column for line in cell.split("\n")) + 2),
        )
        for column in zip(sheet.headings, *sheet.rows, strict=True)
    ]


def number_of(sheet: PrintedTable, column: int, cell: str) -> float | None:
    """Return the number in a cell of a counted column, None where it is words."""
    if sheet.headings[column] not in sheet.counted or not _NUMBER.fullmatch(cell):
        return None
    return float(cell)


def _check(tables: Sequence[PrintedTable]) -> None:
    for sheet in tables:
        for row in sheet.rows:
            if any(len(cell) > _LONGEST_CELL for cell in row):
                raise UserError(
                    f"A text in “{sheet.name}” has more than {_LONGEST_CELL:,} characters, the "
                    "most a spreadsheet cell holds. Nothing was written. Shorten it, or print "
                    "the plan as a document."
                )


def xlsx_bytes(title: str, tables: Sequence[PrintedTable]) -> bytes:
    """Return an XLSX workbook of the tables, each on a sheet named after it.

    Every cell is text but the numbers of counted columns: words that begin like a formula stay
    words. UserError when a text is longer than a cell holds.
    """
    _check(tables)
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"title": title, "language": "en-GB"})
    arial = {"font_name": "Arial", "font_size": 12, "valign": "top"}
    formats = {
        "title": book.add_format(arial | {"bold": True, "font_size": 16}),
        "plain": book.add_format(arial),
        "heading": book.add_format(arial | {"bold": True, "text_wrap": True, "bottom": 1}),
        "cell": book.add_format(arial | {"text_wrap": True}),
        "quoted": book.add_format(arial | {"text_wrap": True, "quote_prefix": True}),
    }
    for number, sheet in enumerate(tables, 1):
        _xlsx_sheet(book, sheet, number, formats)
    book.close()
    return held.getvalue()


def _xlsx_sheet(
    book: xlsxwriter.Workbook,
    sheet: PrintedTable,
    number: int,
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.name, formats["title"])
    page.write_string(1, 0, sheet.about, formats["plain"])
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width, formats["cell"])
    last = (_HEADING_ROW + len(sheet.rows), len(sheet.headings) - 1)
    columns = [{"header": name, "header_format": formats["heading"]} for name in sheet.headings]
    page.add_table(
        _HEADING_ROW,
        0,
        *last,
        {"name": f"table_{number}", "columns": columns, "autofilter": False, "style": None},
    )
    for r, row in enumerate(sheet.rows, _HEADING_ROW + 1):
        for c, cell in enumerate(row):
            counted = number_of(sheet, c, cell)
            if counted is not None:
                page.write_number(r, c, counted, formats["cell"])
                continue
            written = formats["quoted" if cell.startswith(_FORMULA_STARTS) else "cell"]
            page.write_string(r, c, cell, written)
    page.freeze_panes(_HEADING_ROW + 1, 0)
    page.repeat_rows(_HEADING_ROW)
    page.set_landscape()
    if len(sheet.headings) <= _MOST_COLUMNS_TO_A_PAGE:
        page.fit_to_pages(1, 0)


def ods_bytes(title: str, tables: Sequence[PrintedTable]) -> bytes:
    """Return an ODS workbook of the tables, each on a sheet named after it.

    Every cell is text but the numbers of counted columns.
    """
    _check(tables)
    book = OpenDocumentSpreadsheet()
    book.meta.addElement(Title(text=title))
    book.meta.addElement(Language(text="en-GB"))
    styles = {
        "title": _cell_style(book, "title", bold=True, size="16pt"),
        "heading": _cell_style(book, "heading", bold=True),
        "cell": _cell_style(book, "cell"),
    }
    ranges = table.DatabaseRanges()
    for number, sheet in enumerate(tables, 1):
        book.spreadsheet.addElement(_ods_sheet(book, sheet, styles))
        ranges.addElement(
            table.DatabaseRange(
                name=f"table_{number}",
                targetrangeaddress=_ods_extent(sheet),
                containsheader="true",
                displayfilterbuttons="false",
            )
        )
    book.spreadsheet.addElement(ranges)
    held = io.BytesIO()
    book.write(held)
    return held.getvalue()


def _ods_extent(sheet: PrintedTable) -> str:
    last = chr(ord("A") + len(sheet.headings) - 1)
    first_row, last_row = _HEADING_ROW + 1, _HEADING_ROW + 1 + len(sheet.rows)
    return f"'{sheet.name}'.A{first_row}:'{sheet.name}'.{last}{last_row}"


def _cell_style(
    book: OpenDocumentSpreadsheet, name: str, *, bold: bool = False, size: str = "12pt"
) -> style.Style:
    made = style.Style(name=name, family="table-cell")
    made.addElement(style.TableCellProperties(wrapoption="wrap", verticalalign="top"))
    weight = {"fontweight": "bold"} if bold else {}
    made.addElement(
        style.TextProperties(
            fontfamily="Arial", fontsize=size, language="en", country="GB", **weight
        )
    )
    book.automaticstyles.addElement(made)
    return made


def _ods_sheet(
    book: OpenDocumentSpreadsheet, sheet: PrintedTable, styles: dict[str, style.Style]
) -> table.Table:
    page = table.Table(name=sheet.name)
    for column, width in enumerate(_widths(sheet)):
        name = f"{sheet.name.replace(' ', '')}{column}"
        made = style.Style(name=name, family="table-column")
        made.addElement(style.TableColumnProperties(columnwidth=f"{width * 0.24:.2f}cm"))
        book.automaticstyles.addElement(made)
        page.addElement(table.TableColumn(stylename=made))
    page.addElement(_ods_row((sheet.name,), styles["title"]))
    page.addElement(_ods_row((sheet.about,), styles["cell"]))
    head = table.TableHeaderRows()
    head.addElement(_ods_row(sheet.headings, styles["heading"]))
    page.addElement(head)
    for row in sheet.rows:
        numbers = [number_of(sheet, place, cell) for place, cell in enumerate(row)]
        page.addElement(_ods_row(row, styles["cell"], numbers))
    return page


def _ods_row(
    cells: Sequence[str], named: style.Style, numbers: Sequence[float | None] = ()
) -> table.TableRow:
    row = table.TableRow()
    for place, words in enumerate(cells):
        number = numbers[place] if numbers else None
        kind = {"valuetype": "string"} if number is None else {"valuetype": "float"}
        cell = table.TableCell(stylename=named, **kind)
        if number is not None:
            cell.setAttribute("value", str(number))
        for line in words.split("\n"):
            paragraph = text.P()
            teletype.addTextToElement(paragraph, line)
            cell.addElement(paragraph)
        row.addElement(cell)
    return row
