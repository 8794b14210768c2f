"""Taking rows out of a file for good: written anew without them, then put in its place."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .locked import BATCH_ROWS, Locker, is_locked, plain_writer


def without(locker: Locker, path: Path, records: set[str], persons: set[str] | Any) -> int:
    """Rewrite a file without the rows of these records and persons; return how many went."""
    locked = is_locked(path)
    going = {"record": records, "person": persons}
    with locker.file(path) if locked else pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        sets = {
            name: pa.array(sorted(values), pa.string())
            for name, values in going.items()
            if values and name in schema.names
        }
        if not sets or not any(_hits(file, sets)):
            return 0
        new = path.with_name(f".{path.name}.new")
        writer = locker.writer(new, schema) if locked else plain_writer(new, schema)
        gone = 0
        with writer:
            for batch in file.iter_batches(BATCH_ROWS):
                keep = pc.invert(_among(batch, sets))
                writer.write_batch(batch.filter(keep))
                gone += batch.num_rows - int(pc.sum(keep).as_py() or 0)
    _flushed(new)
    os.replace(new, path)
    return gone


def _hits(file: pq.ParquetFile, sets: dict[str, pa.Array]) -> Iterator[bool]:
    for batch in file.iter_batches(BATCH_ROWS, columns=list(sets)):
        yield bool(pc.any(_among(batch, sets)).as_py())


def _among(batch: pa.RecordBatch, sets: dict[str, pa.Array]) -> pa.Array:
    found = [pc.is_in(batch.column(name), value_set=values) for name, values in sets.items()]
    return found[0] if len(found) == 1 else pc.or_(found[0], found[1])


def _flushed(path: Path) -> None:
    """Let what was written reach the disk before it takes another's place."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
