import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from goldenthread.reading import (
    agenda,
    committee_report,
    inspection_letter,
    minutes,
    parts,
    revisit_letter,
)
from goldenthread.reading.facts import Cell, Grid, Kind, Line, Part, Source
from tests.reading import test_committee_report, test_inspection_letter, test_minutes
from tests.reading import test_revisit_letter as revisits
from tests.reading.made_up import file_source, source
from tests.shared import (
    AGENDA_PACK,
    INSPECTION_REPORT,
    MINUTES_ALONE,
    PROGRESS_REPORT,
    REVISIT_LETTER,
    needs_shared,
)

LETTER = test_inspection_letter.HEAD + test_inspection_letter.BULLETED + test_inspection_letter.TAIL
REVISIT = revisits.HEAD.format(overall=revisits.ONE_OF_TWO) + revisits.COLON_LAYOUT + revisits.TAIL
STATEMENT = """Northmoor
Written Statement of Action

This statement of action sets out how partners will respond to the inspection.

Working Group 1
Responsible lead
Completion date
RAG
1.1.1
Write the needs assessment
1.1.2
Publish it
"""


def kinds(whole: Source) -> list[Kind]:
    found = parts.split(whole)
    assert tuple(line for part in found for line in part.lines) == whole.lines
    return [part.kind for part in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LETTER, Kind.INSPECTION_LETTER),
        (REVISIT, Kind.REVISIT_LETTER),
        (test_minutes.NUMBERED, Kind.MINUTES),
        (test_minutes.IN_CAPITALS, Kind.MINUTES),
        (test_committee_report.MADE_UP, Kind.COMMITTEE_REPORT),
        (STATEMENT, Kind.STATEMENT),
        ("AGENDA\n\n1. Apologies for absence\n\nTo receive any.\n(Pages 3 - 4)", Kind.AGENDA),
        ("Area SEND inspection of Northmoor Local Area\nPartnership\n", Kind.AREA_REPORT),
        ("Dear Sir\nFocused visit to Northmoor children's services\n", Kind.FOCUSED_VISIT),
        ("A poem about the sea,\nand nothing else.", Kind.OTHER),
    ],
)
def test_a_document_alone(text: str, kind: Kind) -> None:
    assert kinds(source(text)) == [kind]


def test_no_lines_no_parts() -> None:
    assert parts.split(Source("empty.txt", "0" * 64, "text/plain", ())) == []


def test_a_report_with_a_letter_and_a_statement_behind_it() -> None:
    text = test_committee_report.MADE_UP + "\f" + LETTER + "cc: Department\n\f" + STATEMENT
    assert kinds(source(text, paged=True)) == [
        Kind.COMMITTEE_REPORT,
        Kind.INSPECTION_LETTER,
        Kind.STATEMENT,
    ]


def test_a_letter_quoted_by_name_opens_no_part() -> None:
    text = STATEMENT + "\nDear reader\nWe thank you.\nAgenda item 3 of the last meeting said so.\n"
    assert kinds(source(text)) == [Kind.STATEMENT]


def grid(*rows: tuple[str, ...]) -> Grid:
    made = tuple(
        tuple(Cell(text, f"{chr(65 + c)}{r}") for c, text in enumerate(row))
        for r, row in enumerate(rows, 1)
    )
    return Grid("Tracker", made)


def test_a_workbook_of_actions_is_one_statement() -> None:
    table = grid(("No", "Action", "Lead", "By when", "RAG"), ("1", "Write", "Head", "May", ""))
    whole = Source("tracker.xlsx", "0" * 64, "xlsx", (), (table,))
    assert [part.kind for part in parts.split(whole)] == [Kind.STATEMENT]


def test_minutes_with_a_table_of_actions_stay_minutes() -> None:
    table = grid(("Action", "Owner", "Date"), ("Write", "Head", "May"))
    lines = source(test_minutes.NUMBERED).lines
    whole = Source("minutes.docx", "0" * 64, "docx", lines, (table,))
    assert [part.kind for part in parts.split(whole)] == [Kind.MINUTES]


def test_a_workbook_of_other_things_is_no_statement() -> None:
    table = grid(("School", "Pupils"), ("North", "12"))
    whole = Source("schools.xlsx", "0" * 64, "xlsx", (), (table,))
    assert [part.kind for part in parts.split(whole)] == [Kind.OTHER]


@needs_shared
def test_the_real_pack() -> None:
    whole = file_source(AGENDA_PACK)
    found = [(part.kind.value, part.lines[0].number) for part in parts.split(whole)]
    assert found == [
        ("agenda", 1),
        ("minutes", 200),
        ("committee_report", 450),
        ("inspection_letter", 536),
        ("statement", 1018),
        ("committee_report", 3871),
        ("other", 3947),
        ("committee_report", 4576),
        ("focused_visit", 4640),
        ("committee_report", 4826),
        ("committee_report", 4884),
    ]
    assert len(kinds(whole)) == len(found)


@needs_shared
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (INSPECTION_REPORT, Kind.COMMITTEE_REPORT),
        (PROGRESS_REPORT, Kind.COMMITTEE_REPORT),
        (REVISIT_LETTER, Kind.REVISIT_LETTER),
        (MINUTES_ALONE, Kind.MINUTES),
    ],
)
def test_the_other_real_documents(path: Path, kind: Kind) -> None:
    assert kinds(file_source(path)) == [kind]


@needs_shared
def test_the_pack_is_parted_and_read_quickly() -> None:
    readers: dict[Kind, Callable[[Source, Sequence[Line], str], Part]] = {
        Kind.AGENDA: agenda.read,
        Kind.MINUTES: minutes.read,
        Kind.COMMITTEE_REPORT: committee_report.read,
        Kind.INSPECTION_LETTER: inspection_letter.read,
        Kind.REVISIT_LETTER: revisit_letter.read,
    }
    whole = file_source(AGENDA_PACK)
    start = time.process_time()
    for part in parts.split(whole):
        if part.kind in readers:
            readers[part.kind](whole, part.lines, part.title)
    assert time.process_time() - start < 0.3
