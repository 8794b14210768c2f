"""What can be asked only when all rows are in: rows said twice, and rules across records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from ibis.backends import BaseBackend

from goldenthread.dataset.rules.keys import PARTS
from goldenthread.dataset.sources.shape import Rule, Scope, Severity, Table
from goldenthread.dataset.store import locked_table
from goldenthread.dataset.store.types import schema_of

from .checks import repeated_key, rules_of
from .outcome import ROWS_SHOWN
from .reasons import Reason
from .staging import Staging


@dataclass(slots=True)
class Leaving:
    """Rows of a table that leave it: said again (`repeated`), or held back with their reasons."""

    repeated: np.ndarray = field(default_factory=lambda: np.array([], np.int64))
    held: dict[int, list[Reason]] = field(default_factory=dict)
    asked: list[tuple[Reason, int, list[int]]] = field(default_factory=list)
    """What is only asked about (queries): of how many rows, and the first of them."""

    def rows(self) -> np.ndarray:
        """Return the numbers of all rows that leave, in order."""
        held = np.fromiter(self.held, np.int64, len(self.held))
        return np.unique(np.concatenate([self.repeated, held]))


class Rows(Mapping[str, ir.Table]):
    """The typed tables of a load as a rule across records is given them; notes which it asks for.

    Identifying columns are there only where `whole`, for they must be unlocked to be read.
    """

    def __init__(
        self, staging: Staging, staged: Sequence[Table], leaving: Mapping[str, Leaving], whole: bool
    ) -> None:
        self.staging, self.leaving, self.whole = staging, leaving, whole
        self.tables = {table.name: table for table in staged}
        self.absent: set[str] = set()
        self.given: dict[str, ir.Table] = {}

    def __getitem__(self, name: str) -> ir.Table:
        # A rule may ask twice for a table, and must then be given the same one.
        if name not in self.given:
            self.given[name] = self._rows(name)
        return self.given[name]

    def _rows(self, name: str) -> ir.Table:
        if name not in self.tables:
            self.absent.add(name)
            shape = schema_of(self.staging.source.table(name))
            return ibis.memtable(ibis.schema(shape).to_pyarrow().empty_table())
        rows = staged_rows(self.staging, self.tables[name], whole=self.whole)
        return remaining(rows.select(*rows.columns), self.leaving.get(name))

    def __iter__(self) -> Iterator[str]:
        return (table.name for table in self.staging.source.tables)

    def __len__(self) -> int:
        return len(self.staging.source.tables)


def staged_rows(staging: Staging, table: Table, *, whole: bool = True) -> ir.Table:
    """Return the accepted rows of a staged table, with identifying columns where `whole`."""
    store, backend = staging.store, staging.backend
    facts = backend.read_parquet(
        str(store.facts(staging.folder, table.name)), table_name=ibis.util.gen_name("facts")
    )
    if not whole or not any(column.identifying for column in table.columns):
        return facts
    path = store.identifying(staging.folder, table.name)
    return facts.inner_join(locked_table(backend, store, path).drop("record"), "row")


def remaining(rows: ir.Table, leaving: Leaving | None) -> ir.Table:
    """Return rows without those that leave already."""
    gone = leaving.rows() if leaving else ()
    if not len(gone):
        return rows
    return rows.anti_join(ibis.memtable(pa.table({"row": pa.array(gone)})), "row")


def said_twice(staging: Staging, table: Table) -> Leaving:
    """Find rows with one key: repeated where they say the same, held back where they do not."""
    leaving = Leaving()
    names = staged_rows(staging, table, whole=False)
    twice = names.group_by("record").agg(times=names.count()).filter(ibis._.times > 1)
    if not _count(staging.backend, twice):
        return leaving
    rows = staged_rows(staging, table).semi_join(twice, "record")
    said = ibis.literal("")
    for column in table.columns:
        said = said + PARTS + rows[column.name].cast("string").fill_null("")
    rows = rows.select("row", "record", said=said.hexdigest("sha256"))
    kinds = rows.group_by("record").agg(kinds=rows.said.nunique(), first=rows.row.min())
    found = rows.inner_join(kinds, "record")
    found = found.filter((found.kinds > 1) | (found.row > found["first"]))
    out = staging.backend.to_pyarrow(found.select("row", clash=found.kinds > 1))
    clash = out["clash"].to_numpy()
    row = out["row"].to_numpy()
    check = repeated_key(table)
    reason = Reason(check.code, check.severity, check.message, check.fields)
    leaving.repeated = np.sort(row[~clash])
    leaving.held = {int(one): [reason] for one in np.sort(row[clash])}
    return leaving


def across_records(
    staging: Staging, staged: Sequence[Table], leaving: Mapping[str, Leaving]
) -> list[str]:
    """Ask every rule across the records of this load; add what leaves and what is asked about.

    Return a sentence for each rule that could not be asked, since a table it needs was not sent.
    """
    notes: list[str] = []
    for table in staged:
        for rule in rules_of(staging.source, table, Scope.LOAD, staging.given.on):
            rows, absent = _faulty(staging, staged, leaving, rule)
            if absent:
                named = " and ".join(sorted(absent))
                notes.append(f"Rule {rule.code} was not asked, for {named} was not sent.")
                continue
            reason = Reason(rule.code, rule.severity, rule.message, rule.fields)
            if rule.severity is Severity.QUERY:
                if len(rows):
                    first = rows[:ROWS_SHOWN].to_pylist()
                    leaving[table.name].asked.append((reason, len(rows), first))
                continue
            for row in rows.to_pylist():
                leaving[table.name].held.setdefault(row, []).append(reason)
    return notes


def _faulty(
    staging: Staging, staged: Sequence[Table], leaving: Mapping[str, Leaving], rule: Rule
) -> tuple[pa.ChunkedArray, set[str]]:
    """Return the faulty rows of a rule in order; names are unlocked only where it needs them."""
    found: Any
    tables = Rows(staging, staged, leaving, whole=False)
    try:
        found = rule.faults(tables, staging.given)
    except (AttributeError, KeyError, ibis.common.exceptions.IbisError):
        tables = Rows(staging, staged, leaving, whole=True)
        found = rule.faults(tables, staging.given)
    if tables.absent:
        return pa.chunked_array([], pa.int64()), tables.absent
    rows = staging.backend.to_pyarrow(found.select("row").distinct().order_by("row"))
    return rows["row"], set()


def _count(backend: BaseBackend, rows: ir.Table) -> int:
    return int(backend.to_pyarrow(rows.count()).as_py())
