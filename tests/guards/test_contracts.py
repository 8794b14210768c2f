"""The import contracts hold, name every room, and each bites when it is broken on purpose."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.guards.house import LAYERS, ROOT, SOURCE

CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}

BREAKS = {
    "rooms": ("audit/rules.py", "import goldenthread.areas.models"),
    "rooms: a room not in the table": ("lost_property/__init__.py", '"""A new room."""'),
    "rooms: beside": ("reading/facts.py", "import goldenthread.design.headers"),
    "inside": ("areas/models.py", "import goldenthread.areas.changes"),
    "inside: a module of no kind": ("areas/helpers.py", '"""Anything."""'),
    "no-django": ("reading/facts.py", "import django.http"),
    "no-django: in what is written": ("writing/model.py", "import django.http"),
    "no-django: a library that is built on it": ("reports/rules.py", "import ninja"),
    "no-django: by way of another": ("accounts/rules.py", "import goldenthread.areas.models"),
    "inside-dataset": ("dataset/rules/__init__.py", "import goldenthread.dataset.sources.shape"),
    "inside-dataset: a module of no kind": ("dataset/helpers.py", '"""Anything."""'),
    "data-side": ("dataset/linkage/__init__.py", "import django.db"),
    "engines": ("inspections/rules/__init__.py", "import duckdb"),
    "few-know-the-children": ("thread/rules/__init__.py", "import goldenthread.dataset.rules"),
    "no-cycles": ("core/errors.py", "import goldenthread.core.calendar"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts over a copy of the source."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder / "src",
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the house without templates, data or static files."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("templates", "static", "data", "__pycache__")
    shutil.copytree(SOURCE, tmp_path / "src" / "goldenthread", ignore=ignore)
    return tmp_path


def test_the_contracts_hold(copy: Path):
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_table_of_rooms_is_the_one_that_the_other_guards_use():
    written = [
        tuple(room.strip(" ()") for room in layer.split("|"))
        for layer in CONTRACTS["rooms"]["layers"]
    ]
    assert written == [tuple(rooms) for rooms in LAYERS]
    assert CONTRACTS["rooms"]["exhaustive"] is True


def test_no_contract_has_an_exception():
    for contract in CONTRACTS.values():
        assert "ignore_imports" not in contract
        assert "skip_descendants" not in contract


def test_every_contract_is_broken_on_purpose_below():
    assert {name.split(":")[0] for name in BREAKS} == set(CONTRACTS)


@pytest.mark.parametrize("name", BREAKS)
def test_a_contract_bites(copy: Path, name: str):
    file, offence = BREAKS[name]
    module = copy / "src" / "goldenthread" / file
    module.parent.mkdir(exist_ok=True)
    before = module.read_text(encoding="utf-8") if module.exists() else ""
    module.write_text(f"{before}\n{offence}\n", encoding="utf-8")
    if name == "no-cycles":
        other = copy / "src" / "goldenthread" / "core" / "calendar.py"
        other.write_text(
            other.read_text(encoding="utf-8") + "\nimport goldenthread.core.errors\n",
            encoding="utf-8",
        )
    result = lint(copy)
    said = result.stdout + result.stderr
    assert result.returncode == 1, said
    broken = CONTRACTS[name.split(":")[0]]["name"]
    assert f"{broken} BROKEN" in said or "lost_property" in said, said
