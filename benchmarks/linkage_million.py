"""Two files of a million made-up rows, to link in a process of its own: time, memory, quality.

`python -m benchmarks.linkage_million ours|plain ROWS` prints one line of JSON.
"""

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.linkage.shape import RECORDS

SYLLABLES = (
    "BA CO DE FI GA HA JE KA LO MI NO PE RI SA TE VI WA YO ZE AN EL IS OR UN THA STO BRI CLE DRA"
).split()
ENDS = ("N", "LY", "RA", "SON", "TON", "WELL", "E", "IA", "US", "ER", "FORD", "Y")
SHARED = 0.8


def _names(count: int, parts: int, chance: np.random.Generator) -> np.ndarray:
    found: dict[str, None] = {}
    while len(found) < count:
        picked = chance.choice(SYLLABLES, parts)
        found["".join(picked) + str(chance.choice(ENDS))] = None
    return np.array(list(found), dtype=object)


def _drawn(names: np.ndarray, count: int, chance: np.random.Generator) -> np.ndarray:
    """Return names as common as names are: the n-th about one n-th as often as the first."""
    share = 1 / (np.arange(len(names)) + 8)
    return names[chance.choice(len(names), count, p=share / share.sum())]


def _people(count: int, chance: np.random.Generator) -> dict[str, np.ndarray]:
    homes = chance.integers(0, count * 2 // 3, count)
    area, unit = homes // 400 % 2800, homes % 400
    letters = np.array(list("ABDEFGHJLNPQRSTUWXYZ"), dtype=object)
    postcode = np.array([f"Q{a // 90 + 1}{a % 90 % 10} {a % 9 + 1}" for a in range(2800)])[area]
    postcode = postcode.astype(object) + letters[unit // 20] + letters[unit % 20]
    days = chance.integers(0, 25 * 365, count)
    return {
        "forename": _drawn(_names(1500, 2, chance), count, chance),
        "surname": _drawn(_names(20_000, 3, chance), count, chance),
        "birth_date": np.datetime64("2000-09-01") + days.astype("timedelta64[D]"),
        "sex": np.array(["F", "M"], dtype=object)[chance.integers(0, 2, count)],
        "postcode": postcode,
    }


def _slipped(text: str, at: int) -> str:
    at %= len(text)
    if at % 3 == 0 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + "AEIOURST"[at % 8] + text[at + 1 :]


def _faulty(people: dict[str, np.ndarray], chance: np.random.Generator) -> dict[str, np.ndarray]:
    """Return the same people as another file tells of them: slips, moves, changes, gaps."""
    found = {name: column.copy() for name, column in people.items()}
    count = len(found["sex"])
    for name, often in (("forename", 0.06), ("surname", 0.06), ("postcode", 0.03)):
        for row in np.flatnonzero(chance.random(count) < often):
            found[name][row] = _slipped(found[name][row], int(chance.integers(0, 1000)))
    moved = chance.random(count) < 0.08
    found["postcode"][moved] = chance.permutation(found["postcode"])[moved]
    changed = chance.random(count) < 0.03
    found["surname"][changed] = chance.permutation(found["surname"])[changed]
    for row in np.flatnonzero(chance.random(count) < 0.02):
        born = found["birth_date"][row].astype(date)
        if born.day <= 12:
            found["birth_date"][row] = np.datetime64(born.replace(month=born.day, day=born.month))
        else:
            found["birth_date"][row] += np.timedelta64(10, "D")
    for name, often in (("forename", 0.01), ("postcode", 0.02)):
        found[name][chance.random(count) < often] = None
    return found


def files(rows: int) -> tuple[pa.Table, pa.Table]:
    """Return two files of records; those of one person end in the same digits."""
    chance = np.random.default_rng(2026)
    shared = int(rows * SHARED)
    people = _people(2 * rows - shared, chance)
    one = {name: column[:rows] for name, column in people.items()}
    other = _faulty({name: column[rows - shared :] for name, column in people.items()}, chance)
    return _records(one, "first", 0), _records(other, "second", rows - shared)


def _records(columns: dict[str, np.ndarray], source: str, start: int) -> pa.Table:
    count = len(columns["sex"])
    letter = "a" if source == "first" else "b"
    ids = pa.array([f"{letter}{start + at:031x}" for at in range(count)])
    filled = {
        "record": ids,
        "source": pa.repeat(source, count),
        "table": pa.repeat("people", count),
        "load": pa.array(np.ones(count, dtype=np.int64)),
        "extract_on": pa.array(np.full(count, np.datetime64("2026-01-01"))),
        **{name: pa.array(column, from_pandas=True) for name, column in columns.items()},
    }
    return pa.table(
        [
            filled[field.name].cast(field.type)
            if field.name in filled
            else pa.nulls(count, field.type)
            for field in RECORDS
        ],
        schema=RECORDS,
    )


def ours(one: pa.Table, other: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Return the pairs of records that the product gives one person."""
    from goldenthread.dataset.engine import connect
    from goldenthread.dataset.linkage import link

    with connect() as backend:
        links = link(backend, pa.concat_tables([one, other])).spine.links
    left = links.filter(pc.equal(links["source"], "first")).select(["record", "person"])
    right = links.filter(pc.equal(links["source"], "second")).select(["record", "person"])
    found = left.join(right, "person", right_suffix="_r", join_type="inner")
    return found["record"], found["record_r"]


def plain(one: pa.Table, other: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Return the pairs that Splink finds set up as its own tutorial does, at 0.95."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    columns = ["record", "forename", "surname", "birth_date", "sex", "postcode"]
    face = DuckDBAPI()
    tables = []
    for name, table in (("first", one), ("second", other)):
        table = table.select(columns)
        born = pc.strftime(table["birth_date"], "%Y-%m-%d")
        table = table.set_column(3, "birth_date", born)
        tables.append(face.register(table, dataset_display_name=name))
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="record",
        comparisons=[
            cl.NameComparison("forename"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("birth_date", input_is_string=True),
            cl.PostcodeComparison("postcode"),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("forename", "surname"),
            block_on("surname", "birth_date"),
            block_on("forename", "birth_date"),
            block_on("postcode", "birth_date"),
        ],
        retain_matching_columns=False,
    )
    linker = Linker(tables, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("forename", "surname", "birth_date")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("forename", "surname"), block_on("birth_date", "postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.95, warning_mode="never")
    pairs = found.as_duckdbpyrelation().select("record_l, record_r").to_arrow_table()
    return pairs["record_l"], pairs["record_r"]


def run(how: Callable[[pa.Table, pa.Table], tuple[Any, Any]], rows: int) -> dict[str, float]:
    """Link and return seconds, those of processors, bytes beyond the files, and quality."""
    one, other = files(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, busy = time.perf_counter(), time.process_time()
    left, right = how(one, other)
    seconds = time.perf_counter() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    right_ones = pc.sum(
        pc.equal(pc.utf8_slice_codeunits(left, 1), pc.utf8_slice_codeunits(right, 1))
    ).as_py()
    precision, recall = right_ones / len(left), right_ones / int(rows * SHARED)
    return {
        "seconds": seconds,
        "processor": time.process_time() - busy,
        "bytes": (most - before) * 1024,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(run({"ours": ours, "plain": plain}[sys.argv[1]], int(sys.argv[2]))))
