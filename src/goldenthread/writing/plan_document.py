"""An improvement plan as a Word document, in the layouts that areas and the DfE use."""

from collections.abc import Sequence
from dataclasses import replace

from docx.document import Document

from goldenthread.writing.document import add_table, bytes_of, new_document
from goldenthread.writing.model import (
    Layout,
    PrintedAction,
    PrintedGroup,
    PrintedImprovementPlan,
    PrintedPriority,
    PrintedTheme,
    Reference,
)
from goldenthread.writing.tabulated import (
    NOT_STATED,
    PLACING_HEADINGS,
    PrintedTable,
    all_priorities,
    cover_table,
    date_words,
    dates_table,
    glossary_table,
    groups_table,
    lead_words,
    measures_table,
    more_cells,
    more_headings,
    numbers_of,
    placing_cells,
    priorities_table,
    rag_words,
    reference_of,
    sources_table,
    themes_table,
    updates_table,
    words_of,
)

_COLUMNS = ("Action number", "Action", "Intended impact", "Measure of success",
            "Responsible lead", "Completion date", "RAG")  # fmt: skip
_SHARES = (2, 6, 5, 5, 4, 3, 2)
_OPENINGS = {
    Layout.ACCELERATED_PROGRESS_PLAN: ("Annex A: accelerated progress plan", "Weakness"),
    Layout.PRIORITY_ACTION_PLAN: ("Priority action plan", "Area for priority action"),
}


def docx_of(plan: PrintedImprovementPlan, layout: Layout = Layout.STATEMENT) -> bytes:
    """Return the plan as tagged DOCX.

    `statement` has a table for each working group with a row for each theme, as statements of
    action are printed. `accelerated_progress_plan` and `priority_action_plan` open with the
    accountable officers, advisers and governance and give each weakness or area for priority
    action its actions and its indicators with their milestones; the risk register is no part of
    them. Every layout ends with the dates, links and whatever else the plan states, so that the
    document reads back without loss.
    """
    document = new_document(plan.title)
    if layout in _OPENINGS:
        document.add_heading(_OPENINGS[layout][0], 1)
    else:
        document.add_heading("About this plan", 1)
    add_table(document, cover_table(plan), (1, 2))
    _add_filled(document, "Who carries out the plan", groups_table(plan), (2, 4, 4, 4))
    _add_filled(document, "Priorities", priorities_table(plan), (2, 8, 4, 2))
    if layout is Layout.STATEMENT:
        _add_groups(document, plan)
        _add_filled(document, "Measures", measures_table(plan.measures))
    else:
        _add_filled(document, "Themes", themes_table(plan), (2, 8, 2))
        _add_priorities(document, plan, _OPENINGS[layout][1])
    _add_annexes(document, plan)
    return bytes_of(document)


def _add_filled(
    document: Document, heading: str, made: PrintedTable, shares: Sequence[int] = ()
) -> None:
    """Add a heading and a table, unless the table has no rows."""
    if made.rows:
        document.add_heading(heading, 1)
        add_table(document, made, shares)


def _one_line(words: object) -> str:
    return " ".join(words_of(words).split())


def _named(word: str, number: Reference | None, text: str | None) -> str:
    """Return "Priority 4: words", without the number or the words where there are none."""
    label = word if number is None else f"{word} {number}"
    return f"{label}: {_one_line(text)}" if text else label


def _add_groups(document: Document, plan: PrintedImprovementPlan) -> None:
    """Add a heading, the priorities and the table of actions of each group in turn."""
    held: set[Reference | None] = set()
    for group in plan.groups:
        document.add_heading(_named("Working group", group.number, group.name), 1)
        for priority in group.priorities:
            document.add_paragraph(_named("Priority", priority.number, priority.text))
        reference = reference_of(group)
        held.add(reference)
        _add_group_actions(document, plan, reference)
    loose = [action for action in plan.actions if action.group not in held]
    themes = [theme for theme in plan.themes if theme.group not in held]
    loose_themes = themes_table(replace(plan, themes=tuple(themes)))
    _add_filled(document, "Themes outside the working groups", loose_themes, (2, 8, 2))
    if loose:
        document.add_heading("Actions outside the working groups", 1)
        add_table(document, _placed(loose, "Actions outside the working groups"), _PLACED_SHARES)


def _add_group_actions(
    document: Document, plan: PrintedImprovementPlan, group: Reference | None
) -> None:
    actions = [action for action in plan.actions if action.group == group]
    themes = [theme for theme in plan.themes if theme.group == group]
    if actions or themes:
        made = _with_themes(actions, themes, f"Actions of working group {group}")
        add_table(document, made, (*_SHARES, 2))
    else:
        document.add_paragraph("No action is placed under this group.")


def _with_themes(
    actions: Sequence[PrintedAction],
    themes: Sequence[PrintedTheme],
    name: str,
) -> PrintedTable:
    """Return actions under a row for each theme, those under no theme of the table first."""
    references = [theme.title if theme.number is None else theme.number for theme in themes]
    rows = [_row(action) for action in actions if action.theme not in references]
    for theme, reference in zip(themes, references, strict=True):
        label = "Theme" if theme.number is None else f"Theme {theme.number}"
        rows.append((label, _one_line(theme.title) if theme.title else "", *[""] * 6))
        rows += [_row(action) for action in actions if action.theme == reference]
    return PrintedTable(
        name,
        "A row for each action; a row that begins with the word Theme names the theme of the "
        "actions below it.",
        (*_COLUMNS, PLACING_HEADINGS[2]),
        tuple(rows),
    )


def _row(action: PrintedAction) -> tuple[str, ...]:
    return (*_action_cells(action), numbers_of(action.priorities))


def _action_cells(action: PrintedAction) -> tuple[str, ...]:
    return (
        words_of(action.number),
        words_of(action.text),
        words_of(action.intended_impact),
        words_of(action.success_measure),
        lead_words(action),
        date_words(action.due),
        rag_words(action.rag),
    )


def _add_priorities(document: Document, plan: PrintedImprovementPlan, word: str) -> None:
    """Add the actions and indicators of each weakness or area for priority action in turn."""
    held: set[Reference | None] = set()
    for priority, group in all_priorities(plan):
        reference = priority.text if priority.number is None else priority.number
        held.add(reference)
        document.add_heading(_named(word, priority.number, priority.text), 1)
        document.add_paragraph(_led_by(priority, group))
        actions = [a for a in plan.actions if a.priorities[:1] == (reference,)]
        _add_actions_and_measures(document, plan, actions, reference)
    others = [a for a in plan.actions if not a.priorities or a.priorities[0] not in held]
    measures = [m for m in plan.measures if m.priority not in held]
    if others:
        document.add_heading("Actions under no single priority", 1)
        add_table(document, _placed(others, "Actions under no single priority"), _PLACED_SHARES)
    if measures:
        document.add_heading("Indicators under no single priority", 1)
        add_table(document, measures_table(measures, "Indicators under no single priority"))


def _led_by(priority: PrintedPriority, group: PrintedGroup | None) -> str:
    bodies = ", ".join(priority.responsible) or NOT_STATED.lower()
    named = _one_line(group.name) if group and group.name else NOT_STATED.lower()
    return f"Bodies answering for this: {bodies}. Group that carries it out: {named}."


def _add_actions_and_measures(
    document: Document,
    plan: PrintedImprovementPlan,
    actions: Sequence[PrintedAction],
    reference: Reference | None,
) -> None:
    measures = [measure for measure in plan.measures if measure.priority == reference]
    document.add_heading("Actions", 2)
    if actions:
        add_table(document, _placed(actions, f"Actions for {reference}"), _PLACED_SHARES)
    elsewhere = [words_of(a.number) for a in plan.actions if reference in a.priorities[1:]]
    if elsewhere:
        document.add_paragraph(f"Printed under another priority: {', '.join(elsewhere)}.")
    elif not actions:
        document.add_paragraph("The plan states no action for this.")
    document.add_heading("Key performance indicators", 2)
    if measures:
        add_table(document, measures_table(measures, f"Indicators for {reference}"))
    else:
        document.add_paragraph("The plan states no indicator for this.")


_PLACED_SHARES = (*_SHARES, 2, 2, 2)


def _placed(actions: Sequence[PrintedAction], name: str) -> PrintedTable:
    return PrintedTable(
        name,
        "A row for each action, with the group and theme it belongs to.",
        (*_COLUMNS, *PLACING_HEADINGS),
        tuple((*_action_cells(action), *placing_cells(action)) for action in actions),
    )


def _add_annexes(document: Document, plan: PrintedImprovementPlan) -> None:
    """Add what the layouts have no column for."""
    more = more_headings(plan.actions)
    told = [action for action in plan.actions if any(_tells(action, more))]
    rows = tuple((words_of(action.number), *more_cells(action, more)) for action in told)
    about = "What the plan states of some actions beside the columns above."
    _add_filled(
        document,
        "More about the actions",
        PrintedTable("More about the actions", about, ("Action number", *more), rows),
    )
    _add_filled(document, "Dates and links of the actions", dates_table(plan, with_links=True))
    _add_filled(document, "Progress updates", updates_table(plan), (1, 6))
    _add_filled(document, "Glossary", glossary_table(plan), (1, 3))
    _add_filled(document, "Sources", sources_table(plan), (2, 3, 2, 5))


def _tells(action: PrintedAction, more: Sequence[str]) -> list[bool]:
    return [words != NOT_STATED for words in more_cells(action, more)]
