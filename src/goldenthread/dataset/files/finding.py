"""Which tables of a source lie in which files, found by name and by headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path

from goldenthread.core.errors import UserError
from goldenthread.dataset.files.headings import (
    Matched,
    bare,
    check_required,
    known,
    match,
    matching,
    needed,
)
from goldenthread.dataset.files.mapping import NO_MAPPING, Mapping
from goldenthread.dataset.files.opening import form_of, sheets_of
from goldenthread.dataset.files.reading import Reading, rows_under
from goldenthread.dataset.files.rows import FoundTable
from goldenthread.dataset.files.sen2_layout import OWN, passed_over
from goldenthread.dataset.files.sen2_links import with_parents
from goldenthread.dataset.files.sen2_xml import tables_of_return
from goldenthread.dataset.files.sheets import HEAD_ROWS, RawRow, RawSheet
from goldenthread.dataset.files.sniffing import plain_of
from goldenthread.dataset.sources.shape import Source, Table

_PARTING = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """The tables found in the files, in the order of the source, and what is to be said."""

    tables: tuple[FoundTable, ...]
    notes: tuple[str, ...]


def tables_in(paths: Iterable[Path], source: Source, mapping: Mapping = NO_MAPPING) -> Found:
    """Return the tables of a source that lie in files; UserError where a file cannot be used.

    A table may lie in several files; their rows are those of one table. Refused are: a file with
    no table of the source, a heading there twice, two headings for one column, a column that every
    row must have and that no heading names, a table that is only in a hidden sheet.
    """
    tables: list[FoundTable] = []
    notes: list[str] = []
    for path in paths:
        found = _in_file(path, source, mapping)
        tables += found.tables
        notes += found.notes
    if not tables:
        raise UserError("No file was given. Nothing was loaded.")
    order = [table.name for table in source.tables]
    tables.sort(key=lambda one: order.index(one.table.name))
    if source.code == "sen2":
        tables = with_parents(tables)
    return Found(tuple(tables), tuple(notes))


def _in_file(path: Path, source: Source, mapping: Mapping) -> Found:
    if form_of(path) == "xml" and "xml" in source.formats:
        return Found(tuple(tables_of_return(path, source)), ())
    tables: list[FoundTable] = []
    notes: list[str] = []
    hidden: list[str] = []
    for sheet in sheets_of(path):
        notes += [f"{path.name}: {note}" for note in sheet.notes]
        if sheet.hidden:
            hidden.append(sheet.name)
            notes.append(f"The {sheet.called} is hidden and was not read.")
            continue
        top = [row for row in islice(sheet.read(), HEAD_ROWS) if not row.blank]
        table = _table_of(sheet, top, source, mapping)
        if table is not None:
            tables.append(_found(path, sheet, top, table, mapping))
        elif top:
            notes.append(f"The {sheet.called} holds no table of {source.words} and was not read.")
    if not tables:
        raise UserError(_nothing(path, source, hidden))
    return Found(tuple(tables), tuple(notes))


def _nothing(path: Path, source: Source, hidden: Sequence[str]) -> str:
    names = ", ".join(table.name for table in source.tables)
    unseen = f" Its sheet “{hidden[0]}” is hidden and was not read." if hidden else ""
    return (
        f"“{path.name}” has no headings of {source.words} (its tables are {names}).{unseen} "
        "Nothing was loaded. Check that it is the right file, or name the supplier's headings in a "
        "mapping file."
    )


def _table_of(
    sheet: RawSheet, top: Sequence[RawRow], source: Source, mapping: Mapping
) -> Table | None:
    """Return the table that a sheet holds: as the mapping says, by its name, by its headings."""
    for table in source.tables:
        said = mapping.of(table.name)
        by_sheet = bool(said.sheet) and bare(said.sheet) == bare(sheet.name)
        by_file = bool(said.file) and fnmatch(sheet.file.casefold(), said.file.casefold())
        if by_sheet or (by_file and not (said.sheet and sheet.name)):
            return table
    scores = {table.name: _score(top, table, mapping) for table in source.tables}
    for table in _by_name(sheet, source):
        if scores[table.name][1]:
            return table
    best = max(scores.values(), default=(0, 0, 0))
    chosen = [table for table in source.tables if scores[table.name] == best]
    whole, found, _ = best
    if not found or (not whole and found < 3):
        return None
    if len(chosen) > 1 and whole:
        raise UserError(
            f"The headings of {sheet.called} fit {' and '.join(t.name for t in chosen)} alike. "
            "Nothing was loaded. Name the file after its table, or say in a mapping file which "
            "table it is."
        )
    return chosen[0]


def _score(top: Sequence[RawRow], table: Table, mapping: Mapping) -> tuple[int, int, int]:
    """Return whether all columns that are needed are there, how many are, and less how many not."""
    names = known(table, mapping.of(table.name).headings)
    head = max(top, key=lambda row: matching(row.cells, names), default=None)
    if head is None:
        return (0, 0, 0)
    there = {names[bare(cell)] for cell in head.cells if cell and bare(cell) in names}
    whole = {column.name for column in needed(table)} <= there
    return (int(whole), len(there), len(there) - len(table.columns))


def _by_name(sheet: RawSheet, source: Source) -> list[Table]:
    """Return the tables that a sheet's or a file's name may mean, the likeliest first.

    A sheet has the name itself; in a file's name it is one or more whole words, and the last and
    longest of them count most.
    """
    words = [bare(word) for word in _PARTING.split(Path(sheet.file).stem)]
    parts = {
        "".join(words[start:end]): (end, end - start)
        for end in range(1, len(words) + 1)
        for start in range(end)
    }
    named: list[tuple[tuple[int, int], Table]] = []
    for table in source.tables:
        for name in {bare(one) for one in (table.name, *table.sheets)}:
            if sheet.name and name == bare(sheet.name):
                named.append(((0, 0), table))
            elif not sheet.name and name in parts:
                named.append((parts[name], table))
    return [table for _, table in sorted(named, key=lambda one: one[0], reverse=True)]


def _found(
    path: Path, sheet: RawSheet, top: Sequence[RawRow], table: Table, mapping: Mapping
) -> FoundTable:
    head = _head(sheet, top, table, mapping)
    said = mapping.of(table.name)
    ignored = (*said.ignore, *(passed_over(table.name) if table.name in OWN else ()))
    matched = match(head.cells, table, said.headings, ignored, sheet.called)
    check_required(matched, head.cells, table, sheet.called)
    _check_merged(sheet, head)
    rewritten = bool(said.values) or mapping.month_first
    headings = [cell or "" for cell in head.cells]
    reading = Reading(sheet, table, head.line, len(headings), matched.positions, said.values)
    return FoundTable(
        table=table,
        path=path,
        sheet=sheet.name,
        columns=matched.columns,
        unknown=matched.unknown,
        missing=matched.missing,
        notes=_notes(sheet, matched),
        plain=None if sheet.name or rewritten else plain_of(path, sheet, head.line, headings),
        rows=lambda: rows_under(reading, mapping.month_first),
    )


def _notes(sheet: RawSheet, matched: Matched) -> tuple[str, ...]:
    return tuple(f"In {sheet.called} {sentence}." for sentence in matched.unknown)


def _head(sheet: RawSheet, top: Sequence[RawRow], table: Table, mapping: Mapping) -> RawRow:
    """Return the row of the headings: as the mapping says, or the one that names most columns."""
    said = mapping.of(table.name)
    if said.heading_row:
        row = next(_upto(sheet, said.heading_row), None)
        if row is None:
            raise UserError(
                f"There is no row {said.heading_row} in {sheet.called}, where the mapping says its "
                "headings are. Nothing was loaded."
            )
        return row
    names = known(table, said.headings)
    if not top:
        raise UserError(f"There is nothing in {sheet.called}. Nothing was loaded.")
    return max(top, key=lambda row: matching(row.cells, names))


def _upto(sheet: RawSheet, line: int) -> Iterator[RawRow]:
    """Yield the row on a line, if there is one."""
    for row in sheet.read():
        if row.line >= line:
            if row.line == line:
                yield row
            return


def _check_merged(sheet: RawSheet, head: RawRow) -> None:
    """Raise UserError where headings are merged, since the cells under them have no name."""
    for top, first, bottom, last in sheet.merged:
        if top <= head.line <= bottom and (last > first or bottom > head.line):
            raise UserError(
                f"In {sheet.called} cells of row {head.line}, which has the headings, are merged. "
                "Nothing was loaded. Unmerge them so that each column has its own heading."
            )
