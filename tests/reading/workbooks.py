"""Made-up statements and trackers as real files, with what real ones hold; roles, no people."""

import io
from datetime import date
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf import style, table, text
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

RED, AMBER, GREEN, BLUE, PALE = "FF0000", "FFC000", "00B050", "0070C0", "E8F3E4"


def _saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def merged_tracker() -> bytes:
    """XLSX a: one sheet, merged numbers and leads, two leads in a cell, RAG by colour alone."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Action plan"
    rows: list[list[Any]] = [
        ["Harbourshire SEND statement of action"],
        ["Working group 2: Right help (also called Access) Chair: Director of Inclusion"],
        ["Priority 3: Families wait too long for therapy"],
        ["", "What we will do", "Intended impact", "How will we know?", "Lead(s)", "Timescale", "",
         "RAG"],
        ["", "", "", "", "", "Start", "Completion", ""],
        ["2.1 Therapy waits"],
        ["2.1.1", "Count every child waiting", "Waits are known", "Monthly count seen by the board",
         "Head of Therapies / SEND Commissioning Manager", date(2024, 1, 8), date(2024, 3, 29), ""],
        ["2.1.2", "Agree one referral form", "One way in", "Form in use at all clinics",
         "Head of SEND", "", "Spring 2024", ""],
        ["", "", "", "Nine in ten referrals accepted first time", "", "", "July 2024", ""],
        ["2.1.3", "Publish waits by locality", "Families see waits", "Page live", "", "",
         "from September 2024", ""],
        ["2.2", "School offer"],
        ["2.2.1", "Train a lead in each school", "", "-", "Principal Educational Psychologist\n"
         "Head of SEND", "", "tbc", ""],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for area in ("A1:H1", "A2:H2", "A3:H3", "F4:G4", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5",
                 "H4:H5", "A6:H6", "A8:A9", "B8:B9", "C8:C9", "E8:E10", "B11:H11"):  # fmt: skip
        sheet.merge_cells(area)
    for cell, colour in (("H7", GREEN), ("H8", AMBER), ("H10", PALE), ("H12", "999999")):
        sheet[cell].fill = _fill(colour)
    sheet.merge_cells("H8:H9")
    return _saved(book)


def many_sheets() -> bytes:
    """XLSX b: cover, key, two group sheets, measures, glossary; comments and hidden rows."""
    book = Workbook()
    cover = book.active
    cover.title = "Cover"
    for row in (["SEND improvement tracker"], ["Local area", "Harbourshire"],
                ["Version", "4"], ["RAG key"], ["Green - on course"], ["Red - stuck"]):  # fmt: skip
        cover.append(row)
    cover["A5"].fill, cover["A6"].fill = _fill("D8EBD2"), _fill("F4CCCC")
    _group_sheet(
        book.create_sheet("1 Knowing our children"),
        [
            ["1", "Join health and council lists", "Data Manager", "31/05/2024", "On track",
             "Lists exchanged"],
            ["2", "Check the lists twice a year", "", "Ongoing", "Delayed", ""],
            None,
            ["3", "Retired action", "Data Manager", "2023", "Stopped", ""],
        ],
    )  # fmt: skip
    known = book["1 Knowing our children"]
    known["E3"].fill, known["E4"].fill = _fill("D8EBD2"), _fill("F4CCCC")
    known["D3"].comment = Comment("Moved from March; the board agreed in April.", "Analyst")
    known.row_dimensions[6].hidden = True
    _group_sheet(
        book.create_sheet("2 Hearing families"),
        [["1", "Hold a termly forum (with working group 1)", "Forum Chair; Participation Officer",
          "Autumn term 2024", "Not started", ""]],
    )  # fmt: skip
    measures = book.create_sheet("Measures")
    for row in (["What we will measure"], ["Ref", "Measure", "Baseline", "Target", "Source"],
                ["M1", "Share of plans issued in 20 weeks", "43%", "70%", "Monthly return"],
                ["M2", "Parents who feel heard", "", "two in three", "Survey"]):  # fmt: skip
        measures.append(row)
    glossary = book.create_sheet("Glossary")
    for row in (["Term", "Meaning"], ["EHC", "Education, health and care"]):
        glossary.append(row)
    return _saved(book)


def _group_sheet(sheet: Any, rows: list[list[str] | None]) -> None:
    """Fill a sheet with a title, headings and actions; None repeats the headings."""
    headings = ["No.", "Action", "Owner", "By when", "Status", "Progress update June"]
    sheet.append([sheet.title])
    sheet.append(headings)
    for row in rows:
        sheet.append(row or headings)


def open_document() -> bytes:
    """ODS c: a tracker with theme rows, numbers in the action cell and RAG as words or colour."""
    book = OpenDocumentSpreadsheet()
    red = style.Style(name="red", family="table-cell")
    red.addElement(style.TableCellProperties(backgroundcolor="#c00000"))
    book.automaticstyles.addElement(red)
    sheet = table.Table(name="Tracker")
    rows: list[list[Any]] = [
        ["Priority", "Objective", "Action to be taken", "Responsible officer", "Target date",
         "BRAG rating", "Comments", "Baseline", "Target"],
        ["Priority 1", "Earlier help", "1.1 Open a duty line", "Duty Manager and Head of Inclusion",
         (date(2025, 2, 28),), "Amber/Green", "Line opened two days a week", "none", "5 days"],
        ["Priority 1", "Earlier help", "1.2 Publish the waiting time", "ditto", "Q1 2025/26", "B",
         "", "", ""],
        ["Priority 2", "Fair access", "2.1 Map clinics", "Public Health Analyst",
         "March – May 2025", None, "", "", ""],
    ]  # fmt: skip
    for row in rows:
        line = table.TableRow()
        for value in row:
            line.addElement(_ods_cell(value, red))
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    held = io.BytesIO()
    book.write(held)
    return held.getvalue()


def _ods_cell(value: Any, red: Any) -> Any:
    """Return a cell of text, of a date (a tuple of one), or coloured red (None)."""
    if value is None:
        return table.TableCell(stylename=red)
    if isinstance(value, tuple):
        cell = table.TableCell(valuetype="date", datevalue=value[0].isoformat())
        value = value[0].strftime("%d/%m/%Y")
    else:
        cell = table.TableCell(valuetype="string")
    if value:
        cell.addElement(text.P(text=value))
    return cell


def _table(document: Any, rows: list[list[str]]) -> Any:
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = words
    return made


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def statement_form() -> bytes:
    """DOCX: a statement with a heading and a table for each priority, theme rows merged across."""
    document = docx.Document()
    document.add_heading("Harbourshire written statement", 0)
    document.add_paragraph("Working group 9 is named here only in passing.")
    headings = ["", "Actions", "Intended impact", "Measure of success (how will we know we are "
                "making a difference?)", "Responsible lead", "Completion date", "RAG"]  # fmt: skip
    document.add_heading("Working Group 1: Listening", 1)
    document.add_paragraph("Chair: Deputy Director of Nursing")
    document.add_paragraph("Priority 4: Rebuild the trust of families")
    first = _table(document, [
        headings,
        ["1.1 Say what was heard", "", "", "", "", "", ""],
        ["1.1.1", "Write back to each family within ten days", "Families know they were heard",
         "Reply times reported", "Customer Care Manager", "October 2024", ""],
        ["1.1.2", "Print a yearly account of what changed", "", "Account printed",
         "Communications Lead, Parent Forum Chair", "March 2025; then yearly", "Green"],
    ])  # fmt: skip
    first.rows[1].cells[0].merge(first.rows[1].cells[6])
    _shade(first.rows[2].cells[6], AMBER)
    document.add_heading("Working Group 2: Growing up", 1)
    document.add_paragraph("Priority 5: Plan for adult life sooner")
    second = _table(document, [
        headings,
        ["2.1.1", "Begin talks at 13", "No cliff edge", "Year 9 reviews hold a plan",
         "Transition Lead", "Sept 2025", ""],
        ["2.1.2", "Name a worker at 17", "", "", "", "Sept 2026", ""],
    ])  # fmt: skip
    second.rows[1].cells[4].merge(second.rows[2].cells[4])
    return _saved(document)


def priority_action_form() -> bytes:
    """DOCX: like a priority action plan; each action a form with its measures beneath."""
    document = docx.Document()
    document.add_heading("Priority action plan", 0)
    _table(document, [["Name of local area", "Harbourshire"],
                      ["Date of inspection", "May 2024"],
                      ["Governance and accountability", "Partnership board\nCabinet"]])  # fmt: skip
    for number, words in (
        ("1", "Waits for assessment are long"),
        ("2", "Plans are out of date"),
    ):
        document.add_heading(f"Area for priority action {number}", 1)
        made = _table(document, [
            [f"Priority action {number}", words, "", "", ""],
            ["Who is jointly responsible", "Harbourshire Council; Harbour ICB", "", "", ""],
            ["What", "Who", "When", "Impact", "Resources"],
            [f"{number}.1 Hire two assessors", "Head of SEND", "30 June 2024", "Shorter waits",
             "£90,000"],
            [f"{number}.2 Clear the oldest cases first", "Head of SEND", "By December 2024", "",
             ""],
            ["Measure", "Baseline", "6 month milestone", "12 month milestone", "Target"],
            ["Median wait in weeks", "31", "26", "20", "18"],
        ])  # fmt: skip
        for at in (0, 1):
            made.rows[at].cells[1].merge(made.rows[at].cells[4])
    return _saved(document)
