"""Puts the nodes of a set into clusters: steps first, then likelihood, within what limits allow."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends import BaseBackend
from numpy.typing import NDArray

from goldenthread.dataset.linkage import steps
from goldenthread.dataset.linkage.candidates import candidates
from goldenthread.dataset.linkage.clusters import Limits, Links, Numbers, components, settle
from goldenthread.dataset.linkage.design import Design
from goldenthread.dataset.linkage.model import Model
from goldenthread.dataset.linkage.scoring import laid, score

PAIR = pa.schema([("left", pa.int64()), ("right", pa.int64())])
# `step` is the number of the design's step; answers of tracing come before all of them.
CERTAIN = pa.schema([*PAIR, ("step", pa.int64())])
SCORED = pa.schema([*PAIR, ("weight", pa.float64()), ("evidence", pa.string())])
TRACED = -1


@dataclass(frozen=True, slots=True)
class Edges:
    """What is known of pairs of nodes, from this run and the ones before.

    `certain` is as CERTAIN, `scored` as SCORED, `apart` as PAIR: pairs that are two people.
    """

    certain: pa.Table
    scored: pa.Table
    apart: pa.Table


@dataclass(frozen=True, slots=True)
class Settled:
    """The label of each node after the steps and at the end, and what it rests on."""

    first: Numbers
    label: Numbers
    same: pa.Table
    edges: Edges


def numbers(column: pa.ChunkedArray) -> Numbers:
    """Return a column of whole numbers as an array."""
    found: Numbers = column.to_numpy().astype(np.int64, copy=False)
    return found


def coded(column: pa.ChunkedArray) -> Numbers:
    """Return a number for each distinct value of a column, -1 where there is none."""
    indices = column.combine_chunks().dictionary_encode().indices
    found: Numbers = pc.fill_null(indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    return found


def first_labels(
    nodes: pa.Table, certain: pa.Table, design: Design, same: pa.Table, different: pa.Table
) -> Numbers:
    """Return the label of each node by what people decided and by the steps."""
    start = components(len(nodes), numbers(same["left"]), numbers(same["right"]))
    links = Links(*(numbers(certain[name]) for name in ("left", "right", "step")))
    return settle(start, links, _limits(nodes, design, different), share_out=True)


def _limits(nodes: pa.Table, design: Design, *apart: pa.Table) -> Limits:
    values = tuple(coded(nodes[column]) for column in design.exclusive)
    left, right = (
        np.concatenate([numbers(pairs[side]) for pairs in apart]) for side in ("left", "right")
    )
    return Limits(values, left, right)


def last_labels(
    nodes: pa.Table, first: Numbers, edges: Edges, design: Design, match: float, different: pa.Table
) -> Numbers:
    """Return the label of each node after likelihood; pairs of siblings are kept apart."""
    weight = edges.scored["weight"].to_numpy()
    good = weight >= match
    left, right = (numbers(edges.scored[side])[good] for side in ("left", "right"))
    if design.tie:
        order = -np.floor(weight[good] / design.tie).astype(np.int64)
    else:
        order = _ranks(weight[good], left, right)
    siblings = edges.apart
    a, b = first[numbers(siblings["left"])], first[numbers(siblings["right"])]
    siblings = siblings.filter(pa.array(a != b))
    limits = _limits(nodes, design, different, siblings)
    return settle(first, Links(left, right, order), limits, share_out=False)


def _ranks(weight: np.ndarray, left: Numbers, right: Numbers) -> Numbers:
    order = np.lexsort((right, left, -weight))
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def without(pairs: pa.Table, nodes: NDArray[np.bool_]) -> pa.Table:
    """Return the pairs in which none of the nodes has a part."""
    touched = nodes[numbers(pairs["left"])] | nodes[numbers(pairs["right"])]
    return pairs.filter(pa.array(~touched))


def once(certain: pa.Table) -> pa.Table:
    """Return each link of the steps once, left before right."""
    left, right, step = (numbers(certain[name]) for name in CERTAIN.names)
    rows = np.unique(np.stack([np.minimum(left, right), np.maximum(left, right), step]), axis=1)
    return pa.table([pa.array(row) for row in rows], schema=CERTAIN)


def come_apart(certain: pa.Table, first: Numbers) -> NDArray[np.bool_]:
    """Say of each node whether it stands apart from one that an earlier run held it together with.

    Such nodes were not compared by likelihood then, and have to be now.
    """
    old = components(len(first), numbers(certain["left"]), numbers(certain["right"]))
    return np.bincount(old[first != first[old]], minlength=len(first))[old] > 0


def found_steps(backend: BaseBackend, nodes: pa.Table, design: Design) -> pa.Table:
    """Return the links of the steps that the fresh ones of the nodes have a part in."""
    with laid(backend, nodes) as laid_nodes:
        return steps.links(laid_nodes, design).to_pyarrow().cast(CERTAIN)


def found_scores(
    backend: BaseBackend, nodes: pa.Table, design: Design, model: Model
) -> tuple[pa.Table, pa.Table]:
    """Return the scored pairs of nodes and the pairs that are two people.

    `nodes` has `fresh` and `cluster`, the label of each after the steps.
    """
    with (
        laid(backend, nodes) as laid_nodes,
        laid(backend, candidates(laid_nodes, design)) as pairs,
    ):
        scored = score(backend, laid_nodes, pairs.filter(~pairs.apart), design, model)
        apart = pairs.filter(pairs.apart).select("left", "right").to_pyarrow().cast(PAIR)
    return scored, apart
