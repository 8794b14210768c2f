"""The linked tables that Spark builds are DuckDB's, row for row."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from ibis.backends import BaseBackend

from goldenthread.dataset import engine
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store
from goldenthread.dataset.tables import LINKED
from goldenthread.dataset.tables.build import Built, build
from tests.dataset.tables.small_set import SECRET, SmallSet, two_children

pytestmark = pytest.mark.slow


def built(backend: BaseBackend, small: SmallSet, name: str) -> tuple[Built, Path]:
    out = small.store.stage("linked", name)
    given = Given(date(2025, 2, 1))
    homes = {"ZZ11AA": "E07000026"}
    return build(backend, small.store, small.loads, small.spine, out, given=given, homes=homes), out


def test_tables_of_two_children_are_the_same_on_both_engines(spark: BaseBackend, tmp_path: Path):
    small = two_children(Store(tmp_path / "store", SECRET))
    again = {"referral_id": "c1", "received_on": date(2024, 4, 4), "reason": "14"}
    small.load("camhs", date(2025, 3, 1), {"referrals": [("b" * 32, again)]})
    with engine.connect() as duckdb:
        theirs, one = built(duckdb, small, "duckdb")
    ours, two = built(spark, small, "spark")
    assert ours == theirs
    assert sum(ours.rows.values()) > 5
    assert {path.name for path in two.iterdir()} == {f"{name}.parquet" for name in LINKED}
    for name in LINKED:
        left, right = (pq.read_table(folder / f"{name}.parquet") for folder in (one, two))
        assert right.schema.remove_metadata().equals(left.schema.remove_metadata())
        assert right.to_pylist() == left.to_pylist(), name
        assert (two / f"{name}.parquet").stat().st_mode & 0o077 == 0
