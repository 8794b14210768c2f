"""What every link rests on, what is kept for the next run, and which pairs people are asked of."""

import json
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.linkage.clusters import Numbers
from goldenthread.dataset.linkage.design import Design
from goldenthread.dataset.linkage.model import Model
from goldenthread.dataset.linkage.settling import (
    CERTAIN,
    PAIR,
    SCORED,
    Edges,
    Settled,
    coded,
    numbers,
)
from goldenthread.dataset.linkage.shape import DOUBTS, EDGES, LINKS, Spine

LIKELIHOOD, SIBLING = "likelihood", "sibling"
DECIDED, TRACE, SINGLE, IDENTICAL = "decided", "traced", "single", "identical"


def probability(weight: np.ndarray) -> np.ndarray:
    """Return the chance, 0 to 1, that a weight in bits stands for."""
    chance: np.ndarray = 1 / (1 + np.exp2(-np.clip(weight, -300, 300)))
    return chance


def told(scored: pa.Table, model: Model) -> pa.Table:
    """Return scored pairs with their evidence as JSON instead of the levels of each column.

    It names the columns that agree, that are near (and how), that differ and that are missing.
    """
    columns = {
        name.removeprefix("gamma_"): name for name in scored.column_names if "gamma_" in name
    }
    code = np.zeros(len(scored), dtype=np.int64)
    for name in columns.values():
        code = code * 16 + scored[name].to_numpy().astype(np.int64) + 1
    distinct, first, which = np.unique(code, return_index=True, return_inverse=True)
    rows = scored.select(list(columns.values())).take(pa.array(first)).to_pylist()
    words = [_words({column: row[name] for column, name in columns.items()}, model) for row in rows]
    told_of = pa.array(words, pa.string()).take(pa.array(which))
    return pa.table(
        [scored["left"], scored["right"], scored["weight"], told_of], names=SCORED.names
    ).cast(SCORED)


def _words(levels: dict[str, int], model: Model) -> str:
    found: dict[str, list[str]] = {"agree": [], "near": [], "differ": [], "missing": []}
    for column, level in levels.items():
        highest = len(model.levels[column]) - 1
        if level < 0:
            found["missing"].append(column)
        elif level == 0:
            found["differ"].append(column)
        elif level == highest:
            found["agree"].append(column)
        else:
            found["near"].append(f"{column}: {model.levels[column][highest - level].words}")
    return json.dumps({kind: names for kind, names in found.items() if names})


def step_names(design: Design) -> list[str]:
    """Return the names of the steps by number plus one, the answers of tracing first."""
    return [TRACE, *(step.name for step in design.steps)]


def edges_before(edges: pa.Table, nodes: pa.Table, design: Design) -> Edges:
    """Return the edges of the spine as pairs of nodes, without those of units that are gone."""
    names = nodes["unit"].combine_chunks()
    left, right = (pc.index_in(edges[side], names).combine_chunks() for side in PAIR.names)
    known = pc.and_(pc.is_valid(left), pc.is_valid(right))
    step = pc.index_in(edges["step"], pa.array(step_names(design))).cast(pa.int64())
    table = pa.table(
        {
            "left": left.cast(pa.int64()),
            "right": right.cast(pa.int64()),
            "step": pc.subtract(step, 1),
            "kind": edges["step"],
            "weight": edges["weight"],
            "evidence": edges["evidence"],
        }
    ).filter(known)
    return Edges(
        table.filter(pc.is_valid(table["step"])).select(CERTAIN.names).cast(CERTAIN),
        table.filter(pc.equal(table["kind"], LIKELIHOOD)).select(SCORED.names).cast(SCORED),
        table.filter(pc.equal(table["kind"], SIBLING)).select(PAIR.names).cast(PAIR),
    )


def stored_edges(nodes: pa.Table, edges: Edges, design: Design) -> pa.Table:
    """Return what the next run builds on, by the names of units."""
    names = nodes["unit"].combine_chunks()
    steps = pa.array(step_names(design), pa.string()).dictionary_encode().cast(pa.string())
    parts = []
    for pairs, step in (
        (edges.certain, steps.take(pc.add(edges.certain["step"], 1).combine_chunks())),
        (edges.scored, pa.repeat(LIKELIHOOD, len(edges.scored))),
        (edges.apart, pa.repeat(SIBLING, len(edges.apart))),
    ):
        count = len(pairs)
        has = "weight" in pairs.column_names
        weight = pairs["weight"].to_numpy() if has else np.zeros(count)
        parts.append(
            pa.table(
                {
                    "left": names.take(pairs["left"].combine_chunks()),
                    "right": names.take(pairs["right"].combine_chunks()),
                    "step": step,
                    "weight": weight,
                    "score": probability(weight) if has else np.ones(count),
                    "evidence": pairs["evidence"] if has else pa.nulls(count, pa.string()),
                },
                schema=EDGES,
            )
        )
    return pa.concat_tables(parts)


class _Reasons:
    """All links inside clusters as arrays, the best first."""

    def __init__(self, settled: Settled, design: Design) -> None:
        certain, scored, same = settled.edges.certain, settled.edges.scored, settled.same
        self.words = [DECIDED, *step_names(design), LIKELIHOOD]
        scores = [1.0, 1.0, *(step.score for step in design.steps)]
        sides = {
            side: np.concatenate([numbers(t[side]) for t in (same, certain, scored)])
            for side in PAIR.names
        }
        rank = np.concatenate(
            [
                np.zeros(len(same), dtype=np.int64),
                numbers(certain["step"]) + 2,
                np.full(len(scored), len(self.words) - 1),
            ]
        )
        weight = np.concatenate([np.zeros(len(same) + len(certain)), scored["weight"].to_numpy()])
        score = np.concatenate(
            [
                np.array(scores)[rank[: len(same) + len(certain)]],
                probability(scored["weight"].to_numpy()),
            ]
        )
        inside = settled.label[sides["left"]] == settled.label[sides["right"]]
        row = np.flatnonzero(inside)
        self.node = np.concatenate([sides["left"][row], sides["right"][row]])
        self.row = np.concatenate([row, row])
        self.rank, self.weight, self.score = rank, weight, score
        agreed = [json.dumps({"agree": list(step.same)}) for step in design.steps]
        self.told = [json.dumps({"people": "same"}), json.dumps({"agree": ["trace"]}), *agreed]
        self.scored_from = len(same) + len(certain)

    def best(self, count: int) -> np.ndarray:
        """Return the row of the surest link of each node, -1 for one that has none."""
        order = np.lexsort((-self.weight[self.row], self.rank[self.row], self.node))
        nodes, first = np.unique(self.node[order], return_index=True)
        found = np.full(count, -1, dtype=np.int64)
        found[nodes] = self.row[order][first]
        return found


def links_after(
    links: pa.Table,
    before: pa.Table,
    nodes: pa.Table,
    settled: Settled,
    person: pa.Array,
    design: Design,
    run: str,
) -> pa.Table:
    """Return the person of every record with the step, the score and the evidence of its link.

    `run` of a link is the run that first gave the record that person.
    """
    reasons = _Reasons(settled, design)
    best = reasons.best(len(nodes))
    names = nodes["unit"].combine_chunks()
    at = pc.index_in(links["unit"].combine_chunks(), names).to_numpy()
    often = np.bincount(at, minlength=len(nodes)) > 1
    rank = np.where(best >= 0, reasons.rank[best] if len(reasons.rank) else 0, -1)
    step_words = pa.array([*reasons.words, IDENTICAL, SINGLE])
    alone = np.where(often, len(reasons.words), len(reasons.words) + 1)
    step = step_words.take(pa.array(np.where(best >= 0, rank, alone)))
    score = np.where(best >= 0, reasons.score[best] if len(reasons.score) else 1.0, 1.0)
    words = _told(reasons, best, rank, settled)
    whose = person.take(pa.array(at))
    return pa.table(
        {
            "record": links["record"],
            "person": whose,
            "step": step.take(pa.array(at)),
            "score": pa.array(score).take(pa.array(at)),
            "evidence": words.take(pa.array(at)),
            "run": _runs(links, whose, before, run),
            "unit": links["unit"],
            "source": links["source"],
            "load": links["load"],
            "extract_on": links["extract_on"],
        },
        schema=LINKS,
    )


def _told(reasons: _Reasons, best: np.ndarray, rank: np.ndarray, settled: Settled) -> pa.Array:
    constant = pa.array([*reasons.told, "{}"], pa.string())
    by_step = constant.take(
        pa.array(np.where((rank >= 0) & (rank < len(reasons.told)), rank, len(reasons.told)))
    )
    scored = best >= reasons.scored_from
    row = pa.array(np.where(scored, best - reasons.scored_from, 0), mask=~scored)
    return pc.coalesce(settled.edges.scored["evidence"].combine_chunks().take(row), by_step)


def _runs(links: pa.Table, whose: pa.Array, before: pa.Table, run: str) -> pa.Array:
    at = pc.index_in(links["record"].combine_chunks(), before["record"].combine_chunks())
    old_person = before["person"].combine_chunks().take(at)
    kept = pc.fill_null(pc.equal(old_person, whose), False)
    return pc.if_else(kept, before["run"].combine_chunks().take(at), run)


class Pairs(NamedTuple):
    """Pairs of nodes with their weights."""

    left: Numbers
    right: Numbers
    weight: np.ndarray


def doubts(
    links: pa.Table,
    nodes: pa.Table,
    settled: Settled,
    design: Design,
    match: float,
    different: pa.Table,
) -> pa.Table:
    """Return the pairs of records that people should look at, one for two clusters, best first.

    Left out are clusters that numbers or people already hold apart, unless the link itself was
    sure: then it is a conflict. Known siblings are never asked about.
    """
    certain, scored = settled.edges.certain, settled.edges.scored
    left, right = (
        np.concatenate([numbers(certain[side]), numbers(scored[side])]) for side in PAIR.names
    )
    weight = np.concatenate([np.full(len(certain), np.inf), scored["weight"].to_numpy()])
    row = np.flatnonzero(settled.label[left] != settled.label[right])
    a, b = settled.label[left[row]], settled.label[right[row]]
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((-weight[row], high, low))
    pairs = np.stack([low[order], high[order]])
    first = np.ones(len(order), dtype=bool)
    first[1:] = (pairs[:, 1:] != pairs[:, :-1]).any(axis=0)
    row = row[order][first]
    held = _held_apart(settled.label, different) | _held_apart(settled.label, settled.edges.apart)
    sides = Pairs(left[row], right[row], weight[row])
    row = row[_worth_asking(nodes, settled.label, design, match, held, sides)]
    conflict = weight[row] >= match
    sides = Pairs(left[row], right[row], weight[row])
    return _asked(links, nodes, sides, conflict, row - len(certain), settled.edges.scored)


def _held_apart(label: Numbers, pairs: pa.Table) -> set[tuple[int, int]]:
    a, b = (label[numbers(pairs[side])] for side in PAIR.names)
    return set(zip(np.minimum(a, b).tolist(), np.maximum(a, b).tolist(), strict=True))


def _worth_asking(
    nodes: pa.Table,
    label: Numbers,
    design: Design,
    match: float,
    held: set[tuple[int, int]],
    pairs: Pairs,
) -> np.ndarray:
    a, b = label[pairs.left], label[pairs.right]
    keys = zip(np.minimum(a, b).tolist(), np.maximum(a, b).tolist(), strict=True)
    kept = np.array([key not in held for key in keys], dtype=bool)
    for column in design.exclusive:
        one_of = _value_of(label, coded(nodes[column]))
        parted = (one_of[a] >= 0) & (one_of[b] >= 0) & (one_of[a] != one_of[b])
        kept &= ~(parted & (pairs.weight < match))
    return kept


def _value_of(label: Numbers, values: Numbers) -> Numbers:
    found = np.full(len(label), -1, dtype=np.int64)
    has = values >= 0
    found[label[has]] = values[has]
    return found


def _asked(
    links: pa.Table,
    nodes: pa.Table,
    pairs: Pairs,
    conflict: np.ndarray,
    row: Numbers,
    likely: pa.Table,
) -> pa.Table:
    names = nodes["unit"].combine_chunks()
    units, records = links["unit"].combine_chunks(), links["record"].combine_chunks()
    one, other = (
        records.take(pc.index_in(names.take(pa.array(side)), units))
        for side in (pairs.left, pairs.right)
    )
    at = pa.array(np.maximum(row, 0), mask=row < 0)
    words = likely["evidence"].combine_chunks().take(at)
    swap = pc.greater(one, other)
    table = pa.table(
        {
            "left": pc.if_else(swap, other, one),
            "right": pc.if_else(swap, one, other),
            "score": probability(pairs.weight),
            "evidence": pc.fill_null(words, json.dumps({"conflict": "numbers"})),
            "band": pc.if_else(pa.array(conflict), "conflict", "doubt"),
        },
        schema=DOUBTS,
    )
    return table.filter(pc.and_(pc.is_valid(table["left"]), pc.is_valid(table["right"])))


def counts(spine: Spine, found: pa.Table) -> dict[str, int]:
    """Return how many records, persons and doubts there are, and how many links of each step."""
    steps = spine.links["step"].value_counts().to_pylist()
    alive = pc.sum(pc.is_null(spine.people["merged_into"])).as_py() or 0
    return {
        "records": len(spine.links),
        "persons": len(pc.unique(spine.links["person"])),
        "people": alive,
        "doubts": len(found),
    } | {f"step {one['values']}": one["counts"] for one in steps}
