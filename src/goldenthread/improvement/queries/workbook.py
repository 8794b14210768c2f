"""The actions of a plan as a workbook to edit, and how one that came back meets the record."""

from dataclasses import dataclass, field
from datetime import date

from goldenthread.writing.editable_workbook import editable_xlsx
from goldenthread.writing.tabulated import PrintedTable

from ..models import ImprovementPlan, ReturnedWorkbook
from ..rules.editing import EDITABLE, REASON, FieldMet, Meeting, digest_of, fields_met
from ..rules.returned import DATES, GROUP, NUMBER, ReturnedRow, other_columns
from .editing import Editable, Stamp, all_dates_words, editable, stamp_in, stamp_words
from .facts import past_of

NOTES = (
    "Change the white cells, save, and bring this file back on the page of the plan.",
    "The completion date is the last date of an action. A new one needs a reason beside it.",
    "Leads are parted by semicolons. The theme number decides the group.",
    "A row at the end without a key is a new action; it needs a theme number and its words.",
    "A row taken out of this file takes nothing out of the plan. Nothing enters before you have "
    "seen every difference.",
)


def workbook_of(improvement_plan: ImprovementPlan, on: date) -> bytes:
    """Return a plan's actions as XLSX to edit and bring back, each row with its key."""
    rows = editable(improvement_plan, on)
    past = past_of(improvement_plan, on)
    headings = (NUMBER, GROUP, *EDITABLE.values(), REASON, DATES)
    about = f"As it stood on {on.isoformat()}. Grey columns are not read back."
    table = PrintedTable(
        "Actions",
        about,
        headings,
        tuple(
            (
                row.action.number,
                f"{row.action.group.number} {row.action.group.name}",
                *(row.values[name] for name in EDITABLE),
                "",
                all_dates_words(past.actions[pk], on),
            )
            for pk, row in rows.items()
        ),
    )
    keys = [stamp_words(row, on) for row in rows.values()]
    return editable_xlsx(improvement_plan.title, table, keys, {NUMBER, GROUP, DATES}, NOTES)


@dataclass(frozen=True, slots=True)
class RowMet:
    """An action that the workbook holds differently: field by field, and what is not read."""

    row: int
    now: Editable
    fields: list[FieldMet]
    reason: str
    notes: list[str]

    @property
    def conflicts(self) -> bool:
        """Say whether a field was changed here and in the file."""
        return any(met.meeting is Meeting.CONFLICT for met in self.fields)


@dataclass(slots=True)
class Preview:
    """How a workbook that came back meets the record as it is now.

    `added` are rows without a key, `strange` those whose key is not ours or of no action any more,
    `missing` the actions whose row is not in the file; `columns` are those that are not read.
    """

    differing: list[RowMet] = field(default_factory=list)
    added: list[ReturnedRow] = field(default_factory=list)
    strange: list[ReturnedRow] = field(default_factory=list)
    missing: list[Editable] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    same: int = 0


def returned_rows(book: ReturnedWorkbook) -> list[ReturnedRow]:
    """Return the rows of a workbook as they were read when it came back."""
    return [ReturnedRow(**row) for row in book.rows]


def preview_of(book: ReturnedWorkbook, on: date) -> Preview:
    """Return every difference between a workbook that came back and the record on a day."""
    now = editable(book.improvement_plan, on)
    rows = returned_rows(book)
    found = Preview(columns=other_columns(rows))
    met: set[int] = set()
    entered = set(book.outcome.get("rows", []))
    for row in (row for row in rows if row.row not in entered):
        stamp = stamp_in(row.stamp) if row.stamp else None
        if not row.stamp or (stamp and stamp.action in met):
            found.added.append(row)
        elif stamp is None or stamp.action not in now:
            found.strange.append(row)
        else:
            met.add(stamp.action)
            _lay(found, row, stamp, now[stamp.action])
    found.missing = [each for pk, each in now.items() if pk not in met]
    return found


def _lay(found: Preview, row: ReturnedRow, stamp: Stamp, now: Editable) -> None:
    fields = fields_met(stamp.digests, now.values, row.values)
    notes = []
    number = row.cells.get(NUMBER, now.action.number).strip()
    if number != now.action.number:
        notes.append(f"Its number is {number or 'empty'} in the file; numbers are not read back.")
    decided = [each for each in fields if each.meeting is not Meeting.HERE]
    dated = digest_of(row.values.get("due", "")) != stamp.digests.get("due")
    if row.reason.strip() and not dated:
        notes.append(f"A reason for a new date, but no new date: {row.reason.strip()[:200]}")
    if decided or notes:
        found.differing.append(RowMet(row.row, now, fields, row.reason.strip(), notes))
    else:
        found.same += 1
