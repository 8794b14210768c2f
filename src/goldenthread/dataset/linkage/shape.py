"""What linkage is given and what it gives: records, the identity spine, decisions, doubts.

Everything is an Arrow table with the columns declared here, so that the store can keep it (all of
it is identifiable but `people`) and any engine can read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pyarrow as pa

TEXT = pa.string()
DAY = pa.date32()

# One row of a partner's table that says whose it is. `traced` says that its NHS number came back
# from tracing, `old_nhs_number` the number it supersedes, `about` the record or person it answers.
RECORDS = pa.schema(
    [
        ("record", TEXT),
        ("source", TEXT),
        ("table", TEXT),
        ("load", pa.int64()),
        ("extract_on", DAY),
        ("nhs_number", TEXT),
        ("upn", TEXT),
        ("uln", TEXT),
        ("local", TEXT),
        ("forename", TEXT),
        ("surname", TEXT),
        ("former_surname", TEXT),
        ("birth_date", DAY),
        ("sex", TEXT),
        ("postcode", TEXT),
        ("traced", pa.bool_()),
        ("old_nhs_number", TEXT),
        ("about", TEXT),
    ]
)

PEOPLE = pa.schema([("person", TEXT), ("born_run", TEXT), ("merged_into", TEXT)])

# `confidence` is 0 to 1; `value` is null where the status is absent.
IDENTIFIERS = pa.schema(
    [
        ("person", TEXT),
        ("kind", TEXT),
        ("value", TEXT),
        ("source", TEXT),
        ("first_on", DAY),
        ("last_on", DAY),
        ("confidence", pa.float64()),
        ("status", TEXT),
    ]
)

# `evidence` is JSON: which fields agree, are near, differ or are missing. `unit` is what the record
# says of a person, the same for every record that says just that.
LINKS = pa.schema(
    [
        ("record", TEXT),
        ("person", TEXT),
        ("step", TEXT),
        ("score", pa.float64()),
        ("evidence", TEXT),
        ("run", TEXT),
        ("unit", TEXT),
        ("source", TEXT),
        ("load", pa.int64()),
        ("extract_on", DAY),
    ]
)

UNITS = pa.schema(
    [
        ("unit", TEXT),
        ("source", TEXT),
        ("local", TEXT),
        ("nhs_number", TEXT),
        ("upn", TEXT),
        ("uln", TEXT),
        ("forename", TEXT),
        ("surname", TEXT),
        ("former_surname", TEXT),
        ("birth_date", TEXT),
        ("sex", TEXT),
        ("postcode", TEXT),
        ("traced", pa.bool_()),
        ("old_nhs_number", TEXT),
        ("about", TEXT),
        ("first_on", DAY),
        ("last_on", DAY),
        ("person", TEXT),
        ("again", pa.bool_()),
    ]
)

# `again` is true of a unit that the next run has to compare anew.
# `weight` is in bits (log2 of the odds); a step that is not scored has 0.
EDGES = pa.schema(
    [
        ("left", TEXT),
        ("right", TEXT),
        ("step", TEXT),
        ("weight", pa.float64()),
        ("score", pa.float64()),
        ("evidence", TEXT),
    ]
)

# `before` is JSON: the person of every record it touched, so that it can be undone.
DEEDS = pa.schema(
    [
        ("deed", TEXT),
        ("kind", TEXT),
        ("person", TEXT),
        ("other", TEXT),
        ("records", TEXT),
        ("before", TEXT),
        ("pairs", TEXT),
        ("why", TEXT),
        ("at", pa.timestamp("us", tz="UTC")),
        ("undone_at", pa.timestamp("us", tz="UTC")),
        ("undone_why", TEXT),
    ]
)

# One row: the model as JSON, and how many decisions of people it learnt from.
MODEL = pa.schema([("model", TEXT), ("taught", pa.int64())])

PAIRS = pa.schema([("left", TEXT), ("right", TEXT)])

# `band` is doubt, where the score is neither high nor low, or conflict, where a link was refused
# because it would give one person two numbers of a kind; left < right.
DOUBTS = pa.schema(
    [
        ("left", TEXT),
        ("right", TEXT),
        ("score", pa.float64()),
        ("evidence", TEXT),
        ("band", TEXT),
    ]
)

STATUSES = (
    "present and traced",
    "present untraced",
    "absent",
    "invalid",
    "conflicting",
    "superseded",
)


def empty(schema: pa.Schema) -> pa.Table:
    """Return a table of no rows."""
    return schema.empty_table()


def table(schema: pa.Schema, rows: list[dict[str, Any]]) -> pa.Table:
    """Return rows as a table of that schema; what a row does not name is null."""
    return pa.Table.from_pylist(rows, schema=schema)


_PARTS = {
    "people": PEOPLE,
    "identifiers": IDENTIFIERS,
    "links": LINKS,
    "units": UNITS,
    "edges": EDGES,
    "deeds": DEEDS,
    "model": MODEL,
}


@dataclass(frozen=True, slots=True)
class Spine:
    """Who is who after a run: persons, their identifiers, the person of every record, and why.

    `units` and `edges` are what the next run builds on, `deeds` the merges and splits made by
    hand, `model` the model that scored the edges.
    """

    people: pa.Table = field(default_factory=lambda: empty(PEOPLE))
    identifiers: pa.Table = field(default_factory=lambda: empty(IDENTIFIERS))
    links: pa.Table = field(default_factory=lambda: empty(LINKS))
    units: pa.Table = field(default_factory=lambda: empty(UNITS))
    edges: pa.Table = field(default_factory=lambda: empty(EDGES))
    deeds: pa.Table = field(default_factory=lambda: empty(DEEDS))
    model: pa.Table = field(default_factory=lambda: empty(MODEL))

    def tables(self) -> dict[str, pa.Table]:
        """Return its tables by name, for the store."""
        return {name: getattr(self, name) for name in _PARTS}

    @classmethod
    def from_tables(cls, tables: Mapping[str, pa.Table]) -> "Spine":
        """Return the spine of tables as the store gave them back; a missing one is empty."""
        parts = {
            name: tables[name].select(schema.names).cast(schema).replace_schema_metadata(None)
            for name, schema in _PARTS.items()
            if name in tables
        }
        return cls(**parts)

    def with_tables(self, **tables: pa.Table) -> "Spine":
        """Return the spine with some of its tables replaced."""
        return replace(self, **tables)

    def person_of(self, record: str) -> str | None:
        """Return the person a record is of, or None where the spine does not know the record."""
        import pyarrow.compute as pc

        found = self.links.filter(pc.equal(self.links["record"], record))["person"]
        return found[0].as_py() if len(found) else None


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of records of which people said that they are of one person, or of two."""

    same: pa.Table = field(default_factory=lambda: empty(PAIRS))
    different: pa.Table = field(default_factory=lambda: empty(PAIRS))

    @classmethod
    def of(
        cls, same: Sequence[tuple[str, str]] = (), different: Sequence[tuple[str, str]] = ()
    ) -> "Decisions":
        """Return decisions from lists of pairs of records."""
        return cls(*(_pairs(pairs) for pairs in (same, different)))

    def __add__(self, other: "Decisions") -> "Decisions":
        return Decisions(
            *(
                pa.concat_tables([getattr(self, part.name), getattr(other, part.name)])
                for part in fields(self)
            )
        )


def _pairs(pairs: Sequence[tuple[str, str]]) -> pa.Table:
    return table(PAIRS, [{"left": left, "right": right} for left, right in pairs])


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run gives: the spine, the pairs in doubt, and how many links each step made."""

    spine: Spine
    doubts: pa.Table
    counts: dict[str, int]
