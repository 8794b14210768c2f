"""A tagged Word document: headings, tables whose first row repeats, language, title, page numbers.

Nothing rests on merged cells or on colour; each table carries a title and a description.
"""

import io
from collections.abc import Sequence
from html import escape
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from goldenthread.writing.tabulated import PrintedTable, unprintable_gone, words_of

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
    """Add a table with a repeating heading row; `shares` are the widths relative to each other.

    The rows are written as XML at once: python-docx cell by cell takes some ten times as long.
    """
    grid: Any = document.add_table(rows=0, cols=len(made.headings))
    grid.style = "Table Grid"
    grid.autofit = False
    _describe(grid, made)
    widths = _widths(document, shares or [1] * len(made.headings))
    for column, width in zip(grid._tbl.tblGrid.iter(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    rag = made.headings.index("RAG") if "RAG" in made.headings else None
    rows = [_row(made.headings, widths, _CELL_HEADING, "tblHeader")]
    rows += [_row(row, widths, _CELL_TEXT, "cantSplit", rag) for row in made.rows]
    grid._tbl.extend(
        parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>").findall(qn("w:tr"))
    )
    document.add_paragraph()


def _describe(grid: Table, made: PrintedTable) -> None:
    """Give the table its title and description, which screen readers speak."""
    for tag, words in (("w:tblCaption", made.name), ("w:tblDescription", made.about)):
        part = OxmlElement(tag)
        part.set(qn("w:val"), words_of(words))
        grid._tbl.tblPr.append(part)


def _row(
    words: Sequence[str], widths: Sequence[int], style: str, mark: str, rag: int | None = None
) -> str:
    """Return a row as XML; the cell at `rag` gets a colour behind its word."""
    cells = (
        _cell(text, width, style.replace(" ", ""), _RAG_FILLS.get(text) if place == rag else None)
        for place, (text, width) in enumerate(zip(words, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:{mark}/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, style: str, fill: str | None) -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in unprintable_gone(text).split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{shading}</w:tcPr>{paragraphs}</w:tc>'


def _widths(document: Document, shares: Sequence[int]) -> list[int]:
    """Return the widths of the columns in twentieths of a point, filling the page."""
    section = document.sections[0]
    margins = int(section.left_margin or 0) + int(section.right_margin or 0)
    page = int(section.page_width or 0) - margins
    return [page * share // sum(shares) // 635 for share in shares]


def bytes_of(document: Document) -> bytes:
    """Return the document as DOCX."""
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
