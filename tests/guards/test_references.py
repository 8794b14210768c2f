"""References made from the code are as fresh as the code."""

import argparse
import re
from types import SimpleNamespace

from goldenthread.cli import build_parser, command_modules
from goldenthread.cli.reference import commands_reference
from goldenthread.dataset.queries import dictionary_text as text
from tests.guards.house import ROOT, SOURCE


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


def test_the_dictionary_and_the_rules_of_the_data_set_are_fresh():
    pages = {text.DICTIONARY: text.data_dictionary(), text.RULES: text.data_rules()}
    for name, said in pages.items():
        page = ROOT / "docs" / "reference" / name
        assert page.read_text(encoding="utf-8") == said, "Run: make references"


def test_every_option_says_what_it_is_for():
    assert "no words yet" not in commands_reference()
    assert build_parser(command_modules())


def variables_read() -> set[str]:
    """Return the environment variables that the configuration asks for."""
    code = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "config").glob("*.py"))
    asked = re.findall(r'environ\.get\(\s*"([A-Z_]+)"', code)
    return {*asked, *re.findall(r'_(?:switch|words)\("([A-Z_]+)"', code)}


def test_every_variable_is_described_and_no_other():
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    described = set(re.findall(r"`([A-Z_]+)`", "".join(rows)))
    assert variables_read() == described
