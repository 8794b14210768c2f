"""The engines that expressions run on: DuckDB in process, or Apache Spark."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ibis
from ibis.backends import BaseBackend

from goldenthread.core.errors import UserError

from .spark import is_spark, on_spark


@contextmanager
def connect(name: str = "duckdb", *, scratch: Path | None = None) -> Iterator[BaseBackend]:
    """Yield an Ibis backend by name; what does not fit in memory goes to `scratch`.

    `name` is duckdb, spark (on this machine), local[n] or spark://host:port. UserError for an
    engine that is not known, or for Spark where it cannot start.
    """
    if is_spark(name):
        with on_spark(name, scratch) as backend:
            yield backend
        return
    if name != "duckdb":
        raise UserError(
            f"There is no engine called {name}. There are: duckdb, spark and spark://host:port."
        )
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET preserve_insertion_order = false")
    backend.raw_sql("SET enable_progress_bar = false")
    if scratch is not None:
        scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        backend.raw_sql(f"SET temp_directory = '{scratch.as_posix()}'")
        backend.raw_sql("SET temp_file_encryption = true")
        backend.raw_sql("SET force_mbedtls_unsafe = true")
    try:
        yield backend
    finally:
        backend.disconnect()
