"""The plan as a spreadsheet: nothing lost on the way back, and the government guidance kept."""

import io
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from odf.opendocument import load
from odf.table import DatabaseRange, Table

from goldenthread.core.errors import UserError
from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.statement.tables import read_grids
from goldenthread.writing.model import PrintedAction, PrintedImprovementPlan
from goldenthread.writing.plan_workbook import ods_of, xlsx_of
from tests.writing.from_facts import improvement_plan_from
from tests.writing.plans import FULL

WRITERS = pytest.mark.parametrize(
    ("write", "name"), [(xlsx_of, "plan.xlsx"), (ods_of, "plan.ods")], ids=["xlsx", "ods"]
)


@cache
def full(write: Any, name: str) -> PrintedImprovementPlan:
    return read_back(write(FULL), name)


def read_back(data: bytes, name: str) -> PrintedImprovementPlan:
    return improvement_plan_from(read_grids(extract_bytes(data, name).source, "").facts)


@WRITERS
@pytest.mark.parametrize("part", [f for f in FULL.__dataclass_fields__ if f != "sources"])
def test_every_field_of_the_plan_reads_back(write: Any, name: str, part: str) -> None:
    assert getattr(full(write, name), part) == getattr(FULL, part)


@WRITERS
@pytest.mark.parametrize("fact", list(PrintedAction.__dataclass_fields__))
def test_every_field_of_an_action_reads_back(write: Any, name: str, fact: str) -> None:
    actions = full(write, name).actions
    assert [getattr(a, fact) for a in actions] == [getattr(a, fact) for a in FULL.actions]
    assert any(getattr(a, fact) for a in FULL.actions)


@WRITERS
def test_a_plan_without_anything_but_a_title_reads_back(write: Any, name: str) -> None:
    bare = PrintedImprovementPlan(title="Bare")
    assert read_back(write(bare), name) == bare


def test_each_sheet_is_one_table_from_column_a_in_arial_12_without_merged_cells() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(FULL)))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert book.properties.title == FULL.title
    for sheet in book:
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A3:")
        assert table.ref.endswith(str(sheet.max_row))
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value == sheet.title
        assert sheet["A2"].value
        cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row]
        assert {cell.font.name for cell in cells} == {"Arial"}
        assert {cell.font.sz for cell in cells} == {12}
        assert all(cell.value not in (None, "") for cell in cells)
        assert all(cell.fill.patternType is None for cell in cells)


def test_nothing_that_begins_like_a_formula_is_one() -> None:
    data = xlsx_of(FULL)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if str(cell.value)[0] in "=+-@"]
    assert {str(cell.value)[0] for cell in risky} == set("=+-@")
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)
    with zipfile.ZipFile(io.BytesIO(ods_of(FULL))) as archive:
        assert b"table:formula" not in archive.read("content.xml")


def test_the_open_document_marks_each_table() -> None:
    book = load(io.BytesIO(ods_of(FULL)))
    names = [sheet.getAttribute("name") for sheet in book.getElementsByType(Table)][:3]
    assert names == ["Cover", "Contents", "Notes"]
    extents = [r.getAttribute("targetrangeaddress") for r in book.getElementsByType(DatabaseRange)]
    assert extents[0] == "'Cover'.A3:'Cover'.B13"
    assert len(extents) == 12


def test_a_text_too_long_for_a_cell_is_refused_in_a_sentence() -> None:
    long = replace(FULL, title="x" * 40_000)
    with pytest.raises(UserError, match="Nothing was written"):
        xlsx_of(long)


def test_what_xml_cannot_hold_is_left_out() -> None:
    odd = PrintedImprovementPlan(title="A\x00B\x0bC")
    assert read_back(xlsx_of(odd), "plan.xlsx").title == "ABC"
    assert read_back(ods_of(odd), "plan.ods").title == "ABC"
