"""Every write to the database is in `changes`: a syntax scan of the rooms that have tables."""

import ast
from pathlib import Path

import pytest

from tests.guards.house import SOURCE, modules, parsed

ALWAYS_WRITES = {
    "save",
    "asave",
    "create",
    "acreate",
    "delete",
    "adelete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "execute",
    "executemany",
    "set_password",
}
WITHOUT_TABLES = {"core", "reading", "writing", "design", "config"}


def writes(tree: ast.AST) -> list[tuple[int, str]]:
    """Return the line and name of each call that writes.

    `.update(` counts when it is given fields by name, as a QuerySet is and a dict or set is not.
    """
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        by_name = name in {"update", "aupdate"} and node.keywords and not node.args
        if name in ALWAYS_WRITES or by_name:
            found.append((node.lineno, name))
    return found


def may_write(path: Path) -> bool:
    """Say whether a module is one where writes belong, or that has no database to write to."""
    inside = path.relative_to(SOURCE)
    return inside.parts[0] in WITHOUT_TABLES or "changes" in (inside.stem, *inside.parts)


def test_no_write_outside_changes():
    strays = [
        f"{path.relative_to(SOURCE)}:{line} .{name}("
        for path in modules()
        if not may_write(path)
        for line, name in writes(parsed(path))
    ]
    assert strays == []


@pytest.mark.parametrize(
    "offence",
    [
        "action.save()",
        "Action.objects.create(text='')",
        "Action.objects.filter(pk=1).update(text='')",
        "Action.objects.all().delete()",
        "Action.objects.bulk_create([])",
        "Action.objects.get_or_create(pk=1)",
        "cursor.execute('DELETE FROM action')",
    ],
)
def test_a_write_is_seen(offence: str):
    assert writes(ast.parse(offence))


@pytest.mark.parametrize("innocent", ["seen.update(more)", "digest.update(b'')", "seen.add(1)"])
def test_what_only_looks_like_a_write_is_let_through(innocent: str):
    assert not writes(ast.parse(innocent))


def test_changes_are_where_writes_are():
    assert not may_write(SOURCE / "improvement" / "views.py")
    assert may_write(SOURCE / "areas" / "changes.py")
    assert may_write(SOURCE / "improvement" / "changes" / "plan.py")
