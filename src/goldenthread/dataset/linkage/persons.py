"""Which person each cluster is: the one it was before, where there was one."""

import os

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.linkage.clusters import Numbers
from goldenthread.dataset.linkage.shape import PEOPLE


def new_persons(count: int) -> list[str]:
    """Return random names of persons, 32 hexadecimal digits each (UUID version 4)."""
    text = os.urandom(16 * count).hex()
    found = []
    for at in range(0, 32 * count, 32):
        one = text[at : at + 32]
        found.append(f"{one[:12]}4{one[13:16]}{'89ab'[int(one[16], 16) % 4]}{one[17:]}")
    return found


def assigned(label: Numbers, before: pa.ChunkedArray, people: pa.Table) -> pa.Array:
    """Return the person of each node: its cluster's own.

    A cluster keeps the person most of its nodes had; of equals the one born first. A person whose
    nodes went apart stays with the larger part; the other gets a new person.
    """
    table = pa.table({"label": label, "person": before})
    held = table.filter(pc.is_valid(table["person"]))
    counts = held.group_by(["label", "person"]).aggregate([([], "count_all")])
    born = people["born_run"].take(pc.index_in(counts["person"], people["person"]))
    counts = counts.append_column("born", born)
    counts = counts.sort_by(
        [("count_all", "descending"), ("born", "ascending"), ("person", "ascending")]
    )
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for one, person in zip(counts["label"].to_pylist(), counts["person"].to_pylist(), strict=True):
        if one not in chosen and person not in taken:
            chosen[one] = person
            taken.add(person)
    labels = pc.unique(table["label"]).to_pylist()
    missing = [one for one in labels if one not in chosen]
    chosen.update(zip(missing, new_persons(len(missing)), strict=True))
    names = pa.array([chosen[one] for one in labels], pa.string())
    return names.take(pc.index_in(table["label"].combine_chunks(), pa.array(labels, pa.int64())))


def people_after(people: pa.Table, person: pa.Array, before: pa.ChunkedArray, run: str) -> pa.Table:
    """Return everybody there ever was: who is new, and into whom a person without nodes went."""
    now = pc.unique(person)
    fresh = now.filter(pc.invert(pc.is_in(now, people["person"])))
    added = pa.table(
        {
            "person": fresh,
            "born_run": pa.repeat(run, len(fresh)),
            "merged_into": pa.nulls(len(fresh), pa.string()),
        },
        schema=PEOPLE,
    )
    moved = pa.table({"person": before, "into": person})
    moved = moved.filter(pc.not_equal(moved["person"], moved["into"]))
    gone = moved.filter(pc.invert(pc.is_in(moved["person"], now)))
    went = dict(zip(gone["person"].to_pylist(), gone["into"].to_pylist(), strict=True))
    back = set(now.filter(pc.is_in(now, people["person"])).to_pylist())
    into = [
        None if one in back else went.get(one, old)
        for one, old in zip(
            people["person"].to_pylist(), people["merged_into"].to_pylist(), strict=True
        )
    ]
    kept = people.set_column(2, "merged_into", pa.array(into, pa.string()))
    return pa.concat_tables([kept, added])
