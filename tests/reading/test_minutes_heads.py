"""Heads of minutes worded in many ways: each gives its body, its day, its items and people."""

import pytest

from goldenthread.reading.facts import Kind, Part
from goldenthread.reading.read import read_bytes

TAIL = """
Present: A Stone (Chair), B Reed
Apologies: C Dell

1. Welcome
The Chair opened the meeting.

2. Minutes of the meeting held on 14 January 2025
Agreed as accurate.

3. Plan
AGREED: To publish the plan by June.
"""

HEADS = {
    "wrapped": (
        "Minutes of the Partnership Board for Children and Young People with\n"
        "Special Educational Needs held on Thursday 6 February 2025 in Room 4\n",
        "Partnership Board for Children and Young People with Special Educational Needs",
    ),
    "wrapped title": (
        "Minutes of the Partnership Board for Children and\nYoung People\n\nFebruary 6th 2025\n",
        "Partnership Board for Children and Young People",
    ),
    "label": (
        "Minutes of: Fell SEND Board\n"
        "Held: Thursday 6 February 2025\n"
        "Minutes confirmed at: 6 March 2025\n",
        "Fell SEND Board",
    ),
    "iso": (
        "Fell SEND Board\nMinutes\n2025-02-06, 10:00\nPapers sent 30 January 2025\n",
        "Fell SEND Board",
    ),
    "of at": (
        "FELL COUNCIL\n"
        "\n"
        "Minutes of a meeting of the Inclusion Sub-Committee held at the Guildhall, "
        "Fell, at 6pm on 6 February 2025\n",
        "Inclusion Sub-Committee",
    ),
    "at the meeting": (
        "Fell COUNCIL\n"
        "At a meeting of the Inclusion Committee held in the Guildhall on 6 February "
        "2025\n"
        "Minutes\n",
        "Inclusion Committee",
    ),
    "notes": ("Notes of a meeting of Fell SEND Board, 6 February 2025\n", "Fell SEND Board"),
    "record": (
        "Record of meeting: Fell SEND Board\nDate/time: 6 Feb 2025 2pm\n",
        "Fell SEND Board",
    ),
    "meeting minutes": (
        "Fell SEND Board Meeting Minutes\nThursday, 6th February, 2025\n",
        "Fell SEND Board",
    ),
    "dot": ("Fell SEND Board – minutes of meeting 06.02.25\n", "Fell SEND Board"),
    "ord": (
        "Minutes of the 12th meeting of the Fell SEND Board held on the 6th day of February 2025\n",
        "Fell SEND Board",
    ),
    "short": ("Fell SEND Board\nMinutes 6 Feb 25\n", "Fell SEND Board"),
    "meeting of": (
        "Fell SEND Board\nMinutes of the meeting of 6 February 2025\n",
        "Fell SEND Board",
    ),
    "extraordinary": (
        "Minutes of the Extraordinary Meeting of Fell SEND Board held virtually on "
        "Thursday 6 February 2025\n",
        "Fell SEND Board",
    ),
    "draft": ("DRAFT MINUTES – FELL SEND BOARD – 6 FEBRUARY 2025\n", "FELL SEND BOARD"),
}


def read(head: str) -> Part:
    parts = read_bytes((head + TAIL).encode(), "minutes.txt")
    assert [part.kind for part in parts] == [Kind.MINUTES]
    return parts[0]


@pytest.mark.parametrize(("head", "body"), HEADS.values(), ids=HEADS)
def test_head(head: str, body: str) -> None:
    facts = read(head).facts
    assert (facts["body"], facts["held_on"]) == (body, "2025-02-06")
    assert [item["number"] for item in facts["items"]] == [1, 2, 3]
    assert facts["present"] == ["A Stone (Chair)", "B Reed"]
    assert facts["apologies"] == ["C Dell"]


def test_a_year_of_two_digits_is_doubted() -> None:
    doubted = {r.fact: r.reason for r in read(HEADS["short"][0]).readings if r.reason}
    assert "two digits" in (doubted["held_on"] or "")


def test_a_time_after_the_month_is_no_year() -> None:
    assert read("Fell SEND Board\nMinutes 6 Feb 10:30\n").facts["held_on"] is None


def test_the_day_of_an_earlier_meeting_is_not_the_day() -> None:
    part = read("Fell SEND Board\nMinutes\n")
    assert part.facts["held_on"] is None
