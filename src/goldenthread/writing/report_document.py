"""A report as a tagged Word document."""

import io
from functools import cache
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from goldenthread.writing.document import add_table, bytes_of, new_document
from goldenthread.writing.report import (
    Block,
    Bullets,
    EasyLine,
    Facts,
    Notice,
    Paragraph,
    PrintedReport,
    Reference,
    Section,
)
from goldenthread.writing.report_picture import picture_png
from goldenthread.writing.tabulated import PrintedTable, shares_of, words_of

_DEEPEST = 3
_PICTURE_WIDTH = Cm(2.6)


@cache
def _picture(name: str) -> bytes:
    return picture_png(name)


def _one_line(words: str) -> str:
    return words_of(words).replace("\n", " ")


def _add_block(document: Document, block: Block, under: str = "") -> None:
    match block:
        case Paragraph(text):
            document.add_paragraph(words_of(text))
        case Reference(text, anchor):
            _add_reference(document, text, anchor)
        case Notice(text):
            paragraph = document.add_paragraph()
            paragraph.add_run("Note: ").bold = True
            paragraph.add_run(words_of(text))
        case Bullets(items):
            for item in items:
                document.add_paragraph(words_of(item), style="List Bullet")
        case Facts(rows):
            add_facts(document, rows)
        case EasyLine(text, picture):
            _add_easy_line(document, text, picture)
        case PrintedTable():
            _add_named_table(document, block, under)


def _add_named_table(document: Document, table: PrintedTable, under: str) -> None:
    """Add a table with its name and what it is about; a name the heading above says is left."""
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    if table.name != under or not table.about:
        caption.add_run(f"{words_of(table.name)} ").bold = True
    caption.add_run(words_of(table.about))
    add_table(document, table, shares_of(table))


def add_facts(document: Document, rows: tuple[tuple[str, str], ...]) -> None:
    """Add labels and values as lines, the label in bold."""
    for label, value in rows:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{words_of(label)}: ").bold = True
        paragraph.add_run(words_of(value))


def _add_easy_line(document: Document, text: str, picture: str) -> None:
    beside = document.add_paragraph()
    beside.paragraph_format.keep_with_next = True
    run = beside.add_run()
    shape: Any = run.add_picture(io.BytesIO(_picture(picture)), width=_PICTURE_WIDTH)
    # The words beside it say the same, so a screen reader passes the picture over.
    shape._inline.docPr.set("descr", "")
    document.add_paragraph(words_of(text))


def _add_section(document: Document, section: Section, number: int) -> None:
    heading = document.add_heading(_one_line(section.heading), min(section.level, _DEEPEST))
    heading.paragraph_format.page_break_before = section.new_page
    if section.anchor:
        _bookmark(heading._p, section.anchor, number)
    for block in section.blocks:
        _add_block(document, block, section.heading)


def _bookmark(paragraph: Any, anchor: str, number: int) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        part = OxmlElement(tag)
        part.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            part.set(qn("w:name"), anchor)
        paragraph.append(part)


def _add_reference(document: Document, text: str, anchor: str) -> None:
    """Add a link to a bookmark of the same document."""
    paragraph = document.add_paragraph()
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(words_of(text))
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def report_docx(report: PrintedReport) -> bytes:
    """Return the report as DOCX: headings, repeating heading rows, title and language set."""
    document = new_document(report.title, landscape=report.wide)
    for notice in report.notices:
        _add_block(document, Notice(notice))
    add_facts(document, report.about)
    for number, section in enumerate(report.sections):
        _add_section(document, section, number)
    return bytes_of(document)
