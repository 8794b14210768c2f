"""What reading makes of documents that its builders have not seen: floors under what it read."""

from collections import Counter
from functools import cache
from typing import Any

import pytest

from goldenthread.reading.read import read_path
from tests.reading.heldout.score import all_documents, score

FLOORS = {
    "brackenshire.txt": (20, 23, 23),
    "ostlemere.pdf": (28, 28, 28),
    "pendrake.pdf": (23, 20, 0),
    "saltmarsh.txt": (26, 26, 26),
    "wexlade.txt": (30, 10, 30),
}


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
    for field, floor in zip(("text", "date", "lead"), FLOORS[name], strict=True):
        assert result[field]["right"] >= floor, f"{field} of {name}: {result[field]['right']}"


def test_what_is_said_to_be_sure_of_unseen_statements_is_right_nine_times_in_ten() -> None:
    counts: Counter[str] = Counter()
    for name, (key, result) in _scores().items():
        if key["kind"] == "statement" and name in FLOORS:
            for field in ("text", "date", "lead"):
                counts["sure"] += result[field]["sure"]
                counts["wrong"] += len(result[field]["sure_wrong"])
    assert counts["sure"] > 200
    assert counts["wrong"] <= counts["sure"] / 10


def test_unseen_letters_and_reports_are_read() -> None:
    for name, least in (
        ("fenmarch_letter.txt", 56),
        ("fenmarch_revisit.txt", 24),
        ("harrow_vale_report.txt", 32),
        ("quillborough_letter.pdf", 59),
        ("thrawley_report.pdf", 57),
    ):
        assert _scores()[name][1]["right"] >= least, name
