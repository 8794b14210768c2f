"""References made from the code are as fresh as the code."""

import argparse
from types import SimpleNamespace

from goldenthread.cli import build_parser, command_modules
from goldenthread.cli.reference import commands_reference
from tests.guards.house import ROOT


def test_the_command_reference_is_fresh():
    page = ROOT / "docs" / "reference" / "commands.md"
    assert page.read_text(encoding="utf-8") == commands_reference(), "Run: make references"


def test_a_new_option_makes_the_reference_stale(monkeypatch):
    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--new", help="something new")

    added = SimpleNamespace(NAME="new", SUMMARY="New.", add_arguments=add_arguments)
    monkeypatch.setattr(
        "goldenthread.cli.reference.command_modules", lambda: [*command_modules(), added]
    )
    page = ROOT / "docs" / "reference" / "commands.md"
    assert page.read_text(encoding="utf-8") != commands_reference()


def test_every_option_says_what_it_is_for():
    assert "no words yet" not in commands_reference()
    assert build_parser(command_modules())
