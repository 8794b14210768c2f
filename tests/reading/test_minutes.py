import pytest

from goldenthread.reading import minutes
from goldenthread.reading.facts import Part
from tests.reading.made_up import between, every_value_is_cited, file_source, source, span, unsure
from tests.shared import AGENDA_PACK, MINUTES_ALONE, needs_shared

NUMBERED = """Minutes of the meeting of the Northmoor Improvement Board held on 3 February 2022

Present: Cllr A Reed (Chair), Dr B Stone, Ms C Vale

In attendance:
Mr D Holt, Programme Manager

1. Apologies for absence

Apologies were received from Mrs E Ash and Mr F Birch.

2. Minutes of the last meeting

RESOLVED: that the minutes be signed.

3. Progress on the statement of action

The board discussed the report. It was agreed that this was hard. The board AGREED to
see the data each month.

RESOLVED –
(a) That the report be accepted;
(b) that a letter be written to
families.

4. Close
"""

IN_CAPITALS = """NORTHMOOR SCRUTINY PANEL

Minutes of the Meeting of the Northmoor Scrutiny Panel held on Monday, 4 March 2019

PRESENT:
Councillor A Reed
Councillor B Stone

12

APOLOGIES FOR ABSENCE

There were none.

13

SPECIAL NEEDS: THE
LETTER OF THE INSPECTORS

Members NOTED the letter. It was REFERRED to the Cabinet.

It was resolved that nobody leave.
"""


def read(text: str) -> Part:
    whole = source(text)
    return minutes.read(whole, whole.lines, "minutes")


def test_numbered_items_and_lettered_resolutions() -> None:
    part = read(NUMBERED)
    facts = part.facts
    assert facts["body"] == "Northmoor Improvement Board"
    assert facts["held_on"] == "2022-02-03"
    assert facts["present"] == ["Cllr A Reed (Chair)", "Dr B Stone", "Ms C Vale"]
    assert facts["apologies"] == ["Mrs E Ash", "Mr F Birch"]
    assert [item["number"] for item in facts["items"]] == [1, 2, 3, 4]
    assert facts["decisions"] == [
        {"item": 2, "verb": "RESOLVED", "text": "the minutes be signed."},
        {"item": 3, "verb": "AGREED", "text": "to see the data each month."},
        {"item": 3, "verb": "RESOLVED", "text": "That the report be accepted"},
        {"item": 3, "verb": "RESOLVED", "text": "that a letter be written to families."},
    ]


def test_items_in_capitals_that_do_not_start_at_one() -> None:
    facts = read(IN_CAPITALS).facts
    assert facts["body"] == "Northmoor Scrutiny Panel"
    assert facts["present"] == ["Councillor A Reed", "Councillor B Stone"]
    assert [(i["number"], i["title"]) for i in facts["items"]] == [
        (12, "APOLOGIES FOR ABSENCE"),
        (13, "SPECIAL NEEDS: THE LETTER OF THE INSPECTORS"),
    ]
    assert [(d["item"], d["verb"]) for d in facts["decisions"]] == [
        (13, "NOTED"),
        (13, "REFERRED"),
    ]


def test_minutes_without_capitals_give_what_was_resolved() -> None:
    part = read("Minutes of the Board held on 1 May 2020\n\nIt was resolved that the plan stand.\n")
    assert [(d["verb"], d["text"]) for d in part.facts["decisions"]] == [
        ("RESOLVED", "the plan stand.")
    ]


@needs_shared
def test_the_real_minutes() -> None:
    pack = file_source(AGENDA_PACK)
    part = minutes.read(pack, between(pack, 200, 449), "minutes")
    facts = part.facts
    assert facts["held_on"] == "2019-05-30"
    assert span(part, "held_on") == (203, 203)
    assert [span(part, f"present[{at}]")[0] for at in range(len(facts["present"]))] == [
        *range(206, 212),
        *range(213, 217),
    ]
    assert len(facts["in_attendance"]) == 4
    assert len(facts["apologies"]) == 6
    assert [item["number"] for item in facts["items"]] == list(range(1, 11))
    verbs = [(d["item"], d["verb"]) for d in facts["decisions"]]
    assert verbs == [
        (4, "RESOLVED"),
        (5, "RESOLVED"),
        (6, "AGREED"),
        (6, "AGREED"),
        (6, "RESOLVED"),
        (6, "RESOLVED"),
        (8, "AGREED"),
        (8, "AGREED"),
        (8, "AGREED"),
        (8, "RESOLVED"),
        (8, "RESOLVED"),
    ]
    cited = [span(part, f"decisions[{at}].text") for at in range(len(verbs))]
    assert cited == [
        (254, 255),
        (267, 268),
        (368, 369),
        (372, 373),
        (377, 378),
        (379, 380),
        (405, 406),
        (416, 416),
        (422, 424),
        (426, 427),
        (428, 429),
    ]
    assert every_value_is_cited(part)
    assert set(unsure(part)) == {"items[6].number"}


@needs_shared
def test_the_same_minutes_alone_decide_the_same() -> None:
    pack, alone = file_source(AGENDA_PACK), file_source(MINUTES_ALONE)
    whole = minutes.read(pack, between(pack, 200, 449), "minutes").facts["decisions"]
    single = minutes.read(alone, alone.lines, "minutes").facts["decisions"]
    assert [d["text"] for d in single] == [d["text"] for d in whole if d["item"] == 6]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_nothing_to_read_gives_nothing(text: str) -> None:
    facts = read(text).facts
    assert facts["decisions"] == []
    assert facts["held_on"] is None
