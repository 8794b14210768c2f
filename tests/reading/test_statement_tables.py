"""Statements laid out as tables: every fact of five made-up files, exactly, and what is unsure."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.facts import Cell, Grid, Part, Source
from goldenthread.reading.statement.tables import holds_actions, read_grids
from tests.reading import workbooks

EMPTY_ACTION: dict[str, Any] = {
    "number": None, "theme": None, "group": None, "priorities": [], "text": None,
    "intended_impact": None, "success_measure": None, "lead": None, "leads": [],
    "lead_shared": False, "start": [], "due": [], "rag": None, "status": None, "completed": None,
    "baseline": None, "target": None, "resources": None, "evidence": None, "milestones": [],
    "refers_to_groups": [], "updates": [], "hidden": False,
}  # fmt: skip
EMPTY_MEASURE: dict[str, Any] = {
    "number": None, "text": None, "heading": None, "priority": None, "baseline": None,
    "target": None, "milestones": [], "lead": None, "evidence": None, "hidden": False,
}  # fmt: skip


def action(**stated: Any) -> dict[str, Any]:
    return EMPTY_ACTION | stated


def measure(**stated: Any) -> dict[str, Any]:
    return EMPTY_MEASURE | stated


def group(number: int, name: str, **stated: Any) -> dict[str, Any]:
    empty = {"also_called": [], "chair": None, "priorities": []}
    return {"number": number, "name": name} | empty | stated


def priority(number: int, text: str | None, *responsible: str) -> dict[str, Any]:
    return {"number": number, "text": text, "responsible": list(responsible)}


def due(text: str, start: str | None, end: str | None, precision: str) -> dict[str, Any]:
    return {"text": text, "from": start, "to": end, "precision": precision}


def day(iso: str, text: str | None = None) -> dict[str, Any]:
    return due(text or iso, iso, iso, "day")


def read(data: bytes, name: str) -> Part:
    return read_grids(extract_bytes(data, name).source, name)


def unsure(part: Part) -> dict[str, Any]:
    return {entry["fact"]: entry["alternatives"] for entry in part.as_json()["unsure"]}


def facts(title: str, **stated: Any) -> dict[str, Any]:
    empty = ("about", "groups", "priorities", "themes", "actions", "measures", "glossary",
             "governance")  # fmt: skip
    return {"title": title, "area": None} | {name: [] for name in empty} | stated


def test_merged_cells_two_leads_and_rag_by_colour_alone() -> None:
    part = read(workbooks.merged_tracker(), "a.xlsx")
    common: dict[str, Any] = {"group": 2, "theme": "2.1", "priorities": [3]}
    both = ["Head of Therapies", "SEND Commissioning Manager"]
    last = ["Principal Educational Psychologist", "Head of SEND"]
    assert part.facts == facts(
        "Harbourshire SEND statement of action",
        groups=[
            group(
                2,
                "Right help",
                also_called=["Access"],
                chair="Director of Inclusion",
                priorities=[priority(3, "Families wait too long for therapy")],
            )
        ],
        themes=[
            {"number": "2.1", "title": "Therapy waits", "group": 2},
            {"number": "2.2", "title": "School offer", "group": 2},
        ],
        actions=[
            action(
                **common,
                number="2.1.1",
                text="Count every child waiting",
                intended_impact="Waits are known",
                success_measure="Monthly count seen by the board",
                lead="Head of Therapies / SEND Commissioning Manager",
                leads=both,
                start=[day("2024-01-08")],
                due=[day("2024-03-29")],
                rag="green",
            ),
            action(
                **common,
                number="2.1.2",
                text="Agree one referral form",
                intended_impact="One way in",
                success_measure="Form in use at all clinics\n"
                "Nine in ten referrals accepted first time",
                lead="Head of SEND",
                leads=["Head of SEND"],
                lead_shared=True,
                due=[
                    due("Spring 2024", "2024-03-01", "2024-05-31", "season"),
                    due("July 2024", "2024-07-01", "2024-07-31", "month"),
                ],
                rag="amber",
            ),
            action(
                **common,
                number="2.1.3",
                text="Publish waits by locality",
                intended_impact="Families see waits",
                success_measure="Page live",
                lead="Head of SEND",
                leads=["Head of SEND"],
                lead_shared=True,
                due=[due("from September 2024", "2024-09-01", None, "from")],
                rag="green",
            ),
            action(
                **common | {"theme": "2.2"},
                number="2.2.1",
                text="Train a lead in each school",
                lead="\n".join(last),
                leads=last,
                due=[due("tbc", None, None, "unknown")],
            ),
        ],
    )
    assert unsure(part) == {
        "actions[2.1.3].rag": [],
        "actions[2.2.1].rag": [],
        "actions[2.2.1].due[0]": [],
    }


def test_comments_hidden_rows_repeated_headings_and_a_group_a_sheet() -> None:
    part = read(workbooks.many_sheets(), "b.xlsx")
    assert part.facts == facts(
        "SEND improvement tracker",
        area="Harbourshire",
        about=[{"label": "Version", "value": "4"}],
        groups=[group(1, "Knowing our children"), group(2, "Hearing families")],
        actions=[
            action(
                number="1",
                group=1,
                text="Join health and council lists",
                lead="Data Manager",
                leads=["Data Manager"],
                due=[day("2024-05-31", "31/05/2024")],
                status="On track",
                rag="green",
                updates=[
                    {"text": "Lists exchanged", "where": "1 Knowing our children!F3"},
                    {
                        "text": "Moved from March; the board agreed in April.",
                        "where": "comment on 1 Knowing our children!D3",
                    },
                ],
            ),
            action(
                number="2",
                group=1,
                text="Check the lists twice a year",
                due=[due("Ongoing", None, None, "ongoing")],
                status="Delayed",
                rag="red",
            ),
            action(
                number="3",
                group=1,
                text="Retired action",
                lead="Data Manager",
                leads=["Data Manager"],
                due=[due("2023", "2023-01-01", "2023-12-31", "year")],
                status="Stopped",
                hidden=True,
            ),
            action(
                number="1",
                group=2,
                text="Hold a termly forum (with working group 1)",
                lead="Forum Chair; Participation Officer",
                leads=["Forum Chair", "Participation Officer"],
                due=[due("Autumn term 2024", "2024-09-01", "2024-12-31", "term")],
                status="Not started",
                refers_to_groups=[1],
            ),
        ],
        measures=[
            measure(
                number="M1",
                text="Share of plans issued in 20 weeks",
                baseline="43%",
                target="70%",
                evidence="Monthly return",
            ),
            measure(
                number="M2",
                text="Parents who feel heard",
                target="two in three",
                evidence="Survey",
            ),
        ],
        glossary=[{"term": "EHC", "meaning": "Education, health and care"}],
    )
    assert unsure(part) == {"actions[3]": []}


def test_an_open_document_with_numbers_in_the_action_cell() -> None:
    part = read(workbooks.open_document(), "c.ods")
    leads: dict[str, Any] = {
        "lead": "Duty Manager and Head of Inclusion",
        "leads": ["Duty Manager", "Head of Inclusion"],
    }
    assert part.facts == facts(
        "c.ods",
        priorities=[priority(1, None), priority(2, None)],
        themes=[
            {"number": None, "title": "Earlier help", "group": None},
            {"number": None, "title": "Fair access", "group": None},
        ],
        actions=[
            action(
                **leads,
                number="1.1",
                theme="Earlier help",
                priorities=[1],
                text="Open a duty line",
                due=[day("2025-02-28")],
                rag="amber",
                updates=[{"text": "Line opened two days a week", "where": "Tracker!G2"}],
                baseline="none",
                target="5 days",
            ),
            action(
                **leads,
                number="1.2",
                theme="Earlier help",
                priorities=[1],
                text="Publish the waiting time",
                due=[due("Q1 2025/26", "2025-04-01", "2025-06-30", "quarter")],
                rag="blue",
            ),
            action(
                number="2.1",
                theme="Fair access",
                priorities=[2],
                text="Map clinics",
                lead="Public Health Analyst",
                leads=["Public Health Analyst"],
                due=[due("March – May 2025", "2025-03-01", "2025-05-31", "range")],
                rag="red",
            ),
        ],
    )
    assert unsure(part) == {
        "actions[1.1].rag": ["green"],
        "actions[1.2].lead": ["ditto"],
        "actions[1.2].leads": ["ditto"],
    }


def test_a_word_statement_takes_its_groups_from_the_headings_between_its_tables() -> None:
    part = read(workbooks.statement_form(), "d.docx")
    first: dict[str, Any] = {"group": 1, "theme": "1.1", "priorities": [4]}
    second: dict[str, Any] = {
        "group": 2,
        "priorities": [5],
        "lead": "Transition Lead",
        "leads": ["Transition Lead"],
        "lead_shared": True,
    }
    assert part.facts == facts(
        "Harbourshire written statement",
        groups=[
            group(
                1,
                "Listening",
                chair="Deputy Director of Nursing",
                priorities=[priority(4, "Rebuild the trust of families")],
            ),
            group(2, "Growing up", priorities=[priority(5, "Plan for adult life sooner")]),
        ],
        themes=[{"number": "1.1", "title": "Say what was heard", "group": 1}],
        actions=[
            action(
                **first,
                number="1.1.1",
                text="Write back to each family within ten days",
                intended_impact="Families know they were heard",
                success_measure="Reply times reported",
                lead="Customer Care Manager",
                leads=["Customer Care Manager"],
                due=[due("October 2024", "2024-10-01", "2024-10-31", "month")],
                rag="amber",
            ),
            action(
                **first,
                number="1.1.2",
                text="Print a yearly account of what changed",
                success_measure="Account printed",
                lead="Communications Lead, Parent Forum Chair",
                leads=["Communications Lead", "Parent Forum Chair"],
                due=[due("March 2025; then yearly", "2025-03-01", None, "repeating")],
                rag="green",
            ),
            action(
                **second,
                number="2.1.1",
                text="Begin talks at 13",
                intended_impact="No cliff edge",
                success_measure="Year 9 reviews hold a plan",
                due=[due("Sept 2025", "2025-09-01", "2025-09-30", "month")],
            ),
            action(
                **second,
                number="2.1.2",
                text="Name a worker at 17",
                due=[due("Sept 2026", "2026-09-01", "2026-09-30", "month")],
            ),
        ],
    )
    assert unsure(part) == {}


def test_a_priority_action_form_gives_actions_and_measures_under_each_priority() -> None:
    part = read(workbooks.priority_action_form(), "e.docx")
    bodies = ("Harbourshire Council", "Harbour ICB")
    actions, measures = [], []
    for number in (1, 2):
        common: dict[str, Any] = {
            "priorities": [number],
            "lead": "Head of SEND",
            "leads": ["Head of SEND"],
        }
        actions += [
            action(
                **common,
                number=f"{number}.1",
                text="Hire two assessors",
                due=[day("2024-06-30", "30 June 2024")],
                intended_impact="Shorter waits",
                resources="£90,000",
            ),
            action(
                **common,
                number=f"{number}.2",
                text="Clear the oldest cases first",
                due=[due("By December 2024", "2024-12-01", "2024-12-31", "month")],
            ),
        ]
        measures.append(
            measure(
                number=number,
                text="Median wait in weeks",
                priority=number,
                baseline="31",
                target="18",
                milestones=[
                    {"heading": "6 month milestone", "text": "26"},
                    {"heading": "12 month milestone", "text": "20"},
                ],
            )
        )
    assert part.facts == facts(
        "Priority action plan",
        area="Harbourshire",
        about=[{"label": "Date of inspection", "value": "May 2024"}],
        priorities=[
            priority(1, "Waits for assessment are long", *bodies),
            priority(2, "Plans are out of date", *bodies),
        ],
        actions=actions,
        measures=measures,
        governance=["Partnership board", "Cabinet"],
    )
    assert unsure(part) == {}


FILES = [
    ("a.xlsx", workbooks.merged_tracker),
    ("b.xlsx", workbooks.many_sheets),
    ("c.ods", workbooks.open_document),
    ("d.docx", workbooks.statement_form),
    ("e.docx", workbooks.priority_action_form),
]


@pytest.mark.parametrize(("name", "build"), FILES, ids=[name for name, _ in FILES])
def test_every_value_is_cited_and_its_words_stand_where_it_says(name: str, build: Any) -> None:
    source = extract_bytes(build(), name).source
    cells = {(grid.name, c.address): c for grid in source.grids for row in grid.rows for c in row}
    part = read_grids(source, name)
    cited = [reading for reading in part.readings if reading.value is not None]
    assert cited
    for reading in cited:
        assert reading.citation is not None, reading.fact
        if reading.citation.sheet is None:
            first, last = reading.citation.lines or (0, 0)
            said = " ".join(line.text for line in source.lines[first - 1 : last])
            assert reading.citation.words == " ".join(said.split())
        elif reading.citation.words not in (reading.citation.sheet, ""):
            addresses = str(reading.citation.cell).split(", ")
            first, last = reading.citation.lines or (0, 0)
            row = "\n".join(line.text for line in source.lines[first - 1 : last])
            value = cells[(reading.citation.sheet, addresses[0])].text
            assert " ".join(value.split()) in row
            cited_cells = [cells[(reading.citation.sheet, address)] for address in addresses]
            words = " ".join(
                f"{cell.text} {cell.comment} (cell coloured {cell.fill})" for cell in cited_cells
            )
            assert set(reading.citation.words.replace(";", "").split()) <= set(
                words.replace(";", "").split()
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
    assert not holds_actions(source)
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
