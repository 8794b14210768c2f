"""A tagged Word document: headings, tables whose first row repeats, language, title, page numbers.

Nothing rests on merged cells or on colour; each table carries a title and a description.
"""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table, _Cell

from goldenthread.writing.tabulated import PrintedTable, words_of

_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
_CELL_TEXT, _CELL_HEADING = "Table text", "Table heading"
_SIZES = {"Title": 24, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
# Fills behind a RAG that is written out as a word; black on each has a contrast above 7 to 1.
_RAG_FILLS = {"Red": "F4A6A0", "Amber": "FFC966", "Green": "9FD8A4", "Blue": "A9CBEE"}


def new_document(title: str, landscape: bool = True) -> Document:
    """Return an empty A4 document in British English with its title set and pages numbered."""
    document = docx.Document()
    document.core_properties.title = words_of(title)
    document.core_properties.language = "en-GB"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, margin, Cm(1.8))
    _set_styles(document)
    _number_pages(section.footer.paragraphs[0])
    document.add_heading(words_of(title).replace("\n", " "), 0)
    return document


def _set_styles(document: Document) -> None:
    """Set Arial, black headings and the language en-GB."""
    for name in ("Normal", *_HEADINGS):
        made = document.styles[name]
        made.font.name = "Arial"
        made.font.size = Pt(_SIZES.get(name, 11))
        made.font.color.rgb = RGBColor(0, 0, 0)
        fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), "Arial")
            theme = qn(f"w:{kind}Theme")
            if theme in fonts.attrib:
                del fonts.attrib[theme]
    for name, bold in ((_CELL_TEXT, None), (_CELL_HEADING, True)):
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        made.font.size = Pt(10)
        made.font.bold = bold
        made.paragraph_format.space_after = Pt(2)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    marked = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    marked.append(language)


def _number_pages(paragraph: Any) -> None:
    paragraph.add_run("Page ")
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = words
        paragraph.add_run()._r.append(part)


def add_table(document: Document, made: PrintedTable, shares: Sequence[int] = ()) -> None:
    """Add a table with a repeating heading row; `shares` are the widths relative to each other."""
    grid: Any = document.add_table(rows=1, cols=len(made.headings))
    grid.style = "Table Grid"
    grid.autofit = False
    _describe(grid, made)
    _fill_row(grid.rows[0], made.headings, _CELL_HEADING)
    _mark_row(grid.rows[0], "w:tblHeader")
    for row in made.rows:
        added = grid.add_row()
        _fill_row(added, row)
        _mark_row(added, "w:cantSplit")
    if "RAG" in made.headings:
        _shade(grid, made.headings.index("RAG"))
    _set_widths(document, grid, shares or [1] * len(made.headings))
    document.add_paragraph()


def _describe(grid: Table, made: PrintedTable) -> None:
    """Give the table its title and description, which screen readers speak."""
    for tag, words in (("w:tblCaption", made.name), ("w:tblDescription", made.about)):
        part = OxmlElement(tag)
        part.set(qn("w:val"), words_of(words))
        grid._tbl.tblPr.append(part)


def _fill_row(row: Any, words: Sequence[str], style: str = _CELL_TEXT) -> None:
    style_id = style.replace(" ", "")
    for cell, text in zip(row.cells, words, strict=True):
        lines = text.split("\n")
        paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
        for paragraph, line in zip(paragraphs, lines, strict=True):
            paragraph._p.style = style_id
            paragraph.add_run(line)


def _mark_row(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _shade(grid: Table, column: int) -> None:
    """Put a colour behind each RAG word."""
    for row in grid.rows[1:]:
        cell: _Cell = row.cells[column]
        fill = _RAG_FILLS.get(cell.text)
        if fill:
            shading = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
                shading.set(qn(f"w:{name}"), value)
            cell._tc.get_or_add_tcPr().append(shading)


def _set_widths(document: Document, grid: Table, shares: Sequence[int]) -> None:
    section = document.sections[0]
    page = int(section.page_width or 0) - 2 * int(section.left_margin or 0)
    widths = [Emu(page * share // sum(shares)) for share in shares]
    for column, width in zip(grid._tbl.tblGrid.iter(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width // 635))
    for row in grid._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def bytes_of(document: Document) -> bytes:
    """Return the document as DOCX."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
