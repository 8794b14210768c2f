"""Reads DOCX: paragraphs as lines, tables as grids and as lines, in the order of the document."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import limits
from goldenthread.reading.extract.addresses import address, row_text
from goldenthread.reading.extract.archive import check_archive, open_archive
from goldenthread.reading.extract.numbering import Numbering
from goldenthread.reading.facts import Cell, Grid, Line

Contents = tuple[tuple[Line, ...], tuple[Grid, ...], tuple[str, ...]]

_BREAKS = {qn("w:br"), qn("w:cr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TRACKED = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))


def read_docx(data: bytes, name: str) -> Contents:
    """Return the lines, tables and notes of a Word document.

    A heading stands between blank lines; a table row is one line, its cells parted by tabs, and
    each table also a grid named "Table 1" and so on. Tracked insertions are read, tracked
    deletions are not, and a note says so. UserError for a damaged or oversized file.
    """
    with open_archive(data, name) as archive:
        check_archive(archive, len(data), name)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        reader = _Reader(name, Numbering.of(document), _comments(document), _headings(document))
        reader.read(body)
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise UserError(_damaged(name)) from error
    except (SyntaxError, RecursionError, EOFError, zipfile.BadZipFile, OSError) as error:
        raise UserError(_damaged(name)) from error
    lines = tuple(Line(number, text) for number, text in enumerate(reader.texts, 1))
    limits.check_lines(len(lines), name)
    if not any(line.text.strip() for line in lines):
        raise UserError(
            f"“{name}” holds no words (perhaps only pictures of pages). Nothing was read. Run text "
            "recognition (OCR) on it, or ask for the document as it was written."
        )
    return lines, tuple(reader.grids), tuple(_notes(body, reader))


class _Reader:
    """Walks the body once and gathers lines and grids."""

    def __init__(
        self, name: str, numbering: Numbering, comments: dict[str, str], headings: set[str]
    ) -> None:
        self.name = name
        self.numbering = numbering
        self.comments = comments
        self.headings = headings
        self.texts: list[str] = []
        self.grids: list[Grid] = []

    def read(self, body: Any) -> None:
        """Read the paragraphs and tables of a body, content controls included."""
        for block in _blocks(body):
            if block.tag == qn("w:p"):
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, paragraph: Any) -> None:
        text = self.numbering.label(paragraph) + _text(paragraph)
        heading = _style(paragraph) in self.headings
        if heading and self.texts and self.texts[-1]:
            self.texts.append("")
        self.texts.extend(row.rstrip() for row in text.split("\n"))
        if heading and text.strip():
            self.texts.append("")

    def _table(self, table: Any) -> None:
        grid = self._grid(table)
        if not grid.rows:
            return
        self.grids.append(grid)
        self.texts += [""] if self.texts and self.texts[-1] else []
        self.texts.extend(row_text(row) for row in grid.rows)
        self.texts.append("")

    def _grid(self, table: Any) -> Grid:
        title = f"Table {len(self.grids) + 1}"
        rows: list[list[Cell]] = []
        for r, tr in enumerate(_within(table, qn("w:tr"))):
            row: list[Cell] = [Cell("", address(r, c)) for c in range(_grid_before(tr))]
            for tc in _within(tr, qn("w:tc")):
                self._cells(tc, row, rows[-1] if rows else [], r)
                limits.check_grid(r + 1, len(row), self.name, title)
            rows.append(row)
        width = max((len(row) for row in rows), default=0)
        for r, row in enumerate(rows):
            row.extend(Cell("", address(r, c)) for c in range(len(row), width))
        return Grid(title, tuple(tuple(row) for row in rows))

    def _cells(self, tc: Any, row: list[Cell], above: list[Cell], r: int) -> None:
        """Add the cell to its row, once for every column it spans."""
        start = len(row)
        if _continues(tc) and start < len(above):
            over = above[start]
            text, fill, comment = over.text, over.fill, over.comment
            origin: str | None = over.merged_from or over.address
        else:
            parts = (self.numbering.label(p) + _text(p) for p in tc.iter(qn("w:p")))
            text = "\n".join(part for part in parts if part.strip())
            fill, comment, origin = _fill(tc), self._comment(tc), None
        for c in range(start, start + _span(tc)):
            merged = origin if c == start or origin else address(r, start)
            row.append(Cell(text.strip(), address(r, c), fill, comment, False, merged))

    def _comment(self, element: Any) -> str | None:
        marks = element.iter(qn("w:commentReference"))
        said = [self.comments[i] for m in marks if (i := m.get(qn("w:id"))) in self.comments]
        return "\n".join(said) or None


def _blocks(parent: Any) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child)


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or cells of a row, also those inside content controls."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _within(child, tag)


def _text(element: Any) -> str:
    """Return the words of a paragraph, tracked insertions in, tracked deletions out."""
    parts = []
    for child in element.iterchildren():
        tag = child.tag
        if tag in (qn("w:del"), qn("w:moveFrom"), _FALLBACK, qn("w:pPr"), qn("w:rPr")):
            continue
        if tag == qn("w:t"):
            parts.append(child.text or "")
        elif tag == qn("w:tab"):
            parts.append("\t")
        elif tag in _BREAKS:
            parts.append("\n")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif len(child):
            parts.append(_text(child) + ("\n" if tag == qn("w:p") else ""))
    return "".join(parts)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")


def _headings(document: Any) -> set[str]:
    """Return the ids of the heading and title styles of a document."""
    return {
        style.style_id
        for style in document.styles
        if (style.name or "").lower().startswith(("heading", "title", "subtitle"))
    }


def _comments(document: Any) -> dict[str, str]:
    """Return the text of each comment by its id."""
    return {str(comment.comment_id): comment.text.strip() for comment in document.comments}


def _grid_before(tr: Any) -> int:
    before = tr.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return 0 if before is None else min(int(before.get(qn("w:val"), "0")), limits.COLUMNS)


def _span(tc: Any) -> int:
    span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else max(1, min(int(span.get(qn("w:val"), "1")), limits.COLUMNS))


def _continues(tc: Any) -> bool:
    """Whether a cell continues the merged cell above it."""
    merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _fill(tc: Any) -> str | None:
    shade = tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = None if shade is None else shade.get(qn("w:fill"))
    return fill.upper() if fill and len(fill) == 6 else None


def _notes(body: Any, reader: _Reader) -> Iterator[str]:
    if next(body.iter(*_TRACKED), None) is not None:
        yield (
            "The document has tracked changes: it was read as if all of them were accepted. Check "
            "that this is the version that was agreed."
        )
    if reader.comments:
        yield (
            f"The document has {len(reader.comments)} comments in the margin: those in tables were "
            "read with their cell, the others were not read."
        )


def _damaged(name: str) -> str:
    return (
        f"“{name}” is a damaged Word document: parts of it are missing or broken. Nothing was "
        "read. Open it in Word, save it again and read the new file."
    )
