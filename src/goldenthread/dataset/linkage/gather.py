"""Reads, out of loads, the rows that say whose they are, as records for linkage."""

from collections.abc import Iterable

import ibis
import pyarrow as pa
from ibis import Table as Rows
from ibis import _
from ibis.backends import BaseBackend

from goldenthread.dataset.linkage.shape import RECORDS, empty
from goldenthread.dataset.sources import source as source_of
from goldenthread.dataset.sources.shape import Table
from goldenthread.dataset.store import Kept, Store, held_rows

TRACES = ("nhs_trace", "results")
# Answers with a number that is a person's: found, or found under a newer number.
FOUND = ("00", "90", "92")
NO_NUMBER = ("0000000000", "9999999999")

NAMES = ("nhs_number", "upn", "uln", "forename", "surname", "former_surname", "birth_date")
WHO = (*NAMES, "sex", "postcode")


def gather(backend: BaseBackend, store: Store, loads: Iterable[Kept]) -> pa.Table:
    """Return the records of loads (shape.RECORDS), every extract's, for `link`.

    A table without identifiers of its own is known by its parent's row, which may have come with
    an earlier load: give all loads that there are. Results of tracing become records about the
    record or person whose reference was sent.
    """
    kept = sorted(loads, key=lambda each: (each.extract_on, each.load))
    parts = [empty(RECORDS)]
    for each in kept:
        source = source_of(each.source)
        for table in source.tables:
            if not store.facts(each.folder, table.name).exists():
                continue
            if (source.code, table.name) == TRACES:
                parts.append(_of_traces(backend, store, each))
            elif table.who is not None:
                rows = held_rows(backend, store, source.code, table.name, [each])
                said = _who(backend, store, table, rows, each, kept)
                parts.append(_records(said, source.code, table.name, each))
    return pa.concat_tables(parts)


def _who(
    backend: BaseBackend,
    store: Store,
    table: Table,
    rows: Rows,
    load: Kept,
    loads: list[Kept],
) -> Rows:
    """Return record and what a row says of its person, by our names; its parent's where it has.

    `key_`, by which a table below finds its parent, is kept where `rows` has it.
    """
    who = table.who
    assert who is not None
    keys = [name for name in ("key_", "near_") if name in rows.columns]
    if not who.through:
        values = {name: _or_null(rows, getattr(who, name)) for name in WHO}
        return rows.select(
            "record",
            *keys,
            local=_or_null(rows, who.local).cast("string"),
            **(values | {"birth_date": values["birth_date"].cast("date")}),
        )
    above = source_of(load.source).table(who.through)
    parents = _parents(backend, store, above, load, loads)
    parents = parents.mutate(key_=parents[who.local].cast("string"))
    said = _once(_who(backend, store, above, parents, load, loads))
    child = rows.select("record", *keys, up_=rows[who.local].cast("string"))
    found = child.inner_join(said.rename(up_="key_"), "up_")
    return found.drop("up_")


def _parents(
    backend: BaseBackend, store: Store, above: Table, load: Kept, loads: list[Kept]
) -> Rows:
    """Return the rows a load's rows may belong to: its own, or earlier ones it did not bring."""
    own = held_rows(backend, store, load.source, above.name, [load])
    if source_of(load.source).snapshot:
        return own.mutate(near_=ibis.literal(True))
    ours = [each for each in loads if each.partner == load.partner]
    every = held_rows(backend, store, load.source, above.name, ours)
    return ibis.union(own.mutate(near_=ibis.literal(True)), every.mutate(near_=ibis.literal(False)))


def _once(said: Rows) -> Rows:
    """Keep one row for each parent, of the same load if there is one: a child is one person's."""
    ranked = said.mutate(
        place_=ibis.row_number().over(group_by=said.key_, order_by=[said.near_.desc(), said.record])
    )
    return ranked.filter(ranked.place_ == 0).drop("place_", "near_", "record")


def _or_null(rows: Rows, column: str) -> ibis.Value:
    return rows[column] if column else ibis.null("string")


def _records(said: Rows, source: str, table: str, load: Kept) -> pa.Table:
    ours = f"{source}:{load.partner}:"
    found = said.select(
        record=said.record,
        source=ibis.literal(source),
        table=ibis.literal(table),
        load=ibis.literal(load.load, "int64"),
        extract_on=ibis.literal(load.extract_on, "date"),
        local=ibis.literal(ours) + said.local.nullif(""),
        **{name: said[name] for name in WHO},
        traced=ibis.literal(False),
        old_nhs_number=ibis.null("string"),
        about=ibis.null("string"),
    )
    return found.select(RECORDS.names).to_pyarrow().cast(RECORDS)


def _of_traces(backend: BaseBackend, store: Store, load: Kept) -> pa.Table:
    rows = held_rows(backend, store, *TRACES, [load])
    found = rows.filter(_.result.isin(FOUND), _.nhs_number.notnull(), _.nhs_number.notin(NO_NUMBER))
    newer = found.asked_nhs_number != found.nhs_number
    said = found.select(
        record=found.record,
        source=ibis.literal(TRACES[0]),
        table=ibis.literal(TRACES[1]),
        load=ibis.literal(load.load, "int64"),
        extract_on=found.traced_on.cast("date"),
        nhs_number=found.nhs_number,
        upn=ibis.null("string"),
        uln=ibis.null("string"),
        local=ibis.null("string"),
        forename=found.forename,
        surname=found.surname,
        former_surname=ibis.null("string"),
        birth_date=found.birth_date.cast("date"),
        sex=found.sex,
        postcode=found.postcode,
        traced=ibis.literal(True),
        old_nhs_number=ibis.cases((newer & (found.result == "90"), found.asked_nhs_number)),
        about=found.reference,
    )
    return said.select(RECORDS.names).to_pyarrow().cast(RECORDS)
