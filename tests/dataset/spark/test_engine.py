"""Spark is refused in plain words where it cannot be had, and set up as documented where it can."""

from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.dataset import engine
from goldenthread.dataset.engine import spark


def test_an_engine_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(UserError, match="There are: duckdb, spark and spark://host:port"):
        engine.connect("hadoop").__enter__()


def test_without_java_it_is_said_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UserError, match="no Java was found in JAVA_HOME") as refused:
        engine.connect("spark").__enter__()
    assert "duckdb" in refused.value.message
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="no Java was found on the path"):
        engine.connect("spark").__enter__()


def test_without_pyspark_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"goldenthread\[spark\]"):
        engine.connect("local[2]").__enter__()


def test_a_session_has_few_partitions_utc_and_listens_to_this_machine_alone(tmp_path: Path):
    here = spark.settings("spark", tmp_path)
    assert here["spark.sql.shuffle.partitions"] == "4"
    assert here["spark.sql.adaptive.enabled"] == "true"
    assert here["spark.sql.session.timeZone"] == "UTC"
    assert here["spark.driver.memory"] == "6g"
    assert here["spark.driver.host"] == "127.0.0.1"
    there = spark.settings("spark://cluster:7077", tmp_path)
    assert there["spark.master"] == "spark://cluster:7077"
    assert "spark.driver.host" not in there
