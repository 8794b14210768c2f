"""The whole plan as it stood: every field of every action, and every register."""

from collections.abc import Sequence

from goldenthread.core.calendar import Precision
from goldenthread.design.jinja import count_of, long_date
from goldenthread.improvement.models import Action, Milestone, Priority, Theme
from goldenthread.improvement.rules import TYPE_NAMES, PlanType
from goldenthread.writing.report import Block, Facts, Paragraph, Section
from goldenthread.writing.tabulated import PrintedTable

from . import registers
from .beside import life, links, promise_changes, promises
from .source import Source
from .words import UNKNOWN, delivery_words, difference_words, due_words, leads, lines, shown_colour

PRECISE = {
    Precision.DAY.value: "a day",
    Precision.OPEN_FROM.value: "from a day on",
    Precision.ONGOING.value: "ongoing",
    Precision.REPEATING.value: "repeating",
}


def statement(source: Source) -> Sequence[Section]:
    """Return the plan with every field of its actions, and all that was recorded of them."""
    return [
        Section("About this plan", (Facts(about_plan(source)),), 1, "about"),
        Section("Working groups and priorities", _groups(source), 1, "groups"),
        *_by_theme(source),
        Section("Dates of actions", (dates(source),), 1, "dates"),
        Section("Measures", (_measures(source),), 1, "measures"),
        Section("Links", (links(source),), 1, "links"),
        Section("Promises to families", (promises(source), promise_changes(source)), 1, "promises"),
        Section("Life of the plan", (life(source),), 1, "life"),
        Section("Risks and issues", (registers.risks(source),), 1, "risks"),
        Section("Groups that wait for each other", (registers.dependencies(source),), 1, "waits"),
        Section("What was recorded since", (), 1, "record"),
        *registers.registers(source, source.actions),
        *_glossary(source),
    ]


def about_plan(source: Source) -> tuple[tuple[str, str], ...]:
    """Return the cover of a plan: what it is, which inspection it answers, who oversees it."""
    plan, inspection = source.improvement_plan, source.inspection
    inspected = UNKNOWN
    if inspection and inspection.inspected_from:
        last = inspection.inspected_to
        inspected = long_date(inspection.inspected_from)
        inspected += f" to {long_date(last)}" if last else ""
    published = inspection.published if inspection else None
    return (
        ("Name of local area", source.area.name),
        ("Title", plan.title),
        ("Type of plan", TYPE_NAMES[PlanType(plan.plan_type)]),
        ("Date of inspection", inspected),
        ("Date of publication of the report", long_date(published)),
        ("Governance and accountability", lines(*plan.governance) or UNKNOWN),
    )


def _groups(source: Source) -> tuple[Block, ...]:
    rows = tuple(
        (
            group.number,
            lines(group.name, *(f"Also called {name}" for name in group.also_called)),
            group.chair_role or UNKNOWN,
        )
        for group in source.groups
    )
    about = "The groups that carry out the plan, and the role that chairs each."
    groups = PrintedTable("Working groups", about, ("Number", "Working group", "Chair"), rows)
    priorities = Priority.objects.filter(improvement_plan=source.improvement_plan)
    told = tuple(
        (str(p.number), p.text, f"{p.group.number} {p.group.name}" if p.group else "No group")
        for p in priorities.select_related("group")
    )
    table = PrintedTable(
        "Priorities",
        "What inspectors found or the area set itself, and the group that oversees it.",
        ("Number", "Priority", "Working group"),
        told,
    )
    return tuple(each for each in (groups, table) if each.rows)


def _by_theme(source: Source) -> list[Section]:
    """Return the actions of each theme, first what they are, then what else is stated of them."""
    sections = [Section("Actions", (Paragraph(_how_many(source)),), 1, "actions")]
    for theme in Theme.objects.filter(improvement_plan=source.improvement_plan):
        mine = [action for action in source.actions if action.theme_id == theme.pk]
        if mine:
            name = f"Theme {theme.number}: {theme.title}".removesuffix(": ")
            sections.append(Section(name, (_actions(source, mine), _more(mine)), 2))
    return sections


_MORE = ("resources", "baseline", "target", "evidence", "rag", "also_printed", "left_unknown")


def _how_many(source: Source) -> str:
    groups, actions = count_of(len(source.groups), "group"), count_of(len(source.actions), "action")
    return f"{actions} of {groups}, by theme, in the words of the plan on {long_date(source.on)}."


def _actions(source: Source, actions: Sequence[Action]) -> PrintedTable:
    headings = (
        "Number",
        "Action",
        "Intended impact",
        "How we will know",
        "Lead",
        "Due",
        "Delivery",
        "Shown",
        "Difference",
    )
    rows = tuple(
        (
            action.number,
            lines(action.text, f"Group {action.group.number}"),
            action.intended_impact or "Not stated",
            action.success_measure or "Not stated",
            leads(action),
            due_words(row),
            delivery_words(row),
            shown_colour(row),
            difference_words(row),
        )
        for action in actions
        for row in [source.standings[action.pk]]
    )
    about = "What will be done, to what end, by whom and until when, and where it stands."
    return PrintedTable("Actions", about, headings, rows)


def _more(actions: Sequence[Action]) -> Block:
    """Return what else the plan states of the actions of which it states any more."""
    headings = (
        "Number",
        "Resources",
        "Baseline",
        "Target",
        "Evidence named",
        "Colour as printed",
        "Also printed",
    )
    rows = tuple(
        (
            action.number,
            action.resources or "Not stated",
            action.baseline or "Not stated",
            action.target or "Not stated",
            action.evidence or "Not stated",
            action.rag.capitalize() or "None",
            lines(
                *(f"{row['label']}: {row['text']}" for row in action.also_printed),
                *(f"Left unknown, {name}: {why}" for name, why in action.left_unknown.items()),
            )
            or "Nothing",
        )
        for action in actions
        if any(getattr(action, name) for name in _MORE)
    )
    about = "What else the plan states, and what was left unknown in reading it."
    table = PrintedTable("More of each action", about, headings, rows)
    return registers.table_or(table, "The plan states no more of these actions.")


def dates(source: Source) -> Block:
    """Return every date of the actions in its author's words, with the days it can mean."""
    rows = tuple(
        (action.number, *_milestone(each))
        for action in source.actions
        for each in action.milestones.all()
    )
    headings = ("Action", "In the words of the plan", "From", "To", "How exact")
    about = "Each date as the plan gives it; moves agreed since stand under Dates moved."
    table = PrintedTable("Dates", about, headings, rows)
    return registers.table_or(table, "The plan gives no date for any action.")


def _milestone(each: Milestone) -> tuple[str, ...]:
    exact = PRECISE.get(each.precision, each.precision.replace("_", " "))
    return (each.words, long_date(each.starts), long_date(each.ends), exact.capitalize())


def _measures(source: Source) -> Block:
    rows = tuple(
        (
            str(measure.number),
            lines(measure.heading, measure.text),
            measure.baseline or UNKNOWN,
            measure.target or UNKNOWN,
            lines(*(f"{row['label']}: {row['text']}" for row in measure.also_printed)) or "Nothing",
        )
        for measure in source.measures
    )
    headings = ("Number", "Measure", "Baseline", "Target", "Also printed")
    about = "How the area will know that it makes a difference."
    table = PrintedTable("Measures", about, headings, rows)
    return registers.table_or(table, "The plan lists no measure.")


def _glossary(source: Source) -> list[Section]:
    rows = tuple((term, meaning) for term, meaning in source.improvement_plan.glossary)
    about = "The words and abbreviations that the plan uses."
    table = PrintedTable("Glossary", about, ("Term", "Meaning"), rows)
    return [Section("Glossary", (table,), 1, "glossary")] if rows else []
