"""Mistakes made in rows on purpose, and the list of what was done where.

Those in people's identifiers are `identity`'s; here are rows sent twice, days and codes that cannot
be, and numbers whose check digit fails. What is to come of a row is said with it: `held` back in
quarantine, `repeated`, `asked` about and let in, or `linkage` (let in, and for linkage to see
through).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from goldenthread.dataset.sources.shape import Kind, Source, Table
from goldenthread.dataset.synth.drawing import Ints, Rng
from goldenthread.dataset.synth.identity import Identity
from goldenthread.dataset.synth.sheets import Sheet

TWICE = 0.003
NO_SUCH_DAY = 0.0008
NO_SUCH_CODE = 0.0008
FAILED_DIGIT = 0.0012
HELD, REPEATED, ASKED, LINKAGE = "held", "repeated", "asked", "linkage"


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of mistake in one column of a table: in which rows, and what becomes of them."""

    column: str
    fault: str
    becomes: str
    rows: Ints


def is_parent(source: Source, table: Table) -> bool:
    """Whether rows of another table hang from this one's."""
    return any(other.parent == table.name for other in source.tables)


def spoiled(
    rng: Rng, source: Source, sheet: Sheet, identity: Identity
) -> tuple[Sheet, list[Fault]]:
    """Return a sheet with mistakes made in it, and the list of them by row from 0.

    Rows from which others hang are left whole, so that one held row takes no others with it.
    """
    faults = _of_people(sheet, identity)
    if not is_parent(source, sheet.table) and sheet.rows.num_rows > 0:
        sheet, made = _unreadable(rng, sheet)
        faults += made
        sheet, again = _repeated(rng, sheet, made)
        faults += again
    late = np.flatnonzero(sheet.late)
    if len(late):
        faults.append(Fault(sheet.table.event, "late", LINKAGE, late))
    return sheet, [fault for fault in faults if len(fault.rows)]


def _of_people(sheet: Sheet, identity: Identity) -> list[Fault]:
    """Return the mistakes in identifiers that show in the rows of a table."""
    who = sheet.table.who
    if who is None or who.through:
        return []
    found = []
    for fault, part, people in identity.faults:
        column = getattr(who, part)
        if column:
            rows = np.flatnonzero(people[sheet.who] & (sheet.who >= 0))
            found.append(Fault(column, fault, LINKAGE, rows))
    return found


def _unreadable(rng: Rng, sheet: Sheet) -> tuple[Sheet, list[Fault]]:
    """Let a few rows hold a day that is none, a code that is none or a number that fails."""
    chance = rng.random(sheet.rows.num_rows)
    table, rows, found = sheet.table, sheet.rows, []
    day, code, number = table.event, _closed_code(table), _nhs_number(table)
    edge = 0.0
    for column, share, text, fault in (
        (day if day and day not in table.key else "", NO_SUCH_DAY, "31/02/2024", "no such day"),
        (code, NO_SUCH_CODE, "ZZZ", "no such code"),
        (number, FAILED_DIGIT, None, "check digit"),
    ):
        where = np.flatnonzero((chance >= edge) & (chance < edge + share))
        edge += share
        if not column:
            continue
        if text is None:
            where = where[rows[column].is_valid().to_numpy()[where]]
        if len(where):
            rows = _put(rows, column, where, text)
            found.append(Fault(column, fault, HELD if text else ASKED, where))
    return Sheet(table, sheet.who, rows, sheet.late), found


def _put(rows: pa.Table, column: str, where: Ints, text: str | None) -> pa.Table:
    """Return the table with a text in some rows, or there with a last digit that fails."""
    texts: list[Any] = rows[column].cast(pa.string()).to_pylist()
    for row in where:
        texts[row] = text or texts[row][:-1] + str((int(texts[row][-1]) + 1) % 10)
    return rows.set_column(rows.column_names.index(column), column, pa.array(texts, pa.string()))


def _closed_code(table: Table) -> str:
    """Return a column with a whole list of codes that no row is known by, or nothing."""
    for column in table.columns:
        if column.kind is Kind.CODE and column.codes and column.codes.complete:
            plain = column.since is None and column.until is None and not column.identifying
            if plain and column.name not in table.key:
                return column.name
    return ""


def _nhs_number(table: Table) -> str:
    return table.who.nhs_number if table.who else ""


def _repeated(rng: Rng, sheet: Sheet, made: list[Fault]) -> tuple[Sheet, list[Fault]]:
    """Let a few whole rows come a second time at the end of the file."""
    count = sheet.rows.num_rows
    sound = np.ones(count, dtype=bool)
    for fault in made:
        sound[fault.rows] = False
    again = np.flatnonzero((rng.random(count) < TWICE) & sound)
    if not len(again):
        return sheet, []
    rows = pa.concat_tables([sheet.rows, sheet.rows.take(pa.array(again))]).combine_chunks()
    repeated = Fault("", "row sent twice", REPEATED, count + np.arange(len(again)))
    late = np.concatenate([sheet.late, sheet.late[again]])
    return Sheet(sheet.table, np.concatenate([sheet.who, sheet.who[again]]), rows, late), [repeated]
