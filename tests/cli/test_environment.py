"""A command may name variables that stand unless somebody set them: the demo has a data set."""

import os
from types import SimpleNamespace

import pytest

from goldenthread import cli
from goldenthread.cli import demo


@pytest.fixture
def seen(monkeypatch) -> list[str | None]:
    """Return what a command that names a variable finds when it runs."""
    found: list[str | None] = []

    def run(args: object) -> int:
        found.append(os.environ.get("SOMETHING"))
        return 0

    command = SimpleNamespace(
        NAME="named",
        SUMMARY="Named.",
        add_arguments=lambda parser: None,
        environment=lambda: {"SOMETHING": "on"},
        run=run,
    )
    monkeypatch.setattr(cli, "command_modules", lambda: [command])
    monkeypatch.delenv("SOMETHING", raising=False)
    return found


def test_a_variable_that_a_command_names_stands_unless_it_is_set(seen, monkeypatch):
    monkeypatch.setenv("SOMETHING", "off")
    assert cli.main(["named"]) == 0
    monkeypatch.delenv("SOMETHING")
    assert cli.main(["named"]) == 0
    assert seen == ["off", "on"]


def test_the_demo_switches_the_data_set_on_where_it_is_installed(monkeypatch):
    assert demo.environment() == {"DATASET": "on"}
    monkeypatch.setattr(demo, "ENGINE", "no_such_engine")
    assert demo.environment() == {}
