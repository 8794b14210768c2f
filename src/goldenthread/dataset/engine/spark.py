"""Apache Spark as an engine: a session set up for tables and for linkage, and taken down again."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ibis.backends import BaseBackend

from goldenthread.core.errors import UserError

# Found on two cores: more partitions than cores only add waiting where an area is linked.
PARTITIONS = 4
DRIVER_MEMORY = "6g"


def is_spark(name: str) -> bool:
    """Say whether an engine's name means Spark: spark, spark://host:port or local[2]."""
    return name == "spark" or name.startswith(("spark://", "local["))


def _need_java() -> None:
    """Raise UserError where Spark cannot start: no PySpark or no Java."""
    if find_spec("pyspark") is None:
        raise UserError(
            "Apache Spark is not installed here. Install it with: pip install "
            '"goldenthread[spark]". Nothing was changed; the engine duckdb needs it not.'
        )
    home = os.environ.get("JAVA_HOME", "")
    if not shutil.which("java", path=os.path.join(home, "bin") if home else None):
        raise UserError(
            "Apache Spark needs Java 17 or newer, and no Java was found"
            f"{f' in JAVA_HOME, {home}' if home else ' on the path'}. Install Java 17 or use the "
            "engine duckdb, which needs none. Nothing was changed."
        )


def _master(name: str) -> str:
    return f"local[{min(4, os.cpu_count() or 1)}]" if name == "spark" else name


def _jars() -> str:
    """Return the file with Splink's own comparisons for Spark."""
    from splink.backends.spark import similarity_jar_location

    return similarity_jar_location()


def settings(name: str, scratch: Path) -> dict[str, str]:
    """Return what a session is set up with: its master, memory, partitions, time zone, folders.

    Timestamps are read and written in UTC, as DuckDB does; a value that cannot be cast is null
    and not an end to the run, as in `try_cast`. A driver of this machine alone listens only to it.
    """
    here = {} if name.startswith("spark://") else {"spark.driver.host": "127.0.0.1"}
    return here | {
        "spark.master": _master(name),
        "spark.app.name": "goldenthread",
        "spark.driver.memory": os.environ.get("GOLDENTHREAD_SPARK_MEMORY", DRIVER_MEMORY),
        "spark.sql.shuffle.partitions": str(PARTITIONS),
        "spark.default.parallelism": str(PARTITIONS),
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.extraJavaOptions": "-Duser.timezone=UTC",
        "spark.executor.extraJavaOptions": "-Duser.timezone=UTC",
        "spark.sql.ansi.enabled": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.local.dir": str(scratch / "spark"),
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.jars": _jars(),
    }


@contextmanager
def on_spark(name: str, scratch: Path | None = None) -> Iterator[BaseBackend]:
    """Yield Ibis on a Spark session of its own; whatever it put on disk goes with it.

    `name` is spark, local[n] or spark://host:port. UserError without PySpark, without Java or
    where the cluster does not answer.
    """
    _need_java()
    import ibis

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    if scratch is not None:
        scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="spark-", dir=scratch) as folder:
        session = _session(name, Path(folder))
        session.sparkContext.setLogLevel("ERROR")
        session.sparkContext.setCheckpointDir(str(Path(folder) / "checkpoints"))
        try:
            yield ibis.pyspark.connect(session)
        finally:
            session.stop()


def _session(name: str, scratch: Path) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder
    for key, value in settings(name, scratch).items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise UserError(
            f"Spark did not start with {name}: {str(error).splitlines()[0][:300]}. Nothing was "
            "changed. Look whether the address of the cluster is right and its master runs."
        ) from error
