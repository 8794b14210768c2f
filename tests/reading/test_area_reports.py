"""The eight real reports as a person read them, and made-up ones laid out otherwise."""

import io
from dataclasses import dataclass

import docx
import pytest

from goldenthread.reading.area_report import read
from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.facts import Kind, Part, State
from goldenthread.reading.read import read_bytes, read_path
from tests.shared import REPORTS, needs_shared

LIKE, GOOD, BETTER = "what it is like", "what is effective", "what needs to improve"


@dataclass(frozen=True)
class Expected:
    """What a person read in one report; words are the first two and the last of an item."""

    area: str
    inspected: tuple[str, str]
    outcome: int
    years: int
    responsible: list[str]
    findings: tuple[int, int, int]
    improvements: list[tuple[str, str]]
    previous: list[tuple[str, str]]
    months: int | None = None
    priority: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


BURY = ("Bury Metropolitan Borough Council", "NHS Greater Manchester ICB")
HALTON = ("Halton Borough Council", "NHS Cheshire and Merseyside Integrated Care Board")
PLYMOUTH, DEVON = "Plymouth City Council", "NHS Devon Integrated Care Board"
COLLEGES = "school and college leaders"

EXPECTED = {
    "bedford": Expected(
        "Bedford Borough",
        ("2024-11-18", "2024-11-22"),
        1,
        5,
        [
            "Bedford Borough Council",
            "NHS Bedfordshire, Luton and Milton Keynes Integrated Care Board",
        ],
        (5, 10, 6),
        [("The partnership", "proactively."), ("Some children", "face.")],
        [("2018-03-19", "2018-03-19"), ("2020-03-24", "2020-03-24")],
    ),
    "bury": Expected(
        "Bury",
        ("2024-02-12", "2024-02-16"),
        3,
        3,
        ["Bury Council", "NHS Greater Manchester Integrated Care Board"],
        (8, 13, 18),
        [
            ("Leaders across", "information."),
            ("Leaders across", "understood."),
            ("Leaders across", "25."),
        ],
        [("2019-05-13", "2019-05-15")],
        18,
        (
            ("Leaders across", "maintained.", BURY),
            ("Leaders across", "service.", BURY),
            ("Leaders across", "pathway.", BURY),
            ("Leaders across", "partnership.", BURY),
            ("Leaders across", "25.", BURY),
            ("Leaders across", "improve.", BURY),
        ),
    ),
    "cornwall": Expected(
        "Cornwall",
        ("2023-02-06", "2023-02-10"),
        2,
        3,
        ["Cornwall Council", "Cornwall and the Isles of Scilly Integrated Care Board"],
        (8, 9, 6),
        [
            ("Leaders across", "SEND."),
            ("Leaders across", "services."),
            ("Leaders across", "review."),
            ("Leaders across", "families."),
            ("Leaders across", "services."),
        ],
        [("2017-07-03", "2017-07-07")],
    ),
    "durham": Expected(
        "Durham",
        ("2024-06-24", "2024-06-28"),
        2,
        3,
        ["Durham County Council", "North East and North Cumbria ICB"],
        (5, 12, 11),
        [
            ("The LAP", "effectively."),
            ("The LAP", "people."),
            ("The LAP", "opportunity."),
            ("The LAP", "most."),
        ],
        [("2020-01-22", "2020-01-24")],
    ),
    "halton": Expected(
        "Halton",
        ("2023-11-20", "2023-11-24"),
        3,
        3,
        list(HALTON),
        (8, 9, 8),
        [
            ("Leaders should", "approaches."),
            ("Leaders across", "plans."),
            ("Leaders should", "needs."),
            ("Leaders should", "SEND."),
        ],
        [("2017-03-27", "2017-03-31")],
        18,
        (
            ("Leaders at", "Halton.", HALTON),
            ("Leaders in", "approaches.", HALTON),
            ("Leaders across", "effectively.", HALTON),
            ("Leaders across", "wait.", HALTON),
            ("Leaders across", "timescales.", HALTON),
        ),
    ),
    "haringey": Expected(
        "Haringey",
        ("2024-01-29", "2024-02-02"),
        1,
        5,
        [
            "London Borough of Haringey local authority",
            "North Central London Integrated Care Board",
        ],
        (9, 12, 9),
        [("Leaders across", "plans."), ("Leaders across", "SEND."), ("Leaders at", "SEND.")],
        [("2021-07-05", "2021-07-09")],
    ),
    "plymouth": Expected(
        "Plymouth",
        ("2023-06-26", "2023-06-30"),
        3,
        3,
        [PLYMOUTH, DEVON],
        (8, 6, 14),
        [
            ("Leaders across", "response."),
            ("Leaders across", "services."),
            ("Leaders must", "SEND."),
            ("Leaders should", "Plymouth."),
        ],
        [("2016-10-10", "2016-10-14")],
        18,
        (
            ("Leaders, including", "families.", (PLYMOUTH, DEVON, COLLEGES)),
            ("Leaders, including", "outcomes.", (PLYMOUTH, DEVON, COLLEGES)),
            ("Leaders, including", "EHCP.", (PLYMOUTH, COLLEGES)),
            ("Devon Integrated", "possible.", (DEVON,)),
            ("Plymouth City", "escalate.", (PLYMOUTH,)),
        ),
    ),
    "warrington": Expected(
        "Warrington",
        ("2023-02-06", "2023-02-10"),
        2,
        3,
        ["Warrington Borough Council", "NHS Cheshire and Merseyside Integrated Care Board"],
        (7, 8, 9),
        [
            ("Leaders from", "services."),
            ("Leaders across", "frames."),
            ("Health commissioners", "Warrington."),
            ("Leaders across", "way."),
        ],
        [("2018-12-10", "2018-12-14")],
    ),
}

ENDS = {
    "bedford": {
        LIKE: ["strong.", "groups.", "fallen.", "low.", "activities."],
        BETTER: ["carers.", "reduce.", "could.", "plan.", "this.", "them."],
    },
    "bury": {GOOD: ["challenge.", "teams.", "quality.", "views."]},
    "haringey": {BETTER: ["homes.", "25.", "people.", "children.", "issues.", "wait."]},
    "plymouth": {GOOD: ["SEND.", "children.", "support.", "access.", "hospital.", "SEND."]},
}


def words_of(text: str) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[:2]), words[-1]


def the_report(town: str) -> Part:
    (part,) = read_path(next(REPORTS.glob(f"{town}-*.pdf")))
    return part


@needs_shared
@pytest.mark.parametrize("town", EXPECTED)
def test_a_real_report_reads_as_a_person_reads_it(town: str) -> None:
    want, part = EXPECTED[town], the_report(town)
    facts = part.facts

    assert part.kind is Kind.AREA_REPORT
    assert (facts["area"], facts["framework"]) == (want.area, "2023")
    assert (facts["inspected_from"], facts["inspected_to"]) == want.inspected
    assert facts["published"] is None
    assert facts["outcome"] == want.outcome
    assert facts["priority_action_plan_required"] is (want.outcome == 3)
    assert facts["monitoring_within_months"] == want.months
    assert facts["next_inspection_within_years"] == want.years
    assert facts["responsible"] == want.responsible
    previous = [(each["from"], each["to"]) for each in facts["previous_inspections"]]
    assert previous == want.previous


@needs_shared
@pytest.mark.parametrize("town", EXPECTED)
def test_a_real_report_yields_every_finding_once(town: str) -> None:
    want, findings = EXPECTED[town], the_report(town).facts["findings"]

    counts = (
        len(findings[LIKE]["findings"]),
        len(findings[GOOD]["strengths"]),
        len(findings[BETTER]["areas_for_development"]),
    )
    assert counts == want.findings
    items = [item for entry in findings.values() for kind in entry.values() for item in kind]
    assert all(item.rstrip("”’").endswith(".") for item in items)
    assert all("inspection report:" not in item.lower() for item in items)
    for section, ends in ENDS.get(town, {}).items():
        said = [item for kind in findings[section].values() for item in kind]
        assert [item.split()[-1] for item in said[: len(ends)]] == ends


@needs_shared
@pytest.mark.parametrize("town", EXPECTED)
def test_a_real_report_yields_what_must_be_done_and_by_whom(town: str) -> None:
    want, facts = EXPECTED[town], the_report(town).facts

    assert [words_of(each["text"]) for each in facts["improvements"]] == want.improvements
    assert [
        (*words_of(each["text"]), tuple(each["responsible"])) for each in facts["priority_actions"]
    ] == list(want.priority)
    for actions in (facts["priority_actions"], facts["improvements"]):
        numbers = [each["number"] for each in actions]
        assert numbers == list(range(1, len(actions) + 1))


@needs_shared
@pytest.mark.parametrize("town", EXPECTED)
def test_every_value_of_a_real_report_is_cited(town: str) -> None:
    part = the_report(town)
    cited = {reading.fact for reading in part.readings if reading.citation}

    for section, entry in part.facts["findings"].items():
        for kind, items in entry.items():
            assert {f"findings[{section}].{kind}[{i}]" for i in range(len(items))} <= cited
    for each in part.facts["priority_actions"]:
        path = f"priority_actions[{each['number']}]"
        assert f"{path}.text" in cited
        assert {f"{path}.responsible[{i}]" for i in range(len(each["responsible"]))} <= cited
    for fact, value in part.facts.items():
        if isinstance(value, str | int) and not isinstance(value, list):
            assert fact in cited
    for reading in part.readings:
        if reading.citation and reading.state is State.SURE:
            assert reading.citation.lines
            assert reading.citation.page


@needs_shared
def test_a_foot_of_the_page_that_contradicts_the_title_is_unsure() -> None:
    doubts = {r.fact: r for r in the_report("warrington").readings if r.state is State.UNSURE}

    assert set(doubts) == {"inspected_from"}
    assert doubts["inspected_from"].value == "2023-02-06"
    assert doubts["inspected_from"].alternatives == ("2023-02-02",)


def read_text(text: str) -> Part:
    source = extract_bytes(text.encode(), "made-up.txt").source
    return read(source, source.lines, "made up")


LOST_COLUMNS = """Area SEND inspection of Eastmarch Local Area Partnership
Inspection dates: 30 September 2024 to 4 October 2024
Date of previous inspection: Inspectors last came on 6 June 2018
Published: 2 December 2024
Inspection outcome
There are widespread and/or systemic failings leading to significant concerns.
A monitoring inspection will be carried out within approximately eighteen months. The next
full reinspection will be within approximately 3 years.
HMCI requires the local area partnership to prepare and submit a priority action plan.
Information about the local area partnership
Eastmarch and Holm Council, NHS Vale, Downs and Coast Integrated Care Board (ICB) and NHS
Fenland ICB are jointly responsible for planning services.
What is it like to be a child or young person with SEND in this area?
Children wait a long time.
What is the area partnership doing that is effective?
• Staff listen to children and
young people.
• Nurses visit schools.
Area SEND inspection report: Eastmarch Local Area Partnership
30 September 2024 to 4 October 2024 2
What does the area partnership need to do better?
• Plans are late, and the partnership
Area SEND inspection report: Eastmarch Local Area Partnership
30 September 2024 to 4 October 2024 3
does not know why.
Areas for priority action
Responsible body Areas for priority action
Eastmarch and Holm Council and
NHS Fenland ICB
Leaders should bring down the time that children wait for a
first appointment.
NHS Vale, Downs and Coast
Integrated Care Board
The partnership must know who is waiting. It must keep a
list of them.
Areas for improvement
Areas for improvement
Leaders should write plans that families
understand.
Leaders should publish what they spend.
Local area partnership details
Local Authority Integrated Care Board
"""

NUMBERED_LIST = """Area SEND inspection of Upper Dale
Local Area Partnership

Inspection date: 3 to 7 March 2025

Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences and outcomes for
children and young people. The next full area SEND inspection will be within about three years.

About the local area partnership

Responsibility for commissioning services rests jointly with the Royal Borough of Upper Dale and
NHS Dales Integrated Care Board.

What is working well?

Young people are heard.

Schools share what they know.

What needs to improve?

There is too little speech therapy.

Areas for priority action

1. The board must see the figures every month. (Responsible: Royal Borough of Upper Dale)
2. Leaders must end the waits
over two years. (Responsible: NHS Dales Integrated Care Board and school leaders)
3. All must publish a timetable.

Areas for improvement

1. Publish the local offer.
2. Train staff
in all schools.
"""


def test_a_report_whose_columns_are_lost_reads_but_its_owners_are_unsure() -> None:
    part = read_text(LOST_COLUMNS)
    facts = part.facts

    assert (facts["area"], facts["published"]) == ("Eastmarch", "2024-12-02")
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2024-09-30", "2024-10-04")
    assert (facts["outcome"], facts["monitoring_within_months"]) == (3, 18)
    assert facts["priority_action_plan_required"] is True
    assert facts["responsible"] == [
        "Eastmarch and Holm Council",
        "NHS Vale, Downs and Coast Integrated Care Board",
        "NHS Fenland ICB",
    ]
    assert facts["findings"][GOOD]["strengths"] == [
        "Staff listen to children and young people.",
        "Nurses visit schools.",
    ]
    assert facts["findings"][BETTER]["areas_for_development"] == [
        "Plans are late, and the partnership does not know why."
    ]
    assert [each["responsible"] for each in facts["priority_actions"]] == [
        ["Eastmarch and Holm Council", "NHS Fenland ICB"],
        ["NHS Vale, Downs and Coast Integrated Care Board"],
    ]
    assert facts["priority_actions"][1]["text"].endswith("keep a list of them.")
    assert [each["text"] for each in facts["improvements"]] == [
        "Leaders should write plans that families understand.",
        "Leaders should publish what they spend.",
    ]
    unsure = {r.fact for r in part.readings if r.state is State.UNSURE}
    assert {"priority_actions[1].text", "priority_actions[2].responsible[0]"} <= unsure


def test_a_report_with_a_numbered_list_of_actions_names_owners_where_they_are_named() -> None:
    part = read_text(NUMBERED_LIST)
    facts = part.facts

    assert (facts["area"], facts["outcome"]) == ("Upper Dale", 2)
    assert facts["next_inspection_within_years"] == 3
    assert facts["responsible"] == [
        "Royal Borough of Upper Dale",
        "NHS Dales Integrated Care Board",
    ]
    assert facts["findings"][GOOD]["strengths"] == [
        "Young people are heard.",
        "Schools share what they know.",
    ]
    assert facts["priority_actions"] == [
        {
            "number": 1,
            "text": "The board must see the figures every month.",
            "responsible": ["Royal Borough of Upper Dale"],
        },
        {
            "number": 2,
            "text": "Leaders must end the waits over two years.",
            "responsible": ["NHS Dales Integrated Care Board", "school leaders"],
        },
        {"number": 3, "text": "All must publish a timetable.", "responsible": []},
    ]
    assert [each["text"] for each in facts["improvements"]] == [
        "Publish the local offer.",
        "Train staff in all schools.",
    ]
    doubts = {r.fact: r for r in part.readings if r.state is State.UNSURE}
    assert "priority_actions[3].responsible" in doubts
    assert "priority_action_plan_required" in doubts


COLUMNS_REVERSED = """Area SEND inspection of Westholm Local Area Partnership
Areas for priority action
Areas for priority action                      Responsible body
Leaders should find children early and         Westholm Council
tell their families at once.
Leaders should share what they know.           Westholm Council and NHS Holm
                                               ICB
Local area partnership details
"""


def test_a_table_whose_bodies_stand_on_the_right_reads_too() -> None:
    facts = read_text(COLUMNS_REVERSED).facts

    assert [(each["text"], each["responsible"]) for each in facts["priority_actions"]] == [
        (
            "Leaders should find children early and tell their families at once.",
            ["Westholm Council"],
        ),
        ("Leaders should share what they know.", ["Westholm Council", "NHS Holm ICB"]),
    ]
    assert facts["outcome"] is None


def test_a_report_in_word_reads_its_tables_and_lists() -> None:
    document = docx.Document()
    document.add_heading("Area SEND inspection of Northmere Local Area Partnership", 0)
    document.add_paragraph("Inspection dates: 28 April to 2 May 2025")
    document.add_heading("Inspection outcome", 1)
    document.add_paragraph(
        "There are widespread and/or systemic failings. His Majesty's Chief Inspector requires "
        "the partnership to prepare and submit a priority action plan (area SEND)."
    )
    document.add_heading("What is the area partnership doing that is effective?", 1)
    for words in ("Nurses listen.", "Schools share."):
        document.add_paragraph(words, style="List Bullet")
    document.add_heading("Areas for priority action", 1)
    table = document.add_table(3, 2)
    rows = (
        ("Responsible body", "Areas for priority action"),
        ("Northmere Council and NHS Mere ICB", "Leaders should end the waits."),
        ("NHS Mere ICB", "The ICB should:\n• count who waits\n• say so."),
    )
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_heading("Areas for improvement", 1)
    single = document.add_table(2, 1)
    single.cell(0, 0).text = "Leaders should publish."
    single.cell(1, 0).text = "Leaders should train. Staff must know the law."
    buffer = io.BytesIO()
    document.save(buffer)

    (part,) = read_bytes(buffer.getvalue(), "report.docx")
    facts = part.facts

    assert part.kind is Kind.AREA_REPORT
    assert (facts["area"], facts["outcome"]) == ("Northmere", 3)
    assert (facts["inspected_from"], facts["inspected_to"]) == ("2025-04-28", "2025-05-02")
    assert facts["findings"][GOOD]["strengths"] == ["Nurses listen.", "Schools share."]
    assert [each["responsible"] for each in facts["priority_actions"]] == [
        ["Northmere Council", "NHS Mere ICB"],
        ["NHS Mere ICB"],
    ]
    assert facts["priority_actions"][1]["text"] == "The ICB should: • count who waits • say so."
    assert [each["text"] for each in facts["improvements"]] == [
        "Leaders should publish.",
        "Leaders should train. Staff must know the law.",
    ]
