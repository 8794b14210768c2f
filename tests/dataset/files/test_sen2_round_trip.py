"""A SEN2 return that is written and read again is the same return, in each of its three forms."""

import csv
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from goldenthread.core.errors import UserError
from goldenthread.dataset.files import tables_in, write_return
from tests.dataset.files.returns import HEADER, SEN2, Tables, renumbered, returns, typed

ON = date(2025, 1, 20)
TABLES = [table.name for table in SEN2.tables]


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def written(tables: Tables, form: str, out: Path) -> list[Path]:
    return write_return(SEN2, tables, form, out, on=ON)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(returns())
def test_blade_files_are_read_as_they_were_written(tables: Tables):
    with folder() as out:
        assert typed(written(tables, "csv", out)) == tables


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(returns())
def test_a_workbook_is_read_as_it_was_written(tables: Tables):
    with folder() as out:
        assert typed(written(tables, "xlsx", out)) == tables


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(returns())
def test_xml_gives_back_all_but_the_numbers(tables: Tables):
    with folder() as out:
        assert renumbered(typed(written(tables, "xml", out))) == renumbered(tables)


def child(**other: object) -> Tables:
    rows: Tables = {name: [] for name in TABLES}
    rows["sen2"] = [dict(HEADER)]
    rows["person"] = [
        {"person_id": "p", "surname": "O'Neil", "personbirthdate": date(2015, 5, 5)} | other
    ]
    rows["requests"] = [{"request_id": "r", "person_id": "p", "receiveddate": date(2022, 9, 28)}]
    rows["active_plans"] = [{"active_plans_id": "a", "request_id": "r", "person_id": "p"}]
    rows["sen_need"] = [
        {
            "sen_need_id": "n",
            "active_plans_id": "a",
            "request_id": "r",
            "person_id": "p",
            "sentype": "ASD",
            "sentyperank": 1,
        }
    ]
    return rows


def test_the_blade_files_have_their_names_numbers_and_days(tmp_path: Path):
    files = written(child(), "csv", tmp_path)
    parts = "sen2 person requests assessment namedplan plandetail activeplans placementdetail"
    assert [path.name for path in files] == [
        f"Blade-Export_20-01-2025_{part}.csv" for part in (*parts.split(), "senneed")
    ]
    with files[2].open(newline="") as stream:
        head, row = csv.reader(stream)
    assert head[:6] == [
        *("requeststableid", "NativeId", "requestsorderseqcolumn", "sourceid", "persontableid"),
        "receiveddate",
    ]
    assert row[:6] == ["r", "1", "1", "1", "p", "2022-Sep-28 00:00:00"]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    # A need says only which plan in force it belongs to; the request and person are found again.
    assert typed(files)["sen_need"] == child()["sen_need"]


def test_the_workbook_has_the_published_sheets_and_one_for_the_header(tmp_path: Path):
    (path,) = written(child(), "xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        *("Person", "Requests", "Assessments", "Named Plan", "Plan Detail", "Active Plan"),
        *("Placement Detail", "SEN Need", "SEN2"),
    ]
    heads = [cell.value for cell in book["SEN Need"][1]]
    assert heads == ["senneedtableid", "requeststableid", "persontableid", "sentype", "sentyperank"]
    assert book["Requests"]["C2"].is_date
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_xml_lies_as_the_return_lays_it(tmp_path: Path):
    (path,) = written(child(surname="<b> & 'c'"), "xml", tmp_path)
    text = path.read_text()
    flat = text.replace("\n", "")
    assert "<Header><CollectionDetails><Collection>SEN2</Collection><Year>2025</Year>" in flat
    assert "<Source><SourceLevel>L</SourceLevel><LEA>909</LEA><SerialNo>1</SerialNo>" in flat
    assert (
        "<Requests><ReceivedDate>2022-09-28</ReceivedDate><ActivePlans><SENneed>"
        "<SENtype>ASD</SENtype><SENtypeRank>1</SENtypeRank></SENneed></ActivePlans></Requests>"
        "</Person></Persons></Message>"
    ) in flat
    assert typed([path])["person"][0]["surname"] == "<b> & 'c'"


def test_a_person_keeps_the_number_made_from_who_they_are(tmp_path: Path):
    known = {"upn": "B801200005001", "forename": "Zoë"}
    first = typed(written(child(**known), "xml", tmp_path))
    other = child(**known)
    other["sen2"][0]["serialno"] = 2
    other["person"].insert(
        0, {"person_id": "o", "surname": "Gill", "personbirthdate": date(2016, 1, 1)}
    )
    second = typed(written(other, "xml", tmp_path))
    assert second["person"][1]["person_id"] == first["person"][0]["person_id"]
    assert second["requests"][0]["person_id"] == first["requests"][0]["person_id"]
    assert second["requests"][0]["request_id"] != first["requests"][0]["request_id"]
    twice = child(**known)
    twice["person"] *= 2
    both = typed(written(twice, "xml", tmp_path))["person"]
    assert both[1]["person_id"] == both[0]["person_id"] + "-2"


def test_rows_that_nobody_stands_above_are_not_written_as_xml(tmp_path: Path):
    lost = child()
    lost["sen_need"].append(lost["sen_need"][0] | {"sen_need_id": "m", "request_id": "z"})
    with pytest.raises(UserError, match="1 rows of sen_need lie below no request or person"):
        written(lost, "xml", tmp_path)
    lost = child()
    lost["sen_need"][0]["active_plans_id"] = "z"
    with pytest.raises(UserError, match="A row of sen_need lies below no row of the table above"):
        written(lost, "xml", tmp_path)
    with pytest.raises(UserError, match="one header and 0 are there"):
        written(child() | {"sen2": []}, "xml", tmp_path)
    with pytest.raises(UserError, match="A value of surname has a sign that XML cannot hold"):
        written(child(surname="a\x01b"), "xml", tmp_path)
    with pytest.raises(UserError, match="not written as pdf"):
        written(child(), "pdf", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_misspells_a_heading_is_read(tmp_path: Path):
    (path,) = written(child(), "xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Requests"]
    heads = {cell.value: cell for cell in sheet[1]}
    heads["requestsource"].value = "rquestsource"
    sheet.cell(2, heads["requestsource"].column).value = "1"
    book.remove(book["SEN2"])
    book.save(path)
    read = tables_in([path], SEN2)
    assert "sen2" not in {one.table.name for one in read.tables}
    assert typed([path])["requests"][0]["requestsource"] == "1"


def test_a_number_that_leads_nowhere_is_left_empty(tmp_path: Path):
    lost = child()
    lost["sen_need"][0]["active_plans_id"] = "z"
    (need,) = typed(written(lost, "csv", tmp_path))["sen_need"]
    assert need == {"sen_need_id": "n", "active_plans_id": "z", "sentype": "ASD", "sentyperank": 1}


@pytest.mark.parametrize("form", ["csv", "xlsx", "xml"])
def test_numbers_that_are_filled_in_count_as_sent(tmp_path: Path, form: str):
    read = {one.table.name: one for one in tables_in(written(child(), form, tmp_path), SEN2).tables}
    assert {"sen_need_id", "active_plans_id", "request_id", "person_id"} <= set(
        read["sen_need"].columns.values()
    )
    assert not set(read["sen_need"].missing)
