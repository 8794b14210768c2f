"""The same model gives the same pairs, scores and persons on DuckDB and on Spark."""

import pytest

from goldenthread.dataset.engine import connect
from goldenthread.dataset.linkage import link, training
from goldenthread.dataset.linkage.units import as_records

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark():
    with connect("spark") as backend:
        yield backend


def scores(linked):
    edges = linked.spine.edges.to_pylist()
    return {
        (*sorted((row["left"], row["right"])), row["step"]): (row["weight"], row["evidence"])
        for row in edges
    }


def partition(linked):
    persons = {}
    for row in linked.spine.links.to_pylist():
        persons.setdefault(row["person"], set()).add(row["record"])
    return {frozenset(one) for one in persons.values()}


def test_pairs_scores_and_persons_are_the_same(engine, spark, told):
    rows = as_records(told[0])
    here = link(engine, rows, model=training.shipped())
    there = link(spark, rows, model=training.shipped())
    ours, theirs = scores(here), scores(there)
    assert ours.keys() == theirs.keys()
    assert any(step == "likelihood" for *_pair, step in ours)
    for pair, (weight, evidence) in ours.items():
        assert theirs[pair][0] == pytest.approx(weight, abs=1e-9)
        assert theirs[pair][1] == evidence
    assert partition(here) == partition(there)
    assert there.counts == here.counts
