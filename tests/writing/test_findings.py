"""Findings of a plan check as a spreadsheet and a document."""

import io

import docx
import openpyxl

from goldenthread.writing.findings import (
    PrintedCitation,
    PrintedFinding,
    findings_docx,
    findings_xlsx,
)

FINDINGS = [
    PrintedFinding(
        rule="no-date" if rank % 2 else "no-lead",
        severity="high" if rank < 5 else "low",
        rank=rank,
        what=f"Action {rank} gives no date",
        why="Nobody can say when it is late.",
        citations=(
            PrintedCitation("statement.docx", (rank, rank), f"=words of {rank}"),
            PrintedCitation("letter.pdf", (7, 9), "what inspectors said"),
            PrintedCitation("tracker.xlsx", None, "a cell"),
        ),
        mend=f"By March 2025: action {rank}" if rank != 2 else None,
    )
    for rank in range(12, 0, -1)
]


def test_the_spreadsheet_ranks_findings_and_gives_each_citation_a_row() -> None:
    book = openpyxl.load_workbook(io.BytesIO(findings_xlsx("Check", FINDINGS)))
    assert book.sheetnames == ["Cover", "Findings", "Citations"]
    rows = list(book["Findings"].iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows] == [str(rank) for rank in range(1, 13)]
    assert rows[0] == (
        "1",
        "Action 1 gives no date",
        "Nobody can say when it is late.",
        "high",
        "no-date",
        "statement.docx, line 1\nletter.pdf, lines 7 to 9\ntracker.xlsx",
        "By March 2025: action 1",
    )
    assert rows[1][6] == "Not stated"
    cited = list(book["Citations"].iter_rows(min_row=4, values_only=True))
    assert len(cited) == 36
    assert cited[0] == ("1", "no-date", "statement.docx", "1", "1", "=words of 1")
    assert cited[2] == ("1", "no-date", "tracker.xlsx", "Not stated", "Not stated", "a cell")
    assert book["Citations"]["F4"].data_type == "s"


def test_the_document_gives_the_first_ten_in_full_and_the_rest_in_a_table() -> None:
    document = docx.Document(io.BytesIO(findings_docx("Check", FINDINGS)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == [f"{rank}. Action {rank} gives no date" for rank in range(1, 11)]
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows[1:]] == ["11", "12"]
    said = "\n".join(p.text for p in document.paragraphs)
    assert "letter.pdf, lines 7 to 9: “what inspectors said”" in said
    assert said.count("Proposed wording: ") == 9


def test_nothing_found_is_said_in_words() -> None:
    document = docx.Document(io.BytesIO(findings_docx("Check", [])))
    assert "The check found nothing." in [p.text for p in document.paragraphs]
    book = openpyxl.load_workbook(io.BytesIO(findings_xlsx("Check", [])))
    assert book.sheetnames == ["Cover"]
