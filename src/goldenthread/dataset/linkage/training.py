"""Which model a run uses: the one given, one trained on what there is, or the one shipped."""

from functools import cache
from importlib.resources import files

import pyarrow as pa
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage.design import Design
from goldenthread.dataset.linkage.model import Model, read
from goldenthread.dataset.linkage.scoring import LABELS_NEEDED, laid, teach, train

# Fewer units than these tell too little of how often fields agree by chance.
ENOUGH = 5000


@cache
def shipped() -> Model:
    """Return the model that was trained on the made-up country; it knows no real name."""
    return read((files(__package__) / "children.json").read_text(encoding="utf-8"))


def model_for(
    backend: BaseBackend, nodes: pa.Table, design: Design, held: pa.Table, taught: pa.Table
) -> tuple[Model, int]:
    """Return the model for these nodes, and how many decisions of people it learnt from.

    That is the one the spine holds (`held`), until there are half as many decisions again as it
    learnt from, or nodes enough for the first time. `taught` are the pairs of nodes that people
    said are of one person. Too few nodes: the model shipped, taught by decisions alone.
    """
    many, labels = len(nodes) >= ENOUGH, len(taught)
    if len(held):
        learnt = held["taught"][0].as_py()
        kept = read(held["model"][0].as_py())
        grown = many and not kept.frequencies
        if not grown and labels < max(LABELS_NEEDED, learnt * 3 // 2):
            return kept, learnt
    if many:
        with laid(backend, nodes) as laid_nodes:
            return train(backend, laid_nodes, design, same=taught), labels
    if labels < LABELS_NEEDED:
        return shipped(), 0
    with laid(backend, nodes) as laid_nodes:
        return teach(backend, laid_nodes, design, shipped(), taught), labels
