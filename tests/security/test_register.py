"""The register of security names only tests and modules that exist, and counts well."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.house import ROOT

REGISTER = ROOT / "docs" / "security.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.*?) \| ?(.*?) ?\|$")
STATES = {"met", "**not met**", "not applicable"}
# Shown by what it is, not by a test: source control, and a language that guards its own memory.
WITHOUT_A_TEST = {"1.10.1", "5.4.1", "5.4.2"}
LEAST = 240


def rows(words: str) -> list[tuple[str, str, str, str, list[str]]]:
    """Return each line of the register: number, what it asks, state, why, and what shows it."""
    found = [ROW.match(line) for line in words.splitlines() if re.match(r"\| \d", line)]
    assert all(found)
    return [(m[1], m[2], m[3], m[4], re.findall(r"`([^`]+)`", m[5])) for m in found if m]


def missing(named: str) -> str:
    """Return what is not there of a path, or of a path and a test in it; "" when all is."""
    path, _, test = named.partition("::")
    file = Path(ROOT / path)
    if not file.exists():
        return named
    if not test:
        return ""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    known = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return "" if test in known else named


@pytest.fixture(scope="module")
def register() -> list[tuple[str, str, str, str, list[str]]]:
    return rows(REGISTER.read_text(encoding="utf-8"))


def test_every_test_and_module_that_is_named_exists(register):
    assert [gone for *_, shown in register for named in shown if (gone := missing(named))] == []


def test_every_line_has_a_state_and_what_is_met_is_shown(register):
    assert {state for _, _, state, _, _ in register} == STATES
    unshown = {number for number, _, state, _, shown in register if state == "met" and not shown}
    assert unshown == WITHOUT_A_TEST
    unsaid = [
        number
        for number, _, state, why, _ in register
        if (state == "not applicable" and not why.startswith("because"))
        or (state == "**not met**" and not why)
    ]
    assert unsaid == []


def test_each_requirement_stands_once_and_in_order(register):
    numbers = [tuple(int(part) for part in number.split(".")) for number, *_ in register]
    assert numbers == sorted(set(numbers))
    assert {number[0] for number in numbers} == set(range(1, 15))
    assert len(numbers) >= LEAST


def test_the_counts_at_the_top_are_the_counts_below(register):
    told = re.search(
        r"Of (\d+) requirements (\d+) are met, (\d+) are not met and (\d+) do not apply",
        REGISTER.read_text(encoding="utf-8"),
    )
    assert told is not None
    states = [state for _, _, state, _, _ in register]
    counted = [states.count(each) for each in ("met", "**not met**", "not applicable")]
    assert [int(each) for each in told.groups()] == [len(states), *counted]


def test_a_name_that_leads_nowhere_is_seen():
    here = "tests/security/test_register.py"
    assert missing("tests/security/test_nothing.py")
    assert missing(f"{here}::test_that_is_not_there")
    assert not missing(f"{here}::test_a_name_that_leads_nowhere_is_seen")
