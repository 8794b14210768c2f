"""Places, values, passages and memory of facts: plain rules, no database."""

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules import PlanType
from goldenthread.intake.rules.comparing import compare, tally
from goldenthread.intake.rules.drafting import name_of_plan, plan_type_of
from goldenthread.intake.rules.passage import passage, runs
from goldenthread.intake.rules.places import Form, Place, label_of, place_of
from goldenthread.intake.rules.remembering import same_document, words_key
from goldenthread.intake.rules.values import (
    cut,
    dates_in_words,
    from_words,
    in_words,
    is_cut_of,
    joined,
    to_edit,
)


@pytest.mark.parametrize(
    ("path", "place", "label"),
    [
        ("actions[3.5.1].lead", Place("actions", "3.5.1", "lead"), "Action 3.5.1, lead"),
        ("actions[3.5.1].due[1]", Place("actions", "3.5.1", "due", "1"), "Action 3.5.1, date"),
        ("actions[1~2].text", Place("actions", "1~2", "text"), "Action 1, words"),
        ("actions[3]", Place("actions", "3", ""), "Action 3, keep it or leave it out"),
        ("outcome", Place("", "", "outcome"), "Outcome"),
        ("responsible[1]", Place("", "", "responsible", "1"), "Who is jointly responsible"),
        (
            "groups[2].priorities[9].text",
            Place("groups", "2", "priorities.text", "9"),
            "Priority 9 of working group 2, words",
        ),
        (
            "findings[meeting needs].strengths[0]",
            Place("findings", "meeting needs", "strengths", "0"),
            "Meeting needs, strength 1",
        ),
    ],
)
def test_a_path_is_a_place_and_a_place_has_a_name(path, place, label):
    assert place_of(path) == place
    assert label_of(place) == label


def test_dates_are_kept_in_the_authors_words_and_understood():
    value = from_words(Form.DATES, "Autumn 2019\nBy March 2020")
    assert to_edit(Form.DATES, value) == "Autumn 2019\nBy March 2020"
    assert [due["precision"] for due in value] == ["season", "month"]
    assert dates_in_words(value)[1] == "1 Mar 2020 to 31 Mar 2020 (month)"


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        (Form.TEXT, "   ", "Nothing was typed"),
        (Form.TEXT, "a" * 6000, "more than the 5,000"),
        (Form.DATES, "whenever we can", "No date can be found"),
        (Form.DATES, "March 2020\nbanana", "“banana”"),
        (Form.DAY, "31 February 2019", "is not one day"),
        (Form.DAY, "2019", "is not one day"),
        (Form.NUMBERS, "two and five", "not a list of numbers"),
        (Form.OUTCOME, "4", "not one of the choices"),
        (Form.JUDGED, "good", "not one of the choices"),
    ],
)
def test_what_cannot_be_understood_is_said_in_words(form, text, words):
    with pytest.raises(UserError, match=r"[Nn]othing was changed") as refused:
        from_words(form, text)
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("form", "typed", "value", "words"),
    [
        (Form.DAY, "18 October 2019", "2019-10-18", "18 October 2019"),
        (Form.DAY, "2019-10-18", "2019-10-18", "18 October 2019"),
        (Form.ROLES, " Head of SEND \n\nChair", ["Head of SEND", "Chair"], "Head of SEND\nChair"),
        (Form.NUMBERS, "2, 5", [2, 5], "2\n5"),
        (Form.YES_NO, "no", False, "No"),
        (Form.JUDGED, "not_sufficient", "not_sufficient", "Not sufficient progress"),
        (Form.OUTCOME, "3", 3, "3, widespread or systemic failings"),
        (Form.TEXT, " two  words\n\nand more ", "two words\nand more", "two words\nand more"),
    ],
)
def test_what_is_typed_comes_back_as_words(form, typed, value, words):
    assert from_words(form, typed) == value
    assert in_words(form, value) == words


def test_a_cut_loses_no_word():
    before, after = cut("Set up a group // Publish the plan")
    assert (before, after) == ("Set up a group", "Publish the plan")
    assert is_cut_of("Set up a group Publish the plan", before, after)
    assert not is_cut_of("Set up a group Publish a plan", before, after)
    for bad in ("no mark", "// all after", "all before //", "a // b // c"):
        with pytest.raises(UserError):
            cut(bad)


def test_values_are_joined_as_words_or_as_lists():
    assert joined("one", "two") == "one two"
    assert joined(None, "two") == "two"
    assert joined([1], [2]) == [1, 2]


def test_only_the_words_said_are_marked():
    assert runs("before Head of SEND after", ["Head", "of", "SEND"]) == (
        ("before ", False),
        ("Head of SEND", True),
        (" after", False),
    )
    assert runs("Senior", ["Senior", "Manager"]) == (("Senior", True),)
    assert runs("the head", ["Head", "of"]) == (("the head", False),)
    assert runs("", ["Head"]) == ()


def test_a_passage_stands_among_its_lines_and_is_marked_only_where_cited():
    lines = [(f"line {n} lead", 1) for n in range(1, 40)]
    shown = passage(lines, [(10, 11)], "line 10 lead line 11 lead")
    assert (shown[0].number, shown[-1].number) == (4, 17)
    marked = [line.number for line in shown if any(flag for _, flag in line.runs)]
    assert marked == [10, 11]
    assert [line.number for line in shown if line.near] == [9, 10, 11, 12]
    assert passage(lines, [], "x") == []
    assert passage([], [(1, 2)], "x") == []


def test_a_passage_never_runs_on():
    lines = [(f"{n}", None) for n in range(1000)]
    assert len(passage(lines, [(1, 900)], "5")) == 60


def test_a_newer_version_is_known_by_its_title():
    assert same_document("SEND statement of action v2", "SEND Statement of Action (draft) v3")
    assert not same_document("SEND statement of action", "Children's safeguarding report")
    assert not same_document("", "")


def test_memory_knows_words_and_reading_not_position():
    key = words_key("actions", "lead", "Head  of SEND", ["Head"], "1.1 x")
    assert key == words_key("actions", "lead", "Head of SEND", ["Head"], "9.9 y")
    assert key != words_key("actions", "lead", "Head of SEND", ["Other"], "1.1 x")
    assert key != words_key("actions", "due", "Head of SEND", ["Head"], "1.1 x")
    assert words_key("actions", "lead", "", None, "1.1") != words_key(
        "actions", "lead", "", None, "1.2"
    )


def test_versions_are_compared_number_by_number():
    held = {"1.1": {"text": "Ask every family"}, "1.2": {"text": "Stop"}, "1.9": {"text": "Same"}}
    newer = {"1.1": {"text": "Ask most families"}, "1.9": {"text": "Same"}, "1.10": {"text": "New"}}
    rows = compare(held, newer)
    assert [(row.number, row.how) for row in rows] == [
        ("1.1", "changed"),
        ("1.2", "gone"),
        ("1.9", "same"),
        ("1.10", "added"),
    ]
    change = rows[0].changes[0]
    assert change.before == (("Ask", False), ("every family", True))
    assert change.after == (("Ask", False), ("most families", True))
    assert tally(rows) == {"added": 1, "changed": 1, "gone": 1, "same": 1}


@pytest.mark.parametrize(
    ("title", "regime", "plan_type"),
    [
        ("Written statement of action", "2016", PlanType.WRITTEN_STATEMENT),
        ("Accelerated Progress Plan", "2016", PlanType.ACCELERATED_PROGRESS),
        ("SEND priority action plan", "", PlanType.PRIORITY_ACTION),
        ("Improvement plan", "2023", PlanType.PRIORITY_ACTION),
        ("SEND strategy 2024", "", PlanType.STRATEGIC),
        ("Local reform plan", "", PlanType.LOCAL_REFORM),
    ],
)
def test_the_type_of_plan_is_suggested(title, regime, plan_type):
    assert plan_type_of(title, regime) is plan_type


def test_a_sentence_is_no_name_for_a_plan():
    assert name_of_plan("SEND plan", PlanType.STRATEGIC, "Brackenshire") == "SEND plan"
    named = name_of_plan("This statement " * 9, PlanType.WRITTEN_STATEMENT, "Brackenshire")
    assert named == "Written statement of action, Brackenshire"
