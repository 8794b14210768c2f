"""SEN2 and the Annex A lists are written out of what is held, and come back as they were loaded."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from goldenthread import cli
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.linking import link_area
from goldenthread.dataset.changes.loads import load_extract
from goldenthread.dataset.changes.returns import write_annex_a, write_sen2
from goldenthread.dataset.changes.rights import add_shield
from goldenthread.dataset.files import tables_in, write_return
from goldenthread.dataset.models import Load, Reading
from goldenthread.dataset.queries.spine import spine_of
from goldenthread.dataset.rules.shielding import DOMESTIC_ABUSE, HIDDEN
from goldenthread.dataset.sources import source
from tests.dataset.files.returns import HEADER, SEN2, Tables, renumbered, typed
from tests.dataset.lawful.conftest import BY, agreed

ON = date(2025, 1, 16)
PURPOSE = "Planning services"


def with_plan(number: int, upn: str, **other: object) -> dict[str, dict]:
    """Return a child's rows with a plan in force, of the same number in each table."""
    ids = {"person_id": f"p{number}", "request_id": f"r{number}"}
    assessment, active = {"assessment_id": f"a{number}"}, {"active_plans_id": f"l{number}"}
    return {
        "person": {"person_id": f"p{number}", "surname": f"Quill{number}", "forename": "Ada"}
        | {"personbirthdate": date(2014, 1, number), "sex": "F", "ethnicity": "WBRI"}
        | ({"upn": upn} if upn else {}),
        "requests": ids | {"receiveddate": date(2023, 3, 1), "requestoutcome": "Y"},
        "assessment": ids | assessment | {"assessmentoutcome": "Y"},
        "named_plan": ids
        | assessment
        | {"named_plan_id": f"n{number}", "startdate": date(2024, 7, 1)}
        | other,
        "active_plans": ids | active | {"lastreview": date(2024, 12, 1)},
        "placement_detail": ids
        | active
        | {"placement_detail_id": f"d{number}", "urn": "123456", "placementrank": 1},
        "sen_need": ids
        | active
        | {"sen_need_id": f"s{number}", "sentype": "ASD", "sentyperank": 1},
    }


def the_return() -> Tables:
    """Return five children: two with plans, one whose plan ceased, one waiting, one refused."""
    ceased = {"ceasedate": date(2024, 12, 31), "ceasereason": "2"}
    waiting = {
        "person": {"person_id": "p4", "surname": "Rook", "personbirthdate": date(2020, 3, 3)},
        "requests": {"request_id": "r4", "person_id": "p4", "receiveddate": date(2024, 12, 1)}
        | {"requestoutcome": "Y"},
    }
    refused = {
        "person": {"person_id": "p5", "surname": "Stamp", "personbirthdate": date(2019, 3, 3)},
        "requests": {"request_id": "r5", "person_id": "p5", "receiveddate": date(2024, 10, 1)}
        | {"requestoutcome": "N", "requestoutcomedate": date(2024, 11, 1)},
    }
    children = [
        with_plan(1, "B801200005001"),
        with_plan(2, "M80120000500A"),
        with_plan(3, "", **ceased),
        waiting,
        refused,
    ]
    tables: Tables = {table.name: [] for table in SEN2.tables}
    tables["sen2"].append(dict(HEADER))
    for child in children:
        for name, row in child.items():
            tables[name].append(row)
    return tables


PUPIL = (
    "census_date,school_urn,upn,surname,forename,birth_date,sex,enrolment,pupil_premium,"
    "sessions_possible,sessions_authorised,sessions_unauthorised\n"
    "2025-01-16,100100,B801200005001,Quill1,Ada,2014-01-01,F,C,1,120,10,2\n"
)
EXCLUSIONS = (
    "exclusion_id,local_id,upn,forename,surname,birth_date,school_urn,kind,starts_on\n"
    "e1,x1,B801200005001,Ada,Quill1,2014-01-01,100100,SUSP,2024-11-04\n"
    "e2,x1,B801200005001,Ada,Quill1,2014-01-01,100100,SUSP,2023-11-06\n"
)


@pytest.fixture
def area(db, settings, tmp_path: Path) -> LocalArea:
    settings.DATASET_HOME = tmp_path / "dataset"
    settings.DATASET_KEY = "a key for tests"
    area = add_area(by=BY, slug="anyshire", name="Anyshire", exercise=True)
    for number, code in enumerate(("sen2", "school_census", "exclusions"), start=1):
        agreed(area, code, reference=f"ISA-{number}")
    files = write_return(SEN2, the_return(), "csv", tmp_path / "in", on=ON)
    for code, text in (("school_census", PUPIL), ("exclusions", EXCLUSIONS)):
        path = tmp_path / f"{code}.csv"
        path.write_text(text)
        taken(area, code, [path])
    taken(area, "sen2", files)
    return area


def taken(area: LocalArea, code: str, files: list[Path]) -> Load:
    load = load_extract(
        by=BY, area=area, source=code, files=files, purpose=PURPOSE, extract_on=ON, made_up=True
    )
    assert load.state == Load.COMPLETE, load.words
    held_back = [fault.message for fault in load.faults.filter(severity="error")]
    assert held_back == []
    return load


def test_a_return_is_written_as_it_was_loaded(area, tmp_path: Path):
    for form in ("xml", "csv", "xlsx"):
        made = write_sen2(by=BY, area=area, year=2025, form=form, out=tmp_path / form)
        assert made.people == 5
        if form == "xml":
            assert renumbered(typed(made.files)) == renumbered(the_return())
        else:
            assert typed(made.files) == the_return()
    kept = {(one.reason, one.people, one.page) for one in Reading.objects.all()}
    assert kept == {("return", 5, "dataset write sen2")}
    with pytest.raises(UserError) as caught:
        write_sen2(by=BY, area=area, year=2024, form="xml", out=tmp_path / "out")
    assert caught.value.message == (
        "No SEN2 return of 2024 is held for Anyshire (years held: 2025). Nothing was written."
    )
    assert Reading.objects.count() == 3
    with pytest.raises(UserError, match="Nothing has been linked yet"):
        write_annex_a(by=BY, area=area, number=1, form="csv", out=tmp_path)


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_lists_say_of_each_person_what_every_source_says(area, tmp_path: Path, capsys):
    link_area(by=BY, area=area)
    see_list_1(area, tmp_path)
    see_list_2(area, tmp_path)
    see_that_lists_are_read_again(area, tmp_path)
    see_the_command(tmp_path, capsys)
    see_that_places_of_the_shielded_are_hidden(area, tmp_path)


def see_list_1(area: LocalArea, tmp_path: Path) -> None:
    made = write_annex_a(by=BY, area=area, number=1, form="csv", out=tmp_path)
    assert [path.name for path in made.files] == ["Annex-A-list-1_16-01-2025.csv"]
    first, second = listed(made.files[0])
    assert (made.people, first["Unique ID"], second["Unique ID"]) == (2, "p1", "p2")
    assert first["Date of birth"] == "01/01/2014"
    assert first["Date initial EHC plan issued"] == "01/07/2024"
    assert first["Date EHC plan last reviewed"] == "01/12/2024"
    assert first["SEN primary need"] == "ASD"
    assert first["Main education establishment – URN"] == "123456"
    assert first["Elective home education"] == "No"
    assert (first["Suspensions"], first["Permanent exclusions"]) == ("1", "0")
    assert (first["Absence"], first["Pupil Premium"]) == ("10.0", "Yes")
    # No census row: not known, which is neither no nor nought.
    assert (second["Absence"], second["Pupil Premium"], second["Suspensions"]) == ("", "", "0")
    # Nothing of social care is held at all.
    assert first["Known to children's social care?"] == ""
    assert {fault.rule for fault in made.faults} == {"103"}
    assert made.faults[0].rows == (1, 2)


def see_list_2(area: LocalArea, tmp_path: Path) -> None:
    made = write_annex_a(by=BY, area=area, number=2, form="xlsx", out=tmp_path)
    sheet = openpyxl.load_workbook(made.files[0])["List 2"]
    heads, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(heads, row, strict=True))
    assert (told["Unique ID"], told["Date of birth"].date()) == ("p4", date(2020, 3, 3))
    assert {fault.rule for fault in made.faults} == {"201b", "201c", "201d", "203"}


def see_that_lists_are_read_again(area: LocalArea, tmp_path: Path) -> None:
    for number in (1, 2):
        made = write_annex_a(by=BY, area=area, number=number, form="csv", out=tmp_path / "lists")
        (found,) = tables_in(made.files, source("annex_a")).tables
        assert (found.table.name, found.unknown, found.missing) == (f"list{number}", (), ())
    agreed(area, "annex_a", reference="ISA-9")
    taken(area, "annex_a", sorted((tmp_path / "lists").iterdir()))


def see_the_command(tmp_path: Path, capsys) -> None:
    out = str(tmp_path / "out")
    assert (
        cli.main(["dataset", "write", "sen2", "--area=anyshire", "--year=2025", "--out", out]) == 0
    )
    assert "SEN2_16-01-2025.xml" in capsys.readouterr().out
    asked = ["dataset", "write", "annex-a", "--area=anyshire", "--list=1", "--out", out]
    assert cli.main(asked) == 0
    said = capsys.readouterr().out
    assert "2 people are named in it." in said
    assert "query: 103: Whether there is a disability is missing. 2 rows: 2, 3" in said


def see_that_places_of_the_shielded_are_hidden(area: LocalArea, tmp_path: Path) -> None:
    links = spine_of(area).units.to_pylist()
    first = next(one["person"] for one in links if one["upn"] == "B801200005001")
    add_shield(by=BY, area=area, person=first, kind=DOMESTIC_ABUSE, starts=date(2025, 1, 1))
    made = write_annex_a(by=BY, area=area, number=1, form="csv", out=tmp_path / "shielded")
    places = {
        row["Unique ID"]: row["Main education establishment – URN"] for row in listed(made.files[0])
    }
    assert places == {"p1": HIDDEN, "p2": "123456"}
    # The law asks for SEN2 whole.
    whole = write_sen2(by=BY, area=area, year=2025, form="csv", out=tmp_path / "whole")
    assert typed(whole.files) == the_return()
