"""Which pairs are scored at all: those that share a block and that numbers do not part."""

import ibis
from ibis import Table, _

from goldenthread.dataset.linkage.design import Design
from goldenthread.dataset.linkage.steps import NAMED, joined

COMPARED = (*NAMED, "forename_sound", "postcode", "cluster")


def candidates(nodes: Table, design: Design) -> Table:
    """Return pairs of nodes, each once, that share a block and are not of one cluster yet.

    Left out are pairs with two values of what one person has once. `apart` is true for pairs that
    the design says are two people; they are not scored, but keep clusters apart.
    """
    columns = tuple(
        dict.fromkeys(name for name in (*COMPARED, *design.exclusive) if name in nodes.columns)
    )
    parts = []
    for block in design.blocks:
        pairs, left, right = joined(nodes, block, columns)
        pairs = pairs.filter(left.cluster != right.cluster)
        for column in design.exclusive:
            pairs = pairs.filter((left[column] == right[column]).fill_null(True))
        apart = ibis.literal(False) if design.forbids is None else design.forbids(left, right)
        parts.append(pairs.select(left="node_l", right="node_r", apart=apart))
    found = ibis.union(*parts, distinct=False) if len(parts) > 1 else parts[0]
    return found.group_by("left", "right").agg(apart=_.apart.any())
