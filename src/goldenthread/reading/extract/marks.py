"""Takes out of the text the marks that nobody sees and that break the matching of words."""

import re
from dataclasses import replace

from goldenthread.reading.facts import Cell, Grid, Line

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060\ufeff"
_INVISIBLE = re.compile(f"[{_DIRECTION}{_ZERO_WIDTH}]")
_TURNED = re.compile(f"[{_DIRECTION}]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_ANY = re.compile(f"{_INVISIBLE.pattern}|{_SPACES.pattern}")


def clean(text: str) -> str:
    """Return `text` without invisible marks and with every kind of space as an ordinary one."""
    if text.isascii():
        return text
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def clean_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines, each cleaned; a line that needs nothing is handed on as it is."""
    if not _ANY.search("\n".join(line.text for line in lines)):
        return lines
    return tuple(
        line if (text := clean(line.text)) == line.text else replace(line, text=text)
        for line in lines
    )


def clean_grid(grid: Grid) -> Grid:
    """Return the grid with the text and comments of its cells cleaned."""
    return Grid(clean(grid.name), tuple(tuple(_clean_cell(c) for c in row) for row in grid.rows))


def notes(lines: tuple[Line, ...], grids: tuple[Grid, ...]) -> tuple[str, ...]:
    """Return a sentence on the marks that cleaning will take out, if there are any."""
    texts = [line.text for line in lines]
    texts += [cell.text for grid in grids for row in grid.rows for cell in row]
    whole = "\n".join(texts)
    turned = len(_TURNED.findall(whole))
    hidden = len(_INVISIBLE.findall(whole)) - turned
    found = []
    if turned:
        found.append(
            f"{turned:,} marks that turn the direction of writing were taken out of the text: "
            "check that words and numbers beside them stand in the right order."
        )
    if hidden:
        found.append(f"{hidden:,} invisible marks (zero width) were taken out of the text.")
    return tuple(found)


def _clean_cell(cell: Cell) -> Cell:
    text = clean(cell.text)
    comment = clean(cell.comment) if cell.comment else cell.comment
    if text == cell.text and comment == cell.comment:
        return cell
    return replace(cell, text=text, comment=comment)
