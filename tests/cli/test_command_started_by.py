"""The demonstration names the command to type next as it was itself started."""

import sys
from pathlib import Path

import pytest

from goldenthread.cli.demo import command_started_by


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """Return a command in a folder with a space in its name, as in a checkout."""
    found = tmp_path / "my checkout" / ".venv" / "bin" / "goldenthread"
    found.parent.mkdir(parents=True)
    found.touch(mode=0o755)
    return found


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (".", ".venv/bin/goldenthread"),
        (".venv/bin", "./goldenthread"),
        ("..", "'my checkout/.venv/bin/goldenthread'"),
    ],
)
def test_inside_the_working_folder_it_is_the_path_from_there(command, monkeypatch, where, said):
    monkeypatch.chdir(command.parents[2] / where)
    monkeypatch.setattr(sys, "argv", [str(command), "demo"])
    assert command_started_by() == said


def test_elsewhere_it_is_the_name_where_the_shell_finds_it_else_the_path(command, monkeypatch):
    elsewhere = command.parents[2] / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(sys, "argv", [str(command), "demo"])
    monkeypatch.setenv("PATH", str(elsewhere))
    assert command_started_by() == f"'{command}'"
    monkeypatch.setenv("PATH", str(command.parent))
    assert command_started_by() == "goldenthread"
    monkeypatch.setattr(sys, "argv", ["-c", "demo"])
    assert command_started_by() == "goldenthread"
