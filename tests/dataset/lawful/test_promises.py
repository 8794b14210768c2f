"""Each promise about personal data names a test, and that test is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "personal-data.md"
ROW = re.compile(r"^\| (?!promise|---)(?P<promise>.+?) \| (?P<kept_by>.*?) \|$", re.M)
TEST = re.compile(r"`(?P<path>tests/\S+?\.py)::(?P<name>\w+|\*)`")


def promises(text: str) -> list[tuple[str, str]]:
    """Return each promise of the page with what is said to keep it."""
    return [(found["promise"], found["kept_by"]) for found in ROW.finditer(text)]


def named_in(path: Path) -> set[str]:
    """Return the names of the tests of a module."""
    if not path.exists():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {one.name for one in functions if one.name.startswith("test_")}


def fault(kept_by: str) -> str:
    """Return what is wrong with what keeps a promise; "" where a test of that name is there."""
    named = TEST.fullmatch(kept_by)
    if named is None:
        return "names no test"
    found = named_in(ROOT / named["path"])
    return "" if found and named["name"] in found | {"*"} else "its test is gone"


@pytest.mark.parametrize(
    ("promise", "kept_by"), promises(PAGE.read_text(encoding="utf-8")), ids=lambda words: words[:60]
)
def test_each_promise_is_kept_by_a_test_that_is_there(promise, kept_by):
    assert fault(kept_by) == "", promise


def test_there_are_promises_of_every_kind():
    assert len(promises(PAGE.read_text(encoding="utf-8"))) >= 35


@pytest.mark.parametrize(
    "kept_by",
    [
        "good will",
        "`tests/dataset/lawful/test_promises.py::test_of_nothing`",
        "`tests/dataset/lawful/test_gone.py::*`",
    ],
)
def test_a_promise_that_nothing_keeps_is_seen(kept_by):
    assert fault(kept_by)
