"""What the made-up country sends loads, and no row is held back but those with a mistake made."""

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

from goldenthread.dataset.engine import connect
from goldenthread.dataset.loading import Loaded, read
from goldenthread.dataset.rules.keys import record_key
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Store
from goldenthread.dataset.synth.making import make_country
from goldenthread.dataset.synth.places import Country

ROUNDS = ("001-2023-03-31", "001-2023-01-19", "191-2025-01-16")
SECRET = "a secret of the test"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country") / "out"
    make_country(Country(areas=1, people=1000, years=3, seed=4), folder)
    return folder


def loaded(out: Path, folder: Path, store: Store) -> Loaded:
    code, authority, on = folder.name.split("-", 2)
    given = Given(on=date.fromisoformat(on), area_code=authority)
    with connect() as backend:
        return read(
            backend,
            all_sources()[code],
            sorted(folder.glob("*.csv")),
            given=given,
            store=store,
            folder=folder.name,
        )


def expected(out: Path, folder: Path) -> dict[str, Counter]:
    code, authority, on = folder.name.split("-", 2)
    found: dict[str, Counter] = {}
    for row in pyarrow.parquet.read_table(out / "truth" / "faults-001.parquet").to_pylist():
        if (row["source"], row["code"], row["extract_on"]) == (code, authority, on):
            found.setdefault(row["table"], Counter())[row["becomes"]] += 1
    return found


@pytest.mark.slow
@pytest.mark.parametrize("code", sorted(all_sources()))
def test_held_and_repeated_rows_are_the_mistakes_that_were_made(code: str, out: Path, tmp_path):
    store = Store(tmp_path / "area", SECRET)
    folders = sorted((out / "areas" / "001").glob(f"{code}-*"))
    folders = [one for one in folders if one.name.removeprefix(f"{code}-") in ROUNDS]
    assert folders
    for folder in folders:
        mistakes = expected(out, folder)
        whole = loaded(out, folder, store)
        assert {table.name for table in whole.tables} == {
            table.name for table in all_sources()[code].tables
        }
        for table in whole.tables:
            made = mistakes.get(table.name, Counter())
            said = (folder.name, table.name, [(f.rule, f.rows) for f in table.faults])
            assert (table.quarantined, table.repeated) == (made["held"], made["repeated"]), said


def test_the_truth_names_every_record_that_was_let_in(out: Path, tmp_path: Path):
    folder = out / "areas" / "001" / "destinations-191-2025-01-16"
    store = Store(tmp_path / "area", SECRET)
    loaded(out, folder, store)
    held = pyarrow.parquet.read_table(store.facts(folder.name, "destinations"))
    truth = pyarrow.parquet.read_table(out / "truth" / "rows-001.parquet").to_pylist()
    named = {
        record_key(SECRET, row["source"], row["table"], row["key"].split("\x1f")): row["person"]
        for row in truth
        if row["source"] == "destinations"
    }
    records = held["record"].to_pylist()
    assert len(records) > 20
    assert set(records) <= set(named)
