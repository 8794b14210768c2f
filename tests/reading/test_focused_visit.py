"""Focused-visit letters: the real one in the agenda pack, and a made-up one laid out otherwise."""

from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.facts import Kind, Part, State
from goldenthread.reading.focused_visit import read
from goldenthread.reading.read import read_path
from tests.shared import AGENDA_PACK, needs_shared

MADE_UP = """Published 4 March 2024

Dear Director

Focused visit to Eastmarch City Council children's services

This letter summarises the findings of the focused visit to Eastmarch children's services on
6 and 7 February 2024. His Majesty's Inspectors for this visit were two inspectors.

Inspectors looked at the local authority's arrangements for disabled children.

Headline findings

Leaders know their services.

What is working well

- Visits are regular.
- Plans are written with
families.

Areas for priority action

The local authority must see every child who waits.

What needs to improve in this area of practice?

- The recording of what children say.
- Supervision.

Yours sincerely
Inspector
"""


def read_text(text: str) -> Part:
    source = extract_bytes(text.encode(), "visit.txt").source
    return read(source, source.lines, "visit")


@needs_shared
def test_the_real_letter_reads_as_a_person_reads_it() -> None:
    (part,) = (p for p in read_path(AGENDA_PACK) if p.kind is Kind.FOCUSED_VISIT)
    facts = part.facts

    assert facts["area"] == "Cumbria"
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2019-08-13", "2019-08-13")
    assert (facts["letter_dated"], facts["published"]) == ("2019-09-06", None)
    assert facts["outcome"] is None
    assert len(facts["looked_at"]) == 5
    assert len(facts["findings"]["overview"]["findings"]) == 5
    assert len(facts["findings"]["findings"]["findings"]) == 18
    assert [each["text"].split()[-1] for each in facts["improvements"]] == [
        "problematic",
        "assessments",
        "authority",
        "way.",
    ]
    assert facts["priority_actions"] == []


@needs_shared
def test_every_fact_of_the_real_letter_stands_on_its_own_lines() -> None:
    (part,) = (p for p in read_path(AGENDA_PACK) if p.kind is Kind.FOCUSED_VISIT)
    lines = {r.fact: r.citation.lines for r in part.readings if r.citation}

    assert lines["letter_dated"] == (4651, 4651)
    assert lines["improvements[1].text"] == (4713, 4714)
    assert lines["findings[findings].findings[0]"] == (4721, 4722)
    ends = [lines[f"findings[findings].findings[{i}]"][1] for i in range(18)]
    assert ends == sorted(ends)
    assert ends[-1] == 4820


def test_headings_that_name_strengths_and_priorities_are_kept_apart() -> None:
    facts = read_text(MADE_UP).facts

    assert (facts["area"], facts["published"]) == ("Eastmarch", "2024-03-04")
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2024-02-06", "2024-02-07")
    assert facts["findings"]["overview"]["findings"] == ["Leaders know their services."]
    assert facts["findings"]["findings"]["strengths"] == [
        "Visits are regular.",
        "Plans are written with families.",
    ]
    assert facts["priority_actions"] == [
        {
            "number": 1,
            "text": "The local authority must see every child who waits.",
            "responsible": [],
        }
    ]
    assert [each["text"] for each in facts["improvements"]] == [
        "The recording of what children say.",
        "Supervision.",
    ]


def test_a_letter_that_says_nothing_of_itself_is_absent_not_invented() -> None:
    part = read_text("Dear Director\n\nWe came and looked.\n")

    absent = {r.fact for r in part.readings if r.state is State.ABSENT}
    assert {"area", "inspected_from", "published", "letter_dated", "looked_at"} <= absent
    assert part.facts["findings"] == {}
