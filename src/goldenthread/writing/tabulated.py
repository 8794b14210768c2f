"""A plan as tables: the headings and words that every printed form shares."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.core.calendar import FuzzyDate
from goldenthread.writing.model import (
    PrintedAction,
    PrintedGroup,
    PrintedImprovementPlan,
    PrintedMeasure,
    PrintedMilestone,
    PrintedPriority,
    Reference,
)

NOT_STATED = "Not stated"
SHARED_LEAD = "(shared across the theme)"
# What XML cannot hold; a tab becomes a blank.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table: short name, one sentence on what it holds, headings, rows as wide as these.

    `counted` names the headings whose cells are numbers, which a workbook keeps as numbers.
    """

    name: str
    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    counted: tuple[str, ...] = ()


def shares_of(table: PrintedTable) -> list[int]:
    """Return the widths of the columns relative to each other, by the length of their words."""
    columns = zip(table.headings, *table.rows, strict=True)
    longest = (max(len(cell) for cell in column) for column in columns)
    return [max(8, min(60, length)) for length in longest]


def words_of(value: object) -> str:
    """Return a value as the words of a cell, "Not stated" for None and for no words."""
    if value is None:
        return NOT_STATED
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unprintable_gone(lines).strip() or NOT_STATED


def unprintable_gone(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", words)


def lines_of(values: Iterable[object]) -> str:
    """Return values as the lines of one cell."""
    return words_of("\n".join(str(value) for value in values))


def cover_rows(plan: PrintedImprovementPlan) -> tuple[tuple[str, str], ...]:
    """Return the labels and values that head every printed form."""
    return (
        ("Title", words_of(plan.title)),
        ("Name of local area", words_of(plan.area)),
        ("Type of plan", words_of(plan.plan_type)),
        ("As at", words_of(plan.as_at)),
        ("Date of inspection", words_of(plan.inspected)),
        ("Date of publication of the report", words_of(plan.report_published)),
        ("Accountable officers", lines_of(plan.accountable_officers)),
        ("SEND and NHS England advisers", lines_of(plan.advisers)),
        ("Governance and accountability", lines_of(plan.governance)),
        *((label, words_of(value)) for label, value in plan.about),
    )


def cover_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return the cover as a table."""
    return PrintedTable(
        "Cover",
        "What this plan is, who answers for it and on which day it stood as printed.",
        ("About this plan", "Details"),
        cover_rows(plan),
    )


def groups_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return the working groups, a row each."""
    return PrintedTable(
        "Working groups",
        "The groups that carry out the plan, and the role that chairs each.",
        ("Working group number", "Working group", "Also called", "Chair"),
        tuple(
            (
                words_of(group.number),
                words_of(group.name),
                lines_of(group.also_called),
                words_of(group.chair),
            )
            for group in plan.groups
        ),
    )


def all_priorities(
    plan: PrintedImprovementPlan,
) -> list[tuple[PrintedPriority, PrintedGroup | None]]:
    """Return every priority with its group, those under no group last."""
    grouped = [(priority, group) for group in plan.groups for priority in group.priorities]
    return [*grouped, *((priority, None) for priority in plan.priorities)]


def reference_of(group: PrintedGroup | None) -> Reference | None:
    """Return what a group is called by elsewhere: its number, or its name without one."""
    if group is None:
        return None
    return group.name if group.number is None else group.number


def priorities_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return the priorities, a row each."""
    return PrintedTable(
        "Priorities",
        "What inspectors found or the area set itself, and who is responsible.",
        ("Priority number", "Priority", "Bodies responsible", "Working group number"),
        tuple(
            (
                words_of(priority.number),
                words_of(priority.text),
                lines_of(priority.responsible),
                words_of(reference_of(group)),
            )
            for priority, group in all_priorities(plan)
        ),
    )


def themes_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return the themes, a row each."""
    return PrintedTable(
        "Themes",
        "The themes under which the actions stand.",
        ("Theme number", "Theme", "Working group number"),
        tuple(
            (words_of(theme.number), words_of(theme.title), words_of(theme.group))
            for theme in plan.themes
        ),
    )


def lead_words(action: PrintedAction) -> str:
    """Return the lead as printed, with a mark where it is shared across the theme."""
    if action.lead and action.lead_shared:
        return words_of(f"{action.lead}\n{SHARED_LEAD}")
    return words_of(action.lead)


def date_words(dates: Sequence[FuzzyDate]) -> str:
    """Return dates in the words of their author, a line each."""
    return lines_of(due.text for due in dates)


def rag_words(rag: str | None) -> str:
    """Return a RAG as a word, with a capital where it is one of the colours."""
    return words_of(rag.capitalize() if rag in ("red", "amber", "green", "blue") else rag)


def numbers_of(numbers: Sequence[Reference]) -> str:
    """Return numbers in one line."""
    return words_of(", ".join(str(number) for number in numbers))


def milestone_headings(things: Iterable[PrintedAction | PrintedMeasure]) -> tuple[str, ...]:
    """Return the headings of all milestones, each once, in the order of first use."""
    return tuple(dict.fromkeys(m.heading for thing in things for m in thing.milestones))


def milestone_words(milestones: Sequence[PrintedMilestone], headings: Sequence[str]) -> list[str]:
    """Return the words of the milestones under each heading."""
    return [lines_of(m.text for m in milestones if m.heading == heading) for heading in headings]


def placing_cells(action: PrintedAction) -> tuple[str, str, str]:
    """Return the group, theme and priorities of an action as cells."""
    return words_of(action.group), words_of(action.theme), numbers_of(action.priorities)


PLACING_HEADINGS = ("Working group number", "Theme number", "Priority numbers")

_MORE = (
    ("Status", "status"),
    ("Start date", "start"),
    ("Date completed", "completed"),
    ("Baseline", "baseline"),
    ("Target", "target"),
    ("Resources", "resources"),
    ("Evidence", "evidence"),
)


def more_headings(actions: Sequence[PrintedAction]) -> tuple[str, ...]:
    """Return the headings of what only some plans state of their actions."""
    used = tuple(heading for heading, fact in _MORE if any(getattr(a, fact) for a in actions))
    return (*used, *milestone_headings(actions))


def more_cells(action: PrintedAction, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the cells under `more_headings`."""
    facts = dict(_MORE)
    stated = [
        date_words(action.start) if heading == "Start date" else words_of(
            getattr(action, facts[heading])
        )
        for heading in headings
        if heading in facts
    ]  # fmt: skip
    milestones = milestone_words(action.milestones, [h for h in headings if h not in facts])
    return (*stated, *milestones)


def dates_table(plan: PrintedImprovementPlan, with_links: bool) -> PrintedTable:
    """Return every completion date with its bounds, and where asked the links to groups."""
    headings = ("Action number", "Completion date", "Date from", "Date to", "Date precision")
    rows: list[tuple[str, ...]] = []
    for action in plan.actions:
        links = (numbers_of(action.refers_to_groups),) if with_links else ()
        for due in action.due:
            bounds = words_of(due.start), words_of(due.end), due.precision.value
            rows.append((words_of(action.number), words_of(due.text), *bounds, *links))
        if with_links and not action.due:
            rows.append((words_of(action.number), *[NOT_STATED] * 4, *links))
    return PrintedTable(
        "Completion dates",
        "Each date in the words of the plan, and the first and last day that they can mean.",
        headings + (("Links to working groups",) if with_links else ()),
        tuple(rows),
    )


def updates_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return what has been said of the actions since, a row each."""
    return PrintedTable(
        "Updates",
        "What has been said of each action since, oldest first.",
        ("Action number", "Progress update"),
        tuple(
            (words_of(action.number), words_of(update))
            for action in plan.actions
            for update in action.updates
        ),
    )


def measures_table(measures: Sequence[PrintedMeasure], name: str = "Measures") -> PrintedTable:
    """Return measures with baseline, milestones and target, a row each."""
    reached = milestone_headings(measures)
    with_lead = any(measure.lead for measure in measures)
    with_evidence = any(measure.evidence for measure in measures)
    headings = (
        *("Measure number", "Measure", "Heading", "Priority number", "Baseline", *reached),
        "Target",
        *(("Lead",) if with_lead else ()),
        *(("Evidence",) if with_evidence else ()),
    )
    rows = tuple(
        (
            words_of(measure.number),
            words_of(measure.text),
            words_of(measure.heading),
            words_of(measure.priority),
            words_of(measure.baseline),
            *milestone_words(measure.milestones, reached),
            words_of(measure.target),
            *((words_of(measure.lead),) if with_lead else ()),
            *((words_of(measure.evidence),) if with_evidence else ()),
        )
        for measure in measures
    )
    about = "How the area will know that it makes a difference: start, way points and aim."
    return PrintedTable(name, about, headings, rows)


def glossary_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return the glossary, a row for each term."""
    return PrintedTable(
        "Glossary",
        "The words and abbreviations that the plan uses.",
        ("Term", "Meaning"),
        tuple((words_of(entry.term), words_of(entry.meaning)) for entry in plan.glossary),
    )


def sources_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return where each cited fact comes from, a row each."""
    return PrintedTable(
        "Sources",
        "The passage that each fact was read from.",
        ("Fact", "Document", "Place", "Words"),
        tuple(
            (words_of(s.fact), words_of(s.document), words_of(s.place), words_of(s.words))
            for s in plan.sources
        ),
    )
