"""The doctor looks at the data set: its key, who may read its files, and folders of nobody."""

from pathlib import Path

import pytest

from goldenthread.cli.looking.dataset import store
from goldenthread.dataset.queries.loads import store_of
from tests.dataset.lawful.conftest import agreed

from .extracts import row, written
from .test_loads import load


@pytest.fixture
def home(settings, tmp_path: Path, monkeypatch) -> Path:
    settings.GOLDENTHREAD_HOME = tmp_path
    monkeypatch.delenv("DATASET_KEY", raising=False)
    (tmp_path / "dataset-key").write_text("a key", encoding="utf-8")
    (tmp_path / "dataset-key").chmod(0o600)
    return tmp_path


def states() -> list[tuple[str, str]]:
    return [(each.name, each.state) for each in store()]


def test_files_of_their_owner_alone_are_good(area, home):
    agreed(area)
    load(area, written(home / "referrals.csv", [row(1)]))
    assert states() == [("data set key", "good"), ("data set", "good")]


def test_a_file_that_others_may_read_is_wrong_and_so_is_a_lost_one(area, home):
    agreed(area)
    done = load(area, written(home / "referrals.csv", [row(1)]))
    facts = store_of(area).facts(done.folder, "referrals")
    facts.chmod(0o644)
    [_, told] = store()
    assert told.state == "wrong"
    assert f"chmod go-rwx {facts}" in told.words
    store_of(area).discard("loads", done.folder)
    [_, told] = store()
    assert "its files are gone" in told.words


def test_a_key_that_others_may_read_or_that_is_lost_is_wrong(area, home):
    (home / "dataset-key").chmod(0o644)
    assert states() == [("data set key", "wrong")]
    (home / "dataset-key").unlink()
    assert states() == [("data set key", "wrong")]


def test_nothing_is_said_where_it_is_switched_off(settings):
    settings.DATASET = False
    assert states() == []
