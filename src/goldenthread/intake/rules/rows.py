"""On which line of a document the row of a cell stands."""

import re

from goldenthread.reading.extract.addresses import row_text
from goldenthread.reading.facts import Source

_ROW = re.compile(r"\d+")


def rows_of_grids(source: Source) -> dict[tuple[str, int], int]:
    """Return, for each (sheet, row from 1), the number of the line that shows the row."""
    texts = [line.text for line in source.lines]
    found: dict[tuple[str, int], int] = {}
    begun = 0
    for grid in source.grids:
        rows = [row_text(row) for row in grid.rows]
        reach = range(begun, len(texts) - len(rows) + 1)
        start = next((n for n in reach if texts[n : n + len(rows)] == rows), None)
        if start is None:
            continue
        for offset in range(len(rows)):
            found[(grid.name, offset + 1)] = source.lines[start + offset].number
        begun = start + len(rows)
    return found


def line_of_cell(
    sheet: str | None, cell: str, rows: dict[tuple[str, int], int]
) -> list[int] | None:
    """Return the first and last line of the rows that cells ("A7" or "D8, D9") stand in."""
    numbers = [int(match[0]) for match in _ROW.finditer(cell)]
    lines = [rows[(sheet or "", n)] for n in numbers if (sheet or "", n) in rows]
    return [min(lines), max(lines)] if lines else None
