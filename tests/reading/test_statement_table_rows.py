"""Rows of tables one oddity at a time, and tables however jumbled."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.reading.facts import Cell, Grid, Part, Source
from goldenthread.reading.statement.tables import read_grids
from tests.reading.table_facts import (
    day,
    unsure,
)


def _grid(name: str, *rows: list[str]) -> Grid:
    return Grid(
        name,
        tuple(
            tuple(Cell(words, f"{'ABCDEFGH'[c]}{r}") for c, words in enumerate(row))
            for r, row in enumerate(rows, 1)
        ),
    )


def _read_rows(*rows: list[str], name: str = "Plan") -> Part:
    return read_grids(Source("made.xlsx", "0" * 64, "sheet", (), (_grid(name, *rows),)), "")


def test_a_tenth_number_that_a_sheet_shows_as_the_first_is_mended_and_marked() -> None:
    rows = [[f"3.1.{n}", f"Do thing {n}"] for n in range(1, 10)] + [["3.1.1", "Do thing 10"]]
    part = _read_rows(["Ref", "Action"], *rows)
    assert part.facts["actions"][-1]["number"] == "3.1.10"
    assert unsure(part) == {"actions[3.1.10].number": ["3.1.1"]}


def test_a_number_borne_twice_keeps_both_and_says_so() -> None:
    part = _read_rows(["Ref", "Action"], ["1", "One"], ["1", "Another"])
    assert [a["text"] for a in part.facts["actions"]] == ["One", "Another"]
    assert unsure(part) == {"actions[1~2].number": []}


def test_a_count_of_days_is_read_as_a_date_and_marked() -> None:
    part = _read_rows(["Ref", "Action", "By when"], ["1", "One", "45382"])
    assert part.facts["actions"][0]["due"] == [day("2024-03-31", "45382")]
    assert list(unsure(part)) == ["actions[1].due[0]"]


def test_a_row_without_a_number_is_an_action_that_says_so() -> None:
    part = _read_rows(["Ref", "Action", "Lead"], ["1", "One", "Lead A"], ["", "Loose", "Lead B"])
    assert [a["text"] for a in part.facts["actions"]] == ["One", "Loose"]
    assert list(unsure(part)) == ["actions[1~2].number"]


def test_a_form_down_the_page_gives_an_action_for_each_what() -> None:
    part = _read_rows(
        ["What we will do", "Open a line"], ["Who", "Duty Manager"], ["By when", "May 2025"],
        ["What we will do", "Close a gap"], ["Who", "Head of SEND"],
    )  # fmt: skip
    read_off = [(a["text"], a["lead"], len(a["due"])) for a in part.facts["actions"]]
    assert read_off == [("Open a line", "Duty Manager", 1), ("Close a gap", "Head of SEND", 0)]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Measure of success (how will we know we are making a difference?)", "success_measure"),
        ("What will success look like?", "success_measure"),
        ("KPI", "success_measure"),
        ("Intended outcome", "intended_impact"),
        ("Difference it will make", "intended_impact"),
        ("Resources required", "resources"),
        ("Evidence", "evidence"),
        ("Status", "status"),
        ("Baseline (March)", "baseline"),
        ("Target", "target"),
        ("Accountable officer", "lead"),
        ("Person responsible", "lead"),
        ("By whom", "lead"),
    ],
)
def test_headings_are_known_by_their_synonyms(heading: str, fact: str) -> None:
    part = _read_rows(["Ref", "Key actions", heading], ["1", "Do it", "Some words"])
    assert part.facts["actions"][0][fact] == "Some words"


def test_a_sheet_without_actions_is_not_taken_for_a_statement() -> None:
    risks = _grid("Risks", ["Risk", "Likelihood"], ["Staff leave", "High"])
    source = Source("risks.xlsx", "0" * 64, "sheet", (), (risks,))
    assert read_grids(source, "Risks").facts["actions"] == []


def test_two_names_of_one_group_are_put_to_a_person() -> None:
    part = _read_rows(
        ["Working group 1: Needs"], ["Ref", "Action"], ["1.1", "Count"],
        ["Working group 1: Local needs", ""], ["1.2", "Map"],
    )  # fmt: skip
    assert part.facts["groups"][0]["name"] == "Needs"
    assert unsure(part) == {"groups[1].name": ["Local needs"]}


def test_a_line_of_totals_is_no_action() -> None:
    part = _read_rows(["Ref", "Action", "Lead"], ["1", "Count", ""], ["Total actions", "1", ""])
    assert [a["number"] for a in part.facts["actions"]] == ["1"]
    assert part.facts["themes"] == []


def test_a_hidden_sheet_is_read_and_each_row_says_so_once() -> None:
    rows = (["Ref", "Action", "Lead"], ["1", "Count", "Head of SEND"])
    grid = _grid("Old", *rows)
    hidden = tuple(tuple(Cell(c.text, c.address, hidden=True) for c in row) for row in grid.rows)
    source = Source("made.xlsx", "0" * 64, "sheet", (), (Grid("Old", hidden),))
    part = read_grids(source, "")
    assert part.facts["actions"][0]["hidden"]
    assert unsure(part) == {"actions[1]": []}


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("Head of SEND", ["Head of SEND"]),
        ("Director of Education and Skills", ["Director of Education and Skills"]),
        ("Data Lead, ICB and Head of Performance", ["Data Lead, ICB", "Head of Performance"]),
        ("PCF Chair / DCO", ["PCF Chair", "DCO"]),
        ("Senior Manager\nInclusion", ["Senior Manager Inclusion"]),
        ("Lead Nurse; SENCO forum", ["Lead Nurse", "SENCO forum"]),
        ("Senior Manager Children and Families", ["Senior Manager Children and Families"]),
    ],
)
def test_leads_are_cut_only_where_the_words_name_two_posts(words: str, roles: list[str]) -> None:
    part = _read_rows(["Ref", "Action", "Lead"], ["1", "Count", words])
    assert part.facts["actions"][0]["leads"] == roles
    assert part.facts["actions"][0]["lead"] == words


def test_governance_lines_and_a_register_of_other_things_are_told_apart() -> None:
    plan = _grid("Plan", ["Ref", "Action", "Lead"], ["1", "Count", "Head of SEND"])
    governance = _grid("Governance", ["Governance"], ["The board meets every six weeks"])
    risks = _grid("Risks", ["Risk", "Likelihood", "Owner of risk"], ["Staff leave", "High", ""])
    source = Source("made.xlsx", "0" * 64, "sheet", (), (plan, governance, risks))
    read_off = read_grids(source, "").facts
    assert read_off["governance"] == ["The board meets every six weeks"]
    assert read_off["about"] == []
    assert len(read_off["actions"]) == 1


FRAGMENTS = [
    "", "", "Ref", "Action", "Lead", "By when", "RAG", "Priority 1", "Theme 1.2 Data", "1.1", "2",
    "Working group 3: Needs", "Chair: Head of SEND", "Measure", "Baseline", "Target", "Term",
    "Meaning", "Date from", "Date to", "Completion date", "tbc", "Total", "Count every child",
    "Progress update", "Start", "Who is jointly responsible: A; B", "45000", "n/a", "As above",
]  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.sampled_from(FRAGMENTS), min_size=4, max_size=4), min_size=1, max_size=9),
    st.sampled_from(["sheet", "application/wordprocessingml"]),
)
def test_no_table_however_jumbled_breaks_the_reader(rows: list[list[str]], media: str) -> None:
    grids = (_grid("One", *rows), _grid("Two", *reversed(rows)))
    part = read_grids(Source("made", "0" * 64, media, (), grids), "Title")
    assert all(reading.citation or reading.reason for reading in part.readings if reading.value)
    json.dumps(part.as_json())
