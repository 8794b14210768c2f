"""What changed since last time: what moved, slipped, fell silent, was closed or never came."""

from goldenthread.design.jinja import count_of, long_date
from goldenthread.improvement.models import Redating
from goldenthread.writing.report import Block, Facts, Section
from goldenthread.writing.tabulated import PrintedTable

from .source import Source
from .words import leads, lines, stands


def since_last_time(source: Source, new_page: bool = False) -> list[Section]:
    """Return what became of the actions since the day the report names, none where it names none.

    Which moved and how, which dates slipped, who has not said a word, and what was closed.
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
            ("Closed", ", ".join(row.number for row in closed) or "None"),
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
        PrintedTable(
            "Who has not updated",
            f"Actions still in work of which nothing was said after {long_date(found.start)}.",
            ("Number", "Action", "Lead"),
            tuple((r.number, mine[r.action].text, leads(mine[r.action])) for r in silent),
        ),
    )
    shown: tuple[Block, ...] = (summary, *(table for table in tables if table.rows))
    return [Section("Since last time", shown, 1, "since", new_page)]


def _slip(source: Source, row: Redating) -> tuple[str, ...]:
    return (
        source.by_key[row.action_id].number,
        row.old_words,
        row.new_words,
        row.reason,
        lines(row.agreed_by, long_date(row.on)),
    )
