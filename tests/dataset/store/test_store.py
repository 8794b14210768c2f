"""The store keeps to itself: locked files, private folders, rows erased for good."""

import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset.rules import keys
from goldenthread.dataset.store import Store
from goldenthread.dataset.store.locked import is_locked

NAMES = pa.table(
    {
        "row": pa.array([1, 2, 3], pa.int64()),
        "record": ["a" * 32, "b" * 32, "c" * 32],
        "surname": ["Madeupson", "Inventedly", None],
    }
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "area", "a secret of the test")


def laid(store: Store, load: str = "one", table: str = "people") -> Path:
    store.stage("loads", load)
    path = store.identifying(load, table)
    store.write_locked(path, NAMES)
    store.write_plain(store.facts(load, table), NAMES.drop_columns("surname"))
    return path


def test_an_identifiable_file_shows_nothing_without_its_key(store: Store):
    path = laid(store)
    assert is_locked(path)
    assert b"Madeupson" not in path.read_bytes()
    assert b"surname" not in path.read_bytes()
    assert store.read_locked(path).equals(NAMES)
    with pytest.raises(UserError, match="cannot be opened with the key"):
        Store(store.root, "another secret").read_locked(path)


def test_columns_and_rows_are_chosen_where_they_lie(store: Store):
    path = laid(store)
    found = store.read_locked(path, ["surname"], pc.field("row") == 2)
    assert found.to_pydict() == {"surname": ["Inventedly"]}
    assert [batch.num_rows for batch in store.batches(path, rows=2)] == [2, 1]


def test_a_stream_is_written_as_a_table_is(store: Store):
    store.stage("loads", "two")
    path = store.identifying("two", "people")
    reader = pa.RecordBatchReader.from_batches(NAMES.schema, NAMES.to_batches(1))
    assert store.write_locked(path, reader) == 3
    assert store.read_locked(path).equals(NAMES)
    assert store.rows(path) == 3


def test_files_and_folders_are_their_owners_alone(store: Store):
    path = laid(store)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.facts("one", "people").stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (store.root, *path.parents[:3])} == {
        0o700
    }
    assert store.problems() == []
    path.chmod(0o644)
    assert "chmod go-rwx" in store.problems()[0]


def test_a_folder_that_nobody_committed_is_swept_and_told(store: Store):
    laid(store, "kept")
    laid(store, "half")
    assert store.problems({"loads": {"kept", "lost"}}) == [
        "loads/half was begun and not finished; the next run sweeps it away.",
        "loads/lost is committed and its files are gone. Restore a backup.",
    ]
    assert store.sweep("loads", {"kept"}) == ["half"]
    assert store.names("loads") == ["kept"]


def test_erasing_takes_a_record_out_of_every_file_and_vintage(store: Store):
    for load in ("first", "second"):
        laid(store, load)
    gone = store.erase({"b" * 32})
    assert gone == {
        f"loads/{load}/people/{file}.parquet": 1
        for load in ("first", "second")
        for file in ("facts", "identifying")
    }
    left = store.read_locked(store.identifying("first", "people"))
    assert left["record"].to_pylist() == ["a" * 32, "c" * 32]
    assert is_locked(store.identifying("first", "people"))
    assert store.erase({"b" * 32}) == {}
    assert not list(store.root.rglob("*.new"))


def test_no_name_leads_out_of_the_store(store: Store):
    for name in ("../up", "", ".", "a/b"):
        with pytest.raises(ValueError, match="no folder"):
            store.folder("loads", name)


def test_a_store_without_a_key_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="no key"):
        Store(tmp_path, "")


def test_names_of_records_are_keyed_and_stable():
    first = keys.record_key("secret", "camhs", "referrals", ["17", None])
    assert first == keys.record_key("secret", "camhs", "referrals", ["17", None])
    assert len(first) == 32
    others = {
        keys.record_key("another", "camhs", "referrals", ["17", None]),
        keys.record_key("secret", "camhs", "contacts", ["17", None]),
        keys.record_key("secret", "camhs", "referrals", [None, "17"]),
        keys.linked_key("secret", first),
    }
    assert first not in others
    assert len(others) == 4
