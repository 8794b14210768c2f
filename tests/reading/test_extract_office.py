"""Word, Excel and OpenDocument files with what real ones hold."""

import io
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf import dc, office
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from goldenthread.reading.extract import Extract, extract_bytes
from goldenthread.reading.facts import Cell, Grid


def saved(document, name: str) -> Extract:  # type: ignore[no-untyped-def]
    buffer = io.BytesIO()
    document.save(buffer)
    return extract_bytes(buffer.getvalue(), name)


def cell_at(grid: Grid, place: str) -> Cell:
    return next(cell for row in grid.rows for cell in row if cell.address == place)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_word_paragraphs_headings_and_lists_become_lines() -> None:
    document = docx.Document()
    document.add_heading("Statement of action", 1)
    document.add_paragraph("We accept\nthe findings.")
    document.add_paragraph("Train staff", style="List Bullet")
    document.add_paragraph("Publish it", style="List Number")
    document.add_paragraph("Check it", style="List Number")
    lines = [line.text for line in saved(document, "a.docx").source.lines]
    assert lines == [
        "Statement of action",
        "",
        "We accept",
        "the findings.",
        "• Train staff",
        "1. Publish it",
        "2. Check it",
    ]


def test_word_tables_become_grids_and_lines_in_their_place() -> None:
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(3, 3)
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            cell.text = f"{r}{c}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"
    document.add_paragraph("After")
    source = saved(document, "a.docx").source
    (grid,) = source.grids
    assert texts(grid) == [["wide", "wide", "02"], ["10", "11", "tall"], ["20", "21", "tall"]]
    assert cell_at(grid, "B1").merged_from == "A1"
    assert cell_at(grid, "C3").merged_from == "C2"
    assert cell_at(grid, "C2").merged_from is None
    assert [line.text for line in source.lines] == [
        "Before",
        "",
        "wide\t\t02",
        "10\t11\ttall",
        "20\t21",
        "",
        "After",
    ]


def test_word_cells_keep_their_shading_and_comments() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    run = cell.paragraphs[0].add_run("On track")
    document.add_comment(run, text="Really?", author="Chair")
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "00b050")
    cell._tc.get_or_add_tcPr().append(shade)
    extract = saved(document, "a.docx")
    (row,) = extract.source.grids[0].rows
    assert (row[0].text, row[0].fill, row[0].comment) == ("On track", "00B050", "Really?")
    assert any("comments in the margin" in note for note in extract.notes)


def test_tracked_changes_read_as_accepted_and_are_noted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Due ")
    for tag, text_tag, words in (("w:ins", "w:t", "May"), ("w:del", "w:delText", "April")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    extract = saved(document, "a.docx")
    assert [line.text for line in extract.source.lines] == ["Due May"]
    assert any("tracked changes" in note for note in extract.notes)


def tracker() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(["No", "Action", "Due", "RAG"])
    sheet.append([3.1, "Train staff\nin schools", datetime(2019, 9, 1), None])
    sheet["A2"].number_format = "0.00"
    sheet.append([2, "Publish", date(2020, 1, 31), None])
    sheet.append([None, None, 0.5, True])
    sheet["C4"].number_format = "0%"
    sheet.merge_cells("B3:B4")
    sheet["D2"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["D3"].fill = PatternFill("solid", fgColor=Color(theme=9))
    sheet["D1"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(indexed=5))
    sheet["B2"].comment = Comment("Slipped by a term", "Lead")
    sheet["A2"].comment = Comment(
        "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n"
        "    Is it done?\nReply:\n    Nearly",
        "tc",
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("Old")
    other["A1"] = "Retired"
    other.sheet_state = "hidden"
    book.create_sheet("Empty")
    return book


def test_a_workbook_gives_a_grid_for_every_sheet_that_says_something() -> None:
    extract = saved(tracker(), "a.xlsx")
    plan, old = extract.source.grids
    assert (plan.name, old.name) == ("Plan", "Old")
    assert texts(plan) == [
        ["No", "Action", "Due", "RAG"],
        ["3.10", "Train staff\nin schools", "2019-09-01", ""],
        ["2", "Publish", "2020-01-31", ""],
        ["", "Publish", "50%", "TRUE"],
    ]
    assert cell_at(plan, "B4").merged_from == "B3"
    assert [line.text for line in extract.source.lines] == [
        "Plan",
        "No\tAction\tDue\tRAG",
        "3.10\tTrain staff in schools\t2019-09-01",
        "2\tPublish\t2020-01-31",
        "\t\t50%\tTRUE",
        "",
        "Old",
        "Retired",
    ]


def test_workbook_colours_comments_and_hidden_cells() -> None:
    extract = saved(tracker(), "a.xlsx")
    plan, old = extract.source.grids
    assert cell_at(plan, "D2").fill == "FF0000"
    assert cell_at(plan, "D3").fill == "F79646"
    assert cell_at(plan, "D1").fill == "A7C0DE"
    assert cell_at(plan, "A1").fill == "FFFF00"
    assert cell_at(plan, "B1").fill is None
    assert cell_at(plan, "B2").comment == "Slipped by a term"
    assert cell_at(plan, "A2").comment == "Is it done?\nNearly"
    hidden = {cell.address for row in plan.rows for cell in row if cell.hidden}
    assert hidden == {"C1", "C2", "C4", "A3", "B3", "C3", "D3"}
    assert cell_at(old, "A1").hidden
    assert any("Hidden rows" in note and "Plan, Old" in note for note in extract.notes)


def sheet_of_odf() -> OpenDocumentSpreadsheet:
    document = OpenDocumentSpreadsheet()
    red = Style(name="red", family="table-cell")
    red.addElement(TableCellProperties(backgroundcolor="#ff0000"))
    document.automaticstyles.addElement(red)
    table = Table(name="Plan")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(visibility="collapse"))
    table.addElement(TableColumn(numbercolumnsrepeated=1000))
    first = TableRow()
    wide = TableCell(valuetype="string", numbercolumnsspanned=2)
    wide.addElement(P(text="Actions"))
    first.addElement(wide)
    first.addElement(CoveredTableCell())
    first.addElement(TableCell(numbercolumnsrepeated=16381))
    second = TableRow(visibility="collapse")
    due = TableCell(valuetype="date", datevalue="2019-09-01", stylename=red)
    due.addElement(P(text="01/09/19"))
    note = office.Annotation()
    note.addElement(dc.Creator(text="Lead"))
    note.addElement(P(text="Moved"))
    due.addElement(note)
    second.addElement(due)
    again = TableCell(valuetype="string", numbercolumnsrepeated=2)
    again.addElement(P(text="same"))
    second.addElement(again)
    table.addElement(first)
    table.addElement(second)
    empty = TableRow(numberrowsrepeated=1048574)
    empty.addElement(TableCell(numbercolumnsrepeated=16384))
    table.addElement(empty)
    document.spreadsheet.addElement(table)
    return document


def test_an_opendocument_sheet_reads_like_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    sheet_of_odf().save(path)
    extract = extract_bytes(path.read_bytes(), "a.ods")
    (grid,) = extract.source.grids
    assert texts(grid) == [["Actions", "Actions", ""], ["2019-09-01", "same", "same"]]
    assert cell_at(grid, "B1").merged_from == "A1"
    assert cell_at(grid, "A2").fill == "FF0000"
    assert cell_at(grid, "A2").comment == "Moved"
    hidden = {cell.address for row in grid.rows for cell in row if cell.hidden}
    assert hidden == {"C1", "A2", "B2", "C2"}
    assert [line.text for line in extract.source.lines] == [
        "Plan",
        "Actions",
        "2019-09-01\tsame\tsame",
    ]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt"])
def test_a_mislabelled_workbook_is_read_as_what_it_is(name: str) -> None:
    extract = saved(tracker(), name)
    assert extract.source.grids[0].name == "Plan"
    assert "read as an Excel workbook" in extract.notes[0]
