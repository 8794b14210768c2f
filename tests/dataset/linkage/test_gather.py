"""Reading records out of loads: whose a row is, by its own columns or its parent's."""

from datetime import date

import pytest

from goldenthread.dataset.linkage import gather, link
from goldenthread.dataset.loading import read
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Kept, Store

from .made_up import nhs_numbers

ONE, TWO = nhs_numbers(2)
REFERRALS = (
    "referral_id,local_id,nhs_number,nhs_number_status,forename,surname,birth_date,sex,postcode,"
    "received_on\n"
    f"R1,P1,{ONE},01,Ava,Bell,2012-03-04,2,CA1 2AB,2024-05-01\n"
    f"R2,P2,,,Leo,Bell,2012-03-04,1,CA1 2AB,2024-05-02\n"
)
CONTACTS = "contact_id,referral_id,held_on\nC1,R1,2024-06-01\nC2,R2,2024-06-02\nC3,R1,2024-07-01\n"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store", "a secret of this test")


def load(engine, store, tmp_path, number, code, on, **texts):
    files = []
    for name, text in texts.items():
        path = tmp_path / f"{number}" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        files.append(path)
    folder = f"load{number}"
    read(engine, all_sources()[code], files, given=Given(on), store=store, folder=folder)
    return Kept(number, folder, code, on, partner="trust")


def test_rows_are_their_own_persons_or_their_parents(engine, store, tmp_path):
    first = load(
        engine,
        store,
        tmp_path,
        1,
        "camhs",
        date(2024, 7, 31),
        referrals=REFERRALS,
        contacts=CONTACTS,
    )
    records = gather(engine, store, [first])
    rows = records.to_pylist()
    assert sorted(row["table"] for row in rows) == ["contacts"] * 3 + ["referrals"] * 2
    contacts = [row for row in rows if row["table"] == "contacts"]
    assert sorted(row["forename"] for row in contacts) == ["Ava", "Ava", "Leo"]
    assert {row["local"] for row in contacts} == {"camhs:trust:P1", "camhs:trust:P2"}
    linked = link(engine, records)
    assert linked.counts["records"] == 5
    assert linked.counts["persons"] == 2


def test_a_child_row_finds_its_parent_in_an_earlier_extract(engine, store, tmp_path):
    first = load(engine, store, tmp_path, 1, "camhs", date(2024, 5, 31), referrals=REFERRALS)
    second = load(engine, store, tmp_path, 2, "camhs", date(2024, 7, 31), contacts=CONTACTS)
    rows = gather(engine, store, [first, second]).to_pylist()
    assert sorted((row["load"], row["forename"]) for row in rows) == [
        (1, "Ava"),
        (1, "Leo"),
        (2, "Ava"),
        (2, "Ava"),
        (2, "Leo"),
    ]


def test_answers_of_tracing_are_records_about_somebody(engine, store, tmp_path):
    answers = (
        "reference,asked_nhs_number,nhs_number,result,birth_date,traced_on\n"
        f"{'a' * 32},,{ONE},00,2012-03-04,2024-08-01\n"
        f"{'b' * 32},{ONE},{TWO},90,2012-03-04,2024-08-01\n"
        f"{'c' * 32},,,98,2012-03-04,2024-08-01\n"
        f"{'d' * 32},,0000000000,00,2012-03-04,2024-08-01\n"
    )
    first = load(engine, store, tmp_path, 1, "nhs_trace", date(2024, 8, 2), results=answers)
    rows = {row["about"][0]: row for row in gather(engine, store, [first]).to_pylist()}
    assert set(rows) == {"a", "b"}
    assert rows["a"]["traced"]
    assert rows["a"]["nhs_number"] == ONE
    assert rows["a"]["old_nhs_number"] is None
    assert rows["b"]["old_nhs_number"] == ONE


def test_nothing_loaded_is_no_records(engine, store):
    assert len(gather(engine, store, [])) == 0
