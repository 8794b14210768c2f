"""Scores pairs by Splink, and trains the model that scores them."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import ibis
import pyarrow as pa
from ibis import Table, _
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage.design import Design
from goldenthread.dataset.linkage.model import Level, Model

# Splink's own notes ("you have not trained ...") are not for those who load an extract.
QUIET = logging.ERROR
SAMPLE_PAIRS = 1_000_000
TRAINING_PAIRS = 1_000_000
LABELS_NEEDED = 50
COMMONEST = 100_000


@contextmanager
def laid(backend: BaseBackend, table: Table | pa.Table) -> Iterator[Table]:
    """Lay a table down in the engine under a name of its own and take it away again."""
    name = f"linkage_{uuid4().hex}"
    if backend.name == "pyspark":
        if isinstance(table, pa.Table):
            # Spark drops, without a word, what comes after an empty piece of an Arrow table.
            backend._session.createDataFrame(table.combine_chunks()).createOrReplaceTempView(name)
        else:
            backend.create_view(name, table)
        backend._session.catalog.cacheTable(name)
        try:
            yield backend.table(name)
        finally:
            backend._session.catalog.uncacheTable(name)
            backend._session.catalog.dropTempView(name)
    else:
        backend.create_table(name, table, temp=True)
        try:
            yield backend.table(name)
        finally:
            backend.drop_table(name, force=True)


def _face_of(backend: BaseBackend) -> Any:
    """Return Splink's face of the engine that an Ibis backend runs on."""
    if backend.name == "pyspark":
        from splink.backends.spark import SparkAPI

        spark: Any = SparkAPI
        return spark(spark_session=backend._session)
    from splink.backends.duckdb import DuckDBAPI

    return DuckDBAPI(connection=backend.con)


def _settings(design: Design, comparisons: list[Any], chance: float) -> Any:
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="node",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*block) for block in design.blocks],
        probability_two_random_records_match=chance,
    )


def frequencies(
    nodes: Table, columns: tuple[str, ...]
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Return the share of the commonest values of columns, and how often two are alike by chance.

    Shares are of the values there are; a value that came once is not named.
    """
    shares, alike = {}, {}
    for column in columns:
        values = nodes.filter(nodes[column].notnull())
        counts = values.group_by(value=column).agg(times=_.count())
        often = counts.filter(_.times > 1).order_by(_.times.desc(), _.value).limit(COMMONEST)
        sums = counts.agg(total=_.times.sum(), same=(_.times.cast("float64") * (_.times - 1)).sum())
        total, same = (one[0].as_py() or 0 for one in sums.to_pyarrow().columns)
        rows = often.to_pyarrow().to_pylist()
        shares[column] = {row["value"]: row["times"] / total for row in rows}
        if same:
            alike[column] = same / (total * (total - 1))
    return shares, alike


def train(
    backend: BaseBackend,
    nodes: Table,
    design: Design,
    *,
    seed: int = 1,
    same: pa.Table | None = None,
    sample_pairs: int = SAMPLE_PAIRS,
) -> Model:
    """Return a model trained on nodes: how often fields agree by chance, and of one person.

    `same` are pairs of nodes (left, right) that people or identifiers say are of one person; what
    they teach is averaged with what expectation maximisation finds.
    """
    from splink import Linker, block_on

    with laid(backend, nodes) as laid_nodes, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        face = _face_of(backend)
        start = 1 / max(nodes.count().to_pyarrow().as_py(), 1000)
        settings = _settings(design, design.comparisons(), start)
        linker: Any = Linker(face.register(laid_nodes.get_name()), settings, log_level=QUIET)
        linker.training.estimate_u_using_random_sampling(max_pairs=sample_pairs, seed=seed)
        for block in design.training:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*block),
                max_pairs=TRAINING_PAIRS,
                estimate_without_term_frequencies=True,
            )
        if same is not None and len(same) >= LABELS_NEEDED:
            _learn(backend, linker, face, same)
        learnt = linker.misc.save_model_to_json()
        linker.table_management.delete_tables_created_by_splink_from_db()
    shares, alike = frequencies(nodes, design.frequencies)
    levels = {one["output_column_name"]: _levels(one, alike) for one in learnt["comparisons"]}
    return Model(learnt["probability_two_random_records_match"], levels, shares)


def _learn(backend: BaseBackend, linker: Any, face: Any, same: pa.Table) -> None:
    """Let a linker learn how often fields agree from pairs that are of one person."""
    labels = pa.table({"node_l": same["left"], "node_r": same["right"]})
    with laid(backend, labels) as laid_labels:
        given = linker.table_management.register_labels_table(face.register(laid_labels.get_name()))
        linker.training.estimate_m_from_pairwise_labels(given)


def teach(
    backend: BaseBackend, nodes: Table, design: Design, model: Model, same: pa.Table
) -> Model:
    """Return a model that learnt from pairs of nodes of one person, half and half with before."""
    from splink import Linker

    face = _face_of(backend)
    settings = _settings(design, design.comparisons(), model.chance)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker: Any = Linker(face.register(nodes.get_name()), settings, log_level=QUIET)
        _learn(backend, linker, face, same)
        learnt = linker.misc.save_model_to_json()
        linker.table_management.delete_tables_created_by_splink_from_db()
    levels = {}
    for comparison in learnt["comparisons"]:
        column = comparison["output_column_name"]
        told = [one for one in comparison["comparison_levels"] if not one.get("is_null_level")]
        levels[column] = tuple(
            replace(old, m=max((old.m + (one.get("m_probability") or 0)) / 2, LEAST_M))
            for old, one in zip(model.levels[column], told, strict=True)
        )
    return replace(model, levels=levels)


# A level that no pair of the training set reached is possible and seldom, of one person and by
# chance; none of one person is so rare that it alone is proof of two.
SELDOM, LEAST_M, LEAST_U = 0.005, 0.002, 5e-4
# That values differ is never a sign of one person, also where by chance they hardly do; nor is it
# ever near proof of two: people move, and are known by other names.
LEAST_OTHER, LEAST_DIFFERENT = 0.05, 0.02


def _levels(comparison: dict[str, Any], alike: dict[str, float]) -> tuple[Level, ...]:
    """Return the levels of a trained comparison.

    Where it is known how often two values of the column are `alike` by chance, that is counted
    and not sampled.
    """
    found = []
    for level in comparison["comparison_levels"]:
        if level.get("is_null_level"):
            continue
        u = level.get("u_probability") or LEAST_U
        m = level.get("m_probability") or max(u, SELDOM)
        u = alike.get(level.get("tf_adjustment_column", ""), u)
        found.append(Level(level["label_for_charts"], max(m, LEAST_M), u))
    rest = found[-1]
    different = max(rest.u, LEAST_OTHER)
    found[-1] = Level(rest.words, min(max(rest.m, LEAST_DIFFERENT), different), different)
    return tuple(found)


def _trained(design: Design, model: Model) -> list[Any]:
    """Return the comparisons of a design with the probabilities of a model."""
    comparisons = design.comparisons()
    for comparison in comparisons:
        levels = model.levels[comparison.create_output_column_name()]
        comparison.configure(
            m_probabilities=[level.m for level in levels],
            u_probabilities=[level.u for level in levels],
        )
    return comparisons


def score(
    backend: BaseBackend, nodes: Table, pairs: Table, design: Design, model: Model
) -> pa.Table:
    """Return the pairs (left, right) of nodes that reach the model's `doubt`, with their weight.

    `weight` is in bits. The columns `gamma_` and a compared column's name say which level held:
    the highest the same, 0 different, -1 missing. `nodes` is a table laid down in the engine.
    """
    from splink import Linker

    blocked = pairs.select(
        match_key=ibis.literal("0"), join_key_l=pairs.left, join_key_r=pairs.right
    )
    with laid(backend, blocked) as laid_pairs:
        face = _face_of(backend)
        settings = _settings(design, _trained(design, model), model.chance)
        linker: Any = Linker(face.register(nodes.get_name()), settings, log_level=QUIET)
        for column in design.frequencies:
            # Without shares Splink would count what is here, and a score would hang on the set.
            _register(linker, face, column, model.frequencies.get(column) or {"": 1.0})
        linker.table_management.register_blocked_pairs_for_predict(
            face.register(laid_pairs.get_name())
        )
        found = linker.inference.predict(threshold_match_weight=model.doubt, warning_mode="never")
        scored = backend.table(found.physical_name)
        gammas = {name: scored[name].cast("int8") for name in scored.columns if "gamma_" in name}
        result = scored.select(
            left=scored.node_l, right=scored.node_r, weight=scored.match_weight, **gammas
        ).to_pyarrow()
        linker.table_management.delete_tables_created_by_splink_from_db()
    return result


def _register(linker: Any, face: Any, column: str, shares: dict[str, float]) -> None:
    table = pa.table(
        {
            column: pa.array(list(shares), pa.string()),
            f"tf_{column}": pa.array(list(shares.values()), pa.float64()),
        }
    )
    given = table if face.sql_dialect.sql_dialect_str == "duckdb" else table.to_pandas()
    name = f"linkage_tf_{column}_{uuid4().hex}"
    linker.table_management.register_term_frequency_lookup(
        face.register(given, table_name=name), column
    )
