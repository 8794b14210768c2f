"""What changed since last time: what moved, slipped, fell silent, was closed or never came."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from goldenthread.design.jinja import count_of, long_date
from goldenthread.improvement.models import Action, Redating
from goldenthread.writing.report import Block, Facts, Section
from goldenthread.writing.tabulated import PrintedTable

from .source import Source
from .words import leads, lines, stands


def since_last_time(source: Source, new_page: bool = False, brief: bool = False) -> list[Section]:
    """Return what became of the actions since the day the report names, none where it names none.

    Which moved and how, which dates slipped, who has not said a word, and what was closed. A brief
    one counts who has not said a word by lead instead of printing each action.
    """
    found = source.since
    if found is None:
        return []
    mine = source.by_key
    moved = tuple(
        (mine[m.after.action].number, mine[m.after.action].text, stands(m.before), stands(m.after))
        for m in found.moved
        if m.after.action in mine
    )
    slipped = [row for row in found.slipped if row.action_id in mine]
    silent = [row for row in found.silent if row.action in mine]
    closed = [row for row in found.closed if row.action in mine]
    summary = Facts(
        (
            ("Since", long_date(found.start)),
            ("Moved", count_of(len(moved), "action")),
            ("Dates that slipped", str(len(slipped))),
            ("No word at all", count_of(len(silent), "action")),
            ("Closed", _closed([row.number for row in closed])),
        )
    )
    tables = (
        PrintedTable(
            "What moved",
            f"Each action that stands otherwise than on {long_date(found.start)}.",
            ("Number", "Action", "Then", "Now"),
            moved,
        ),
        PrintedTable(
            "Dates that slipped",
            "The date before, the date now, the reason and who agreed.",
            ("Number", "Was", "Now", "Reason", "Agreed by"),
            tuple(_slip(source, row) for row in slipped),
        ),
        _silent([mine[row.action] for row in silent], found.start, brief),
    )
    shown: tuple[Block, ...] = (summary, *(table for table in tables if table.rows))
    return [Section("Since last time", shown, 1, "since", new_page)]


def _closed(numbers: Sequence[str]) -> str:
    return f"{count_of(len(numbers), 'action')}: {', '.join(numbers)}" if numbers else "None"


def _silent(silent: Sequence[Action], start: date, brief: bool) -> PrintedTable:
    """Return the actions of which nothing was said, each in full or in brief by who leads them."""
    name, about = "Who has not updated", "Actions still in work of which nothing was said after"
    about = f"{about} {long_date(start)}."
    if not brief:
        rows = tuple((action.number, action.text, leads(action)) for action in silent)
        return PrintedTable(name, about, ("Number", "Action", "Lead"), rows)
    by_lead: dict[str, list[str]] = defaultdict(list)
    for action in silent:
        by_lead[leads(action, shared="")].append(action.number)
    most = sorted(by_lead.items(), key=lambda each: -len(each[1]))
    counted = tuple((lead, str(len(numbers)), ", ".join(numbers)) for lead, numbers in most)
    return PrintedTable(name, about, ("Lead", "Actions", "Which"), counted, ("Actions",))


def _slip(source: Source, row: Redating) -> tuple[str, ...]:
    return (
        source.by_key[row.action_id].number,
        row.old_words,
        row.new_words,
        row.reason,
        lines(row.agreed_by, long_date(row.on)),
    )
