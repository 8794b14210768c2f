"""Tries linkage on sets with a known truth, beside Splink's plain defaults and recordlinkage.

`python -m benchmarks linkage` runs all parts; name some to run only those: `identifiers`, `febrl4`,
`febrl3`, `country`, `million` (`--rows`, `--people` make the last two smaller). Prints each figure
beside what is promised and ends with 1 where a promise is missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np

PARTS = ("identifiers", "febrl4", "febrl3", "country", "million")


class Said:
    """Prints figures beside what was promised, and remembers whether one was missed."""

    def __init__(self) -> None:
        self.missed = False

    def figure(self, words: str, value: float, least: float | None = None) -> None:
        """Print a figure that is to be `least` or more."""
        bad = least is not None and value < least
        self.missed |= bad
        promise = "" if least is None else f"  (promised {least}{': MISSED' if bad else ''})"
        print(f"{words:62} {value:.5f}{promise}", flush=True)

    def scores(
        self, words: str, precision: float, recall: float, least: float | None = None
    ) -> None:
        """Print precision, recall and F1; F1 is to be `least` or more."""
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        self.figure(f"{words}: precision {precision:.5f} recall {recall:.5f} F1", f1, least)


def identifiers(said: Said) -> None:
    """Link FEBRL4 by the exact number alone: what the harness must then say is known."""
    from benchmarks.linkage_sets import febrl4, scored

    known = febrl4(1)
    label = np.unique(known.nodes["soc_sec_id"].to_pylist(), return_inverse=True)[1]
    score = scored(label, known, across=True)
    said.figure("FEBRL4 by number alone: precision", score.precision, 1.0)
    said.figure("FEBRL4 by number alone: recall", score.recall, 0.912)


def febrl4(said: Said) -> None:
    """Link FEBRL4 for five seeds, and once by the two others."""
    from benchmarks import linkage_others, linkage_sets
    from goldenthread.dataset.engine import connect

    found = []
    for seed in linkage_sets.SEEDS:
        known = linkage_sets.febrl4(seed)
        with connect() as backend:
            design = linkage_sets.one_of_each(linkage_sets.FEBRL)
            label = linkage_sets.linked(backend, known, design, seed)
        score = linkage_sets.scored(label, known, across=True)
        said.scores(f"FEBRL4, seed {seed}", score.precision, score.recall)
        found.append(score.f1)
    said.figure("FEBRL4, mean F1 of five seeds", float(np.mean(found)), 0.999)
    known = linkage_sets.febrl4(linkage_sets.SEEDS[0])
    for words, how in (
        ("Splink's plain defaults", linkage_others.plain_splink),
        ("recordlinkage", linkage_others.by_recordlinkage),
    ):
        score = linkage_sets.pair_score(*how(known), known)
        said.scores(f"FEBRL4, {words}", score.precision, score.recall)


def febrl3(said: Said) -> None:
    """Put FEBRL3's up to six rows of each entity into clusters, which are transitive as such."""
    from benchmarks import linkage_sets
    from goldenthread.dataset.engine import connect

    known = linkage_sets.febrl3(linkage_sets.SEEDS[0])
    with connect() as backend:
        label = linkage_sets.linked(backend, known, linkage_sets.FEBRL, linkage_sets.SEEDS[0])
    score = linkage_sets.scored(label, known, across=False)
    said.scores("FEBRL3, clusters", score.precision, score.recall)
    said.figure("FEBRL3, recall of the pairs in clusters", score.recall, 0.95)


def country(said: Said, people: int) -> None:
    """Make up an area, load it, link it, and hold it against the truth; then the others."""
    from benchmarks import linkage_country, linkage_others
    from goldenthread.dataset.engine import connect
    from goldenthread.dataset.linkage import gather
    from goldenthread.dataset.store import Store

    with tempfile.TemporaryDirectory() as folder, connect() as backend:
        made = linkage_country.made(Path(folder) / "country", people)
        store = Store(Path(folder) / "store", "a secret of this benchmark")
        loads = list(linkage_country.loaded(backend, made, store))
        truth = linkage_country.truth_of(made, store)
        records = gather(backend, store, loads)
        links = linkage_country.linked(backend, records)
        precision, recall = linkage_country.pairs_by(truth, links)
        said.figure(f"Country, {len(records):,} records: precision", precision, 0.999)
        said.scores("Country", precision, recall, 0.99)
        for words, how in (
            ("Splink's plain defaults", linkage_others.plain_people),
            ("recordlinkage", linkage_others.people_by_recordlinkage),
        ):
            said.scores(f"Country, {words}", *linkage_country.by_units(links, truth, how(records)))


def million(said: Said, rows: int) -> None:
    """Link two files of a million rows, each way in a process of its own."""
    found = {}
    for how in ("ours", "plain"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.linkage_million", how, str(rows)],
            check=True,
            capture_output=True,
            text=True,
        )
        found[how] = json.loads(done.stdout.splitlines()[-1])
        one = found[how]
        spent = f"{one['seconds']:.0f} s ({one['processor']:.0f} s of processors)"
        print(f"{rows:,} x {rows:,}, {how}: {spent}, {one['bytes'] / 1e9:.2f} GB", flush=True)
        said.scores(f"{rows:,} x {rows:,}, {how}", one["precision"], one["recall"])
    ours, plain = found["ours"], found["plain"]
    said.figure("Times as fast as plain Splink", plain["seconds"] / ours["seconds"], 1)
    said.figure("Plain Splink's memory over ours", plain["bytes"] / ours["bytes"], 1)
    said.figure("F1 above plain Splink's", ours["f1"] - plain["f1"], 0)


def main(arguments: list[str]) -> int:
    """Run the parts named, or all; return 1 where a promise is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks linkage", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help=", ".join(PARTS))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=8_000)
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    said = Said()
    ways = {
        "identifiers": lambda: identifiers(said),
        "febrl4": lambda: febrl4(said),
        "febrl3": lambda: febrl3(said),
        "country": lambda: country(said, asked.people),
        "million": lambda: million(said, asked.rows),
    }
    for part in asked.parts:
        ways[part]()
    return int(said.missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
