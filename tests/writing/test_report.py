"""One report in every form: nothing missing in any, tagged, the same when kept and reopened."""

import ctypes
import io
import json
import re
from html import unescape

import docx
import openpyxl
import pypdfium2
import pytest
from odf import teletype
from odf.opendocument import load
from odf.table import TableCell

from goldenthread.core.errors import UserError
from goldenthread.writing.report import PrintedReport, report_from
from goldenthread.writing.report_book import report_ods, report_xlsx
from goldenthread.writing.report_document import report_docx
from goldenthread.writing.report_html import report_body, report_html
from goldenthread.writing.report_pdf import report_pdf
from tests.writing.made_up_report import EASY, REPORT, TABLE, long_report


def told(value: object) -> list[str]:
    """Return every word of a report that a reader must find, kinds and anchors aside."""
    if isinstance(value, dict):
        hidden = ("kind", "anchor", "schema", "level", "easy", "picture", "new_page", "counted")
        return [words for key, each in value.items() if key not in hidden for words in told(each)]
    if isinstance(value, list | tuple):
        return [words for each in value for words in told(each)]
    return str(value).split("\n")


def squeezed(words: str) -> str:
    """Return words without any white space, for comparing across line breaks."""
    return re.sub(r"\s+", "", words)


def text_of_docx(data: bytes) -> str:
    opened = docx.Document(io.BytesIO(data))
    nodes = opened.element.body.iter()
    return "\n".join(node.text or "" for node in nodes if node.tag.endswith("}t"))


def text_of_pdf(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def text_of_xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(c) for page in book for row in page.values for c in row if c is not None)


def text_of_ods(data: bytes) -> str:
    book = load(io.BytesIO(data))
    return "\n".join(teletype.extractText(cell) for cell in book.getElementsByType(TableCell))


def text_of_html(words: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "\n", words))


FORMS = {
    "html": lambda report: text_of_html(report_html(report)),
    "docx": lambda report: text_of_docx(report_docx(report)),
    "pdf": lambda report: text_of_pdf(report_pdf(report)),
    "xlsx": lambda report: text_of_xlsx(report_xlsx(report)),
    "ods": lambda report: text_of_ods(report_ods(report)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("report", [REPORT, EASY], ids=["board", "easy"])
def test_nothing_of_a_report_is_missing_in_any_form(form: str, report: PrintedReport):
    found = squeezed(FORMS[form](report))
    # A sheet's name cannot hold square brackets.
    wanted = [words.replace("[", "").replace("]", "") for words in told(report.as_json())]
    found = found.replace("[", "").replace("]", "")
    assert [words for words in wanted if squeezed(words) not in found] == []


@pytest.mark.parametrize("report", [REPORT, EASY, long_report(3)], ids=["board", "easy", "long"])
def test_a_report_that_was_kept_reopens_the_same(report: PrintedReport):
    kept = json.loads(json.dumps(report.as_json()))
    assert report_from(kept) == report


def test_a_report_of_a_newer_form_is_refused_in_words():
    with pytest.raises(UserError, match="newer Golden Thread"):
        report_from(REPORT.as_json() | {"schema": 99})


def test_words_never_become_markup_and_no_style_stands_inline():
    body = report_body(REPORT)
    assert "<each>" not in body
    assert "&lt;each&gt;" in body
    assert "style=" not in body


def test_the_pdf_is_tagged_titled_and_says_its_language():
    data = report_pdf(REPORT)
    opened = pypdfium2.PdfDocument(data)
    assert opened.get_metadata_dict()["Title"] == REPORT.title
    assert pypdfium2.raw.FPDFCatalog_IsTagged(opened.raw)
    kinds = tags_of(opened)
    assert {"H1", "H2", "H3", "P", "Table", "TH", "TD", "Link", "L", "LI"} <= kinds
    held = (ctypes.c_ushort * 10)()
    pypdfium2.raw.FPDFCatalog_GetLanguage(opened.raw, held, ctypes.sizeof(held))
    assert bytes(held).decode("utf-16-le").rstrip("\0") == "en-GB"


def tags_of(opened: pypdfium2.PdfDocument) -> set[str]:
    """Return the kinds of structure element in a tagged PDF."""
    raw, kinds = pypdfium2.raw, set()

    def walk(element: object) -> None:
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        held = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, held, size)
        kinds.add(held.raw.decode("utf-16-le").rstrip("\0"))
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                walk(child)

    for page in opened:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
        raw.FPDF_StructTree_Close(tree)
    return kinds


def test_a_table_keeps_its_name_what_it_holds_and_its_heading_row_in_word():
    opened = docx.Document(io.BytesIO(report_docx(REPORT)))
    xml = opened.tables[0]._tbl.xml
    assert TABLE.about in xml
    assert "w:tblHeader" in xml
    assert opened.core_properties.title == REPORT.title


def test_a_reference_leads_to_its_section_in_word_and_on_the_page():
    xml = docx.Document(io.BytesIO(report_docx(REPORT))).element.xml
    assert 'w:anchor="detail"' in xml
    assert 'w:name="detail"' in xml
    assert '<a href="#detail">' in report_body(REPORT)
    assert 'id="detail"' in report_body(REPORT)


def test_a_formula_stays_words_in_the_workbook():
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(REPORT)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_the_file_loads_nothing_from_outside():
    page = report_html(REPORT)
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
