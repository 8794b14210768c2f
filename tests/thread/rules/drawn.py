"""Short ways to draw an improvement plan for a test: one line an action, a measure, a finding."""

from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.reading.dates import parse_due
from goldenthread.reading.facts import Cell, Citation, Grid, Kind, Line
from goldenthread.thread.rules.view import (
    Action,
    DatedFact,
    Decision,
    DocumentText,
    Group,
    LetterFinding,
    Measure,
    Priority,
    Stretch,
    Theme,
    Weakness,
)

_LINES = iter(range(1, 1_000_000))


def here(words: str, document: str = "plan.txt") -> Citation:
    line = next(_LINES)
    return Citation(document, words, (line, line))


def action(
    number: str,
    text: str | None,
    *,
    due: str = "March 2024",
    lead: str | None = "Head of SEND, council",
    success: str | None = "90 % of families say it helped, from 40 %, by July 2024",
    impact: str | None = None,
    group: str | None = None,
    theme: str | None = None,
    rag: str | None = None,
    resources: str | None = "£20,000 from the high needs block",
    unread: tuple[str, ...] = (),
) -> Action:
    fields = {
        "text": text,
        "lead": lead,
        "due": due,
        "success_measure": success,
        "intended_impact": impact,
    }
    return Action(
        path=f"actions[{number}]",
        number=number,
        text=text,
        intended_impact=impact,
        success_measure=success,
        lead=lead,
        due=tuple(parse_due(due)),
        group=group,
        theme=theme,
        rag=rag,
        resources=resources,
        cites={name: here(words) for name, words in fields.items() if words},
        unread=frozenset(unread),
    )


def measure(number: int, text: str, baseline: str | None = None, target: str | None = None):
    path = f"measures[{number}]"
    return Measure(path, str(number), text, None, baseline, target, here(text))


def faulted(text: str, index: int = 0) -> LetterFinding:
    path = f"findings[meeting needs].areas_for_development[{index}]"
    return LetterFinding(path, "meeting needs", "area_for_development", text, here(text, "letter"))


def weakness(number: int, text: str) -> Weakness:
    return Weakness(f"weaknesses[{number}]", number, text, here(text, "letter"))


def group(
    number: str,
    name: str,
    *,
    chair: str | None = None,
    priority: str | None = None,
    serves: int = 1,
) -> Group:
    return Group(
        f"groups[{number}]",
        number,
        name,
        (),
        chair,
        (Priority(serves, priority, here(priority)),) if priority else (),
        here(name),
        here(chair) if chair else None,
    )


def theme(number: str, title: str, of: str | None = None) -> Theme:
    return Theme(f"themes[{number}]", number, title, of, here(title))


def paper(
    name: str, *texts: str, kind: Kind = Kind.STATEMENT, dated: date | None = None, grid=None
) -> DocumentText:
    lines = tuple(Line(number, text) for number, text in enumerate(texts, 1))
    grids = (Grid("Sheet1", tuple(_row(r, row) for r, row in enumerate(grid, 1))),) if grid else ()
    return DocumentText(name, lines, (Stretch(kind, name, 1, len(lines), dated),), grids)


def _row(number: int, texts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(text, f"{'ABCDEF'[at]}{number}") for at, text in enumerate(texts))


def decided(text: str, held_on: date, item: str = "SEND inspection") -> Decision:
    return Decision("decisions[0]", "Scrutiny", held_on, "RESOLVED", text, item, here(text))


def happened(event: str, words: str, *, inspectors: bool = False) -> DatedFact:
    found = parse_due(words)[0]
    when = FuzzyDate(words, found.start, found.end, Precision(found.precision))
    return DatedFact(event, when, here(words), from_inspectors=inspectors)
