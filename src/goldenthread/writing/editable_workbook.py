"""A table to edit in a spreadsheet program and bring back: each row carries a hidden key."""

import io
from collections.abc import Collection, Sequence

import xlsxwriter

from goldenthread.core.errors import UserError
from goldenthread.writing.tabulated import PrintedTable, unprintable_gone

KEY_HEADING = "Key: leave as it is"
HEADING_ROW = 2
LONGEST_CELL = 32_767  # Excel's own limit, in characters.
_WIDTHS = {True: 45, False: 14}
_LONG = 40
_MAY = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


def editable_xlsx(
    title: str,
    table: PrintedTable,
    keys: Sequence[str],
    locked: Collection[str],
    notes: Sequence[str],
) -> bytes:
    """Return a workbook of one table whose rows end with a hidden, locked key each.

    `locked` names the columns that cannot be typed in while the sheet is protected (there is no
    password). A second sheet holds `notes`, a line each. Every cell is text. UserError when a text
    is longer than a cell holds.
    """
    for row in table.rows:
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise UserError(
                f"A text of {row[0]} has more than {LONGEST_CELL:,} characters, the most a "
                "spreadsheet cell holds. Nothing was written. Shorten it first."
            )
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"title": title, "language": "en-GB"})
    arial = {"font_name": "Arial", "font_size": 12, "valign": "top"}
    formats = {
        "title": book.add_format(arial | {"bold": True, "font_size": 16}),
        "heading": book.add_format(arial | {"bold": True, "text_wrap": True, "bottom": 1}),
        "locked": book.add_format(arial | {"text_wrap": True, "bg_color": "#EEEEEE"}),
        "open": book.add_format(
            arial | {"text_wrap": True, "locked": False, "num_format": "@", "quote_prefix": True}
        ),
    }
    page = book.add_worksheet(table.name)
    page.write_string(0, 0, title, formats["title"])
    page.write_string(1, 0, table.about, formats["heading"])
    _fill(page, table, keys, locked, formats)
    page.protect("", _MAY)
    page.freeze_panes(HEADING_ROW + 1, 1)
    about = book.add_worksheet("Notes")
    about.set_column(0, 0, 100, formats["locked"])
    for row, words in enumerate(notes):
        about.write_string(row, 0, words)
    book.close()
    return held.getvalue()


def _fill(
    page: xlsxwriter.worksheet.Worksheet,
    table: PrintedTable,
    keys: Sequence[str],
    locked: Collection[str],
    formats: dict[str, xlsxwriter.format.Format],
) -> None:
    """Write the headings, the rows and the keys, each cell as text."""
    last = len(table.headings)
    for column, name in enumerate(table.headings):
        look = formats["locked" if name in locked else "open"]
        wide = any(len(row[column]) > _LONG for row in table.rows)
        page.set_column(column, column, _WIDTHS[wide], look)
        page.write_string(HEADING_ROW, column, name, formats["heading"])
        for row, cells in enumerate(table.rows, HEADING_ROW + 1):
            page.write_string(row, column, unprintable_gone(cells[column]), look)
    page.set_column(last, last, 4, formats["locked"], {"hidden": True})
    page.write_string(HEADING_ROW, last, KEY_HEADING, formats["heading"])
    for row, key in enumerate(keys, HEADING_ROW + 1):
        page.write_string(row, last, key, formats["locked"])
