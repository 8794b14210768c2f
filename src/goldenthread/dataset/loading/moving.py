"""Taking rows out of a staged table once all is read: its files anew without them."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from goldenthread.dataset.files import FoundTable
from goldenthread.dataset.store.locked import BATCH_ROWS, is_locked, plain_writer

from .later import Leaving
from .outcome import LoadedTable
from .reasons import Reason, Tally
from .staging import Staging, quarantined
from .texts import LINE, pieces, sent_of


def settle(
    staging: Staging,
    found: Sequence[FoundTable],
    loaded: LoadedTable,
    leaving: Leaving,
    *,
    plainly: bool,
) -> None:
    """Carry out what was found when all rows were in, and put the balance right."""
    table = found[0].table
    tally = Tally(table, ())
    tally.counts = {fault.rule: fault for fault in loaded.faults}
    gone = leaving.rows()
    asked = {row for _, _, rows in leaving.asked for row in rows}
    if len(gone) or asked:
        lines = _read_again(staging, found, leaving, tally, asked, plainly=plainly)
        for reason, count, rows in leaving.asked:
            tally.add(reason, count, [lines[row] for row in rows])
    if len(gone):
        store, load = staging.store, staging.folder
        for path in (store.facts(load, table.name), store.identifying(load, table.name)):
            loaded.filled |= _without(staging, path, pa.array(gone))
        loaded.accepted -= len(gone)
        loaded.quarantined += len(leaving.held)
        loaded.repeated += len(gone) - len(leaving.held)
    loaded.faults = sorted(tally.counts.values(), key=lambda one: one.rule)


def _without(staging: Staging, path: Path, gone: pa.Array) -> dict[str, int]:
    """Write a file anew without some rows; return how many rows have a value, by column."""
    locker, locked = staging.store.locker, is_locked(path)
    new = path.with_name(f".{path.name}.new")
    filled: dict[str, int] = {}
    with locker.file(path) if locked else pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        with locker.writer(new, schema) if locked else plain_writer(new, schema) as writer:
            for batch in file.iter_batches(BATCH_ROWS):
                left = batch.filter(pc.invert(pc.is_in(batch["row"], value_set=gone)))
                writer.write_batch(left)
                for name in schema.names[2:]:
                    held = left.num_rows - left[name].null_count
                    filled[name] = filled.get(name, 0) + held
    os.replace(new, path)
    return filled


def _read_again(
    staging: Staging,
    found: Sequence[FoundTable],
    leaving: Leaving,
    tally: Tally,
    asked: set[int],
    *,
    plainly: bool,
) -> dict[int, int]:
    """Read the text of some rows again: for the quarantine, and to say on which lines they lie."""
    table = found[0].table
    store, load = staging.store, staging.folder
    path = store.quarantine(load, table.name)
    wanted = pa.array(np.array(sorted({*leaving.held, *asked}), np.int64))
    held = [store.read_locked(path)] if path.exists() else []
    lines: dict[int, int] = {}
    sent, files = sent_of(found), [one.path.name for one in found]
    records = _records(staging, table.name, leaving.held)
    for text in pieces(found, plainly=plainly):
        some = text.filter(pc.is_in(text["row"], value_set=wanted))
        lines |= dict(zip(some["row"].to_pylist(), some[LINE].to_pylist(), strict=True))
        some = some.filter(
            pc.is_in(some["row"], value_set=pa.array(list(leaving.held), pa.int64()))
        )
        if some.num_rows:
            rows = some["row"].to_pylist()
            reasons: list[list[Reason]] = [leaving.held[row] for row in rows]
            named = [records.get(row) for row in rows]
            held.append(quarantined(some, named, reasons, sent, files))
    for row, reasons_of in leaving.held.items():
        for reason in reasons_of:
            tally.add(reason, 1, [lines[row]])
    if leaving.held:
        new = path.with_name(f".{path.name}.new")
        store.write_locked(new, pa.concat_tables(held).sort_by("row"))
        os.replace(new, path)
    return lines


def _records(staging: Staging, table: str, rows: dict[int, list[Reason]]) -> dict[int, str]:
    """Return the names of the records of some rows."""
    path = staging.store.facts(staging.folder, table)
    chosen = pc.field("row").isin(pa.array(list(rows), pa.int64()))
    held = pq.read_table(path, columns=["row", "record"], filters=chosen)
    return dict(zip(held["row"].to_pylist(), held["record"].to_pylist(), strict=True))
