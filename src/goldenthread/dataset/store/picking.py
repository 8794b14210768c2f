"""Rewriting a file with only some of its rows, or without it where none is left to keep."""

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .folder import Store
from .locked import BATCH_ROWS, is_locked, plain_writer

Keep = Callable[[pa.RecordBatch], pa.Array]


def keep_where(store: Store, path: Path, keep: Keep) -> int:
    """Rewrite a file with the rows for which `keep` is true; return how many rows went.

    The new file takes the old one's place at once; where no row went, nothing is written.
    """
    if not path.exists():
        return 0
    locked = is_locked(path)
    with store.locker.file(path) if locked else pq.ParquetFile(path) as file:
        schema, rows = file.schema_arrow, file.metadata.num_rows
        new = path.with_name(f".{path.name}.new")
        kept = 0
        with store.locker.writer(new, schema) if locked else plain_writer(new, schema) as writer:
            for batch in file.iter_batches(BATCH_ROWS):
                left = batch.filter(pc.fill_null(keep(batch), False))
                writer.write_batch(left)
                kept += left.num_rows
    if kept == rows:
        new.unlink()
        return 0
    with new.open("rb") as written:
        os.fsync(written.fileno())
    os.replace(new, path)
    return int(rows - kept)


def remove(store: Store, path: Path) -> int:
    """Take a file away; return how many rows it held."""
    rows = store.rows(path)
    path.unlink(missing_ok=True)
    return rows
