"""An improvement plan as a spreadsheet that reads back without loss."""

from goldenthread.writing.model import PrintedImprovementPlan
from goldenthread.writing.tabulated import (
    NOT_STATED,
    PLACING_HEADINGS,
    SHARED_LEAD,
    PrintedTable,
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
    sources_table,
    themes_table,
    updates_table,
    words_of,
)
from goldenthread.writing.workbook import ods_bytes, xlsx_bytes


def xlsx_of(plan: PrintedImprovementPlan) -> bytes:
    """Return the plan as XLSX: cover, contents, notes, then a sheet for each kind of thing."""
    return xlsx_bytes(plan.title, _sheets(plan))


def ods_of(plan: PrintedImprovementPlan) -> bytes:
    """Return the plan as ODS, sheet by sheet the same as `xlsx_of`."""
    return ods_bytes(plan.title, _sheets(plan))


def actions_table(plan: PrintedImprovementPlan) -> PrintedTable:
    """Return the actions, a row each, with everything the plan states of them but updates."""
    more = more_headings(plan.actions)
    return PrintedTable(
        "Actions",
        "Each action of the plan. Dates are in the plan's own words.",
        (
            *("Action number", "Action", *PLACING_HEADINGS, "Intended impact"),
            *("Measure of success", "Responsible lead", "Completion date", "RAG", *more),
            "Links to working groups",
        ),
        tuple(
            (
                words_of(action.number),
                words_of(action.text),
                *placing_cells(action),
                words_of(action.intended_impact),
                words_of(action.success_measure),
                lead_words(action),
                date_words(action.due),
                rag_words(action.rag),
                *more_cells(action, more),
                numbers_of(action.refers_to_groups),
            )
            for action in plan.actions
        ),
    )


def _sheets(plan: PrintedImprovementPlan) -> list[PrintedTable]:
    """Return every sheet in order, those that would be empty left out."""
    filled = [
        sheet
        for sheet in (
            groups_table(plan),
            priorities_table(plan),
            themes_table(plan),
            actions_table(plan),
            dates_table(plan, with_links=False),
            updates_table(plan),
            measures_table(plan.measures),
            glossary_table(plan),
            sources_table(plan),
        )
        if sheet.rows
    ]
    notes = PrintedTable(
        "Notes",
        "How to read this workbook.",
        ("Note", "Explanation"),
        (
            (NOT_STATED, "The plan says nothing of this. It is neither zero nor no."),
            (SHARED_LEAD, "The plan prints this lead once for several actions of a theme."),
            ("Date from and date to", "The first and last day that the words can mean."),
            ("Number", "A number elsewhere points to the sheet of that name; words stand in for "
             "a number where the plan gives none."),
        ),
    )  # fmt: skip
    contents = PrintedTable(
        "Contents",
        "The sheets of this workbook.",
        ("Sheet", "What it holds"),
        tuple((sheet.name, sheet.about) for sheet in (notes, *filled)),
    )
    return [cover_table(plan), contents, notes, *filled]
