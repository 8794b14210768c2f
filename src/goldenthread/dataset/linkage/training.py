"""Which model a run uses: the one given, one trained on what there is, or the one shipped."""

from functools import cache
from importlib.resources import files

import pyarrow as pa
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage.design import Design
from goldenthread.dataset.linkage.model import Model, read
from goldenthread.dataset.linkage.scoring import laid, train

# Fewer units than these tell too little of how often fields agree by chance.
ENOUGH = 5000


@cache
def shipped() -> Model:
    """Return the model that was trained on the made-up country; it knows no real name."""
    return read((files(__package__) / "children.json").read_text(encoding="utf-8"))


def model_for(backend: BaseBackend, nodes: pa.Table, design: Design, same: pa.Table) -> Model:
    """Return a model for these nodes: trained where there are enough of them."""
    if len(nodes) < ENOUGH:
        return shipped()
    with laid(backend, nodes) as laid_nodes:
        return train(backend, laid_nodes, design, same=same)
