"""Building the linked tables: every feed's rows, joined to whom they are of, written once.

The same expressions run on DuckDB and on Spark; what is written is the same row for row.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.dataset as ds
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage.shape import Spine
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given, Table
from goldenthread.dataset.store import Kept, Store
from goldenthread.dataset.store.held import counting
from goldenthread.dataset.store.types import type_of

from .across import SetFault, faults_across
from .classes import LINKED
from .feeds import feeds_into
from .shape import Feed, LinkedTable, Rows, Value
from .who import who_is_who
from .whole import Set

WHO_FILE = "who.parquet"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote: rows of each table, rows nobody is known for, faults across sources."""

    rows: Mapping[str, int]
    nobody: Mapping[str, int]
    faults: tuple[SetFault, ...] = field(default=())


def build(
    backend: BaseBackend,
    store: Store,
    loads: Iterable[Kept],
    spine: Spine,
    out: Path,
    *,
    given: Given,
    homes: Mapping[str, str] | None = None,
    authorities: Mapping[int, str] | None = None,
    progress: Progress | None = None,
) -> Built:
    """Write every linked table into the folder `out` and look for faults across the sources.

    `out` is a staged folder of the store, which counts once its row is committed. `homes` maps
    postcodes to codes of districts, `authorities` the number of a load to the code of the authority
    that sent it (a SEN2 return says its own). `progress` hears the table, how many are done and of
    how many.
    """
    who_path = out / WHO_FILE
    store.write_plain(who_path, who_is_who(spine, store.secret, homes))
    whole = Set(backend, store, tuple(loads), backend.read_parquet(str(who_path)))
    whole = replace(whole, authorities={**(authorities or {}), **_returning(whole)})
    rows: dict[str, int] = {}
    nobody: dict[str, int] = {}
    for done, (name, table) in enumerate(LINKED.items()):
        if progress:
            progress(name, done, len(LINKED))
        rows[name], nobody[name] = write(whole, linked(whole, table), out / f"{name}.parquet")
    faults = faults_across(whole, given)
    who_path.unlink()
    if progress:
        progress("", len(LINKED), len(LINKED))
    return Built(rows, nobody, faults)


def linked(whole: Set, table: LinkedTable) -> Rows:
    """Return a linked table as one expression over every feed whose rows are there."""
    parts = [fed(whole, table, feed) for feed in feeds_into(table.name) if whole.has(*feed.reads)]
    if not parts:
        return ibis.memtable(schema_of(table).to_pyarrow().empty_table())
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def schema_of(table: LinkedTable) -> ibis.Schema:
    """Return the types of a linked table's columns, on every engine."""
    return ibis.schema({column.name: type_of(column) for column in table.columns})


def fed(whole: Set, table: LinkedTable, feed: Feed) -> Rows:
    """Return the rows of one feed in the shape of the linked table."""
    shape = all_sources()[feed.source].table(feed.table)
    rows = whole.rows(feed.source, feed.table)
    values = _common(whole, rows, feed, shape) | {
        name: _value(rows, made) for name, made in feed.columns.items()
    }
    typed = {
        name: values.get(name, ibis.null(kind)).cast(kind).name(name)
        for name, kind in schema_of(table).items()
    }
    kept = rows if feed.where is None else rows.filter(feed.where(rows).fill_null(False))
    return kept.select(**typed)


def _common(whole: Set, rows: Rows, feed: Feed, shape: Table) -> dict[str, Value]:
    on, until = feed.on or shape.event or "extract_on", feed.until or shape.until
    return {
        "person": rows.who_person,
        "source": ibis.literal(feed.source),
        "extract": ibis.literal(feed.table),
        "record": rows.record,
        # A number that is the same in every row is otherwise written as narrow as it fits.
        "load": rows.load.cast("int32").cast("int64"),
        "domain": ibis.literal(str(shape.domain)),
        "restricted": ibis.literal(shape.restricted),
        "authority": _authority(whole, rows, feed.source),
        "on": _value(rows, on),
        "until": _value(rows, until) if until else ibis.null("date"),
    }


def _authority(whole: Set, rows: Rows, source: str) -> Value:
    ours = [load.load for load in counting(source, whole.loads) if load.load in whole.authorities]
    branches = [(rows.load == load, ibis.literal(whole.authorities[load])) for load in ours]
    return ibis.cases(*branches) if branches else ibis.null("string")


def _returning(whole: Set) -> dict[int, str]:
    """Return which authority each SEN2 return that counts says it comes from, by load.

    Where several authorities' returns came in one load, no row says whose it is: that is not known.
    """
    if not whole.has("sen2", "sen2"):
        return {}
    header = whole.rows("sen2", "sen2")
    said = header.filter(header.lea.notnull()).select("load", "lea").distinct()
    rows = whole.backend.to_pyarrow(said).to_pylist()
    told = Counter(int(row["load"]) for row in rows)
    return {int(row["load"]): str(row["lea"]) for row in rows if told[int(row["load"])] == 1}


def _value(rows: Rows, made: "str | Callable[[Rows], Value]") -> Value:
    return rows[made] if isinstance(made, str) else made(rows)


def write(whole: Set, rows: Rows, path: Path) -> tuple[int, int]:
    """Write rows in the order of person, day and record; return how many, and how many nobody's."""
    ordered = rows.order_by([rows.person, rows.on, rows.source, rows.extract, rows.record])
    if whole.backend.name == "duckdb":
        whole.backend.to_parquet(ordered, path, compression="zstd")
        path.chmod(0o600)
    else:
        _gather(whole, ordered, path)
    written = ds.dataset(path, format="parquet")
    return written.count_rows(), written.count_rows(filter=ds.field("person").is_null())


def _gather(whole: Set, rows: Rows, path: Path) -> None:
    """Let Spark write its parts beside the file, then pour them into it in their order."""
    parts = path.with_suffix(".parts")
    backend: Any = whole.backend
    backend.to_parquet(rows, parts)
    try:
        files = sorted(str(part) for part in parts.glob("part-*.parquet"))
        schema = rows.schema().to_pyarrow()
        data = ds.dataset(files, schema=schema, format="parquet").scanner(use_threads=False)
        reader = pa.RecordBatchReader.from_batches(schema, data.to_batches())
        whole.store.write_plain(path, reader)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
