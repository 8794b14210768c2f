"""Everything that is held of one person: for the copy of their data that they may ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from goldenthread.areas.models import LocalArea
from goldenthread.core.calendar import day_words

from ..models import Load, RightsRequest
from ..rules.cover import agreements_for
from ..rules.keys import keyed_name
from ..rules.matching import Identity, owner_of, tells_of
from ..rules.shielding import HIDDEN
from ..rules.third_parties import why_looked_at
from ..sources import all_sources
from ..sources.shape import Column, Source, Table
from ..store import Store
from .agreements import covers_of, needs_of
from .loads import store_of
from .rights import People, identity_of, people_in, readings_of
from .shields import Shielded, shielded
from .spine import part_of_spine
from .told import as_sent

Place = tuple[str, str, str]
WHOLE = "*"
WHY_HELD_BACK = "Found by what it holds: make sure that it is about this person"
FREE = "A column that the data set does not know: it may tell of somebody else"
LEFT_OUT = "Left out: it is about somebody else"


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its field, what that means, the value in words, and why to look at it first."""

    name: str
    words: str
    text: str
    why: str = ""
    left_out: bool | None = None

    @property
    def shown(self) -> str:
        """Return what the person is given."""
        return LEFT_OUT if self.left_out else self.text


@dataclass(frozen=True, slots=True)
class Sent:
    """An extract that brought a row: its number, day, who sent it, and the agreements for it."""

    load: int
    extract_on: date
    partner: str
    agreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One row as held: of which table, which extracts said it so, and its values."""

    source: str
    source_words: str
    table: str
    table_words: str
    record: str
    sent: tuple[Sent, ...]
    values: tuple[Value, ...]
    held_back: bool = False

    def place(self, value: Value) -> Place:
        """Return where a value is, as a reviewer's decision names it."""
        return (self.record, f"{self.source}.{self.table}", value.name[:60])


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of one person's data: identifiers, how records were joined, rows, and who read them.

    `identifiers` are (kind, value, source, status, first and last day), `links` are (table's
    source, how it was joined, how sure), `readings` are (when, why, on which page).
    """

    number: int
    identifiers: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, ...], ...]
    rows: tuple[Held, ...]
    readings: tuple[tuple[str, ...], ...]
    persons: frozenset[str] = field(default_factory=frozenset)

    def flagged(self) -> list[tuple[Place, Held, Value]]:
        """Return what must be looked at before release, with the row that it stands in."""
        return [
            (row.place(value), row, value) for row in self.rows for value in row.values if value.why
        ]

    def places(self) -> list[Place]:
        """Return the places that must be looked at, each once."""
        return list(dict.fromkeys(place for place, _, _ in self.flagged()))


def copy_for(request: RightsRequest) -> Copy:
    """Return what is held of the person a request is about, with what reviewers decided.

    Where somebody else asks for a shielded person, nothing tells where they are. Whoever shows it
    writes the reading down first.
    """
    area = request.area
    people = people_in(area, [request])
    own = request.asked_by == "themself"
    gatherer = _Gatherer(area, people, Shielded() if own else shielded(area))
    decided = {
        (one.record, one.table, one.field): one.leave_out for one in request.redactions.all()
    }
    rows = tuple(_decided(row, decided) for row in gatherer.rows())
    return Copy(
        request.number,
        _identifiers(area, people),
        _links(area, people),
        rows,
        _readings(area, people),
        people.persons,
    )


def _decided(row: Held, decided: dict[Place, bool]) -> Held:
    whole = decided.get((row.record, f"{row.source}.{row.table}", WHOLE))
    values = tuple(
        replace(value, left_out=whole or decided.get(row.place(value)))
        if value.why or whole
        else value
        for value in row.values
    )
    return replace(row, values=values)


class _Gatherer:
    """Collects a person's rows from every load, each version of a row once."""

    def __init__(self, area: LocalArea, people: People, hides: Shielded) -> None:
        self.area, self.people, self.hides = area, people, hides
        self.store = store_of(area)
        self.covers = covers_of(area)
        self.who: Identity = identity_of(area, people)

    def rows(self) -> list[Held]:
        """Return the rows, those of one table together, and last those that were held back."""
        found: dict[tuple[Any, ...], Held] = {}
        for load in Load.objects.filter(area=self.area, state=Load.COMPLETE).order_by("pk"):
            if load.source not in all_sources():
                continue
            source = all_sources()[load.source]
            for table in source.tables:
                sent = self._sent(load, source, table)
                for one in (*self._accepted(load, source, table), *self._back(load, source, table)):
                    key = (one.source, one.table, one.record, one.values)
                    had = found.get(key)
                    found[key] = replace(one, sent=((*had.sent, sent) if had else (sent,)))
        return sorted(found.values(), key=lambda row: (row.held_back, row.source, row.table))

    def _sent(self, load: Load, source: Source, table: Table) -> Sent:
        needs = [need for need in needs_of(source) if need.table == table.name]
        names = agreements_for(needs, self.covers, load.purpose, load.begun_at.date())
        return Sent(load.pk, load.extract_on, load.partner, names)

    def _accepted(self, load: Load, source: Source, table: Table) -> Iterator[Held]:
        for row in rows_of(self.store, load.folder, table, self.people.records):
            shown = self.hides.row(table, row)
            values = tuple(_value(table, one, shown[one.name]) for one in _given(table, shown))
            yield _held(source, table, str(row["record"]), values)

    def _back(self, load: Load, source: Source, table: Table) -> Iterator[Held]:
        path = self.store.quarantine(load.folder, table.name)
        owner = owner_of(source.code, load.partner)
        for batch in self.store.batches(path) if path.exists() else ():
            for row in batch.to_pylist():
                said = as_sent(row["raw"])
                known = row.get("record") in self.people.records
                if known or tells_of(self.who, owner, said):
                    where = f"{load.folder}/{table.name}/{row['row']}"
                    name = keyed_name(self.store.secret, "held back", where)
                    yield self._as_sent(source, table, name, said)

    def _as_sent(self, source: Source, table: Table, name: str, said: dict[str, Any]) -> Held:
        """Return a row that was held back; the first of its values stands for the whole of it."""
        known = {column.name: column for column in table.columns}
        shown = self.hides.row(table, said, *self.people.persons)
        if self.hides.hides(*self.people.persons):
            shown = {key: value if key in known else HIDDEN for key, value in shown.items()}
        whole = Value(WHOLE, "Whether this row is theirs", "It could not be read", WHY_HELD_BACK)
        values = tuple(
            _value(table, known[key], value) if key in known else Value(key, key, str(value), FREE)
            for key, value in shown.items()
            if value not in (None, "")
        )
        return replace(_held(source, table, name, (whole, *values)), held_back=True)


def rows_of(
    store: Store, folder: str, table: Table, records: frozenset[str]
) -> list[dict[str, Any]]:
    """Return the rows of some records in a table of a load, identifying columns too."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    facts, names = store.facts(folder, table.name), store.identifying(folder, table.name)
    if not facts.exists() or not records:
        return []
    wanted = pc.field("record").isin(sorted(records))
    rows = {row["row"]: row for row in pq.read_table(facts, filters=wanted).to_pylist()}
    if rows and names.exists():
        mine = pc.field("record").isin(sorted(records))
        for row in store.read_locked(names, filters=mine).to_pylist():
            rows[row["row"]] = rows.get(row["row"], {}) | row
    return list(rows.values())


def _given(table: Table, row: dict[str, Any]) -> list[Column]:
    return [one for one in table.columns if row.get(one.name) not in (None, "")]


def _held(source: Source, table: Table, record: str, values: tuple[Value, ...]) -> Held:
    return Held(source.code, source.words, table.name, table.words, record, (), values)


def _value(table: Table, column: Column, value: object) -> Value:
    why = why_looked_at(
        column.name,
        column.kind,
        value,
        restricted=table.restricted,
        identifying=column.identifying,
    )
    return Value(column.name, column.words, in_words(column, value), why)


def in_words(column: Column, value: object) -> str:
    """Return a value as the person can read it: days and codes in words."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime | date):
        return day_words(value)
    for code in column.codes.codes if column.codes else ():
        if code.code == value:
            return f"{code.words} ({code.code})"
    return str(value)


KINDS = {"nhs_number": "NHS number", "upn": "UPN", "uln": "ULN", "local": "Their own reference"}


def _from(code: str) -> str:
    known = all_sources().get(code)
    return known.words if known else code


def _identifiers(area: LocalArea, people: People) -> tuple[tuple[str, ...], ...]:
    rows = part_of_spine(area, "identifiers", "person", people.persons) if people.persons else []
    return tuple(
        (
            KINDS.get(row["kind"], row["kind"]),
            row["value"].rpartition(":")[2] if row["kind"] == "local" else row["value"],
            _from(str(row["source"])),
            str(row["status"]).capitalize(),
            *(day_words(row[day]) if row[day] else "" for day in ("first_on", "last_on")),
        )
        for row in rows
        if row["value"]
    )


def _links(area: LocalArea, people: People) -> tuple[tuple[str, ...], ...]:
    rows = part_of_spine(area, "links", "person", people.persons) if people.persons else []
    steps = {(_from(str(r["source"])), str(r["step"]), f"{r['score'] or 0:.3f}") for r in rows}
    return tuple(sorted(steps))


def _readings(area: LocalArea, people: People) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (day_words(one.at.date()), one.get_reason_display(), one.page)
        for one in readings_of(area, people)
    )
