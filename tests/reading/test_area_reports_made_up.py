"""Area reports in made-up layouts: columns lost, reversed, numbered, and Word."""

import io

import docx

from goldenthread.reading.area_report import read
from goldenthread.reading.extract import extract_bytes
from goldenthread.reading.facts import Kind, Part, State
from goldenthread.reading.read import read_bytes

LIKE, GOOD, BETTER = "what it is like", "what is effective", "what needs to improve"


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
