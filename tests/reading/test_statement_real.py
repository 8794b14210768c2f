"""The real flattened statement against a careful person's reading of it, typed beforehand."""

import json
import time
from pathlib import Path

import pytest

from goldenthread.reading.facts import Line, Source
from goldenthread.reading.statement import read
from tests.reading.scoring import score_statement
from tests.shared import AGENDA_PACK, SHARED, needs_shared

KEY = Path(__file__).parent / "key" / "statement.json"
FIRST, LAST = 1018, 3770
MOST_SECONDS = 2.0

pytestmark = needs_shared


@pytest.fixture(scope="module")
def pack() -> list[str]:
    return AGENDA_PACK.read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="module")
def lines(pack):
    return tuple(Line(n, text) for n, text in enumerate(pack, 1) if FIRST <= n <= LAST)


@pytest.fixture(scope="module")
def part(lines):
    return read(Source("pack.txt", "0", "text/plain", lines), lines, "Statement").as_json()


@pytest.fixture(scope="module")
def score(part, pack):
    return score_statement(json.loads(KEY.read_text(encoding="utf-8")), part, pack)


@pytest.fixture(scope="module")
def known():
    text = (SHARED / "reference" / "cumbria-facts.json").read_text(encoding="utf-8")
    return json.loads(text)["plan_2019"]


def _numbers(spans: str) -> list[str]:
    numbers = []
    for span in spans.split():
        first, _, last = span.partition("-")
        stem, _, start = first.rpartition(".")
        end = last.rpartition(".")[2] or start
        numbers += [f"{stem}.{n}" for n in range(int(start), int(end) + 1)]
    return numbers


@pytest.mark.parametrize(
    ("field", "least", "of"), [("text", 98, 105), ("date", 95, 107), ("lead", 91, 98)]
)
def test_enough_of_each_field_is_right(score, field, least, of):
    assert score[field]["of"] == of
    assert score[field]["right"] >= least, score[field]["wrong"]


@pytest.mark.parametrize("field", ["text", "date", "lead"])
def test_half_is_sure_and_what_is_sure_is_right(score, field):
    assert score[field]["sure_rate"] >= 0.5
    assert score[field]["sure_precision"] >= 0.95, score[field]["sure_wrong"]


@pytest.mark.parametrize("field", ["text", "date", "lead"])
def test_nothing_is_sure_that_a_person_cannot_tell(score, field):
    assert score[field]["sure_where_nobody_can_tell"] == []


def test_leads_shared_down_a_theme_are_marked_as_shared(score):
    assert score["shared_wrong"] == []


def test_every_action_stands_once_in_order(part, known):
    numbers = [action["number"] for action in part["facts"]["actions"]]
    assert numbers == _numbers(known["action_ids"])
    assert len(numbers) == known["actions"] == 108


def test_every_group_has_its_name_priorities_themes_and_a_chair_by_post(part, known):
    facts = part["facts"]
    found = [
        {
            "number": group["number"],
            "name": group["name"],
            "priorities": [priority["number"] for priority in group["priorities"]],
            "themes": sum(theme["group"] == group["number"] for theme in facts["themes"]),
            "actions": sum(action["group"] == group["number"] for action in facts["actions"]),
        }
        for group in facts["groups"]
    ]
    wanted = [
        {name: value for name, value in group.items() if name != "also_called"}
        for group in known["working_groups"]
    ]
    assert found == wanted
    assert all(priority["text"] for group in facts["groups"] for priority in group["priorities"])
    assert facts["groups"][3]["also_called"] == [known["working_groups"][3]["also_called"]]
    posts = ("AD ", "Chief ", "Director ", "Senior ")
    assert all(group["chair"].startswith(posts) for group in facts["groups"])


def test_the_theme_without_a_heading_has_no_title_and_the_rest_have_theirs(part, known):
    themes = part["facts"]["themes"]
    assert len(themes) == known["themes"] == 30
    assert [theme["number"] for theme in themes if theme["title"] is None] == ["3.1"]


def test_measures_are_kept_as_printed_with_the_duplicate_and_the_composite(part, known):
    texts = [measure["text"] for measure in part["facts"]["measures"]]
    assert len(texts) == known["measure_lines"]
    assert len(set(texts)) == known["distinct_measures"]
    assert sum(text.startswith("13 ") for text in texts) == 1


def test_no_status_is_invented(part):
    assert all(action["rag"] is None for action in part["facts"]["actions"])


def test_a_garbled_month_is_read_and_doubted(part):
    unsure = {entry["fact"]: entry["reason"] for entry in part["unsure"]}
    action = next(a for a in part["facts"]["actions"] if a["number"] == "5.1.5")
    assert action["due"][0]["from"] == "2020-02-01"
    assert "actions[5.1.5].due[0]" in unsure


def test_each_value_is_cited_by_lines_of_the_pack(part, pack):
    for entry in part["citations"]:
        first, last = entry["lines"]
        assert FIRST <= first <= last <= LAST
    lead = next(c for c in part["citations"] if c["fact"] == "actions[1.3.2].lead")
    assert "Senior" in " ".join(pack[lead["lines"][0] - 1 : lead["lines"][1]])
    assert "Commissioning Manager" in lead["value"]


def test_actions_that_name_other_groups_refer_to_them(part):
    refers = {a["number"]: a["refers_to_groups"] for a in part["facts"]["actions"]}
    assert refers["5.1.1"] == [3]
    assert refers["6.1.7"] == [5]


def test_reading_it_takes_little_time(lines):
    started = time.process_time()
    read(Source("pack.txt", "0", "text/plain", lines), lines, "Statement")
    assert time.process_time() - started < MOST_SECONDS
