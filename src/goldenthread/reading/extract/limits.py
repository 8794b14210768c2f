"""How much of a file is taken in before it is refused, so that memory and time stay bounded."""

from goldenthread.core.errors import UserError

MEGABYTE = 1024 * 1024

FILE_BYTES = 100 * MEGABYTE
PAGES = 2_000
SECONDS = 120
UNZIPPED_BYTES = 300 * MEGABYTE
UNZIPPED_RATIO = 200
"""How many times larger than the file its content may be, once that passes UNZIPPED_FREE."""
UNZIPPED_FREE = 20 * MEGABYTE
ZIP_MEMBERS = 10_000
MARKUP_BYTES = 80 * MEGABYTE
"""The most markup (XML) in one office file: built as a tree it takes many times that in memory."""
CELLS = 400_000
ROWS = 50_000
COLUMNS = 1_000
LINES = 500_000


def check_file_size(size: int, name: str) -> None:
    """Raise UserError when a file of `size` bytes is empty or larger than FILE_BYTES."""
    if size == 0:
        raise UserError(
            f"“{name}” is empty: it holds no bytes at all. Nothing was read. Ask for the file "
            "again, or save it again from the program that made it."
        )
    if size > FILE_BYTES:
        raise UserError(
            f"“{name}” is {size // MEGABYTE:,} MB, more than the {FILE_BYTES // MEGABYTE} MB that "
            "is read. Nothing was read. Save only the pages you need as a smaller file."
        )


def check_pages(pages: int, name: str) -> None:
    """Raise UserError when a document has more than PAGES pages."""
    if pages > PAGES:
        raise UserError(
            f"“{name}” has {pages:,} pages, more than the {PAGES:,} that are read. Nothing was "
            "read. Save the pages you need as a file of their own."
        )


def check_lines(lines: int, name: str) -> None:
    """Raise UserError when a document has more than LINES lines."""
    if lines > LINES:
        raise UserError(
            f"“{name}” has more than {LINES:,} lines. Nothing was read. Split it into smaller "
            "files and read those."
        )


def check_grid(rows: int, columns: int, name: str, sheet: str) -> None:
    """Raise UserError when a table has more than ROWS rows, COLUMNS columns or CELLS cells."""
    if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
        raise UserError(
            f"“{name}” has {rows:,} rows by {columns:,} columns in “{sheet}”, more than is read "
            f"({ROWS:,} rows, {COLUMNS:,} columns, {CELLS:,} cells). Nothing was read. Delete the "
            "empty or unneeded rows and columns, save and try again."
        )
