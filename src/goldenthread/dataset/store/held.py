"""The rows of a table that count now, out of all the loads that brought them.

Of a snapshot the latest extract counts whole; of any other source each record counts as the latest
extract said it. Rows mended out of a load's quarantine count with that load.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends import BaseBackend

from goldenthread.dataset.sources import source as source_of
from goldenthread.dataset.sources.shape import Table

from .folder import Store
from .types import schema_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A committed load: its number, folder, source, day, and the load it mends where it does."""

    load: int
    folder: str
    source: str
    extract_on: date
    mends: int | None = None
    partner: str = ""


def counting(source: str, loads: Iterable[Kept], on: date | None = None) -> tuple[Kept, ...]:
    """Return the loads of a source whose rows may count, as of the end of a day (now), in order.

    Of a snapshot those of its latest day count: the last that each partner sent of that day, so
    that two councils' returns stand side by side and a predecessor's of an earlier day is past.
    """
    ours = sorted(
        (each for each in loads if each.source == source and (on is None or each.extract_on <= on)),
        key=lambda each: (each.extract_on, each.load),
    )
    if not ours or not source_of(source).snapshot:
        return tuple(ours)
    newest = max((each.extract_on for each in ours if each.mends is None), default=None)
    whole = {each.partner: each for each in ours if (each.extract_on, each.mends) == (newest, None)}
    family = {each.load for each in whole.values()}
    for each in sorted(ours, key=lambda each: each.load):
        if each.mends in family:
            family.add(each.load)
    return tuple(each for each in ours if each.load in family)


def held(
    backend: BaseBackend,
    store: Store,
    source: str,
    table: str,
    loads: Iterable[Kept],
    on: date | None = None,
) -> ir.Table:
    """Return the facts of a table that count: row, record, its columns, load and extract_on.

    An Ibis expression on the backend; without any row where nothing was loaded. `on` shows what
    counted on a past day.
    """
    shape = source_of(source).table(table)
    kept = counting(source, loads, on)
    parts = [(each, store.facts(each.folder, table)) for each in kept]
    tables = [_stamped(_facts(backend, path, shape), each) for each, path in parts if path.exists()]
    if not tables:
        return _stamped(_empty(backend, shape, identifying=False), None)
    return _latest(ibis.union(*tables) if len(tables) > 1 else tables[0], len(tables))


def held_identifying(
    backend: BaseBackend,
    store: Store,
    source: str,
    table: str,
    loads: Iterable[Kept],
    on: date | None = None,
) -> ir.Table:
    """Return the identifying columns of the rows that count: row, record, load and extract_on too.

    Reading a person's identifiers is audited by whoever asks; this only reads.
    """
    shape = source_of(source).table(table)
    parts = [(each, store.identifying(each.folder, table)) for each in counting(source, loads, on)]
    tables = [
        _stamped(locked_table(backend, store, path), each) for each, path in parts if path.exists()
    ]
    if not tables:
        return _stamped(_empty(backend, shape, identifying=True), None)
    return _latest(ibis.union(*tables) if len(tables) > 1 else tables[0], len(tables))


def held_rows(
    backend: BaseBackend,
    store: Store,
    source: str,
    table: str,
    loads: Iterable[Kept],
    on: date | None = None,
) -> ir.Table:
    """Return the rows that count with all their columns, identifying ones too."""
    kept = tuple(loads)
    facts = held(backend, store, source, table, kept, on)
    names = held_identifying(backend, store, source, table, kept, on)
    return facts.inner_join(names.drop("extract_on", "record"), ["load", "row"])


def locked_table(backend: BaseBackend, store: Store, path: Path) -> ir.Table:
    """Bring an encrypted file to an engine: scanned in place by DuckDB, handed over to others."""
    data: Any = store.locked([path])
    if backend.name == "duckdb":
        name = ibis.util.gen_name("locked")
        backend.con.register(name, data)
        return backend.table(name)
    return ibis.memtable(data.to_table())


def _facts(backend: BaseBackend, path: Path, shape: Table) -> ir.Table:
    found = backend.read_parquet(str(path), table_name=ibis.util.gen_name("facts"))
    wanted = schema_of(shape, identifying=False)
    lacking = {name: ibis.null(kind) for name, kind in wanted.items() if name not in found.columns}
    return found.mutate(**lacking).select(*wanted) if lacking else found.select(*wanted)


def _empty(backend: BaseBackend, shape: Table, *, identifying: bool) -> ir.Table:
    schema = schema_of(shape, identifying=identifying)
    nothing: pa.Table = ibis.schema(schema).to_pyarrow().empty_table()
    return ibis.memtable(nothing)


def _stamped(rows: ir.Table, load: Kept | None) -> ir.Table:
    if load is None:
        return rows.mutate(load=ibis.null("int64"), extract_on=ibis.null("date"))
    return rows.mutate(
        load=ibis.literal(load.load, "int64"), extract_on=ibis.literal(load.extract_on, "date")
    )


def _latest(rows: ir.Table, loads: int) -> ir.Table:
    """Keep each record as the latest load said it; within one load it is there once."""
    if loads == 1:
        return rows
    newest_first = ibis.window(
        group_by=rows.record, order_by=[rows.extract_on.desc(), rows.load.desc()]
    )
    ranked = rows.mutate(place_=ibis.row_number().over(newest_first))
    return ranked.filter(ranked.place_ == 0).drop("place_")


def paths_of(store: Store, loads: Sequence[Kept], table: str) -> list[Path]:
    """Return the files of a table's facts in the loads given that are there."""
    return [path for each in loads if (path := store.facts(each.folder, table)).exists()]
