"""Made-up statements whose tables stand in columns, as Poppler lays them out, with their keys.

Each is headed, numbered, ordered and set in a way of its own. What is said to be sure must nearly
always be right; how much is right at all is counted.
"""

import json
from functools import lru_cache
from operator import eq
from pathlib import Path

import pytest

from goldenthread.reading.dates import parse_due
from goldenthread.reading.read import read_path
from tests.reading.scoring import squeezed

COLUMNS = Path(__file__).parent / "test_statement_pages" / "columns"
NAMES = sorted(path.stem for path in COLUMNS.glob("*.json"))
FACTS = {
    "text": "text",
    "lead": "lead",
    "due": "due",
    "success": "success_measure",
    "impact": "intended_impact",
}
LEAST_RIGHT = {"text": 0.98, "lead": 0.95, "due": 0.95, "success": 0.85, "impact": 0.9}
LEAST_SURE = 0.85
LEAST_SURE_RIGHT = 0.97


@lru_cache
def _key(name: str) -> dict:
    return json.loads((COLUMNS / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache
def _part(name: str) -> dict:
    parts = [part.as_json() for part in read_path(COLUMNS / f"{name}.txt")]
    return next(part for part in parts if part["kind"] == "statement")


def _is_right(field: str, wanted: str, action: dict) -> bool:
    if field == "due":
        return action.get("due") == [due.as_json() for due in parse_due(wanted)]
    return squeezed(action.get(FACTS[field]) or "") == squeezed(wanted)


@lru_cache
def _answers(name: str) -> list[tuple[str, bool, bool]]:
    """Return of each value of the key its field, if it is read right, and if it is read as sure."""
    part = _part(name)
    actions = {action["number"]: action for action in part["facts"]["actions"]}
    doubted = tuple(entry["fact"] for entry in part["unsure"])
    found = []
    for wanted in _key(name)["actions"]:
        action = actions.get(wanted["number"], {})
        for field in FACTS.keys() & wanted.keys():
            path = f"actions[{wanted['number']}].{FACTS[field]}"
            said = bool(action.get(FACTS[field]))
            sure = said and not any(fact.startswith(path) for fact in doubted)
            found.append((field, _is_right(field, wanted[field], action), sure))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_found_in_order(name):
    numbers = [action["number"] for action in _part(name)["facts"]["actions"]]
    wanted = [action["number"] for action in _key(name)["actions"]]
    assert len(numbers) == len(wanted)
    assert sum(map(eq, numbers, wanted)) >= 0.95 * len(wanted)


@pytest.mark.parametrize("field", list(FACTS))
def test_nearly_all_that_is_sure_is_right_and_most_is_sure(field):
    own = [answer for name in NAMES for answer in _answers(name) if answer[0] == field]
    sure = [right for _, right, is_sure in own if is_sure]
    assert sum(right for _, right, _ in own) >= LEAST_RIGHT[field] * len(own)
    assert len(sure) >= LEAST_SURE * len(own)
    assert sum(sure) >= LEAST_SURE_RIGHT * len(sure)


@pytest.mark.parametrize("name", NAMES)
def test_groups_are_read_whatever_they_are_called(name):
    groups = [[group["number"], group["name"]] for group in _part(name)["facts"]["groups"]]
    assert groups == _key(name)["groups"]


@pytest.mark.parametrize("name", NAMES)
def test_actions_stand_in_their_groups(name):
    groups = _key(name)["groups"]
    wanted = [groups[a["group"]] for a in _key(name)["actions"]] if groups else []
    placed = [action["group"] for action in _part(name)["facts"]["actions"] if groups]
    assert placed == [number or title for number, title in wanted]


@pytest.mark.parametrize("name", [name for name in NAMES if _key(name)["measures"]])
def test_measures_listed_after_the_tables_are_read_without_their_numbers(name):
    measures = [measure["text"] for measure in _part(name)["facts"]["measures"]]
    assert measures == _key(name)["measures"]
