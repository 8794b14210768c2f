"""A made-up letter and improvement plan, as reading would hand them on."""

from typing import Any

from goldenthread.reading.dates import parse_due
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite

LETTER_FINDINGS = {
    "main findings": {
        "strengths": [],
        "areas_for_development": [],
        "findings": [
            "Leaders know their schools well and families praise the advice service.",
            "Too many pupils with SEND are excluded from school.",
        ],
    },
    "meeting needs": {
        "strengths": ["Therapists are skilled."],
        "areas_for_development": [
            "Children wait too long for speech and language therapy.",
            "The range of short breaks for teenagers is too narrow.",
            "EHC plans are not amended in time after reviews.",
        ],
        "findings": [],
    },
}
WEAKNESSES = (
    "Long waits for speech and language therapy",
    "The high number of pupils with SEND who are excluded",
    "The poor quality of EHC plans",
)
GROUPS = (
    ("Therapies", "Director of Nursing, health board", WEAKNESSES[0]),
    ("Inclusion", "Headteacher of Hill School", WEAKNESSES[1]),
    ("EHC plans", "Principal Social Worker, council", WEAKNESSES[2]),
)
HALF = "from {} in March 2023 to {} by December 2024"
ACTIONS = (
    # number, text, lead, due, success measure
    ("1.1", "Recruit four speech therapists (£160,000)", "Therapy Manager, health board",
     "January 2024", "Wait for speech therapy " + HALF.format("41 weeks", "18 weeks")),
    ("1.2", "Open a speech clinic in each town, with a grant of £30,000",
     "Head of Estates, health board", "April 2024",
     "Families seen within 10 miles: " + HALF.format("52 %", "90 %")),
    ("1.3", "Train nursery staff to support speech, from existing training budget",
     "Early Years Lead, council", "June 2024", "Staff trained: " + HALF.format("10 %", "80 %")),
    ("2.1", "Give each school with high exclusion a coach (two new posts)",
     "Head of Inclusion, council", "February 2024",
     "Pupils with SEND excluded: " + HALF.format("61", "20")),
    ("2.2", "Place 20 pupils a year in a partner school instead of excluding them, funded by DSG",
     "Schools Forum Lead, council", "September 2024",
     "Pupils back in class after a term: " + HALF.format("30 %", "85 %")),
    ("2.3", "Open 40 further places in short breaks for teenagers, budget £90,000",
     "Short Breaks Manager, council", "July 2024",
     "Teenagers using short breaks: " + HALF.format("35", "75")),
    ("3.1", "Amend every EHC plan within 12 weeks of its review, with three new posts",
     "EHC Team Manager, council", "May 2024", "Amended in time: " + HALF.format("22 %", "95 %")),
    ("3.2", "Audit 20 EHC plans a month with families, in existing capacity",
     "Quality Officer, council", "March 2024", "Plans judged good: " + HALF.format("18 %", "70 %")),
    ("3.3", "Train all who write EHC plans to set aims with the child, budget £8,000",
     "Educational Psychologist, council", "November 2024",
     "Parents who say the plan is right: " + HALF.format("40 %", "75 %")),
)  # fmt: skip
MEASURES = (
    "Median wait for speech and language therapy " + HALF.format("41 weeks", "18 weeks"),
    "Pupils with SEND excluded " + HALF.format("61", "20"),
    "Share of EHC plans judged good in audit " + HALF.format("18 %", "70 %"),
)


def good_documents() -> tuple[list[Part], list[Source]]:
    """Return the parts and sources of a letter and of an improvement plan that answers it."""
    return [_letter(), _statement()], [_source("letter.txt", 40), _source("plan.txt", 60)]


def _source(name: str, lines: int) -> Source:
    return Source(name, "0" * 64, "text/plain", tuple(Line(n, "") for n in range(1, lines + 1)))


class _Book(FactBook):
    """Cites each fact to the next line of one document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.document, self.line = document, 0

    def enter(self, fact: str, value: Any) -> Any:
        self.line += 1
        return self.sure(fact, value, cite(self.document, [Line(self.line, str(value))]))


def _letter() -> Part:
    book = _Book("letter.txt")
    facts: dict[str, Any] = {"area": "Tidewater", "framework": "2016"}
    for field, value in (("inspected_from", "2023-03-06"), ("inspected_to", "2023-03-10")):
        facts[field] = book.enter(field, value)
    facts["findings"] = LETTER_FINDINGS
    for section, sides in LETTER_FINDINGS.items():
        for side, texts in sides.items():
            for index, text in enumerate(texts):
                book.enter(f"findings[{section}].{side}[{index}]", text)
    facts["weaknesses"] = [
        {"number": n, "text": book.enter(f"weaknesses[{n}].text", text), "judgement": None}
        for n, text in enumerate(WEAKNESSES, 1)
    ]
    return Part(
        Kind.INSPECTION_LETTER, "Letter", (1, 40), facts, tuple(book.readings), "letter.txt"
    )


def _statement() -> Part:
    book = _Book("plan.txt")
    facts: dict[str, Any] = {"groups": [], "themes": [], "actions": [], "measures": []}
    for number, (name, chair, priority) in enumerate(GROUPS, 1):
        path = f"groups[{number}]"
        facts["groups"].append(
            {
                "number": number,
                "name": book.enter(f"{path}.name", name),
                "also_called": [],
                "chair": book.enter(f"{path}.chair", chair),
                "priorities": [
                    {"number": number, "text": book.enter(f"{path}.priorities[0].text", priority)}
                ],
            }
        )
    for number, text, lead, due, success in ACTIONS:
        path = f"actions[{number}]"
        facts["actions"].append(
            {
                "number": number,
                "group": int(number[0]),
                "theme": None,
                "text": book.enter(f"{path}.text", text),
                "intended_impact": None,
                "success_measure": book.enter(f"{path}.success_measure", success),
                "lead": book.enter(f"{path}.lead", lead),
                "due": [d.as_json() for d in parse_due(book.enter(f"{path}.due[0].text", due))],
                "rag": book.enter(f"{path}.rag", "green"),
            }
        )
    for number, text in enumerate(MEASURES, 1):
        book.enter(f"measures[{number}].text", text)
        facts["measures"].append({"number": number, "text": text, "heading": None})
    return Part(Kind.STATEMENT, "Plan", (1, 60), facts, tuple(book.readings), "plan.txt")
