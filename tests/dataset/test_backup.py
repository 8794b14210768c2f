"""A backup brings the data set back under its own key, and says that it holds children."""

import zipfile
from pathlib import Path

import pytest

from tests.audit.processes import Installation

pytestmark = pytest.mark.slow
KEY = {"DATASET": "on", "DATASET_KEY": "the key of the data set, kept apart"}
KEPT = "dataset/somewhere/loads/one/people/identifying.parquet"


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("from")
    here = Installation(folder / "home", **KEY)
    assert here.gt("migrate", "--quiet").returncode == 0
    file = folder / "home" / KEPT
    file.parent.mkdir(parents=True)
    file.write_bytes(b"locked")
    said = here.gt("backup", str(folder / "b.zip"))
    assert "children's records" in said.stdout, said.stderr
    return folder / "b.zip"


def test_it_comes_back_for_its_owner_only(backed_up, tmp_path):
    there = Installation(tmp_path / "home", **KEY)
    said = there.gt("restore", str(backed_up))
    assert "The trail is whole." in said.stdout, said.stderr
    file = tmp_path / "home" / KEPT
    assert file.read_bytes() == b"locked"
    assert file.stat().st_mode & 0o077 == 0
    assert all(each.stat().st_mode & 0o077 == 0 for each in list(file.parents)[:4])


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATASET": "off"}, "which is switched off here"),
        ({**KEY, "DATASET_KEY": "another"}, "another DATASET_KEY"),
    ],
)
def test_it_is_refused_where_it_could_not_be_read(backed_up, tmp_path, environment, words):
    there = Installation(tmp_path / "home", **environment)
    refused = there.gt("restore", str(backed_up))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert words in refused.stderr
    assert not (tmp_path / "home" / KEPT).exists()


def test_the_key_is_not_in_it(backed_up):
    with zipfile.ZipFile(backed_up) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert KEY["DATASET_KEY"].encode() not in everything
