"""A table's text, piece by piece, into its files: facts, identifying columns, and quarantine."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends import BaseBackend

from goldenthread.dataset.files import FoundTable
from goldenthread.dataset.sources.shape import Given, Severity, Source, Table
from goldenthread.dataset.store import Store
from goldenthread.dataset.store.locked import plain_writer
from goldenthread.dataset.store.types import schema_of

from .outcome import LoadedTable
from .reasons import Reason, Tally
from .texts import FILE, LINE, about_rows, pieces, sent_of
from .typed import BAD, CELLS, SUSPECT, Pass, one_pass

Tell = Callable[[str, int, int], None]
"""Hears which table is read, how many rows of it by now, and of about how many (0: not known)."""


def silent(table: str, rows: int, of: int) -> None:
    """Tell nobody how far it is."""


QUARANTINE = pa.schema(
    [
        ("row", pa.int64()),
        ("line", pa.int64()),
        ("file", pa.string()),
        ("record", pa.string()),
        ("raw", pa.string()),
        ("reasons", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a load goes and under which circumstances: what does not change from table to table."""

    backend: BaseBackend
    source: Source
    given: Given
    store: Store
    folder: str
    erased: frozenset[str] = frozenset()
    tell: Tell = silent


def stage_table(
    staging: Staging, found: Sequence[FoundTable], *, plainly: bool = True
) -> LoadedTable:
    """Read one table out of its files and write what became of it; return its balance so far.

    NotPlain where a file must be read row by row; what was written is then written over.
    """
    table = found[0].table
    names = [one.path.name for one in found]
    of = 0 if staging.tell is silent else about_rows(found)
    with Pouring(staging, table, sent_of(found), names) as pouring:
        for text in _ahead(pieces(found, plainly=plainly)):
            pouring.pour(text)
            staging.tell(table.name, pouring.loaded.read, of)
    return pouring.finished()


def _ahead(texts: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Yield pieces, the next one being read while one is worked on."""
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(next, texts, None)
        while (text := waiting.result()) is not None:
            waiting = reader.submit(next, texts, None)
            yield text


class Pouring:
    """The open files of one table, and the expressions that each piece of text goes through."""

    def __init__(
        self, staging: Staging, table: Table, sent: Sequence[str], files: Sequence[str]
    ) -> None:
        self.staging, self.table, self.sent, self.files = staging, table, list(sent), files
        self.loaded = LoadedTable(table.name, filled={c.name: 0 for c in table.columns})
        self.engine = Engine(staging, table, self.sent)
        self.tally = Tally(table, self.engine.asked.checks)
        self.facts = list(schema_of(table, identifying=False))
        self.names = list(schema_of(table, identifying=True))
        schema = ibis.schema(schema_of(table)).to_pyarrow()
        self.types: dict[str, pa.DataType] = {field.name: field.type for field in schema}
        self._open = ExitStack()
        self._writing: list[Future[None]] = []

    def __enter__(self) -> "Pouring":
        store, load, name = self.staging.store, self.staging.folder, self.table.name
        facts = store.facts(load, name)
        facts.parent.mkdir(mode=0o700, exist_ok=True)
        kinds = [
            pa.schema([(each, self.types[each]) for each in columns])
            for columns in (self.facts, self.names)
        ]
        lock = store.locker.writer
        self._writers = self._open.enter_context(ThreadPoolExecutor(2))
        self._facts = self._open.enter_context(plain_writer(facts, kinds[0]))
        self._names = self._open.enter_context(lock(store.identifying(load, name), kinds[1]))
        self._held_back = self._open.enter_context(lock(store.quarantine(load, name), QUARANTINE))
        return self

    def __exit__(self, *problem: Any) -> None:
        self._written()
        self._open.__exit__(*problem)

    def pour(self, text: pa.Table) -> None:
        """Send one piece of text through the checks and into the files."""
        values = self.engine.values(text)
        assert values.num_rows == text.num_rows, "the engine lost a row"
        rows = self._whole(values, text)
        bad = values[BAD]
        if pc.any(values[SUSPECT]).as_py():
            self._suspects(text, values)
        accepted = rows.filter(pc.invert(bad)) if pc.any(bad).as_py() else rows
        accepted = self._without_erased(accepted)
        self.loaded.read += text.num_rows
        self.loaded.accepted += accepted.num_rows
        for column in self.table.columns:
            empty = accepted[column.name].null_count
            self.loaded.filled[column.name] += accepted.num_rows - empty
        self._written()
        self._writing = [
            self._writers.submit(self._facts.write_table, accepted.select(self.facts)),
            self._writers.submit(self._names.write_table, accepted.select(self.names)),
        ]

    def finished(self) -> LoadedTable:
        """Return the balance, once every file is closed."""
        self.loaded.faults = sorted(self.tally.counts.values(), key=lambda one: one.rule)
        return self.loaded

    def _written(self) -> None:
        for each in self._writing:
            each.result()
        self._writing = []

    def _whole(self, values: pa.Table, text: pa.Table) -> pa.Table:
        """Return rows with all columns of the table in their types."""
        columns = {"row": text["row"], "record": values["record"]}
        for column in self.table.columns:
            if column.name in values.column_names:
                columns[column.name] = values[column.name]
            elif column.name in text.column_names:
                columns[column.name] = text[column.name]
            else:
                columns[column.name] = pa.nulls(text.num_rows, self.types[column.name])
        return pa.table({name: data.cast(self.types[name]) for name, data in columns.items()})

    def _suspects(self, text: pa.Table, values: pa.Table) -> None:
        """Find out what is wrong with the rows of which something is; hold back the bad ones."""
        suspect = text.filter(values[SUSPECT])
        reasons = self.tally.of(self.engine.faults(suspect), suspect)
        bad = values[BAD].filter(values[SUSPECT]).to_pylist()
        records = values["record"].filter(values[SUSPECT]).to_pylist()
        held = [at for at, one in enumerate(bad) if one and records[at] not in self.staging.erased]
        self.loaded.left_out += sum(bad) - len(held)
        self.loaded.quarantined += len(held)
        if held:
            places = pa.array(held, pa.int64())
            mine = [[r for r in reasons[at] if r.severity is Severity.ERROR] for at in held]
            named = [records[at] for at in held]
            rows = quarantined(suspect.take(places), named, mine, self.sent, self.files)
            self._held_back.write_table(rows)

    def _without_erased(self, rows: pa.Table) -> pa.Table:
        """Leave out the rows of people who were erased: an old file does not bring them back."""
        if not self.staging.erased:
            return rows
        erased = pc.is_in(rows["record"], value_set=pa.array(sorted(self.staging.erased)))
        left = rows.filter(pc.invert(erased))
        self.loaded.left_out += rows.num_rows - left.num_rows
        return left


def quarantined(
    text: pa.Table,
    records: Sequence[str | None],
    reasons: Sequence[Sequence[Reason]],
    sent: Sequence[str],
    files: Sequence[str],
) -> pa.Table:
    """Return rows for the quarantine: where they lie, as they were sent, and what is wrong."""
    raw = [
        json.dumps({name: value for name, value in one.items() if value is not None})
        for one in text.select(list(sent)).to_pylist()
    ]
    said = [json.dumps([reason.as_json() for reason in each]) for each in reasons]
    named = [files[number] for number in text[FILE].to_pylist()]
    columns = [text["row"], text[LINE], named, list(records), raw, said]
    return pa.table(columns, schema=QUARANTINE)


class Engine:
    """Runs the one pass over pieces of text on whichever engine there is."""

    OFFERED = "piece"

    def __init__(self, staging: Staging, table: Table, sent: Sequence[str]) -> None:
        self.backend = staging.backend
        self.columns = ["row", CELLS, *sent]
        kinds = {"row": "int64"} | dict.fromkeys([CELLS, *sent], "string")
        self.offered = ibis.util.gen_name(self.OFFERED)
        self._offer(ibis.schema(kinds).to_pyarrow().empty_table())
        self.asked: Pass = one_pass(
            self.backend,
            ibis.table(kinds, name=self.offered),
            source=staging.source,
            table=table,
            given=staging.given,
            secret=staging.store.secret,
        )
        self._sql = {
            one: self.backend.compile(one) for one in (self.asked.values, self.asked.faults)
        }

    def values(self, text: pa.Table) -> pa.Table:
        """Return the typed values of a piece of text, in its order."""
        return self._run(self.asked.values, text)

    def faults(self, text: pa.Table) -> pa.Table:
        """Return what is wrong with each row of a piece of text, in its order."""
        return self._run(self.asked.faults, text)

    def _run(self, expression: Any, text: pa.Table) -> pa.Table:
        self._offer(text.select(self.columns))
        if self.backend.name == "duckdb":
            return self.backend.con.sql(self._sql[expression]).to_arrow_table()
        return self.backend.to_pyarrow(expression).sort_by("row")

    def _offer(self, text: pa.Table) -> None:
        if self.backend.name == "duckdb":
            self.backend.con.register(self.offered, text)
        else:
            self.backend.create_view(self.offered, ibis.memtable(text), overwrite=True)
