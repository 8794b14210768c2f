"""Linked tables are built from the rows that count, under keyed names, with source and load."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from goldenthread.dataset import engine
from goldenthread.dataset.rules.keys import linked_key
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store
from goldenthread.dataset.tables import LINKED
from goldenthread.dataset.tables.build import Built, build, schema_of
from tests.dataset.tables.small_set import ADA, BEN, SECRET, SmallSet, rows_of, two_children


@pytest.fixture
def small(tmp_path: Path) -> SmallSet:
    return two_children(Store(tmp_path / "store", SECRET))


def built(small: SmallSet, **more) -> tuple[Built, Path]:
    out = small.store.stage("linked", "one")
    given = Given(date(2025, 2, 1))
    with engine.connect() as backend:
        done = build(backend, small.store, small.loads, small.spine, out, given=given, **more)
    return done, out


def test_every_class_is_written_with_the_columns_it_documents(small: SmallSet):
    done, out = built(small)
    assert set(done.rows) == set(LINKED)
    for name, table in LINKED.items():
        path = out / f"{name}.parquet"
        assert pq.read_schema(path).names == [column.name for column in table.columns]
        assert pq.read_schema(path).remove_metadata().equals(schema_of(table).to_pyarrow())
        assert path.stat().st_mode & 0o077 == 0
    assert not (out / "who.parquet").exists()


def test_a_row_has_its_person_under_a_keyed_name_its_source_and_its_load(small: SmallSet):
    _, out = built(small)
    ada = linked_key(SECRET, ADA)
    columns = ("person", "source", "extract", "load", "on", "outcome")
    assert rows_of(out, "requests", columns) == [
        (ada, "sen2", "requests", 1, date(2023, 3, 1), "Y"),
    ]
    columns = ("person", "load", "domain", "need", "rank", "on")
    assert rows_of(out, "needs", columns) == [
        (ada, 1, "education", "ASD", 1.0, date(2025, 1, 16)),
    ]
    for path in out.iterdir():
        assert ADA.encode() not in path.read_bytes()


def test_people_say_the_month_of_birth_and_the_district_never_more(small: SmallSet):
    _, out = built(small, homes={"ZZ11AA": "E07000001"})
    ada, ben = linked_key(SECRET, ADA), linked_key(SECRET, BEN)
    found = rows_of(out, "people", ("person", "source", "born", "sex", "home", "ethnicity"))
    assert set(found) == {
        (ada, "sen2", date(2014, 5, 1), "F", "E07000001", "WBRI"),
        (ben, "sen2", date(2012, 11, 1), "M", None, None),
        (ben, "camhs", date(2012, 11, 1), "M", None, None),
    }


def test_a_row_of_nobody_known_is_kept_and_counted(small: SmallSet):
    done, out = built(small)
    assert (done.rows["plans"], done.nobody["plans"]) == (2, 1)
    found = rows_of(out, "plans", ("person", "on", "residential"))
    assert (None, date(2022, 1, 1), False) in found


def test_a_merged_person_stands_under_the_name_of_the_one_they_are(small: SmallSet):
    small.merged[BEN] = ADA
    _, out = built(small)
    assert {row[0] for row in rows_of(out, "people", ("person",))} == {linked_key(SECRET, ADA)}


def test_a_later_extract_replaces_what_an_earlier_one_said(small: SmallSet):
    again = {"referral_id": "c1", "received_on": date(2024, 4, 4), "reason": "14"}
    small.load("camhs", date(2025, 3, 1), {"referrals": [(BEN, again)]})
    _, out = built(small)
    assert rows_of(out, "referrals", ("reason", "load")) == [("14", 3)]


def test_building_tells_how_far_it_is(small: SmallSet):
    told = []
    built(small, progress=lambda name, done, of: told.append((name, done, of)))
    assert told[0] == ("people", 0, 13)
    assert told[-1] == ("", 13, 13)
