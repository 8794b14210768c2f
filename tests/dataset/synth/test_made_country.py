"""A made-up country is the same for the same seed, marked as made up, and true to its figures."""

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest

from goldenthread.cli import main
from goldenthread.core.errors import UserError
from goldenthread.dataset.files.finding import tables_in
from goldenthread.dataset.rules import identifiers as published
from goldenthread.dataset.rules.keys import PARTS
from goldenthread.dataset.rules.unreadable import Unreadable
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.synth import comparing, identifiers
from goldenthread.dataset.synth.making import MAKERS, make_country
from goldenthread.dataset.synth.people import make_people
from goldenthread.dataset.synth.places import OLD_ENDS, Country, cuts, places
from goldenthread.dataset.synth.writing import Form
from tests.guards.house import ROOT

SMALL = Country(areas=2, people=400, years=3, seed=7)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country") / "out"
    make_country(SMALL, folder)
    return folder


def digest(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def sent(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def cells(out: Path, source: str, table: str) -> list[dict[str, str]]:
    files = sorted(out.glob(f"areas/*/{source}-*/{table}.csv"))
    return [row for file in files for row in sent(file)]


def test_the_same_seed_makes_the_same_bytes_and_another_does_not(out: Path, tmp_path: Path):
    make_country(SMALL, tmp_path / "again")
    assert digest(tmp_path / "again") == digest(out)
    other = Country(areas=2, people=400, years=3, seed=8)
    make_country(other, tmp_path / "other")
    assert digest(tmp_path / "other") != digest(out)


def test_every_source_is_written_with_all_its_tables(out: Path):
    assert set(MAKERS) == set(all_sources())
    for code, source in all_sources().items():
        for table in source.tables:
            assert list(out.glob(f"areas/*/{code}-*/{table.name}.csv")), (code, table.name)


def test_numbers_hold_by_their_check_digits_and_belong_to_nobody(out: Path):
    referrals = [*cells(out, "camhs", "referrals"), *cells(out, "community_health", "referrals")]
    numbers = [row["nhs_number"] for row in referrals if row["nhs_number"]]
    assert len(numbers) > 50
    for number in numbers:
        assert published.nhs_number(number).startswith("999")
    pupils = cells(out, "school_census", "pupils")
    for row in pupils:
        assert int(published.upn(row["upn"])[1:4]) < 200
        assert not row["uln"] or published.uln(row["uln"])
        assert not row["postcode"] or published.postcode(row["postcode"])
    assert {row["school_urn"][0] for row in pupils} == {"9"}


def test_all_numbers_of_the_test_range_are_valid_and_there_are_as_many_as_said():
    everyone = identifiers.nhs_numbers(np.arange(identifiers.NHS_NUMBERS), seed=3)
    assert len(np.unique(everyone)) == identifiers.NHS_NUMBERS
    for number in everyone[:2000]:
        assert published.nhs_number(str(number))
    wrong = str(everyone[0])[:-1] + str((everyone[0] + 1) % 10)
    with pytest.raises(Unreadable):
        published.nhs_number(wrong)
    learners = identifiers.ulns(np.arange(50_000))
    assert len(np.unique(learners)) == 50_000
    assert all(published.uln(str(one)) for one in learners[:2000])


def test_the_old_authority_sends_until_the_end_of_march_2023_and_two_successors_after(out: Path):
    first = places(SMALL)[0]
    rounds = cuts(SMALL, first)
    assert [cut.code for cut in rounds] == ["001", "191", "192"]
    assert rounds[0].on == OLD_ENDS == date(2023, 3, 31)
    folders = {folder.name for folder in (out / "areas" / "001").iterdir()}
    assert {"camhs-001-2023-03-31", "camhs-191-2025-01-16", "camhs-192-2025-01-16"} <= folders
    old = [row for row in cells(out, "sen2", "sen2") if row["lea"] == "001"]
    new = {row["lea"] for row in cells(out, "sen2", "sen2") if row["year"] == "2025"}
    assert [row["referencedate"] for row in old] == ["2023-01-19"]
    assert new == {"191", "192", "002"}
    for row in cells(out, "exclusions", "exclusions"):
        if row["exclusion_id"].startswith("001") and row["starts_on"] != "31/02/2024":
            assert row["starts_on"] <= "2023-03-31"


def test_who_moves_is_the_same_person_in_both_areas():
    country = Country(areas=3, people=3000, years=3, seed=2)
    from_first, into_second, _ = (make_people(country, place) for place in places(country))
    leavers = set(from_first.person[from_first.left > 0].tolist())
    newcomers = into_second.came > 0
    assert leavers == set(into_second.person[newcomers].tolist())
    assert len(leavers) > 5
    same = {p: n for p, n in zip(from_first.person, from_first.nhs, strict=True) if p in leavers}
    for person, number in zip(
        into_second.person[newcomers], into_second.nhs[newcomers], strict=True
    ):
        assert same[person] == number


def test_twins_share_a_home_and_a_birthday_and_have_names_of_their_own():
    country = Country(areas=1, people=5000, years=3, seed=2)
    people = make_people(country, places(country)[0])
    alike = (np.diff(people.birth) == 0) & (np.diff(people.postcode) == 0)
    pairs = np.flatnonzero(alike & (np.diff(people.surname) == 0))
    assert len(pairs) > 20
    for one in pairs:
        if people.sex[one] == people.sex[one + 1]:
            assert people.forename[one] != people.forename[one + 1]
    assert len(np.unique(people.person)) == len(people)


def test_the_truth_names_each_row_by_its_key_and_never_lies_among_the_extracts(out: Path):
    rows = pyarrow.parquet.read_table(out / "truth" / "rows-002.parquet").to_pylist()
    truth = {
        (row["code"], row["extract_on"], row["row"]): row
        for row in rows
        if (row["source"], row["table"]) == ("destinations", "destinations")
    }
    key = all_sources()["destinations"].tables[0].key
    for (code, on, number), row in truth.items():
        file = out / "areas" / "002" / f"destinations-{code}-{on}" / "destinations.csv"
        assert row["key"] == PARTS.join(sent(file)[number - 1][name] for name in key)
    assert truth
    heads = {file.read_text().partition("\n")[0] for file in out.glob("areas/**/*.csv")}
    assert not any("truth" in head or '"person"' in head for head in heads)


def test_every_kind_of_mistake_is_made_and_listed(tmp_path: Path):
    make_country(Country(areas=1, people=1500, years=3, seed=1), tmp_path / "one")
    faults = pyarrow.parquet.read_table(tmp_path / "one" / "truth" / "faults-001.parquet")
    assert set(faults["fault"].to_pylist()) >= {
        *("typing mistake", "day and month swapped", "wrong day of birth", "former surname"),
        *("former address", "no postcode", "no NHS number", "another NHS number", "no UPN"),
        *("row sent twice", "no such day", "no such code", "check digit"),
    }
    assert set(faults["becomes"].to_pylist()) == {"held", "repeated", "asked", "linkage"}


def test_what_is_asked_for_must_be_possible(tmp_path: Path):
    for wrong in ({"areas": 0}, {"people": 3}, {"years": 0}, {"areas": 500}):
        with pytest.raises(UserError, match="Nothing was made"):
            Country(**wrong)
    (tmp_path / "here").write_text("something")
    with pytest.raises(UserError, match="is not empty"):
        make_country(Country(people=50), tmp_path)


def test_the_command_makes_a_country_and_says_it_is_made_up(tmp_path: Path, capsys):
    out = tmp_path / "country"
    arguments = ["dataset", "synth", "--people", "60", "--years", "1", "--out", str(out)]
    assert main([*arguments, "--format", "parquet"]) == 0
    said = capsys.readouterr()
    assert "Made up 1 areas and 60 people" in said.out
    assert "999 test range" in said.out
    assert "1 of 1 areas" in said.err
    assert json.loads((out / "country.json").read_text())["made_up"]
    assert pyarrow.parquet.read_table(next(out.glob("areas/001/camhs-*/referrals.parquet")))


def test_the_page_of_compared_figures_is_fresh():
    page = ROOT / "docs" / "reference" / "made-up-country.md"
    assert page.read_text(encoding="utf-8") == comparing.page(), "Run: make references"


def test_made_up_figures_come_within_a_few_per_cent_of_the_published():
    compared = comparing.compared()
    assert len(compared) > 40
    for one in compared:
        waits = one.topic.startswith("Waiting")
        assert abs(one.made_up - one.published) <= (5 if waits else 1.5), one


@pytest.mark.parametrize(("form", "files"), [("xml", 1), ("blade", 9), ("xlsx", 1)])
def test_the_sen2_return_is_written_as_the_department_has_it(form: str, files: int, tmp_path: Path):
    country = Country(areas=1, people=150, years=1, seed=5)
    made = make_country(country, tmp_path / "out", Form(sen2=form))
    (folder,) = (tmp_path / "out" / "areas" / "001").glob("sen2-*")
    written = sorted(folder.iterdir())
    assert len(written) == files
    found = {
        table.table.name: sum(1 for _ in table.rows())
        for table in tables_in(written, all_sources()["sen2"]).tables
    }
    expected = {
        name.removeprefix("sen2."): count
        for name, count in made.tables.items()
        if name.startswith("sen2.")
    }
    assert found == expected
    assert found["person"] > 20
