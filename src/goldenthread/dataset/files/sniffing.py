"""Whether an engine may read a CSV file by itself and get what the careful reader would."""

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from goldenthread.dataset.files.opening import form_of
from goldenthread.dataset.files.rows import Plain
from goldenthread.dataset.files.separated import csv_sheet
from goldenthread.dataset.files.sheets import RawSheet

TOTALS = re.compile(
    r"(?:(?:grand|sub)[ -]?)?totals?:?(?: (?:of|for|number|count|rows|records|all)\b.*)?|sum:?",
    re.IGNORECASE | re.DOTALL,
)
"""What the first cell of a totals row says."""

_LOOKED_AT = 200
_TAIL = 16 * 1024


def sniff(path: Path) -> Plain | None:
    """Return how an engine may read a CSV file, headings in its first row; None if it may not.

    UserError for a file that is no readable text.
    """
    if form_of(path) != "csv":
        return None
    sheet = csv_sheet(path)
    head = next((row for row in sheet.read() if not row.blank), None)
    if head is None:
        return None
    return plain_of(path, sheet, head.line, [cell or "" for cell in head.cells])


def plain_of(path: Path, sheet: RawSheet, line: int, headings: Sequence[str]) -> Plain | None:
    """Return how an engine may read a file whose headings are on `line`; None if it may not."""
    whole = all(headings) and len({one.casefold() for one in headings}) == len(headings)
    if not (sheet.quiet and whole and len(headings) > 1) or _ends_in_totals(path, sheet.delimiter):
        return None
    rows = islice((row for row in sheet.read() if row.line > line), _LOOKED_AT)
    if any(len(row.cells) != len(headings) for row in rows):
        return None
    return Plain("utf-8", sheet.delimiter, line - 1, tuple(headings))


def _ends_in_totals(path: Path, delimiter: str) -> bool:
    """Whether one of the last lines begins as a totals row does."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _TAIL, 0))
        lines = stream.read().decode("utf-8", "replace").splitlines()[-5:]
    cells = ([cell.strip(' "') for cell in line.split(delimiter)] for line in lines)
    return any(is_totals(row) for row in cells)


def is_totals(cells: Sequence[str | None]) -> bool:
    """Whether a row is one of totals, by the first of its cells that holds anything."""
    first = next((cell for cell in cells if cell), None)
    return first is not None and bool(TOTALS.fullmatch(first))
