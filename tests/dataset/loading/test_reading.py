"""A file becomes a load: what is right goes in, what is wrong is held back with its reason."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from goldenthread.dataset.rules.keys import record_key
from goldenthread.dataset.store import Store

from .extracts import loaded, row, written


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "area", "a secret of the test")


def faults(table) -> dict[str, int]:
    return {fault.rule: fault.count for fault in table.faults}


def held_back(store: Store, folder: str = "one") -> list[dict]:
    return store.read_locked(store.quarantine(folder, "referrals")).to_pylist()


def test_rows_that_are_right_are_kept_apart_by_what_they_tell(store: Store, tmp_path: Path):
    path = written(tmp_path / "referrals.csv", [row(1), row(2)])
    (table,) = loaded(store, [path]).tables
    assert (table.read, table.accepted, table.quarantined, table.repeated) == (2, 2, 0, 0)
    facts = pq.read_table(store.facts("one", "referrals")).to_pylist()
    names = store.read_locked(store.identifying("one", "referrals")).to_pylist()
    assert [one["row"] for one in facts] == [1, 2]
    assert facts[0]["record"] == record_key(store.secret, "camhs", "referrals", ["R1"])
    assert facts[0]["received_on"].isoformat() == "2024-09-16"
    assert facts[0]["single_point"] is True
    assert "forename" not in facts[0]
    assert names[0]["forename"] == "Made"
    assert names[0]["nhs_number"] == "9990000018"
    assert table.filled["forename"] == 2
    assert table.filled["ethnicity"] == 0


def test_each_fault_is_told_by_row_and_field_and_nothing_is_dropped(store: Store, tmp_path: Path):
    rows = [
        row(1),
        row(2, birth_date="2014-02-31"),
        row(3, birth_date=""),
        row(4, received_on="c"),
        row(5, nhs_number="9990000017"),
        row(6, sex="Q"),
        row(7, nhs_number="9.99E+09"),
        row(8, single_point="perhaps", received_on="16/09/24"),
    ]
    (table,) = loaded(store, [written(tmp_path / "referrals.csv", rows)]).tables
    assert (table.read, table.accepted, table.quarantined) == (8, 2, 6)
    found = faults(table)
    assert found == {
        "check-digit.nhs_number": 1,
        "code.sex": 1,
        "no-such-day.birth_date": 1,
        "not-yes-no.single_point": 1,
        "required.birth_date": 1,
        "scientific.nhs_number": 1,
        "short-year.received_on": 1,
        "suppressed.received_on": 1,
    }
    back = {one["line"]: one for one in held_back(store)}
    assert sorted(back) == [3, 4, 5, 7, 8, 9]
    reasons = json.loads(back[3]["reasons"])
    assert reasons[0]["fields"] == ["birth_date"]
    assert "a day that does not exist" in reasons[0]["words"]
    assert json.loads(back[3]["raw"])["birth_date"] == "2014-02-31"
    assert all("2014-02-31" not in fault.message for fault in table.faults)
    kept = pq.read_table(store.facts("one", "referrals"))["row"].to_pylist()
    assert kept == [1, 5]


def test_a_row_said_twice_counts_once_and_two_that_differ_are_both_held_back(
    store: Store, tmp_path: Path
):
    rows = [row(1), row(2), row(1), row(3), row(3, postcode="CA9 9ZZ"), row(4, sex="Q"), row(1)]
    (table,) = loaded(store, [written(tmp_path / "referrals.csv", rows)]).tables
    assert (table.read, table.accepted, table.quarantined, table.repeated) == (7, 2, 3, 2)
    assert faults(table)["key.twice"] == 2
    assert sorted(one["line"] for one in held_back(store)) == [5, 6, 7]
    assert pq.read_table(store.facts("one", "referrals"))["row"].to_pylist() == [1, 2]
    assert table.filled["forename"] == 2


def test_rows_of_the_erased_are_left_out_of_an_old_file(store: Store, tmp_path: Path):
    gone = record_key(store.secret, "camhs", "referrals", ["R2"])
    path = written(tmp_path / "referrals.csv", [row(1), row(2), row(3)])
    (table,) = loaded(store, [path], erased=frozenset({gone})).tables
    assert (table.read, table.accepted, table.left_out) == (3, 2, 1)
    assert all(
        gone not in store.read_locked(each)["record"].to_pylist()
        for each in (store.identifying("one", "referrals"), store.quarantine("one", "referrals"))
    )


def test_a_file_is_read_alike_by_the_engine_and_row_by_row(store: Store, tmp_path: Path):
    rows = [row(1), row(2, surname=" Spaced "), row(3, postcode="ca12ab"), row(4, sex="Q")]
    plain = written(tmp_path / "referrals.csv", rows)
    other = tmp_path / "other" / "referrals.csv"
    other.parent.mkdir()
    other.write_bytes(plain.read_text(encoding="utf-8").encode("utf-16"))
    one, two = (
        loaded(store, [path], folder).tables[0] for path, folder in ((plain, "a"), (other, "b"))
    )
    assert one.as_json() == two.as_json()
    for file in (store.identifying, store.quarantine):
        assert store.read_locked(file("a", "referrals")) == store.read_locked(
            file("b", "referrals")
        )
    names = store.read_locked(store.identifying("a", "referrals")).to_pylist()
    assert [names[1]["surname"], names[2]["postcode"]] == ["Spaced", "CA1 2AB"]


def test_a_table_that_was_staged_whole_is_not_read_again(store: Store, tmp_path: Path):
    path = written(tmp_path / "referrals.csv", [row(1), row(2, sex="Q")])
    first = loaded(store, [path])
    facts = store.facts("one", "referrals")
    (store.folder("loads", "one") / "settling").unlink()
    before = facts.stat().st_mtime_ns
    assert loaded(store, [path]) == first
    assert facts.stat().st_mtime_ns == before
    assert loaded(store, [path]) == first
    assert facts.stat().st_mtime_ns > before


def test_rules_across_records_hold_back_or_ask(store: Store, tmp_path: Path):
    open_twice = [row(1, accepted_on="2024-10-01"), row(2) | {"local_id": "P1"}]
    referrals = written(tmp_path / "referrals.csv", open_twice)
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(
        "contact_id,referral_id,held_on,attendance\n"
        "C1,R1,2024-10-09,5\nC2,R1,2024-09-01,5\nC3,R9,2024-10-10,5\n",
        encoding="utf-8",
    )
    done = loaded(store, [referrals, contacts])
    tables = {table.name: table for table in done.tables}
    assert faults(tables["contacts"])["MH12"] == 1
    assert faults(tables["contacts"])["MH13"] == 1
    before = next(one for one in tables["contacts"].faults if one.rule == "MH13")
    assert before.rows == [3]
    assert (tables["contacts"].accepted, tables["contacts"].quarantined) == (2, 1)
    (held,) = store.read_locked(store.quarantine("one", "contacts")).to_pylist()
    assert json.loads(held["raw"])["contact_id"] == "C2"
    alone = loaded(store, [contacts], "two")
    assert "MH12" not in faults(alone.tables[0])
    assert "Rule MH12 was not asked, for referrals was not sent." in alone.notes
