"""A backup brings everything back, on either database, or changes nothing."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from goldenthread.cli.backup import LEFT_OUT, kept_models
from tests.audit.processes import Installation, database
from tests.guards.test_references import variables_read

pytestmark = pytest.mark.slow

FILL = """
from django.conf import settings
from goldenthread import example
from goldenthread.audit.changes import record
from goldenthread.audit.rules import SYSTEM, letter
example.load("exercise", lambda words: None)
folder = settings.MEDIA_ROOT / "deep"; folder.mkdir(parents=True)
(folder / "report.pdf").write_bytes(bytes(range(256)) * 999)
record(by=SYSTEM, verb="v", subject="s", ref=1, note="é £",
       follow=[letter(to="a@example.org", subject="Hello", text="Words")])
"""
HELD = """
import hashlib, json
from django.conf import settings
from goldenthread.cli.backup import kept_models, _rows
from goldenthread.audit.queries import first_broken_event
held = {}
for model in kept_models():
    lines = sorted(json.dumps(json.loads(line), sort_keys=True) for line in _rows(model))
    if model._meta.label == "audit.Event":
        lines = [line for line in lines if '"restore"' not in line]
    if model._meta.label not in ("audit.ChainHead", "audit.Outbox"):
        held[model._meta.label] = hashlib.sha256("".join(lines).encode()).hexdigest()
file = settings.MEDIA_ROOT / "deep" / "report.pdf"
held["file"] = hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None
held["broken"] = first_broken_event() is not None
print(json.dumps(held))
"""
EMPTY = "from goldenthread.audit.models import Event; print(Event.objects.count())"
OUTBOX = """
from goldenthread.audit.models import Outbox
rows = Outbox.objects.exclude(state="done")
print({(row.state, row.last_error[:8]) for row in rows}, [
    row.payload["to"] for row in rows if row.payload.get("to") == "a@example.org"
])
"""
ADD = """
from goldenthread.areas.changes import add_area
from goldenthread.audit.rules import SYSTEM
add_area(by=SYSTEM, slug="another", name="Another")
"""


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory) -> tuple[Path, dict]:
    """Return a backup of a filled installation on SQLite, and what it held."""
    folder = tmp_path_factory.mktemp("from")
    here = Installation(folder / "home")
    assert here.gt("migrate", "--quiet").returncode == 0
    here.python(FILL)
    said = here.gt("backup", str(folder / "b.zip"))
    assert "Its trail is whole." in said.stdout, said.stderr
    assert here.gt("backup", str(folder / "b.zip")).returncode == 2
    return folder / "b.zip", json.loads(here.python(HELD))


def test_it_goes_to_postgresql_and_back_with_everything(backed_up, tmp_path):
    archive, held = backed_up
    assert held["broken"] is False
    with database("postgresql") as url:
        there = Installation(tmp_path / "there", url)
        there.gt("migrate", "--quiet")
        there.python(ADD)
        refused = there.gt("restore", str(archive))
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "--replace" in refused.stderr
        said = there.gt("restore", "--replace", str(archive))
        assert "The trail is whole." in said.stdout, said.stderr
        assert json.loads(there.python(HELD)) == held
        assert there.python(OUTBOX) == "{('exhausted', 'Held bac')} ['a@example.org']"
        there.gt("backup", str(tmp_path / "b.zip"))
        there.python(ADD)
    back = Installation(tmp_path / "back")
    said = back.gt("restore", str(tmp_path / "b.zip"))
    assert "The trail is whole." in said.stdout, said.stderr
    assert json.loads(back.python(HELD)) == held
    back.python(ADD)


def changed(archive: Path, place: Path, name: str, content: bytes, **about: object) -> Path:
    """Return a copy of an archive with a part changed and the list of contents made to agree."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as new:
        manifest = json.loads(old.read("manifest.json"))
        manifest["parts"][name] |= {
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            **about,
        }
        for part in old.namelist():
            if part not in (name, "manifest.json"):
                new.writestr(part, old.read(part))
        new.writestr(name, content)
        new.writestr("manifest.json", json.dumps(manifest))
    return place


def test_one_that_cannot_be_used_changes_nothing(backed_up, tmp_path):
    archive, _ = backed_up
    there = Installation(tmp_path / "home")
    there.gt("migrate", "--quiet")
    there.python(ADD)
    events = "rows/audit.Event.jsonl"
    with zipfile.ZipFile(archive) as opened:
        lines = opened.read(events)
    data = archive.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(data[: len(data) // 2])
    bad = [
        cut,
        changed(archive, tmp_path / "1.zip", events, lines.replace(b'"add_', b'"had_', 1)),
        changed(archive, tmp_path / "2.zip", events, b"[1]\n" + lines),
        changed(archive, tmp_path / "3.zip", "rows/areas.LocalArea.jsonl", b"", rows=0),
    ]
    before = there.python(EMPTY)
    for each in bad:
        refused = there.gt("restore", "--replace", str(each))
        assert refused.returncode == 2, refused.stderr
        assert "Nothing was changed" in refused.stderr
        assert refused.stderr.count("\n") == 1
    assert there.python(EMPTY) == before == "1"
    assert not (tmp_path / "home" / "documents").exists()
    there.python(
        "from goldenthread.areas.models import LocalArea as A; A.objects.get(slug='another')"
    )


def test_one_made_under_another_key_is_refused(backed_up, tmp_path):
    archive, _ = backed_up
    there = Installation(tmp_path / "home", AUDIT_KEY="another")
    refused = there.gt("restore", str(archive))
    assert refused.returncode == 2
    assert "another AUDIT_KEY" in refused.stderr


def test_it_says_which_settings_are_missing_and_holds_no_value_of_one(tmp_path):
    here = Installation(tmp_path / "home", EMAIL_URL="smtp://a:very-secret@mail.example")
    here.gt("migrate", "--quiet")
    assert here.gt("backup", str(tmp_path / "b.zip")).returncode == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"very-secret" not in everything
    assert b"the same for all of these tests" not in everything
    said = Installation(tmp_path / "there").gt("restore", str(tmp_path / "b.zip"))
    assert "Set where it was made and not here: EMAIL_URL." in said.stdout


def test_every_variable_is_known():
    assert set(settings.ENVIRONMENT) == variables_read()


def test_what_is_left_out_is_of_this_moment_only():
    kept = {model._meta.label for model in kept_models()}
    assert not kept & LEFT_OUT
    assert {"accounts.User", "audit.Event", "audit.Outbox", "documents.DocumentContent"} <= kept
