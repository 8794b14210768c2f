"""XLSX is read row by row: dates as dates, and what a spreadsheet spoils is said, never guessed."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import open_rows, tables_in
from goldenthread.dataset.files.workbook import CELL_WORDS
from tests.dataset.files.made import HEAD, SOURCE, faults, found, rows


def workbook(folder: Path, *lines: list, name: str = "sent.xlsx", title: str = "Referrals") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for line in (HEAD.split(","), *lines):
        book.active.append(line)
    book.save(folder / name)
    return folder / name


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        rows(path)
    return caught.value.message


def test_values_come_as_text_and_dates_as_dates(tmp_path: Path):
    path = workbook(
        tmp_path,
        ["r1", 9990000018, date(2015, 5, 5), datetime(2024, 9, 1, 10, 30), 12.0],
        [None, None, None, None, None],
        [17, "999 000 0018", "05/05/2015", date(2024, 9, 2), 1.5],
    )
    assert rows(path) == [
        ("r1", "9990000018", "2015-05-05", "2024-09-01T10:30:00", "12"),
        ("17", "999 000 0018", "05/05/2015", "2024-09-02", "1.5"),
    ]
    assert faults(path) == []
    assert [row.line for row in found(path).rows()] == [2, 4]


def test_a_formula_is_refused_by_its_cell(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), "=6+6"])
    assert faults(path) == [(2, "weeks", "formula", CELL_WORDS["formula"])]


def test_a_number_too_long_for_a_spreadsheet_is_not_guessed(tmp_path: Path):
    path = workbook(tmp_path, [1234567890123456789, None, None, date(2024, 9, 1), 1])
    (fault,) = faults(path)
    assert fault[:3] == (2, "ref", "scientific")
    assert "more than 15 digits" in fault[3]


def test_an_identifier_turned_into_a_date_is_said(tmp_path: Path):
    path = workbook(tmp_path, [date(2024, 3, 1), None, None, date(2024, 9, 1), 1])
    assert faults(path) == [(2, "ref", "date-cell", CELL_WORDS["date-cell"])]


def test_an_error_of_the_spreadsheet_is_said(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), "#N/A"])
    assert faults(path) == [(2, "weeks", "error-cell", CELL_WORDS["error-cell"])]


def test_merged_cells_are_said_for_each_row_they_lie_in(tmp_path: Path):
    path = workbook(
        tmp_path, *(["r" + str(n), None, None, date(2024, 9, n), n] for n in range(1, 6))
    )
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("D6:E6")
    book.save(path)
    assert [(line, heading, code) for line, heading, code, _ in faults(path)] == [
        (3, "ref", "merged"),
        (4, "ref", "merged"),
        (6, "received_on", "merged"),
        (6, "weeks", "merged"),
    ]
    book.active.merge_cells("A1:B1")
    book.save(path)
    assert "cells of row 1, which has the headings, are merged" in refusal(path)


def test_a_row_of_totals_is_said(tmp_path: Path):
    path = workbook(
        tmp_path, ["r1", None, None, date(2024, 9, 1), 5], ["Total", None, None, None, 5]
    )
    ((line, heading, code, words),) = faults(path)
    assert (line, heading, code) == (3, "", "totals")
    assert words == "is a row of totals, not a record; delete it"


def test_a_hidden_sheet_is_not_read_and_said(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), 5])
    book = openpyxl.load_workbook(path)
    hidden = book.create_sheet("Care contacts")
    hidden.append(["Contact reference", "Reference", "Held on"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Notes").append(["Made on Monday"])
    book.save(path)
    read = tables_in([path], SOURCE)
    assert [one.table.name for one in read.tables] == ["referrals"]
    assert read.notes == (
        "The sheet “Care contacts” of “sent.xlsx” is hidden and was not read.",
        "The sheet “Notes” of “sent.xlsx” holds no table of a made-up extract and was not read.",
    )
    book["Referrals"].sheet_state = "hidden"
    book.save(path)
    assert "Its sheet “Referrals” is hidden and was not read." in refusal(path)


def test_open_rows_takes_a_sheet_by_name(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), 5])
    assert len(list(open_rows(path, "Referrals").rows)) == 1
    with pytest.raises(UserError, match="has no sheet “Other”. It has “Referrals”"):
        open_rows(path, "Other")


def repacked(path: Path, part: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> None:
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", packing) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), 5])
    repacked(path, "xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert "far more than a workbook of its size holds, as a ZIP bomb does" in refusal(path)


def test_entities_in_a_workbook_are_refused(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), 5])
    part = "xl/worksheets/sheet1.xml"
    sheet = zipfile.ZipFile(path).read(part)
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + sheet
    repacked(path, part, bomb)
    assert "declares entities in its XML" in refusal(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path):
    path = workbook(tmp_path, ["r1", None, None, date(2024, 9, 1), 5])
    whole = path.read_bytes()
    for cut in (30, len(whole) // 2, len(whole) - 10):
        path.write_bytes(whole[:cut])
        assert "cut short, damaged or not a workbook" in refusal(path)
    path.write_bytes(whole)
    repacked(path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c><v>1</v>")
    assert "cut short, damaged or not a workbook" in refusal(path)
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("word/document.xml", "<a/>")
    assert "cut short, damaged or not a workbook" in refusal(path)


def test_more_columns_than_any_extract_has_are_refused(tmp_path: Path):
    path = workbook(tmp_path, [None] * 1_200 + ["far out"])
    assert "more than the 1,000 that are read" in refusal(path)
