"""The same sets linked by others: Splink set up as its guide shows, and recordlinkage's own."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.linkage_sets import Known
from goldenthread.dataset.linkage.clusters import components

Pairs = tuple[np.ndarray, np.ndarray]


def _frame(known: Known) -> pd.DataFrame:
    return known.nodes.to_pandas().set_index("node", drop=False)


def _splink(
    tables: list[pa.Table], link_type: str, comparisons: Any, blocks: Any, sure: Any
) -> Pairs:
    """Return the pairs at 0.95 with everything else as Splink has it by default."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type=link_type,
        unique_id_column_name="node",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*one) for one in blocks],
        retain_matching_columns=False,
    )
    face = DuckDBAPI()
    given = [face.register(t, dataset_display_name=f"t{at}") for at, t in enumerate(tables)]
    linker = Linker(given, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on(*sure)], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for block in blocks[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    found = linker.inference.predict(threshold_match_probability=0.95, warning_mode="never")
    pairs = found.as_duckdbpyrelation().select("node_l, node_r").to_arrow_table()
    return pairs["node_l"].to_numpy(), pairs["node_r"].to_numpy()


def plain_splink(known: Known) -> Pairs:
    """Link FEBRL4 by Splink's ready-made comparisons."""
    import splink.comparison_library as cl

    born = cl.LevenshteinAtThresholds("birth_date", [1, 2])
    comparisons = [
        cl.NameComparison("forename"),
        cl.NameComparison("surname"),
        born,
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("suburb"),
        cl.JaroWinklerAtThresholds("address_1"),
        cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]),
    ]
    tables = [known.nodes.filter(pa.array(known.file == side)) for side in (False, True)]
    blocks = (("forename", "surname"), ("birth_date",), ("soc_sec_id",), ("postcode", "suburb"))
    return _splink(tables, "link_only", comparisons, blocks, ("forename", "surname", "birth_date"))


def by_recordlinkage(known: Known) -> Pairs:
    """Link FEBRL4 as the guide of recordlinkage does: blocks, comparisons, a sum of four."""
    import recordlinkage as rl

    frame = _frame(known)
    one, other = frame[~known.file], frame[known.file]
    index = rl.Index()
    for block in ("forename", "surname", "birth_date", "soc_sec_id"):
        index.block(block)
    pairs = index.index(one, other)
    compare = rl.Compare()
    compare.string("forename", "forename", method="jarowinkler", threshold=0.85)
    compare.string("surname", "surname", method="jarowinkler", threshold=0.85)
    for exact in ("birth_date", "suburb", "state", "soc_sec_id"):
        compare.exact(exact, exact)
    compare.string("address_1", "address_1", threshold=0.85)
    features = compare.compute(pairs, one, other)
    found = features[features.sum(axis=1) >= 4].index
    return found.get_level_values(0).to_numpy(), found.get_level_values(1).to_numpy()


PEOPLE = ["forename", "surname", "birth_date", "sex", "postcode", "nhs_number", "upn"]


def _sayings(records: pa.Table) -> pd.DataFrame:
    """Return the distinct sayings of records with their number, and which record says what."""
    frame = records.select(["record", "source", *PEOPLE]).to_pandas()
    frame["birth_date"] = frame["birth_date"].astype("string")
    for name in ("forename", "surname", "postcode"):
        frame[name] = frame[name].astype("string").str.upper().str.strip()
    columns = ["source", *PEOPLE]
    frame["node"] = frame.groupby(columns, dropna=False).ngroup().astype("int64")
    return frame


def _labels(frame: pd.DataFrame, pairs: Pairs) -> dict[str, int]:
    count = int(frame["node"].max()) + 1
    label = components(count, pairs[0].astype(np.int64), pairs[1].astype(np.int64))
    return dict(zip(frame["record"], label[frame["node"].to_numpy()].tolist(), strict=True))


def plain_people(records: pa.Table) -> dict[str, int]:
    """Return a label for each record by Splink's ready-made comparisons and its clusters."""
    import splink.comparison_library as cl

    frame = _sayings(records)
    nodes = frame.drop_duplicates("node")[["node", *PEOPLE]]
    comparisons = [
        cl.NameComparison("forename"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("birth_date", input_is_string=True),
        cl.PostcodeComparison("postcode"),
        cl.ExactMatch("nhs_number"),
        cl.ExactMatch("upn"),
    ]
    blocks = (
        ("forename", "surname"),
        ("birth_date", "surname"),
        ("nhs_number",),
        ("upn",),
        ("birth_date", "postcode"),
    )
    table = pa.Table.from_pandas(nodes, preserve_index=False)
    sure = ("forename", "surname", "birth_date")
    return _labels(frame, _splink([table], "dedupe_only", comparisons, blocks, sure))


def people_by_recordlinkage(records: pa.Table) -> dict[str, int]:
    """Return a label for each record by recordlinkage: blocks, comparisons, a sum of three."""
    import recordlinkage as rl

    frame = _sayings(records)
    nodes = frame.drop_duplicates("node").set_index("node")[PEOPLE]
    index = rl.Index()
    for block in (["birth_date", "surname"], ["nhs_number"], ["upn"], ["forename", "surname"]):
        index.block(block)
    compare = rl.Compare()
    for name in ("forename", "surname"):
        compare.string(name, name, method="jarowinkler", threshold=0.85)
    for exact in ("birth_date", "postcode", "nhs_number", "upn"):
        compare.exact(exact, exact)
    features = compare.compute(index.index(nodes), nodes)
    found = features[features.sum(axis=1) >= 3].index
    pairs = found.get_level_values(0).to_numpy(), found.get_level_values(1).to_numpy()
    return _labels(frame, pairs)
