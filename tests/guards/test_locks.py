"""Rows are held before the trail is, and never so that a foreign key waits for them.

Whoever has written to the trail holds its end until all is written, and at its end makes sure of
every row it names. Two changes that take trail and row in different orders wait for each other.
"""

import ast
from pathlib import Path

import pytest

from tests.guards.house import SOURCE, modules, parsed
from tests.guards.locks import (
    House,
    calls,
    changes,
    house,
    locks_after_record,
    locks_after_writers,
    name_of,
    plain_locks,
)

# Locks that foreign keys must wait for, by module, each with its reason: none is needed.
PLAIN: dict[str, str] = {}

NEW = "the row was made by this very change, so nobody else can hold it"
HELD = "all that is locked there is held from the beginning"
APART = "each step is a transaction of its own, and files are read or written between them"
LATE = {
    "accounts.changes.invitations._bring_in": NEW,
    "accounts.changes.invitations.invite": "the roles are given at once or an invitation is made",
    "accounts.changes.people.bring_in_person": "the person is new, or nothing was written before",
    "dataset.changes.builds.build_area": APART,
    "dataset.changes.erasing.erase_person": "files lie between its parts, each its own transaction",
    "dataset.changes.linking.link_area": APART,
    "dataset.changes.loads.load_extract": APART,
    "dataset.changes.loads.run_load": APART,
    "dataset.changes.refreshing.refresh_area": APART,
    "governance.changes.escalations.record_outcome": HELD,
    "governance.changes.running.keep_sheet": HELD,
    "improvement.changes.accelerating.raise_accelerated": HELD,
    "improvement.changes.continuing.begin_continuous": "the plan before is held; the other is new",
    "improvement.changes.evidence._withdraw": HELD,
    "improvement.changes.forum.mark_experience": HELD,
    "improvement.changes.life.move_life_and_date": HELD,
    "improvement.changes.links.add_link": NEW,
    "improvement.changes.returning.enter_workbook": "each row is a change of its own",
    "improvement.changes.risks.open_risk": NEW,
    "inspections.changes.contacts.add_note": HELD,
    "inspections.changes.contacts.record_contact": HELD,
    "inspections.changes.inspecting.record_inspection": HELD,
    "intake.changes.finishing._enter_statement": "the plan before is held; the other is new",
    "intake.changes.finishing.finish": HELD,
}


def test_no_lock_makes_foreign_keys_wait():
    strays = {
        f"{path.relative_to(SOURCE)}:{line}"
        for path in modules()
        for line in plain_locks(parsed(path))
        if str(path.relative_to(SOURCE)) not in PLAIN
    }
    assert strays == set()


def test_no_function_locks_after_it_has_written_to_the_trail():
    strays = [
        f"{path.relative_to(SOURCE)}:{line} {name}"
        for path in modules()
        for name, line in locks_after_record(parsed(path))
    ]
    assert strays == []


def test_only_changes_lock():
    elsewhere = set(modules()) - set(changes())
    locking = {str(p) for p in elsewhere if "select_for_update" in map(name_of, calls(parsed(p)))}
    assert locking == set()


def test_what_locks_is_called_before_what_writes_to_the_trail():
    """Also in changes that call others; each that looks otherwise has its reason in `LATE`."""
    found = locks_after_writers(house(changes()))
    assert {name: late for name, late in found.items() if name not in LATE} == {}
    assert LATE.keys() - found.keys() == set()


@pytest.mark.parametrize(
    "offence",
    [
        "Row.objects.select_for_update().get(pk=1)",
        "Row.objects.select_for_update(of=('self',)).get(pk=1)",
        "Row.objects.select_for_update(no_key=False).get(pk=1)",
        "type(link)._default_manager.filter(a=1).select_for_update(nowait=True)",
    ],
)
def test_a_plain_lock_is_seen(offence: str):
    assert plain_locks(ast.parse(offence)) == [1]
    mended = offence.replace("no_key=False", "").replace("_update(", "_update(no_key=True, ")
    assert plain_locks(ast.parse(mended)) == []


def written(body: str) -> ast.Module:
    """Return a function of these lines."""
    return ast.parse("def change():\n" + "\n".join(f"    {line}" for line in body.splitlines()))


@pytest.mark.parametrize(
    "offence",
    [
        "record(by=by)\nRow.objects.select_for_update(no_key=True).get(pk=1)",
        "if one:\n    trail.record(by=by)\nrows = list(Row.objects.all().select_for_update())",
        "note = words(record(by=by), Row.objects.select_for_update().first())",
    ],
)
def test_a_lock_after_the_trail_is_seen(offence: str):
    assert [name for name, _ in locks_after_record(written(offence))] == ["change"]


@pytest.mark.parametrize(
    "innocent",
    [
        "Row.objects.select_for_update(no_key=True).get(pk=1)\nrecord(by=by)",
        "record(by=by, ref=Row.objects.select_for_update().get(pk=1).pk)",
        "record(by=by)\nrecord(by=by)",
    ],
)
def test_a_lock_before_the_trail_is_let_through(innocent: str):
    assert locks_after_record(written(innocent)) == []


MADE_UP = {
    "goldenthread.audit.changes.trail": "def record(**said):\n    heads.select_for_update()",
    "goldenthread.audit.changes": "from .trail import record",
    "goldenthread.made.changes.rows": (
        "from goldenthread.audit.changes import record\n"
        "def hold(row):\n    return rows.select_for_update(no_key=True).get(pk=row)\n"
        "def settle(row):\n    hold(row)\n    record(ref=row)\n"
        "def note(row):\n    record(ref=row)\n"
    ),
    "goldenthread.made.changes.many": (
        "from .rows import hold as keep, note, settle\n"
        "def in_order(row):\n    keep(row)\n    note(row)\n"
        "def out_of_order(row):\n    note(row)\n    settle(row)\n"
        "def late(row):\n    out_of_order(row)\n    keep(row)\n"
    ),
}


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch) -> House:
    """Return a house of three changes in which one locks too late and one calls that."""
    monkeypatch.setattr("tests.guards.locks.SOURCE", tmp_path / "goldenthread")
    paths = []
    for module, text in MADE_UP.items():
        name = module.replace(".", "/")
        path = tmp_path / (
            f"{name}/__init__.py" if module.endswith("audit.changes") else f"{name}.py"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        paths.append(path)
    return house(paths)


def test_a_change_that_calls_what_locks_too_late_is_seen(made_up):
    assert locks_after_writers(made_up) == {
        "made.changes.many.out_of_order": ["settle"],
        "made.changes.many.late": ["keep"],
    }
