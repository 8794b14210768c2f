"""Part of the made-up country, loaded as partners send it and linked; the truth lies apart."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage import link
from goldenthread.dataset.loading import read
from goldenthread.dataset.sources import all_sources
from goldenthread.dataset.sources.shape import Given
from goldenthread.dataset.store import Kept, Store
from goldenthread.dataset.synth.making import make_country
from goldenthread.dataset.synth.places import Country

AREAS, YEARS, SEED = 1, 3, 1


def made(out: Path, people: int) -> Path:
    """Make the areas into a folder that is empty."""
    make_country(Country(AREAS, people, YEARS, SEED), out)
    return out


def _has_rows(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        return len([row for row, _at in zip(rows, range(2), strict=False)]) == 2


def loaded(backend: BaseBackend, country: Path, store: Store) -> Iterator[Kept]:
    """Load every extract that a person has a part in, unchecked; yield each load."""
    for number, folder in enumerate(sorted((country / "areas").glob("*/*")), start=1):
        code, area, *day = folder.name.rsplit("-", 4)
        source, on = all_sources()[code], date.fromisoformat("-".join(day))
        files = [path for path in sorted(folder.glob("*.csv")) if _has_rows(path)]
        whose = [one.name for one in source.tables if one.who or code == "nhs_trace"]
        if not any(path.stem in whose for path in files):
            continue
        bare = replace(source, rules=())
        read(backend, bare, files, given=Given(on), store=store, folder=folder.name)
        yield Kept(number, folder.name, code, on, partner=area)


def truth_of(country: Path, store: Store) -> dict[str, int]:
    """Return the true person of every record that was loaded."""
    rows = pa.concat_tables([pq.read_table(one) for one in country.glob("truth/rows-*")])
    columns = ("source", "code", "extract_on", "table")
    keyed = pc.binary_join_element_wise(*(rows[name].cast(pa.string()) for name in columns), "-")
    named = pa.table({"of": keyed, "row": rows["row"], "person": rows["person"]}).to_pandas()
    found: dict[str, int] = {}
    for name, part in named.groupby("of"):
        folder, table = str(name).rsplit("-", 1)
        path = store.facts(folder, table)
        if path.exists():
            facts = pq.read_table(path, columns=["row", "record"]).to_pandas()
            both = facts.merge(part, on="row")
            found.update(zip(both["record"], both["person"], strict=True))
    return found


def linked(backend: BaseBackend, records: pa.Table) -> pa.Table:
    """Return the links of a first run over all records."""
    return link(backend, records).spine.links


def pairs_by(truth: dict[str, int], links: pa.Table) -> tuple[float, float]:
    """Return precision and recall of the pairs of records that are given one person."""
    frame = links.select(["record", "person"]).to_pandas()
    frame["true"] = frame["record"].map(truth)
    frame = frame.dropna(subset=["true"])
    return precision_recall(frame["person"].to_numpy(), frame["true"].to_numpy())


def by_units(links: pa.Table, truth: dict[str, int], label: dict[str, int]) -> tuple[float, float]:
    """Return precision and recall of somebody else's labels for the same records."""
    records = [one for one in links["record"].to_pylist() if one in truth]
    return precision_recall(
        np.array([label[one] for one in records]), np.array([truth[one] for one in records])
    )


def precision_recall(label: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Return precision and recall of the pairs that share a label."""
    codes, true = pd.factorize(label)[0], pd.factorize(truth)[0]

    def pairs(of: np.ndarray) -> int:
        sizes = np.bincount(of)
        return int((sizes * (sizes - 1) // 2).sum())

    both = pairs(pd.factorize(codes.astype(np.int64) * (true.max() + 1) + true)[0])
    return both / max(pairs(codes), 1), both / max(pairs(true), 1)
