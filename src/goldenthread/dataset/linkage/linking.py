"""One run of the linkage: records and the spine before it give the spine after it, and doubts."""

from uuid import uuid4

import numpy as np
import pyarrow as pa
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage import arriving, evidence, identifiers, persons, settling
from goldenthread.dataset.linkage.deeds import held_by_hand
from goldenthread.dataset.linkage.design import CHILDREN, Design
from goldenthread.dataset.linkage.model import Model, write
from goldenthread.dataset.linkage.settling import Edges, Settled
from goldenthread.dataset.linkage.shape import MODEL, Decisions, Linked, Spine, table
from goldenthread.dataset.linkage.training import model_for


def link(
    backend: BaseBackend,
    records: pa.Table,
    spine: Spine | None = None,
    decisions: Decisions | None = None,
    model: Model | None = None,
    *,
    design: Design = CHILDREN,
    run: str = "",
) -> Linked:
    """Return the spine with these records linked into it, the pairs in doubt, and counts by step.

    `records` are new ones or all of them: one already linked that says nothing new costs nothing.
    The result is the same whether records come at once or in any number of runs, as long as the
    model is the same; with another model everything is scored again. Without one given the
    spine's own is used until people decided much more (`training.model_for`).
    """
    before, run = spine or Spine(), run or uuid4().hex
    decided = (decisions or Decisions()) + held_by_hand(before)
    links, known = arriving.received(backend, records, before)
    links, known = arriving.parted(links, known, decided)
    nodes = arriving.compared_nodes(backend, known)
    at = arriving.Places(links, known)
    same, different = at.pairs(decided.same), at.pairs(decided.different)
    taught = at.pairs(decisions.same) if decisions else same.slice(0, 0)
    chosen, learnt = (
        (model, 0) if model else model_for(backend, nodes, design, before.model, taught)
    )
    about = at.about(before.links)
    settled = _settled(backend, nodes, before, chosen, design, same, different, about)
    person = persons.assigned(settled.label, known["person"], before.people)
    after = Spine(
        people=persons.people_after(before.people, person, known["person"], run),
        identifiers=identifiers.of(known, nodes, person),
        links=evidence.links_after(links, before.links, nodes, settled, person, design, run),
        units=arriving.kept_units(known, person),
        edges=evidence.stored_edges(nodes, settled.edges, design),
        deeds=before.deeds,
        model=table(MODEL, [{"model": write(chosen), "taught": learnt}]),
    )
    doubts = evidence.doubts(links, nodes, settled, design, chosen.match, different)
    return Linked(after, doubts, evidence.counts(after, doubts))


def _settled(
    backend: BaseBackend,
    nodes: pa.Table,
    spine: Spine,
    model: Model,
    design: Design,
    same: pa.Table,
    different: pa.Table,
    about: pa.Table,
) -> Settled:
    """Find the links of what is fresh, keep those of the rest, and settle them all."""
    kept = evidence.edges_before(spine.edges, nodes, design)
    fresh = nodes["fresh"].to_numpy(zero_copy_only=False)
    found = settling.found_steps(backend, nodes, design)
    certain = settling.without(kept.certain, fresh)
    certain = settling.once(pa.concat_tables([certain, found, about]))
    first = settling.first_labels(nodes, certain, design, same, different)
    again = fresh | settling.come_apart(kept.certain, first)
    if spine.model["model"].to_pylist() != [write(model)]:
        again = np.ones(len(nodes), dtype=bool)
    if again.any():
        scored, apart = _scored(backend, nodes, again, first, design, model)
        scored = pa.concat_tables([settling.without(kept.scored, again), scored])
        apart = pa.concat_tables([settling.without(kept.apart, again), apart])
    else:
        scored, apart = kept.scored, kept.apart
    edges = Edges(certain, scored, apart)
    label = settling.last_labels(nodes, first, edges, design, model.match, different)
    return Settled(first, label, same, edges)


def _scored(
    backend: BaseBackend,
    nodes: pa.Table,
    again: np.ndarray,
    first: np.ndarray,
    design: Design,
    model: Model,
) -> tuple[pa.Table, pa.Table]:
    at = nodes.column_names.index("fresh")
    asked = nodes.set_column(at, "fresh", pa.array(again)).append_column("cluster", pa.array(first))
    scored, apart = settling.found_scores(backend, asked, design, model)
    return evidence.told(scored, model), apart


def partition(backend: BaseBackend, nodes: pa.Table, design: Design, model: Model) -> np.ndarray:
    """Return a label for each row of a table linked by a design of its own; equal: one person.

    `nodes` has `node` (int64, 0 and up, in order), `unit` (text, unlike any other's) and the
    columns of the design.
    """
    nodes = nodes.append_column("fresh", pa.array(np.ones(len(nodes), dtype=bool)))
    none, nothing = settling.PAIR.empty_table(), settling.CERTAIN.empty_table()
    return _settled(backend, nodes, Spine(), model, design, none, none, nothing).label
