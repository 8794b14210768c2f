"""The eight real reports as a person read them, and made-up ones laid out otherwise."""

from dataclasses import dataclass

import pytest

from goldenthread.reading.facts import Kind, Part, State
from goldenthread.reading.read import read_path
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
