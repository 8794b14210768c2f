"""What comes in: records become links and units, units become nodes to compare."""

import hashlib

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage import units
from goldenthread.dataset.linkage.scoring import laid
from goldenthread.dataset.linkage.settling import CERTAIN, PAIR, TRACED
from goldenthread.dataset.linkage.shape import UNITS, Decisions, Spine

CAME = ["record", "unit", "source", "load", "extract_on"]


def received(backend: BaseBackend, records: pa.Table, spine: Spine) -> tuple[pa.Table, pa.Table]:
    """Return a link for each record (record, unit, source, load, extract_on), and all units.

    A record that came more than once says what its latest extract says; what it said earlier
    stays as a unit. An answer about nobody we know is left out until we do.
    """
    with (
        laid(backend, records) as laid_records,
        laid(backend, units.described(laid_records)) as clean,
    ):
        fresh = units.units_of(clean).to_pyarrow()
        came = clean.select(CAME).to_pyarrow()
    known = spine.links.select(CAME)
    every = pa.concat_tables([known, came.cast(known.schema)])
    links, found = _latest(every), _together(fresh, spine.units)
    whose = pc.is_null(found["about"])
    told_of = [links["record"], spine.links["person"], own_references(found)]
    every = pa.concat_arrays([chunk.cast(pa.string()) for one in told_of for chunk in one.chunks])
    kept = pc.or_(whose, pc.is_in(found["about"], every))
    if pc.all(kept).as_py():
        return links, found
    found = found.filter(kept)
    return links.filter(pc.is_in(links["unit"], found["unit"])), found


def own_references(found: pa.Table) -> pa.ChunkedArray:
    """Return the partner's own reference of each unit, without the source before it."""
    own = pc.replace_substring_regex(found["local"], "^[^:]*:[^:]*:", "")
    return pa.chunked_array([own.combine_chunks()])


def _latest(every: pa.Table) -> pa.Table:
    """Return each record once, as its latest extract has it, in the order they came."""
    every = every.combine_chunks()
    record = every["record"].combine_chunks().dictionary_encode().indices.to_numpy()
    if len(record) == 0 or record.max() + 1 == len(record):
        return every
    unit = pc.rank(every["unit"], sort_keys="ascending").to_numpy()
    day = pc.fill_null(every["extract_on"].cast(pa.int32()), 0).to_numpy()
    load = pc.fill_null(every["load"], 0).to_numpy()
    order = np.lexsort((unit, load, day, record))
    last = np.append(record[order][1:] != record[order][:-1], True)
    return every.take(pa.array(np.sort(order[last])))


def _together(fresh: pa.Table, known: pa.Table) -> pa.Table:
    """Return all units once, in the order of their names, with their first and last days."""
    at = pc.index_in(known["unit"], fresh["unit"].combine_chunks())
    first = pc.min_element_wise(known["first_on"], fresh["first_on"].take(at))
    last = pc.max_element_wise(known["last_on"], fresh["last_on"].take(at))
    known = known.set_column(known.column_names.index("first_on"), "first_on", first)
    known = known.set_column(known.column_names.index("last_on"), "last_on", last)
    added = fresh.filter(pc.invert(pc.is_in(fresh["unit"], known["unit"].combine_chunks())))
    added = added.append_column("person", pa.nulls(len(added), pa.string()))
    added = added.append_column("again", pa.repeat(True, len(added)))
    every = pa.concat_tables([known, added.select(UNITS.names).cast(UNITS)])
    return every.combine_chunks().take(pc.sort_indices(every["unit"])).combine_chunks()


def parted(links: pa.Table, found: pa.Table, decided: Decisions) -> tuple[pa.Table, pa.Table]:
    """Give two records that say just the same a unit each where people say they are of two."""
    places = {}
    for side in PAIR.names:
        at = pc.index_in(decided.different[side].combine_chunks(), links["record"].combine_chunks())
        places[side] = (at, links["unit"].combine_chunks().take(at))
    alike = pc.fill_null(pc.equal(places["left"][1], places["right"][1]), False)
    if not pc.any(alike).as_py():
        return links, found
    rows = pc.unique(pa.concat_arrays([at.filter(alike) for at, _unit in places.values()]))
    names, units_before = links["record"].take(rows), links["unit"].take(rows)
    own = [
        hashlib.sha256(f"{unit}\x1f{record}".encode()).hexdigest()[:32]
        for unit, record in zip(units_before.to_pylist(), names.to_pylist(), strict=True)
    ]
    after = np.array(links["unit"].to_pylist(), dtype=object)
    after[rows.to_numpy()] = own
    links = links.set_column(links.column_names.index("unit"), "unit", pa.array(after, pa.string()))
    copies = found.take(pc.index_in(units_before, found["unit"].combine_chunks()))
    copies = copies.set_column(0, "unit", pa.array(own))
    at_again = copies.column_names.index("again")
    copies = copies.set_column(at_again, "again", pa.repeat(True, len(copies)))
    left_empty = pc.and_(
        pc.is_in(found["unit"], pc.unique(units_before)),
        pc.invert(pc.is_in(found["unit"], links["unit"].combine_chunks())),
    )
    every = pa.concat_tables([found.filter(pc.invert(left_empty)), copies])
    return links, every.take(pc.sort_indices(every["unit"])).combine_chunks()


def compared_nodes(backend: BaseBackend, found: pa.Table) -> pa.Table:
    """Return units as nodes: numbered in their order, with the columns that are compared.

    A superseded NHS number counts as the number that took its place.
    """
    numbered = found.append_column("node", pa.array(np.arange(len(found), dtype=np.int64)))
    with laid(backend, numbered.drop_columns(["first_on", "last_on"])) as laid_units:
        nodes = units.compared(laid_units).order_by("node").to_pyarrow()
    nodes = units.with_sounds(nodes)
    fresh = pc.fill_null(nodes["again"], True)
    olds, news, told = _superseded(nodes)
    if len(olds):
        at = pc.index_in(nodes["nhs_number"], olds)
        current = pc.coalesce(news.take(at), nodes["nhs_number"].combine_chunks())
        nodes = nodes.set_column(nodes.column_names.index("nhs_number"), "nhs_number", current)
        fresh = pc.or_(fresh, pc.is_in(nodes["given_nhs_number"], olds.filter(told)))
    return nodes.append_column("fresh", fresh)


def _superseded(nodes: pa.Table) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Return old NHS numbers, the numbers that took their place, and whether that is news."""
    rows = nodes.filter(pc.is_valid(nodes["old_nhs_number"])).select(
        ["old_nhs_number", "nhs_number", "again"]
    )
    into: dict[str, str] = {}
    news: set[str] = set()
    for row in rows.sort_by("nhs_number").to_pylist():
        if row["nhs_number"] and row["nhs_number"] != row["old_nhs_number"]:
            into[row["old_nhs_number"]] = row["nhs_number"]
            if row["again"] is not False:
                news.add(row["old_nhs_number"])
    for old in into:
        seen = {old}
        while into[old] in into and into[old] not in seen:
            seen.add(into[old])
            into[old] = into[into[old]]
    olds = list(into)
    return (
        pa.array(olds, pa.string()),
        pa.array([into[old] for old in olds], pa.string()),
        pa.array([old in news for old in olds], pa.bool_()),
    )


def kept_units(found: pa.Table, person: pa.Array) -> pa.Table:
    """Return the units as the spine keeps them: each with its person, and compared."""
    found = found.set_column(found.column_names.index("person"), "person", person)
    return found.set_column(
        found.column_names.index("again"), "again", pa.repeat(False, len(found))
    )


class Places:
    """Where records and units stand among the nodes."""

    def __init__(self, links: pa.Table, found: pa.Table) -> None:
        self._record = links["record"].combine_chunks()
        self._unit = links["unit"].combine_chunks()
        self._units = found["unit"].combine_chunks()
        self._about = found["about"].combine_chunks()
        self._own, self._source = own_references(found).combine_chunks(), found["source"]

    def nodes_of(self, records: pa.Array) -> pa.Array:
        """Return the node of each record, null for one that is not known."""
        at = pc.index_in(records, self._record)
        return pc.index_in(self._unit.take(at), self._units, skip_nulls=True)

    def pairs(self, decided: pa.Table) -> pa.Table:
        """Return pairs of records as pairs of nodes; those not both known, or one, are left out."""
        left, right = (
            self.nodes_of(decided[side].combine_chunks()).cast(pa.int64()) for side in PAIR.names
        )
        pairs = pa.table({"left": left, "right": right}, schema=PAIR)
        pairs = pairs.filter(pc.and_(pc.is_valid(left), pc.is_valid(right)))
        return pairs.filter(pc.not_equal(pairs["left"], pairs["right"]))

    def about(self, before: pa.Table) -> pa.Table:
        """Return the links of answers of tracing to the record or person they answer.

        A partner's own reference does as well, as long as it is only one partner's.
        """
        asked = pc.is_valid(self._about)
        answers = np.flatnonzero(asked.to_numpy(zero_copy_only=False)).astype(np.int64)
        told_of = self._about.filter(asked)
        by_person = pc.index_in(told_of, before["person"].combine_chunks())
        records = pc.coalesce(before["record"].combine_chunks().take(by_person), told_of)
        other = pc.coalesce(self.nodes_of(records), self._of_reference(told_of)).cast(pa.int64())
        links = pa.table(
            {
                "left": pa.array(answers, pa.int64()),
                "right": other,
                "step": pa.repeat(pa.scalar(TRACED, pa.int64()), len(answers)),
            },
            schema=CERTAIN,
        )
        return links.filter(pc.is_valid(other))

    def _of_reference(self, told_of: pa.Array) -> pa.Array:
        """Return the node of the first unit with each reference, null where two sources have it."""
        asked = pc.is_in(self._own, told_of)
        table = pa.table({"own": self._own, "source": self._source}).filter(asked)
        sources = table.group_by("own").aggregate([("source", "count_distinct")])
        alone = sources.filter(pc.equal(sources["source_count_distinct"], 1))["own"]
        sure = pc.if_else(pc.is_in(told_of, alone.combine_chunks()), told_of, None)
        return pc.index_in(sure, self._own, skip_nulls=True)
