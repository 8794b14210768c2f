"""Made-up statements: one table as Poppler flattens it and lays it out, and labelled lines.

The pages were printed from a made-up table, so the key beside them is what was put in.
"""

import json
import re
from pathlib import Path

import pytest

from goldenthread.reading.dates import parse_due
from goldenthread.reading.facts import Kind, Line, Source
from goldenthread.reading.statement import read
from goldenthread.reading.statement.closing import measures_of, terms_of
from goldenthread.reading.statement.mending import Mender
from goldenthread.reading.statement.opening import area_of, chairs_of, governance_of, other_names
from goldenthread.reading.statement.outline import outline
from goldenthread.reading.statement.rows import in_order
from goldenthread.reading.statement.sheet import rows_of

PAGES = Path(__file__).parent / "test_statement_pages"
KEY = json.loads((PAGES / "key.json").read_text(encoding="utf-8"))


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, words) for number, words in enumerate(text.split("\n"), 1))


def _read(text: str) -> dict:
    lines = _lines(text)
    return read(Source("made-up.txt", "0", "text/plain", lines), lines, "Statement").as_json()


def _page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def _letters(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", (text or "").lower())


def _right(part: dict, sure_only: bool = False) -> dict[str, list[bool]]:
    unsure = {re.sub(r"\[\d\]$", "", entry["fact"]) for entry in part["unsure"]}
    found = {action["number"]: action for action in part["facts"]["actions"]}
    right: dict[str, list[bool]] = {"text": [], "lead": [], "due": []}
    for key in KEY["actions"]:
        action = found[key["number"]]
        wanted = {due.as_json()["from"] for due in parse_due(key["due"])}
        answers = {
            "text": _letters(action["text"]) == _letters(key["text"]),
            "lead": _letters(action["lead"]) == _letters(key["lead"]),
            "due": {due["from"] for due in action["due"]} == wanted,
        }
        for field, answer in answers.items():
            if not (sure_only and f"actions[{key['number']}].{field}" in unsure):
                right[field].append(answer)
    return right


@pytest.mark.parametrize(
    ("page", "least"),
    [
        ("flattened.txt", {"text": 10, "lead": 12, "due": 12}),
        ("laid_out.txt", {"text": 13, "lead": 13, "due": 15}),
    ],
)
def test_a_table_is_recovered_from_its_text(page, least):
    part = _read(_page(page))
    assert part["kind"] == Kind.STATEMENT
    numbers = [action["number"] for action in part["facts"]["actions"]]
    assert numbers == [action["number"] for action in KEY["actions"]]
    assert len(numbers) == 15
    right = {field: sum(answers) for field, answers in _right(part).items()}
    assert all(right[field] >= least[field] for field in least), right


@pytest.mark.parametrize("page", ["flattened.txt", "laid_out.txt"])
def test_what_is_said_to_be_sure_is_right_nine_times_in_ten(page):
    for field, answers in _right(_read(_page(page)), sure_only=True).items():
        assert len(answers) >= len(KEY["actions"]) // 2, field
        assert sum(answers) >= 0.9 * len(answers), field


@pytest.mark.parametrize("page", ["flattened.txt", "laid_out.txt"])
def test_groups_themes_and_measures_stand_as_printed(page):
    facts = _read(_page(page))["facts"]
    assert [(g["number"], g["name"]) for g in facts["groups"]] == [
        (g["number"], g["name"]) for g in KEY["groups"]
    ]
    assert [(t["number"], t["title"]) for t in facts["themes"]] == [
        (t["number"], t["title"]) for t in KEY["themes"]
    ]
    assert [measure["text"] for measure in facts["measures"]] == KEY["measures"]


def test_labelled_lines_are_read_exactly():
    part = _read(_page("labelled.txt"))
    actions = part["facts"]["actions"]
    assert [action["number"] for action in actions] == ["1.1.1", "1.1.2", "2.1.1"]
    first, second, third = actions
    assert first["text"] == "Set up one front door for families who ask for help."
    assert first["lead"] == "Head of Early Help, Eastmoor Council"
    assert first["rag"] == "Amber"
    assert first["due"][0] == {
        "text": "From March 2022",
        "from": "2022-03-01",
        "to": None,
        "precision": "from",
    }
    assert second["refers_to_groups"] == [2]
    assert second["success_measure"] == "Staff report more confidence"
    assert [due["from"] for due in third["due"]] == ["2022-06-01", "2022-09-01"]
    assert not [entry for entry in part["unsure"] if entry["fact"].startswith("actions")]


def test_a_value_that_is_not_there_is_absent_not_guessed():
    part = _read("Working Group 1: Early help\n1.1.1 Open a centre\n1.1.2 Train staff\n")
    actions = part["facts"]["actions"]
    assert [action["text"] for action in actions] == ["Open a centre", "Train staff"]
    assert {action["lead"] for action in actions} == {None}
    assert all(action["due"] == [] for action in actions)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "No table here at all.\nOnly prose.", "1.1\n1.2\n1.3"]
)
def test_text_without_a_table_gives_no_actions_with_text(text):
    facts = _read(text)["facts"]
    assert not any(action["text"] for action in facts.get("actions", []))


def test_a_chair_is_named_by_post_never_by_person():
    rows = rows_of(
        _lines("Chair: Jo Smith\nDirector of Public\nHealth, EMC\n\nChair: Al Jones AD Inclusion")
    )
    assert [chair.role for chair in chairs_of(rows)] == [
        "Director of Public Health, EMC",
        "AD Inclusion",
    ]


def test_a_name_in_the_opening_that_differs_from_the_heading_is_another_name():
    text = """Working Group 1

Working Group 2

Moving On

Joint Commissioning

Working Group 1: Preparing for Adult Life
1.1.1 Open a centre
1.1.2 Train staff

Working Group 2: Joint Commissioning
2.1.1 Agree a plan
2.1.2 Publish it
"""
    sheet = outline(rows_of(_lines(text)))
    found = other_names(sheet.opening, sheet.groups)
    assert {number: name for number, (name, _) in found.items()} == {1: "Moving On"}


def test_the_area_is_named_by_its_council():
    rows = rows_of(_lines("Families in Eastmoor\nEastmoor County Council\nCounty\nCouncil"))
    area = area_of(rows)
    assert area is not None
    assert (area[0], area[2]) == ("Eastmoor", True)


def test_governance_keeps_offices_and_drops_names():
    rows = rows_of(
        _lines("Accountability and governance\nThe board meets monthly. Councillor Ann Lee\nsits.")
    )
    assert [sentence for sentence, _ in governance_of(rows)] == [
        "The board meets monthly.",
        "Councillor sits.",
    ]


def test_measures_wrap_only_where_the_words_run_on():
    rows = rows_of(
        _lines("Performance measures\nMeasure\nShare of plans in\ntwenty weeks\nWaits\n*A note")
    )
    heading, measures = measures_of(rows)
    assert heading == "Performance measures"
    assert [measure.text for measure in measures] == ["Share of plans in twenty weeks", "Waits"]


def test_glossary_terms_stand_before_their_meaning():
    rows = rows_of(_lines("Glossary\nTerm\n\nEHCP\n\nEducation plan\n\nLA\n\nLocal authority"))
    assert [(t.term, t.meaning, t.paired) for t in terms_of(rows)] == [
        ("EHCP", "Education plan", True),
        ("LA", "Local authority", True),
    ]


def test_a_word_cut_by_a_narrow_column_is_mended_from_the_document():
    mender = Mender(rows_of(_lines("our commissioning plan\nan early look at safeguarding work")))
    assert mender.joined(["Senior", "Commissionin", "g Manager"]) == "Senior Commissioning Manager"
    assert mender.joined(["Head of", "team"]) == "Head of team"


def test_pieces_and_slots_are_shared_in_order():
    liking = [[3, 0, 0], [0, 0, 0], [0, 0, 3]]
    shares = in_order(
        3, 3, lambda i, j: liking[i][j], lambda i, j: 1.0, lambda i: -5.0, lambda j: -0.5
    )
    assert shares == [0, 0, 2]
