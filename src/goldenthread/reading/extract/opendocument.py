"""Reads ODS: the tables of content.xml, with colours, comments, merged and hidden cells.

The markup is read directly through defusedxml: odfpy parses with an undefended SAX parser and
keeps every repeated cell, and python-calamine hands on neither colours nor comments.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError

import defusedxml
import defusedxml.ElementTree as ElementTree

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits
from goldenthread.reading.extract.addresses import address
from goldenthread.reading.extract.archive import DAMAGE, check_archive, open_archive
from goldenthread.reading.extract.workbook import Contents, lines_of
from goldenthread.reading.facts import Cell, Grid

_NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE, _TEXT, _OFFICE, _STYLE = (
    "{" + _NS.format(name) + "}" for name in ("table", "text", "office", "style")
)
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_GROUPS = {f"{_TABLE}table-{g}" for g in ("row-group", "header-rows", "rows")}
_COLUMN_GROUPS = {f"{_TABLE}table-{g}" for g in ("column-group", "header-columns", "columns")}
_UNSEEN = ("collapse", "filter")


@dataclass(slots=True)
class _Sheet:
    """A table while it is read: its cells by row and column from 0, and what is merged."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False


def read_ods(data: bytes, name: str) -> Contents:
    """Return a line per row (cells parted by tabs), a grid per sheet, and notes.

    As for a workbook: dates ISO, merged cells repeated, `hidden` where nobody sees the cell.
    UserError for a damaged, locked or oversized file.
    """
    with open_archive(data, name) as archive:
        check_archive(archive, len(data), name)
        try:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UserError(
                    f"“{name}” is locked with a password. Nothing was read. Open it with the "
                    "password, save a copy without one and read that."
                )
            root = ElementTree.fromstring(archive.read("content.xml"))
        except (KeyError, ParseError, *DAMAGE) as error:
            raise UserError(_damaged(name)) from error
        except defusedxml.DefusedXmlException as error:
            raise UserError(_damaged(name)) from error
    try:
        fills, unseen = _styles(root)
        sheets = [_read(table, fills, unseen, name) for table in root.iter(f"{_TABLE}table")]
    except (ValueError, RecursionError) as error:
        raise UserError(_damaged(name)) from error
    grids = tuple(grid for sheet in sheets if (grid := _grid(sheet, name)).rows)
    hidden = [g.name for g in grids if any(c.hidden for row in g.rows for c in row)]
    note = f"Hidden rows, columns or sheets were read too: in {', '.join(hidden)}."
    return lines_of(grids, name), grids, (note,) if hidden else ()


def _styles(root: Element) -> tuple[dict[str, str], set[str]]:
    """Return the fill of each cell style, and the names of table styles that hide a sheet."""
    fills, unseen = {}, set()
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        for properties in style:
            colour = properties.get(f"{_FO}background-color", "")
            if colour.startswith("#") and len(colour) == 7:
                fills[name] = colour[1:].upper()
            if properties.get(f"{_TABLE}display") == "false":
                unseen.add(name)
    return fills, unseen


def _read(table: Element, fills: dict[str, str], unseen: set[str], name: str) -> _Sheet:
    sheet = _Sheet(table.get(f"{_TABLE}name", ""))
    sheet.hidden = table.get(f"{_TABLE}style-name") in unseen
    _hide_columns(table, sheet)
    r = 0
    for row in _rows(table):
        repeat = _count(row, "number-rows-repeated")
        cells = list(_row_cells(row, fills))
        if any(_says(cell) for _, cell in cells):
            limits.check_grid(r + repeat, 1, name, sheet.name)
            for again in range(r, r + repeat):
                _add_row(sheet, again, cells, fills, name)
                if row.get(f"{_TABLE}visibility") in _UNSEEN:
                    sheet.hidden_rows.add(again)
        r += repeat
    return sheet


_PAINTED_RUN = 3


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _row_cells(row: Element, fills: dict[str, str]) -> Iterator[tuple[int, Element]]:
    """Yield the column, from 0, and each cell that says something, is merged or bears a colour.

    A colour run along many columns paints the sheet and says nothing of a cell.
    """
    c = 0
    for cell in row:
        repeat = _count(cell, "number-columns-repeated")
        painted = repeat <= _PAINTED_RUN and cell.get(f"{_TABLE}style-name", "") in fills
        if cell.tag == f"{_TABLE}table-cell" and (painted or _says(cell)):
            for column in range(c, c + min(repeat, limits.COLUMNS + 1)):
                yield column, cell
        if cell.tag.endswith("table-cell"):
            c += repeat


def _says(cell: Element) -> bool:
    return bool(len(cell)) or cell.get(f"{_OFFICE}value-type") is not None


def _add_row(
    sheet: _Sheet, r: int, cells: list[tuple[int, Element]], fills: dict[str, str], name: str
) -> None:
    for c, element in cells:
        fill = fills.get(element.get(f"{_TABLE}style-name", ""))
        cell = Cell(_shown(element), address(r, c), fill, _comment(element))
        sheet.cells[(r, c)] = cell
        down, across = (
            _count(element, "number-rows-spanned"),
            _count(element, "number-columns-spanned"),
        )
        limits.check_grid(down, across, name, sheet.name)
        if down > 1 or across > 1:
            sheet.spans.append((r, c, down, across))
    if len(sheet.cells) > limits.CELLS:
        limits.check_grid(limits.ROWS, limits.CELLS, name, sheet.name)


def _grid(sheet: _Sheet, name: str) -> Grid:
    for r, c, down, across in sheet.spans:
        origin = sheet.cells[(r, c)]
        for place in ((y, x) for y in range(r, r + down) for x in range(c, c + across)):
            if place != (r, c):
                sheet.cells[place] = replace(
                    origin, address=address(*place), merged_from=origin.address
                )
    rows = max((r for r, _ in sheet.cells), default=-1) + 1
    columns = max((c for _, c in sheet.cells), default=-1) + 1
    limits.check_grid(rows, columns, name, sheet.name)
    return Grid(
        sheet.name, tuple(tuple(_at(sheet, r, c) for c in range(columns)) for r in range(rows))
    )


def _at(sheet: _Sheet, r: int, c: int) -> Cell:
    cell = sheet.cells.get((r, c)) or Cell("", address(r, c))
    hidden = sheet.hidden or r in sheet.hidden_rows or c in sheet.hidden_columns
    return replace(cell, hidden=True) if hidden else cell


def _hide_columns(parent: Element, sheet: _Sheet, c: int = 0) -> int:
    for child in parent:
        if child.tag in _COLUMN_GROUPS:
            c = _hide_columns(child, sheet, c)
        elif child.tag == f"{_TABLE}table-column":
            repeat = _count(child, "number-columns-repeated")
            if child.get(f"{_TABLE}visibility") in _UNSEEN:
                sheet.hidden_columns.update(range(c, c + min(repeat, limits.COLUMNS)))
            c += repeat
    return c


def _shown(cell: Element) -> str:
    """Return a cell's text: a date as ISO text, everything else as the sheet shows it."""
    if cell.get(f"{_OFFICE}value-type") == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    return "\n".join(_words(p) for p in cell if p.tag == f"{_TEXT}p").strip()


def _comment(cell: Element) -> str | None:
    notes = (p for a in cell.iter(f"{_OFFICE}annotation") for p in a.iter(f"{_TEXT}p"))
    return "\n".join(_words(p) for p in notes).strip() or None


def _words(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_count(child, "c", _TEXT), 100))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _count(element: Element, attribute: str, space: str = _TABLE) -> int:
    return max(1, int(element.get(f"{space}{attribute}", "1")))


def _damaged(name: str) -> str:
    return (
        f"“{name}” is a damaged or unusual OpenDocument spreadsheet. Nothing was read. Open it, "
        "save it again and read the new file."
    )
