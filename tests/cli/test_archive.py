"""An archive that was damaged, cut short or made to do harm is refused in one sentence."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.cli.archive import check_room, file_chunks, reading, unpacked, writing
from goldenthread.core.errors import UserError

WORDS = b"some words\nand more\n"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "whole.zip"
    with writing(path, {"made_at": "today"}) as archive:
        archive.add("rows/a.jsonl", [WORDS], rows=2)
        archive.add("files/b.pdf", [b"x" * 100_000])
    return path


def read_all(path: Path) -> None:
    with reading(path) as archive:
        for name in archive.manifest["parts"]:
            list(archive.chunks(name))


def rewritten(path: Path, **changed: bytes | None) -> Path:
    """Return a copy with some parts changed, added or (None) left out; `__` stands for `/`."""
    new = path.with_name("changed.zip")
    parts = {
        name.replace("__", "/").replace("_json", ".json"): each for name, each in changed.items()
    }
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in old.infolist():
            if info.filename not in parts:
                copy.writestr(info.filename, old.read(info))
        for name, each in parts.items():
            if each is not None:
                copy.writestr(name, each)
    return new


def listing(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def test_what_was_written_is_read(whole):
    with reading(whole) as archive:
        assert list(archive.lines("rows/a.jsonl")) == [b"some words", b"and more"]
        assert archive.about("rows/a.jsonl")["rows"] == 2
        assert archive.names("files") == ["files/b.pdf"]
        assert archive.manifest["made_at"] == "today"
        place = whole.with_name("b.pdf")
        unpacked(archive, "files/b.pdf", place)
        assert b"".join(file_chunks(place)) == b"x" * 100_000
    assert whole.stat().st_mode & 0o077 == 0
    assert [each.name for each in whole.parent.iterdir() if "part" in each.name] == []


def fills_the_disk() -> Iterator[bytes]:
    yield WORDS
    raise OSError("disk full")


def write_to_a_full_disk(path: Path) -> None:
    with writing(path, {}) as archive:
        archive.add("rows/a", fills_the_disk())


def test_a_failure_while_writing_leaves_nothing(tmp_path):
    with pytest.raises(OSError, match="full"):
        write_to_a_full_disk(tmp_path / "b.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_one_cut_short_is_refused(whole, share):
    data = whole.read_bytes()
    whole.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UserError, match="Nothing was changed"):
        read_all(whole)


def read_or_refused(path: Path) -> str:
    """Return what was read of both parts, or the sentence of the refusal."""
    try:
        with reading(path) as archive:
            return repr([b"".join(archive.chunks(name)) for name in archive.manifest["parts"]])
    except UserError as refusal:
        return refusal.message


def test_any_byte_changed_is_noticed_or_of_no_matter(whole):
    data, as_it_was = whole.read_bytes(), read_or_refused(whole)
    refused = 0
    for place in range(0, len(data), max(1, len(data) // 150)):
        whole.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        said = read_or_refused(whole)
        assert said == as_it_was or "Nothing was changed" in said
        refused += said != as_it_was
    assert refused > 100


def test_one_with_other_contents_than_it_lists_is_refused(whole):
    for changed in (
        {"rows__a.jsonl": None},
        {"rows__more.jsonl": b"{}"},
        {"rows__a.jsonl": b"other words\nand mor\n"},
        {"manifest_json": None},
        {"manifest_json": b"[]"},
        {"manifest_json": b"{" * 100_000},
    ):
        with pytest.raises(UserError, match="Nothing was changed"):
            read_all(rewritten(whole, **changed))


@pytest.mark.parametrize(
    "name", ["files/../../x", "/etc/x", "files\\..\\x", "C:/x", "files/a/../../../x"]
)
def test_one_that_would_write_elsewhere_is_refused(whole, name):
    manifest = listing(whole)
    manifest["parts"][name] = manifest["parts"]["rows/a.jsonl"]
    with zipfile.ZipFile(rewritten(whole, manifest_json=None), "a") as archive:
        archive.writestr(name, WORDS)
        archive.writestr("manifest.json", json.dumps(manifest))
        bad = Path(archive.filename)
    with pytest.raises(UserError, match=r"outside its place|what is in it"):
        read_all(bad)


def test_one_that_unpacks_to_far_more_than_is_packed_is_refused(tmp_path):
    path = tmp_path / "bomb.zip"
    with writing(path, {}) as archive:
        archive.add("rows/a", (bytes(1024 * 1024) for _ in range(64)))
    assert path.stat().st_size < 100_000
    with pytest.raises(UserError, match="far more than is packed"):
        read_all(path)


def test_one_that_lies_about_its_length_is_read_no_further(whole):
    manifest = listing(whole)
    manifest["parts"]["rows/a.jsonl"]["size"] = 5
    with pytest.raises(UserError, match="not as long"):
        read_all(rewritten(whole, manifest_json=json.dumps(manifest).encode()))


def test_one_that_does_not_fit_on_the_disk_is_refused(whole, tmp_path):
    with reading(whole) as archive:
        check_room(archive, tmp_path)
        archive.about("rows/a.jsonl")["size"] = 10**18
        with pytest.raises(UserError, match="MB are free"):
            check_room(archive, tmp_path)


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(UserError, match="no archive, or was cut short"):
        read_all(tmp_path / "b.zip")
    with pytest.raises(UserError, match="There is no file"):
        read_all(tmp_path / "none.zip")
