"""Statements laid out as tables: every fact of five made-up files, exactly, and what is unsure."""

from typing import Any

import pytest

from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.statement.tables import read_grids
from tests.reading import workbooks
from tests.reading.table_facts import (
    action,
    day,
    due,
    facts,
    group,
    measure,
    priority,
    read,
    unsure,
)


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
