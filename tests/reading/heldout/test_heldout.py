"""What reading makes of documents that its builders have not seen: floors under what it read."""

from functools import cache
from typing import Any

import pytest

from goldenthread.reading.read import read_path
from tests.reading.heldout.score import all_documents, score, score_outline

FLOORS = {
    "brackenshire.txt": (28, 27, 28),
    "ostlemere.pdf": (31, 31, 31),
    "pendrake.pdf": (26, 24, 26),
    "saltmarsh.txt": (27, 27, 27),
    "wexlade.txt": (34, 12, 35),
}
PLACED = {
    "brackenshire.txt": (4, 28),
    "ostlemere.pdf": (4, 31),
    "pendrake.pdf": (5, 26),
    "saltmarsh.txt": (5, 27),
    "wexlade.txt": (3, 42),
}
FIELDS = ("text", "date", "lead")


@cache
def _outlines() -> dict[str, dict[str, Any]]:
    keys = {path: key for path, key in all_documents() if path.name in PLACED}
    found = {}
    for path, key in keys.items():
        parts = [part.as_json() for part in read_path(path)]
        found[path.name] = score_outline(key, next(p for p in parts if p["kind"] == "statement"))
    return found


@cache
def _scores() -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    found = {}
    for path, key in all_documents():
        parts = [part.as_json() for part in read_path(path)]
        found[path.name] = (key, score(key, parts))
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_an_unseen_statement_is_read_as_well_as_it_was(name: str) -> None:
    result = _scores()[name][1]
    for field, floor in zip(FIELDS, FLOORS[name], strict=True):
        assert result[field]["right"] >= floor, f"{field} of {name}: {result[field]['right']}"


@pytest.mark.parametrize("name", PLACED)
def test_the_groups_of_an_unseen_statement_hold_their_actions(name: str) -> None:
    groups, placed = PLACED[name]
    assert _outlines()[name]["groups"]["right"] >= groups
    assert _outlines()[name]["placed"]["right"] >= placed


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_said_to_be_sure_of_unseen_statements_is_right(field: str) -> None:
    found = [result[field] for name, (_, result) in _scores().items() if name in FLOORS]
    sure = sum(one["sure"] for one in found)
    wrong = sum(len(one["sure_wrong"]) for one in found)
    assert sure > 90
    assert wrong <= sure / 20, f"{wrong} of {sure} values said to be sure are wrong"


def test_unseen_minutes_are_read_whole() -> None:
    result = _scores()["ostlemere_board.pdf"][1]
    assert all(one["right"] == one["of"] and not one["extra"] for one in result.values())


def test_minutes_in_a_table_that_the_builders_have_seen_are_read_whole() -> None:
    result = _scores()["wexlade_board.pdf"][1]
    assert all(one["right"] == one["of"] and not one["extra"] for one in result.values())


def test_unseen_letters_and_reports_are_read() -> None:
    for name, least in (
        ("fenmarch_letter.txt", 57),
        ("fenmarch_revisit.txt", 24),
        ("harrow_vale_report.txt", 32),
        ("quillborough_letter.pdf", 60),
        ("thrawley_report.pdf", 58),
    ):
        assert _scores()[name][1]["right"] >= least, name
