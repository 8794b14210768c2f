"""Names the cells of a grid as a spreadsheet does."""

from collections.abc import Sequence

from goldenthread.reading.facts import Cell


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1-style address of a cell, row and column counted from 0."""
    return f"{column_name(column)}{row + 1}"


def row_text(row: Sequence[Cell]) -> str:
    """Return a row as one line: cells parted by tabs, the repeats of a merged cell left empty."""
    texts = ("" if cell.merged_from else " ".join(cell.text.split()) for cell in row)
    return "\t".join(texts).rstrip()
