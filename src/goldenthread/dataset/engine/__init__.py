"""The engines that expressions run on: DuckDB in process, or Apache Spark."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ibis
from ibis.backends import BaseBackend

from goldenthread.core.errors import UserError


@contextmanager
def connect(name: str = "duckdb", *, scratch: Path | None = None) -> Iterator[BaseBackend]:
    """Yield an Ibis backend by name; what does not fit in memory goes to `scratch`.

    UserError for an engine that is not known.
    """
    if name != "duckdb":
        raise UserError(f"There is no engine called {name}. There is: duckdb.")
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET preserve_insertion_order = false")
    if scratch is not None:
        scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        backend.raw_sql(f"SET temp_directory = '{scratch.as_posix()}'")
    try:
        yield backend
    finally:
        backend.disconnect()
