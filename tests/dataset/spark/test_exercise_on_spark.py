"""The demo's made-up area loads, links and builds to the same rows on Spark as on DuckDB."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ibis.backends import BaseBackend

from goldenthread.dataset import engine, linkage
from goldenthread.dataset.linkage import Spine
from goldenthread.dataset.linkage.training import shipped
from goldenthread.dataset.loading import read
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Kept, Store
from goldenthread.dataset.synth.exercise import Sent, make_exercise
from goldenthread.dataset.tables import LINKED
from goldenthread.dataset.tables.build import Built, build

pytestmark = pytest.mark.slow

ON, SECRET = date(2025, 1, 16), "a made-up secret of the exercise"
# Small ones of one council and two parts of health; loading the rest on Spark takes minutes.
LOADED_TWICE = ("exclusions", "camhs", "ld_register")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[Sent]:
    """Return the extracts that the demo gets."""
    return make_exercise(ON, tmp_path_factory.mktemp("exercise"), "909", ("942", "943"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("exercise") / "store", SECRET)


def load(backend: BaseBackend, store: Store, one: Sent, number: int) -> tuple[Kept, object]:
    """Load an extract; return the load and what was counted in it."""
    folder = f"load{number}"
    files = list(one.files)
    source = all_sources()[one.source]
    done = read(backend, source, files, given=Given(one.on), store=store, folder=folder)
    return Kept(number, folder, one.source, one.on), done.tables


@pytest.fixture(scope="module")
def loads(sent: list[Sent], store: Store) -> list[Kept]:
    """Return the loads of every extract, by DuckDB."""
    with engine.connect() as duckdb:
        return [load(duckdb, store, one, n)[0] for n, one in enumerate(sent, start=1)]


@pytest.fixture(scope="module")
def spine(loads: list[Kept], store: Store) -> Spine:
    """Return who is who, by DuckDB."""
    with engine.connect() as duckdb:
        records = linkage.gather(duckdb, store, loads)
        return linkage.link(duckdb, records, model=shipped()).spine


def in_order(table: pa.Table) -> list[dict]:
    return sorted(table.to_pylist(), key=lambda row: (row["row"], str(row)))


def test_extracts_load_to_the_same_rows_and_the_same_faults(
    spark: BaseBackend, sent: list[Sent], loads: list[Kept], store: Store, tmp_path: Path
):
    again = Store(tmp_path / "again", SECRET)
    asked = [
        (kept, one)
        for kept, one in zip(loads, sent, strict=True)
        if kept.source in LOADED_TWICE and not one.before
    ]
    assert len(asked) == len(LOADED_TWICE)
    with engine.connect() as duckdb:
        for kept, one in asked:
            _, ours = load(spark, again, one, kept.load)
            twin = Store(tmp_path / f"twin{kept.load}", SECRET)
            _, theirs = load(duckdb, twin, one, kept.load)
            assert ours == theirs
            for table in ours:
                facts = (pq.read_table(s.facts(kept.folder, table.name)) for s in (again, store))
                left, right = facts
                assert left.schema == right.schema
                assert in_order(left) == in_order(right)
                for part in ("identifying", "quarantine"):
                    left, right = (
                        s.read_locked(getattr(s, part)(kept.folder, table.name))
                        for s in (again, store)
                    )
                    assert in_order(left) == in_order(right)


def test_records_are_linked_to_the_same_people(
    spark: BaseBackend, loads: list[Kept], spine: Spine, store: Store
):
    linked = linkage.link(spark, linkage.gather(spark, store, loads), model=shipped())
    assert people(linked.spine) == people(spine)
    assert len(people(spine)) > 500


def people(spine: Spine) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in spine.links.select(["record", "person"]).to_pylist():
        found.setdefault(row["person"], set()).add(row["record"])
    return {frozenset(records) for records in found.values()}


def built(
    backend: BaseBackend, store: Store, loads: list[Kept], spine: Spine, name: str
) -> tuple[Built, Path]:
    out = store.stage("linked", name)
    return build(backend, store, loads, spine, out, given=Given(ON)), out


def test_the_linked_tables_are_the_same_row_for_row(
    spark: BaseBackend, loads: list[Kept], spine: Spine, store: Store
):
    with engine.connect() as duckdb:
        theirs, one = built(duckdb, store, loads, spine, "duckdb")
    ours, two = built(spark, store, loads, spine, "spark")
    assert ours.rows == theirs.rows
    assert ours.nobody == theirs.nobody
    assert ours.faults == theirs.faults
    assert sum(ours.rows.values()) > 5000
    for name in LINKED:
        left, right = (pq.read_table(folder / f"{name}.parquet") for folder in (one, two))
        assert right.schema.remove_metadata().equals(left.schema.remove_metadata())
        assert rows(right) == rows(left), name


def rows(table: pa.Table) -> list[tuple]:
    """Return rows in an order that hangs on nothing but them."""
    return sorted((tuple(row.values()) for row in table.to_pylist()), key=repr)
