"""The tags of a report's PDF, and its workbook against the guidance on statistics."""

import io

import openpyxl
import pypdfium2
import pytest
from odf.opendocument import load
from odf.table import TableCell

from goldenthread.writing.report import Paragraph, PrintedReport, Section
from goldenthread.writing.report_book import report_ods, report_xlsx
from goldenthread.writing.report_html import report_body
from goldenthread.writing.report_pdf import report_pdf
from goldenthread.writing.tabulated import PrintedTable
from tests.writing.made_up_report import EASY, REPORT, long_report
from tests.writing.pdf_tags import elements_of, untagged_objects


def counted(name: str) -> PrintedTable:
    rows = (("31 March 2019", "12", "-3"), ("30 June 2019", "We do not know", "4"))
    return PrintedTable(name, "Counts.", ("On", "Red", "Gap"), rows, ("Red", "Gap"))


COUNTS = PrintedReport(
    "Counts",
    (("As at", "1 July 2019"),),
    (
        Section("First", (Paragraph("Read this first."),), 1, "first"),
        Section("By group", (), 1, "groups", True),
        Section("One", (counted("Group 1"),), 2),
        Section("Two", (counted("Group 2"),), 2),
    ),
)


@pytest.mark.parametrize("report", [REPORT, EASY, COUNTS, long_report(12)])
def test_nothing_drawn_on_a_page_is_without_a_tag(report: PrintedReport):
    assert untagged_objects(pypdfium2.PdfDocument(report_pdf(report))) == 0


def test_every_cell_of_a_pdfs_tables_names_its_headings():
    found = list(elements_of(pypdfium2.PdfDocument(report_pdf(long_report(12)))))
    cells = [attributes for kind, attributes in found if kind == "TD"]
    assert len(cells) == 12 * 7
    assert all("Headers" in attributes for attributes in cells)
    headings = [kind for kind, _ in found if kind == "TH"]
    assert len(headings) >= 8 + 12, "a heading for each column and each row"


def test_a_workbook_opens_with_a_cover_and_says_what_is_on_each_sheet():
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(COUNTS)))
    assert book.sheetnames == ["Cover", "Contents", "Words", "By group"]
    listed = [row[0] for row in book["Contents"].iter_rows(min_row=4, values_only=True)]
    assert listed == ["Words", "By group"]
    assert not any(page.merged_cells.ranges for page in book)
    assert all(len(page.tables) == 1 for page in book)


def test_a_workbook_leaves_no_gap_and_says_how_what_is_not_there_reads():
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(COUNTS)))
    cover = {row[0]: row[1] for row in book["Cover"].iter_rows(min_row=4, values_only=True)}
    assert "neither means nought" in cover["How to read it"]
    for page in book:
        rows = page.iter_rows(min_row=3, values_only=True)
        assert all(cell not in (None, "") for row in rows for cell in row), page.title


def test_tables_alike_stand_on_one_sheet_with_counts_as_numbers():
    page = openpyxl.load_workbook(io.BytesIO(report_xlsx(COUNTS)))["By group"]
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("Part", "On", "Red", "Gap")
    assert rows[1] == ("Group 1", "31 March 2019", 12, -3)
    assert rows[4] == ("Group 2", "30 June 2019", "We do not know", 4)


def test_counts_are_numbers_in_the_open_document_too():
    cells = load(io.BytesIO(report_ods(COUNTS))).getElementsByType(TableCell)
    kinds = {str(cell): cell.getAttribute("valuetype") for cell in cells}
    assert (kinds["12"], kinds["We do not know"]) == ("float", "string")


def test_a_first_page_is_set_apart_and_the_contents_follow_it():
    body = report_body(COUNTS)
    first, rest = body.split('<nav aria-label="Contents" class="report-new-page">')
    assert "Read this first." in first
    assert 'class="report-first"' in first
    assert "By group" in rest


def test_a_colour_is_a_word_with_a_sign_only_in_a_column_of_colours():
    rows = (("1", "Red\nUpdate late", "Red"),)
    table = PrintedTable("T", "", ("Number", "Colour", "Action"), rows)
    body = report_body(PrintedReport("T", (), (Section("S", (table,)),)))
    assert body.count("report-colour-red") == 1
    assert '<span class="report-sign" aria-hidden="true">▲</span> Red' in body
    assert "report-colour-late" in body
