"""The numbers of every person: from which source, since when, how sure, and of what standing."""

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.dataset.linkage.shape import IDENTIFIERS

KINDS = ("nhs_number", "upn", "uln", "local")
TRACED, UNTRACED, ABSENT, INVALID, CONFLICTING, SUPERSEDED = (
    "present and traced",
    "present untraced",
    "absent",
    "invalid",
    "conflicting",
    "superseded",
)


def of(found: pa.Table, nodes: pa.Table, person: pa.Array) -> pa.Table:
    """Return one row for each person, kind, value and source, and one where a number is absent.

    A number is traced where tracing gave it, superseded where tracing gave another in its place,
    invalid where its check digit fails, conflicting where one person has two that are good or two
    persons have one. `confidence` is 1 for a traced number, 1 - 0.1 to the power of the number of
    sources for one that stands unopposed, the share of a person's units that give it for one in
    conflict, 0 for any other.
    """
    given = pa.concat_tables([_said(found, nodes, person, kind) for kind in KINDS])
    connection = ibis.duckdb.connect()
    try:
        said = connection.create_table("said", given)
        everybody = connection.create_table("everybody", pa.table({"person": pc.unique(person)}))
        return _judged(said, everybody).to_pyarrow().select(IDENTIFIERS.names).cast(IDENTIFIERS)
    finally:
        connection.disconnect()


def _said(found: pa.Table, nodes: pa.Table, person: pa.Array, kind: str) -> pa.Table:
    """Return what units say of one kind of number, with what becomes of it."""
    value = found[kind]
    if kind == "local":
        good, current = pc.is_valid(value), value
    else:
        good, current = pc.is_valid(nodes[kind]), nodes[kind]
    old = pc.fill_null(pc.not_equal(current, value), False)
    table = pa.table(
        {
            "person": person,
            "kind": pa.repeat(kind, len(found)),
            "value": value,
            "source": found["source"],
            "first_on": found["first_on"],
            "last_on": found["last_on"],
            "good": good,
            "old": old,
            "traced": pc.and_(found["traced"], pa.scalar(kind == "nhs_number")),
        }
    )
    return table.filter(pc.is_valid(value))


def _judged(said: ibis.Table, everybody: ibis.Table) -> ibis.Table:
    _ = ibis._
    rows = said.group_by("person", "kind", "value", "source").agg(
        first_on=_.first_on.min(),
        last_on=_.last_on.max(),
        good=_.good.any(),
        old=_.old.any(),
        units=_.count(),
    )
    values = said.group_by("person", "kind", "value").agg(
        traced=_.traced.any(),
        standing=(_.good & ~_.old).any(),
        sources=_.source.nunique(),
        times=_.count(),
    )
    standing = values.filter(_.standing, _.kind != "local")
    several = standing.group_by("person", "kind").agg(rivals=_.count(), total=_.times.sum())
    shared = standing.group_by("kind", "value").agg(holders=_.person.nunique())
    told = rows.left_join(values, ["person", "kind", "value"])
    told = told.left_join(several, ["person", "kind"]).left_join(shared, ["kind", "value"])
    rival = ((told.rivals > 1) | (told.holders > 1)).fill_null(False)
    status = ibis.cases(
        (~told.good, INVALID),
        (told.old, SUPERSEDED),
        (rival, CONFLICTING),
        (told.traced, TRACED),
        else_=UNTRACED,
    )
    confidence = ibis.cases(
        (status.isin([INVALID, SUPERSEDED]), 0.0),
        (rival, told.times / told.total),
        (told.traced, 1.0),
        else_=1 - ibis.literal(0.1) ** told.sources,
    )
    present = told.select(
        "person",
        "kind",
        "value",
        "source",
        "first_on",
        "last_on",
        confidence=confidence.cast("float64"),
        status=status,
    )
    return ibis.union(present, _absent(rows, everybody))


def _absent(rows: ibis.Table, everybody: ibis.Table) -> ibis.Table:
    """Return a row for each person without any NHS number, UPN or ULN that is good."""
    parts = []
    for kind in KINDS[:3]:
        have = rows.filter(rows.kind == kind, rows.good).select("person").distinct()
        parts.append(
            everybody.anti_join(have, "person").select(
                "person",
                kind=ibis.literal(kind),
                value=ibis.null("string"),
                source=ibis.literal(""),
                first_on=ibis.null("date"),
                last_on=ibis.null("date"),
                confidence=ibis.literal(0.0),
                status=ibis.literal(ABSENT),
            )
        )
    return ibis.union(*parts)
