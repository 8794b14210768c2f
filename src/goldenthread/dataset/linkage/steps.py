"""The links that need no likelihood: numbers that agree, and demographics that are the same."""

from typing import Any

import ibis
from ibis import Table, _

from goldenthread.dataset.linkage.design import Design, Step

# Groups larger than this say that a value stands for "not known", not that all are one person.
MOST_IN_A_GROUP = 1000


def _pick(nodes: Table, names: set[str], side: str) -> Table:
    return nodes.select(**{f"{name}_{side}": nodes[name] for name in sorted(names)})


class Side:
    """One side of a joined pair, its columns by their own names."""

    def __init__(self, joined: Table, side: str) -> None:
        self._joined, self._side = joined, side

    def __getattr__(self, name: str) -> Any:
        return self._joined[f"{name}_{self._side}"]

    def __getitem__(self, name: str) -> Any:
        return self._joined[f"{name}_{self._side}"]


def joined(nodes: Table, same: tuple[str, ...], among: tuple[str, ...]) -> tuple[Table, Side, Side]:
    """Return pairs of nodes, left before right, that agree in `same`, with the columns of both.

    Pairs of which neither is fresh were joined in an earlier run and are left out.
    """
    needed = {"node", "fresh", *same, *among}
    has = nodes.filter([nodes[name].notnull() for name in same])
    left, right = _pick(has, needed, "l"), _pick(has, needed, "r")
    on = [left[f"{name}_l"] == right[f"{name}_r"] for name in same]
    pairs = left.inner_join(right, [*on, left.node_l < right.node_r])
    pairs = pairs.filter(pairs.fresh_l | pairs.fresh_r)
    return pairs, Side(pairs, "l"), Side(pairs, "r")


def _equal(nodes: Table, step: Step) -> Table:
    """Link each node to the first that says the same; as good as all pairs, and far fewer."""
    has = nodes.filter([nodes[name].notnull() for name in step.same])
    window = ibis.window(group_by=list(step.same))
    first = has.select(
        left=has.node.min().over(window),
        right=has.node,
        size=has.node.count().over(window),
        fresh=has.fresh.any().over(window),
    )
    kept = first.filter(_.left != _.right, _.fresh, _.size <= MOST_IN_A_GROUP)
    return kept.select("left", "right")


def _pairs(nodes: Table, step: Step, columns: tuple[str, ...]) -> Table:
    sizes = nodes.group_by(list(step.same)).agg(size=_.count()).filter(_.size <= MOST_IN_A_GROUP)
    kept = nodes.semi_join(sizes, list(step.same))
    pairs, left, right = joined(kept, step.same, columns)
    assert step.also is not None
    return pairs.filter(step.also(left, right)).select(left="node_l", right="node_r")


NAMED = (
    "forename",
    "surname",
    "former_surname",
    "birth_date",
    "born_year",
    "born_month",
    "born_day",
)


def links(nodes: Table, design: Design) -> Table:
    """Return the links of all steps of a design: left, right, and the number of the step.

    `nodes` has the columns of the design, `node` (int64) and `fresh` (boolean).
    """
    parts = []
    columns = tuple(name for name in NAMED if name in nodes.columns)
    for number, step in enumerate(design.steps):
        found = _equal(nodes, step) if step.also is None else _pairs(nodes, step, columns)
        parts.append(found.mutate(step=ibis.literal(number, type="int64")))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]
