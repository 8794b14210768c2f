"""The audit of what we are built on never says that all is well when it could not look."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.guards.house import ROOT
from tests.security.audit import (
    AUDITOR,
    NOT_REACHED,
    PINNED,
    Ran,
    audited,
    front_end,
    of_lock_files,
    of_node,
    of_python,
)

SKIPPED = {"name": "django", "skip_reason": "Dependency not found on PyPI and could not be audited"}
SOUND = {"name": "jinja2", "version": "3.1.6", "vulns": []}
WEAK = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}


def python(*rows: dict[str, object], code: int = 0, err: str = "") -> Ran:
    return Ran(code, json.dumps({"dependencies": rows, "fixes": []}) if rows else "", err)


@pytest.mark.parametrize(
    ("ran", "words", "weak"),
    [
        (python(SOUND), "dev: 1 packages looked up, no weakness known.", False),
        (python(SOUND, WEAK, code=1), "known of old 1.0: PYSEC-1; old 1.0: PYSEC-2.", True),
        (python(SKIPPED, SKIPPED), f"dev: {NOT_REACHED}.", False),
        (python(SOUND, SKIPPED), "1 packages looked up, no weakness known; not looked", False),
        (python(WEAK, SKIPPED), "weaknesses are known of old", True),
        (python(code=1, err="x\nNo route to host\n"), f"{NOT_REACHED} (No route to host).", False),
    ],
)
def test_python_packages_are_said_to_be_sound_only_when_looked_up(ran, words, weak):
    verdict = of_python("dev", ran)
    assert words in verdict.words
    assert verdict.weak is weak


@pytest.mark.parametrize(
    ("ran", "words", "weak"),
    [
        (Ran(0, '{"vulnerabilities": {}}', ""), "looked up, no weakness known.", False),
        (Ran(1, '{"vulnerabilities": {"htmx.org": {}}}', ""), "known of htmx.org.", True),
        (Ran(1, '{"message": "405 Not Allowed", "error": {}}', ""), "(405 Not Allowed).", False),
        (Ran(1, "", "npm: command not found"), f"{NOT_REACHED} (npm: command", False),
    ],
)
def test_front_end_packages_are_said_to_be_sound_only_when_looked_up(ran, words, weak):
    verdict = of_node("pages", ran)
    assert words in verdict.words
    assert verdict.weak is weak


def test_every_pinned_file_and_both_front_end_packages_are_asked_about():
    asked: list[str] = []

    def offline(command: Sequence[str], where: Path) -> Ran:
        asked.append(" ".join(command))
        done = command[1] in {"venv", "pip"}
        return Ran(0, "", "") if done else Ran(1, "", "Could not resolve host")

    verdicts = audited(offline)
    assert all(NOT_REACHED in verdict.words and not verdict.weak for verdict in verdicts)
    assert all(any(name in command for command in asked) for name in PINNED)
    assert set(front_end()) == {"govuk-frontend", "htmx.org"}
    assert all((ROOT / name).is_file() for name in PINNED)


def test_the_auditor_is_put_up_by_hash_or_nothing_is_called_sound():
    asked: list[str] = []

    def refusing(command: Sequence[str], where: Path) -> Ran:
        asked.append(" ".join(command))
        return Ran(int("pip" in command), "", "Hash mismatch for pip-audit\n")

    verdicts = of_lock_files(refusing)
    assert len(verdicts) == len(PINNED)
    assert all("could not be put up" in each.words for each in verdicts)
    assert "--require-hashes -r requirements/audit.txt" in asked[-1]
    locked = (ROOT / AUDITOR).read_text(encoding="utf-8").split(" \\\n    --hash=sha256:")
    assert any(part.endswith("pip-audit==2.10.1") for part in locked)


def test_the_door_leads_to_it():
    assert "python -m tests.security.audit" in (ROOT / "Makefile").read_text(encoding="utf-8")
