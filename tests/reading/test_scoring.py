"""The score tells a right reading from each way of being wrong."""

import copy
import json

import pytest

from tests.reading.heldout.score import REAL_KEY, documents, real_statement, score
from tests.reading.scoring import expected_text, leads_alike, months, score_statement, squeezed
from tests.shared import AGENDA_PACK, SEEDS, needs_shared

KEY = {
    "kind": "statement",
    "actions": [
        {
            "number": "1.1",
            "text_lines": [[1, 1], {"line": 2, "starts": "a shared", "ends": "form"}],
            "dates": ["2021-01/2021-04"],
            "lead": ["Head of Therapies"],
            "lead_shared": True,
            "cannot_tell": [],
        },
        {
            "number": "1.2",
            "text": "Train co-ordinators.",
            "dates": ["ongoing"],
            "lead": ["Chief Nurse", "Head of Inclusion"],
            "lead_shared": False,
            "cannot_tell": ["lead"],
        },
    ],
}
SOURCE = ["Write and agree", "2 a shared form for all"]


def _right() -> dict:
    spring = {"from": "2021-01-01", "to": "2021-04-30", "precision": "range"}
    always = {"from": None, "to": None, "precision": "ongoing"}
    first = {"number": "1.1", "text": "Write and agree a shared form", "due": [spring]}
    second = {"number": "1.2", "text": "Train coordinators", "due": [always], "lead": "Chief Nurse"}
    return {
        "kind": "statement",
        "facts": {"actions": [first | {"lead": "Head of Therapies", "lead_shared": True}, second]},
        "unsure": [{"fact": "actions[1.2].lead"}],
    }


def test_a_right_reading_scores_full_and_what_nobody_can_tell_is_not_counted():
    score = score_statement(KEY, _right(), SOURCE)
    assert [(score[f]["right"], score[f]["of"]) for f in ("text", "date", "lead")] == [
        (2, 2),
        (2, 2),
        (1, 1),
    ]
    assert score["lead"]["sure_where_nobody_can_tell"] == []
    assert score["shared_wrong"] == score["missing"] == score["extra"] == []
    assert score["in_order"]


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("text", "Write and agree a shared", "text"),
        ("text", "Write and agree a shared form for all", "text"),
        ("text", "a shared form Write and agree", "text"),
        ("text", None, "text"),
        ("due", [{"from": "2021-01-01", "to": "2021-01-31", "precision": "month"}], "date"),
        ("due", [{"from": "2020-01-01", "to": "2021-04-30", "precision": "range"}], "date"),
        ("due", [], "date"),
        ("lead", "Head of Therapies Chief Nurse", "lead"),
        ("lead", "Head", "lead"),
        ("lead", None, "lead"),
    ],
)
def test_a_wrong_value_is_counted_wrong(field, value, where):
    reading = _right()
    reading["facts"]["actions"][0][field] = value
    score = score_statement(KEY, reading, SOURCE)
    assert score[where]["wrong"] == ["1.1"]
    assert score[where]["sure_wrong"] == (["1.1"] if value else [])


def test_being_unsure_lowers_the_sure_rate_and_spares_the_precision():
    reading = _right()
    reading["facts"]["actions"][0]["text"] = "Something else"
    reading["unsure"].append({"fact": "actions[1.1].text"})
    text = score_statement(KEY, reading, SOURCE)["text"]
    assert (text["right"], text["sure_rate"], text["sure_precision"]) == (1, 0.5, 1.0)


def test_doubt_about_sharing_a_lead_is_not_doubt_about_the_lead():
    reading = _right()
    reading["unsure"] = [{"fact": "actions[1.2].lead_shared"}]
    boast = score_statement(KEY, reading, SOURCE)["lead"]["sure_where_nobody_can_tell"]
    assert boast == ["1.2"]


def test_lost_added_doubled_and_unshared_actions_are_named():
    reading = _right()
    first, second = reading["facts"]["actions"]
    wrong_way = [first | {"number": "9.9"}, second, dict(second)]
    score = score_statement(KEY, {**reading, "facts": {"actions": wrong_way}}, SOURCE)
    assert (score["missing"], score["extra"], score["read_twice"]) == (["1.1"], ["9.9"], 1)
    assert score["shared_wrong"] == ["1.1"]


def test_actions_out_of_order_are_noticed():
    reading = _right()
    reading["facts"]["actions"].reverse()
    assert not score_statement(KEY, reading, SOURCE)["in_order"]


def test_spacing_quotes_and_hyphens_do_not_matter_but_words_do():
    assert squeezed("The ‘co-\nproduced’  plan.") == squeezed("The 'coproduced' plan")
    assert squeezed("the plans") != squeezed("the plan")


def test_leads_differ_when_a_role_or_a_body_differs_and_split_words_are_joined():
    assert leads_alike("Senior Commissioning Manager, CCC", "Senior Commissionin g Manager CCC")
    assert not leads_alike("Head of Inclusion", "Head of Therapies")
    assert not leads_alike(["Chief Nurse", "Head of Inclusion"], "Chief Nurse")


def test_months_speak_for_dates_and_words_only_where_there_is_no_month():
    due = {"from": "2019-10-01", "to": None, "precision": "from"}
    assert months(["2019-10", "ongoing"]) == months([due]) == {"2019-10"}
    assert months(["ongoing"]) == {"ongoing"} != months([due | {"from": None}])


def _as_read(key: dict) -> dict:
    if key["kind"] != "statement":
        return copy.deepcopy(key)
    actions = [
        {**action, "due": action["dates"], "lead": " and ".join(action["lead"])}
        for action in key["actions"]
    ]
    return {"kind": "statement", "facts": {"actions": actions}, "unsure": []}


@pytest.mark.parametrize(("path", "key"), documents(), ids=lambda value: getattr(value, "stem", ""))
def test_each_held_out_key_agrees_with_itself_and_its_words_stand_in_its_text(path, key):
    result = score(key, [_as_read(key)])
    if key["kind"] != "statement":
        assert result["wrong"] == []
        return
    assert [result[field]["wrong"] for field in ("text", "date", "lead")] == [[], [], []]
    assert 25 <= len(key["actions"]) <= 45
    words = set(path.read_text(encoding="utf-8").split())
    for action in key["actions"]:
        assert set(action["text"].split()) <= words, action["number"]


@pytest.mark.parametrize(
    ("path", "key"),
    [(path, key) for path, key in documents() if key["kind"] != "statement"],
    ids=lambda value: getattr(value, "stem", ""),
)
def test_a_letter_read_wrong_in_one_place_loses_just_that(path, key):
    reading = copy.deepcopy(key)
    reading["facts"]["inspected_to"] = "1999-01-01"
    assert score(key, [reading])["wrong"] == [".inspected_to"]


def test_two_parts_of_one_kind_are_refused():
    with pytest.raises(ValueError, match="expected one statement, found 2"):
        score(KEY, [_right(), _right()])


def test_the_real_key_has_every_action_once():
    key = json.loads(REAL_KEY.read_text(encoding="utf-8"))
    assert len({action["number"] for action in key["actions"]}) == 108
    assert (len(key["themes"]), len(key["measures"]["items"])) == (30, 35)


@needs_shared
def test_the_spans_of_the_real_key_stand_on_the_page():
    source, key = real_statement(SEEDS)
    assert SEEDS / key["document"] == AGENDA_PACK
    texts = [squeezed(expected_text(action, source)) for action in key["actions"]]
    assert all(texts)
    assert len(set(texts)) == 108
