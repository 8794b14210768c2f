"""Working groups of statements kept in columns, headed in the ways that offices head them."""

from collections.abc import Sequence

import pytest

from goldenthread.reading.facts import Line, Source
from goldenthread.reading.statement import read

HEAD = "Ref    What we will do                 Who                  By when"
ROWS = (
    ("Publish the offer", "Head of SEND", "May 2022"),
    ("Train all staff", "Director of Nursing", "June 2022"),
    ("Open a helpline", "Head of Therapies", "July 2022"),
)


def statement(headings: Sequence[Sequence[str]], inside: bool = False) -> dict:
    """Return what is read of tables of three rows, each with its headings above or inside it."""
    lines = ["Statement of action", "", "What we have agreed to do is set out below.", ""]
    for at, above in enumerate(headings, 1):
        lines += [] if inside else [line for words in above for line in (words, "")]
        lines += [HEAD, ""]
        lines += [line for words in above for line in (words, "")] if inside else []
        for row, (text, lead, due) in enumerate(ROWS, 1):
            lines += [f"{at}.{row:<5}{text:<32}{lead:<21}{due}", ""]
        lines.append("")
    made = tuple(Line(number, words) for number, words in enumerate(lines, 1))
    return read(Source("a.txt", "0", "text/plain", made), made, "Statement").as_json()["facts"]


def places(facts: dict) -> list[object]:
    return [action["group"] for action in facts["actions"]]


FORMS = {
    "workstreams": ["Workstream 1 – Early help", "Workstream 2 – Therapies"],
    "priority groups": [
        "Priority Group A: Early help (Chair: Head of Early Help)",
        "Priority Group B: Therapies (Chair: Chief Nurse)",
    ],
    "objectives": ["Objective 1: Early help", "Objective 2: Therapies"],
    "lettered priorities": ["Priority A – Early help", "Priority B – Therapies"],
    "capitals": ["EARLY HELP", "THERAPIES"],
    "lead groups": ["Theme lead group: Early help", "Theme lead group: Therapies"],
}


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_above_each_table_is_its_group(form: str) -> None:
    facts = statement([[words] for words in FORMS[form]])
    names = [group["name"].lower() for group in facts["groups"]]
    assert names == ["early help", "therapies"]
    held = [group["number"] or group["name"] for group in facts["groups"]]
    assert places(facts) == [held[0]] * 3 + [held[1]] * 3


def test_chairs_and_priorities_stand_under_their_group() -> None:
    facts = statement(
        [
            [FORMS["priority groups"][0], "Priority 1: Families wait too long"],
            [FORMS["priority groups"][1], "Priority 2: Therapies are scarce"],
        ]
    )
    assert [group["chair"] for group in facts["groups"]] == ["Head of Early Help", "Chief Nurse"]
    texts = [[p["text"] for p in group["priorities"]] for group in facts["groups"]]
    assert texts == [["Families wait too long"], ["Therapies are scarce"]]


@pytest.mark.parametrize("form", ["workstreams", "priority groups"])
def test_a_group_in_the_first_row_across_a_table_holds_its_rows(form: str) -> None:
    facts = statement([[words] for words in FORMS[form]], inside=True)
    assert [group["name"] for group in facts["groups"]] == ["Early help", "Therapies"]
    held = [group["number"] for group in facts["groups"]]
    assert places(facts) == [held[0]] * 3 + [held[1]] * 3


def test_objectives_under_groups_stay_themes() -> None:
    facts = statement(
        [
            ["Workstream 1 – Early help", "Objective 1: Earlier advice"],
            ["Workstream 2 – Therapies", "Objective 2: Shorter waits"],
        ]
    )
    assert [group["name"] for group in facts["groups"]] == ["Early help", "Therapies"]


def test_what_is_said_below_a_groups_heading_is_no_theme() -> None:
    facts = statement(
        [
            [FORMS["lettered priorities"][0], "Families told inspectors that they wait too long"],
            [FORMS["lettered priorities"][1], "Therapies are scarce in the north of the area"],
        ]
    )
    assert facts["themes"] == []
    assert places(facts) == ["A"] * 3 + ["B"] * 3


LABELLED = """Statement of action

Objective 1: Families know where to
turn for help and are told
{blank}Action 1.1
What we will do: Open a line
Lead: Head of SEND
By when: May 2022

Action 1.2
What we will do: Open a shop
Lead: Head of SEND
By when: May 2022

Objective 2: Schools and colleges of the
Northern Partnership plan together
{blank}Action 2.1
What we will do: Hire staff
Lead: Chief Nurse
By when: June 2022
"""


@pytest.mark.parametrize("blank", ["\n", ""], ids=["parted", "close"])
def test_a_name_that_wraps_is_read_whole_in_labelled_text(blank: str) -> None:
    words = LABELLED.format(blank=blank).split("\n")
    made = tuple(Line(number, text) for number, text in enumerate(words, 1))
    part = read(Source("a.txt", "0", "text/plain", made), made, "Statement").as_json()
    assert [group["name"] for group in part["facts"]["groups"]] == [
        "Families know where to turn for help and are told",
        "Schools and colleges of the Northern Partnership plan together",
    ]
    cited = {entry["fact"]: entry["lines"] for entry in part["citations"]}
    assert cited["groups[1].name"] == [3, 4]
    texts = [action["text"] for action in part["facts"]["actions"]]
    assert texts == ["Open a line", "Open a shop", "Hire staff"]
