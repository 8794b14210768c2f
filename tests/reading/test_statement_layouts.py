"""Made-up statements of differing layout, printed to PDF and flattened by Poppler, with keys.

Each was printed twice, on other paper and in other type (`_again`), so the same words come out in
another order. What is said to be sure must be right in all; what is right at all is counted.
"""

import json
import random
from functools import lru_cache
from pathlib import Path

import pytest

from goldenthread.reading.facts import Line, Source
from goldenthread.reading.statement import read
from tests.reading.scoring import FIELDS, score_statement

PAGES = Path(__file__).parent / "test_statement_pages"
HELDOUT = Path(__file__).parent / "heldout"
NAMES = (
    *("tarnholm", "ferrisby", "holmbeck", "wrenmoor"),
    *("tarnholm_again", "ferrisby_again", "holmbeck_again", "wrenmoor_again"),
    "wealdmere",
)
LEAST = {
    "tarnholm": (13, 14, 12),
    "ferrisby": (14, 12, 14),
    "holmbeck": (13, 13, 10),
    "wrenmoor": (12, 14, 10),
    "tarnholm_again": (12, 5, 1),
    "ferrisby_again": (11, 10, 9),
    "holmbeck_again": (12, 13, 12),
    "wrenmoor_again": (13, 10, 14),
    "wealdmere": (29, 29, 28),
}


def _text(name: str) -> str:
    folder = HELDOUT if name == "wealdmere" else PAGES
    return (folder / f"{name}.txt").read_text(encoding="utf-8")


def _read(rows: list[str]) -> dict:
    lines = tuple(Line(number, words) for number, words in enumerate(rows, 1))
    return read(Source("made-up.txt", "0", "text/plain", lines), lines, "Statement").as_json()


@lru_cache
def _score(name: str) -> dict:
    folder = HELDOUT if name == "wealdmere" else PAGES
    key_file = folder / f"{name.removesuffix('_again')}.json"
    key = json.loads(key_file.read_text(encoding="utf-8"))
    return score_statement(key, _read(_text(name).split("\n")))


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_found_under_the_number_that_is_printed(name):
    score = _score(name)
    assert (score["missing"], score["extra"], score["in_order"]) == ([], [], True)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_sure_is_right(name, field):
    found = _score(name)[field]
    assert len(found["sure_wrong"]) <= 0.05 * found["sure"], found["sure_wrong"]


@pytest.mark.parametrize("name", NAMES)
def test_at_least_so_much_is_right(name):
    score = _score(name)
    right = tuple(score[field]["right"] for field in FIELDS)
    assert all(a >= b for a, b in zip(right, LEAST[name], strict=True)), right


def test_some_of_each_field_is_sure_where_rows_come_out_whole():
    for field in FIELDS:
        assert _score("holmbeck_again")[field]["sure"] >= 10


def test_numbers_of_other_forms_are_read_as_action_numbers():
    rows = [
        ("1a", "1(b)", "2a"),
        ("Action 1:", "Action 2:", "Action 3:"),
        ("1.", "2.", "3."),
        ("A1", "A2", "B1"),
    ]
    wanted = [["1a", "1(b)", "2a"], ["1", "2", "3"], ["1", "2", "3"], ["A1", "A2", "B1"]]
    for numbers, labels in zip(rows, wanted, strict=True):
        said = ("Open a centre", "Train the staff", "Publish a guide")
        cells = zip(numbers, said, strict=True)
        text = [f"{n} {words}\n\nHead of Help\n\nMay 2022\n" for n, words in cells]
        part = _read("\n".join(text).split("\n"))
        found = {action["number"]: action["text"] for action in part["facts"]["actions"]}
        assert found == dict(zip(labels, said, strict=True))


def test_a_list_of_reasons_without_dates_is_not_taken_for_actions():
    part = _read(["Why we wrote this", "1. Waits are long", "2. Plans are late", "3. Trust is low"])
    assert part["facts"]["actions"] == []


def test_text_that_is_no_table_says_why_it_has_no_actions():
    part = _read(["Only prose stands here.", "It goes on a little."])
    reasons = {entry["fact"]: entry["reason"] for entry in part["unsure"]}
    assert reasons["actions"] == "no numbered actions could be found in the text"


@pytest.mark.parametrize("name", ["wealdmere", "wrenmoor"])
def test_spoilt_text_is_read_without_failing(name):
    chance = random.Random(7)
    rows = _text(name).split("\n")
    shuffled = chance.sample(rows, len(rows))
    noise = bytes(chance.randrange(256) for _ in range(4000)).decode("latin-1").split("\n")
    whole = [row for row in rows if row.strip()]
    cut = [row[: chance.randrange(1, 30)] for row in rows]
    for spoilt in (shuffled, rows[: len(rows) // 3], rows + rows, noise, whole, cut):
        part = _read(spoilt)
        assert part["kind"] == "statement"
        assert all(entry["reason"] for entry in part["unsure"])
