"""Models: trained, kept as JSON, taught by people's decisions, and kept with the spine."""

import dataclasses
import json
import stat

import pyarrow as pa
import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.linkage import Decisions, Spine, arriving, link, scoring, training
from goldenthread.dataset.linkage.design import CHILDREN
from goldenthread.dataset.linkage.model import load, read, save, write
from goldenthread.dataset.linkage.soundex import soundex
from goldenthread.dataset.linkage.units import as_records


@pytest.fixture(scope="module")
def nodes(engine, told):
    _links, found = arriving.received(engine, as_records(told[0]), Spine())
    return arriving.compared_nodes(engine, found)


@pytest.fixture(scope="module")
def trained(engine, nodes):
    with scoring.laid(engine, nodes) as laid:
        return scoring.train(engine, laid, CHILDREN, sample_pairs=100_000)


def test_a_model_comes_back_from_its_file_as_it_was(trained, tmp_path):
    path = tmp_path / "model.json"
    save(trained, path)
    assert load(path) == trained
    assert load(path).digest == trained.digest
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_agrees_speaks_for_one_person_and_what_differs_against(trained):
    for column, levels in trained.levels.items():
        assert levels[0].m > levels[0].u, column
        assert levels[-1].m < levels[-1].u, column
        assert all(0 < level.m <= 1 and 0 < level.u <= 1 for level in levels)


def test_names_are_weighed_by_how_rare_they_are(trained):
    shares = trained.frequencies["surname"]
    assert 0 < min(shares.values()) < max(shares.values()) < 0.2


def test_the_model_that_is_shipped_names_nobody():
    shipped = training.shipped()
    assert shipped.frequencies == {}
    assert set(shipped.levels) == {"forename", "surname", "birth_date", "sex", "postcode"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"levels": {"a": [{"m": 1}]}}'])
def test_what_is_no_model_is_refused_in_words(text):
    with pytest.raises(UserError, match="not a linkage model"):
        read(text)


def test_a_model_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_decisions_teach_the_model_that_the_next_run_uses(engine, told):
    rows = as_records(told[0])
    first = link(engine, rows)
    assert first.spine.model["taught"].to_pylist() == [0]
    by_person = {}
    for record, person in told[1].items():
        by_person.setdefault(person, []).append(record)
    pairs = [(one[0], one[1]) for one in by_person.values() if len(one) > 1]
    second = link(engine, rows.slice(0, 0), first.spine, Decisions.of(pairs[:200]))
    assert second.spine.model["taught"][0].as_py() > 100
    before, after = (read(spine.model["model"][0].as_py()) for spine in (first.spine, second.spine))
    assert after.levels["postcode"][0].m != before.levels["postcode"][0].m
    assert after.levels["postcode"][0].u == before.levels["postcode"][0].u
    third = link(engine, rows.slice(0, 0), second.spine, Decisions.of(pairs[:210]))
    assert third.spine.model.equals(second.spine.model)


def test_with_another_model_everything_is_scored_anew(engine, told):
    rows = as_records(told[0])
    shipped = training.shipped()
    strict = dataclasses.replace(shipped, match=40.0, doubt=39.0)
    first = link(engine, rows, model=strict)
    assert "step likelihood" not in first.counts
    second = link(engine, rows.slice(0, 0), first.spine, model=shipped)
    assert second.counts["step likelihood"] > 0
    assert write(shipped) == second.spine.model["model"][0].as_py()


def test_scores_are_in_bits_and_the_levels_say_why(engine, nodes, trained):
    pairs = pa.table({"left": pa.array([0, 0]), "right": pa.array([0, 1])})
    sure = dataclasses.replace(trained, doubt=-200.0)
    with scoring.laid(engine, nodes) as laid, scoring.laid(engine, pairs) as laid_pairs:
        found = scoring.score(engine, laid, laid_pairs, CHILDREN, sure)
    rows = {row["right"]: row for row in found.to_pylist()}
    assert rows[0]["weight"] > 15
    assert rows[0]["gamma_birth_date"] == 5
    assert rows[1]["weight"] < 0
    assert json.loads(write(sure))["doubt"] == -200.0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ROBERT", "R163"),
        ("RUPERT", "R163"),
        ("ASHCRAFT", "A261"),
        ("TYMCZAK", "T522"),
        ("PFISTER", "P236"),
        ("LEE", "L000"),
    ],
)
def test_soundex_as_the_national_archives_define_it(name, code):
    assert soundex(name) == code
