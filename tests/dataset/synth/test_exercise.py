"""The demo's made-up children: twelve extracts, one refused, numbers traced, pairs in doubt."""

import json
from datetime import date
from pathlib import Path

import pytest

from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.cli import main
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.loads import load_extract
from goldenthread.dataset.changes.refreshing import refresh_area
from goldenthread.dataset.changes.sharing import (
    Approval,
    Party,
    Terms,
    add_agreement,
    every_field,
)
from goldenthread.dataset.changes.tracing import make_trace_batch
from goldenthread.dataset.models import Agreement, Load, ReviewPair
from goldenthread.dataset.queries.loads import made_up
from goldenthread.dataset.queries.worklist import EVERYBODY, covered, everybody
from goldenthread.dataset.sources import source
from goldenthread.dataset.synth.tracing import answer
from goldenthread.example.children import FOLDER, make_children

BY = Actor("test", "A tester")
ON = date(2026, 11, 15)


@pytest.fixture
def area(db, settings, tmp_path) -> LocalArea:
    settings.GOLDENTHREAD_HOME, settings.DATASET_KEY = tmp_path, "a key for tests"
    settings.DATASET_HOME = tmp_path / "dataset"
    return add_area(by=BY, slug="practice", name="Practice", exercise=True)


def sign(area: LocalArea, code: str) -> Agreement:
    parties = [Party("Who sends", "sends"), Party("Who receives", "receives")]
    return add_agreement(
        by=BY,
        area=area,
        terms=Terms(
            reference="ISA-09",
            title="Health visiting",
            article_6="6(1)(e)",
            article_9="9(2)(h)",
            schedule_1="Paragraph 2",
            starts=date(2025, 1, 1),
            retention_months=84,
            assessment_on=date(2025, 1, 1),
        ),
        purposes=[source(code).purpose],
        fields=every_field(code),
        parties=parties,
        approvals=[Approval(party.name, "Caldicott Guardian", ON) for party in parties],
    )


def files_of(home: Path, code: str) -> list[Path]:
    return sorted((home / FOLDER / "extracts").glob(f"{code}-*/*.csv"))


@pytest.mark.slow
def test_twelve_extracts_one_refused_until_there_is_an_agreement(area, tmp_path):
    told: list[str] = []
    loads = make_children(by=BY, area=area, progress=told.append, on=ON)
    assert len(loads) == 12
    assert len({load.partner for load in loads}) == 6
    assert all(load.made_up for load in loads)
    assert made_up(area)
    (refused,) = [load for load in loads if load.state == Load.REFUSED]
    assert refused.source == "health_visiting"
    assert "agreement" in refused.words
    assert {load.state for load in loads} == {Load.COMPLETE, Load.REFUSED}
    assert "11 extracts loaded; refused for want of an agreement: Health visiting" in told
    assert make_children(by=BY, area=area, progress=told.append, on=ON) == []

    sign(area, "health_visiting")
    files = files_of(tmp_path, "health_visiting")
    again = load_extract(
        by=BY, area=area, source="health_visiting", files=files, extract_on=ON, made_up=True
    )
    assert again.state == Load.COMPLETE


@pytest.mark.slow
def test_numbers_are_traced_and_pairs_are_in_doubt(area, tmp_path):
    make_children(by=BY, area=area, progress=lambda words: None, on=ON)
    run = refresh_area(by=BY, area=area)
    assert ReviewPair.objects.filter(area=area, run=run).count() >= 10
    before = covered(everybody(area, run), EVERYBODY)[0].share
    batch, results = tmp_path / "batch.csv", tmp_path / "results.csv"
    batch.write_bytes(make_trace_batch(by=BY, area=area).data)
    found, asked = answer(batch, tmp_path / FOLDER, results, ON)
    assert 0.8 * asked < found < asked
    load = load_extract(
        by=BY, area=area, source="nhs_trace", files=[results], extract_on=ON, made_up=True
    )
    assert load.state == Load.COMPLETE
    after = covered(everybody(area, refresh_area(by=BY, area=area)), EVERYBODY)[0].share
    assert after > before + 0.1


def test_only_an_exercise_gets_made_up_children(area):
    area.exercise = False
    with pytest.raises(UserError, match="for an exercise only"):
        make_children(by=BY, area=area, progress=lambda words: None)


def test_the_made_up_service_answers_by_name_and_birthday(tmp_path, capsys):
    country = tmp_path / "country"
    assert main(["dataset", "synth", "--people", "60", "--out", str(country)]) == 0
    assert json.loads((country / "country.json").read_text())["people"] == 60
    heads = "UNIQUE_REFERENCE,NHS_NO,FAMILY_NAME,GIVEN_NAME,GENDER,DATE_OF_BIRTH,POSTCODE"
    batch = tmp_path / "batch.csv"
    batch.write_text(f"{heads}\nabc,,Nobody,Atall,1,20150101,\n")
    out = tmp_path / "results.csv"
    arguments = ["--country", str(country), "--out", str(out)]
    assert main(["dataset", "answer", str(batch), *arguments]) == 0
    assert "0 of 1 were found" in capsys.readouterr().out
    assert out.read_text().splitlines()[1].startswith("abc,,,98,")
    batch.write_text("something,else\n")
    assert main(["dataset", "answer", str(batch), *arguments]) == 2
    assert "is no batch for tracing" in capsys.readouterr().err
    assert main(["dataset", "answer", str(batch), "--country", str(tmp_path), "--out", "x"]) == 2
    assert "holds no made-up country" in capsys.readouterr().err
