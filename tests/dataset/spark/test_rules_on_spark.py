"""Every rule says the same of its examples on Apache Spark as on DuckDB."""

import os
from collections.abc import Iterator
from itertools import count, islice

import ibis
import pytest
from ibis.backends import BaseBackend

from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Example, Rule, Source
from tests.dataset.test_sources import found_by

TOGETHER = 24
"""How many examples are asked in one question: starting one takes Spark longer than answering."""

# Every so-manieth example is asked; EVERY_EXAMPLE=1 asks all, which takes minutes.
STEP = 1 if os.environ.get("EVERY_EXAMPLE") else 7

pytestmark = pytest.mark.slow


def every_example() -> Iterator[tuple[Source, Rule, Example, bool]]:
    for source in all_sources().values():
        for rule in source.rules:
            yield from ((source, rule, example, False) for example in rule.passes)
            yield from ((source, rule, example, True) for example in rule.fails)


def laid_out(spark: BaseBackend, found: ibis.Table, names: Iterator[int]) -> str:
    """Return a question's SQL for Spark, with the rows of its example as views by new names."""
    sql = ibis.to_sql(found, dialect="pyspark")
    for table in found.op().find(ibis.expr.operations.InMemoryTable):
        view = f"example_{next(names)}"
        rows = table.data.to_pyarrow(table.schema)
        spark._session.createDataFrame(rows).createOrReplaceTempView(view)
        sql = sql.replace(f"`{table.name}`", f"`{view}`")
    return f"SELECT count(*) AS found FROM ({sql})"


def test_every_rule_says_the_same_on_spark(spark: BaseBackend):
    names, wrong, asked = count(), [], 0
    examples = islice(every_example(), 0, None, STEP)
    while batch := list(islice(examples, TOGETHER)):
        sql = [
            f"SELECT {number} AS number, found FROM ("
            f"{laid_out(spark, found_by(source, rule, example), names)})"
            for number, (source, rule, example, _) in enumerate(batch)
        ]
        answers = {
            row.number: row.found for row in spark._session.sql(" UNION ALL ".join(sql)).collect()
        }
        for number, (source, rule, _, fails) in enumerate(batch):
            asked += 1
            if (answers[number] > 0) is not fails:
                wrong.append(f"{source.code} {rule.code}: {answers[number]}")
        for view in spark._session.catalog.listTables():
            if view.isTemporary:
                spark._session.catalog.dropTempView(view.name)
    assert wrong == []
    assert asked > 1000 // STEP
