"""Modules and functions stay small enough to read, with a reason written for any that does not."""

import ast
from pathlib import Path

from tests.guards.house import ROOT, modules, parsed

MODULE_LINES = 400
FUNCTION_LINES = 50
REASONS: dict[str, str] = {}


def called(path: Path) -> str:
    """Return a module's name for a person: its path in the house, or its own name outside."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def long_modules(paths: list[Path]) -> list[str]:
    """Return the modules with more lines than the house allows."""
    counted = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in paths)
    return [f"{called(path)}: {lines} lines" for path, lines in counted if lines > MODULE_LINES]


def long_functions(path: Path, tree: ast.AST) -> list[str]:
    """Return the functions with more lines than the house allows."""
    return [
        f"{called(path)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]


def test_modules_are_short():
    paths = [*modules(), *sorted((ROOT / "tests").rglob("*.py")), ROOT / "hatch_build.py"]
    assert long_modules([path for path in paths if called(path) not in REASONS]) == []


def test_functions_are_short():
    assert [words for path in modules() for words in long_functions(path, parsed(path))] == []


def test_a_long_module_and_a_long_function_are_seen(tmp_path: Path):
    module = tmp_path / "long.py"
    module.write_text("def f():\n" + "    x = 1\n" * 400, encoding="utf-8")
    assert long_modules([module]) == ["long.py: 401 lines"]
    assert long_functions(module, parsed(module)) == ["long.py:1 f: 401 lines"]


def test_no_module_is_named_for_nothing():
    meaningless = {"utils", "helpers", "misc", "common", "util"}
    assert [path for path in modules() if path.stem in meaningless] == []
