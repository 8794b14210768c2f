"""A person's record across education, health and care, as far as one reader may see it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from goldenthread.accounts.rules import Role
from goldenthread.areas.models import LocalArea

from ..models import Build
from ..rules.keys import linked_key
from ..rules.seeing import IN_OUTLINE, Depth, depth, sees_identifier
from ..rules.shielding import HIDDEN, tells_a_former_name, tells_a_place
from ..rules.telling import (
    SECTIONS,
    Entry,
    Record,
    Said,
    Section,
    in_order,
    title_of,
    unknown_words,
    wait_words,
)
from ..sources import all_sources
from ..sources.shape import Column, Kind, Table
from ..store import Kept, Store
from ..tables.classes import LINKED
from ..tables.feeds import feed_of, feeds_into
from ..tables.shape import LinkedTable
from .builds import folder_of, latest_build
from .loads import kept_loads, store_of
from .people import source_seen
from .shields import shielded
from .spine import part_of_spine

Row = dict[str, Any]
_NUMBERS = {
    "nhs_number": ("NHS number", Kind.NHS_NUMBER),
    "upn": ("Unique pupil number", Kind.UPN),
    "uln": ("Unique learner number", Kind.ULN),
}
_NAMES = (
    ("forename", "Forename"),
    ("surname", "Surname"),
    ("former_surname", "Former surname"),
    ("birth_date", "Date of birth"),
    ("sex", "Sex"),
    ("postcode", "Postcode"),
)
_PLACES_OF_NAMES = frozenset({"postcode", "former_surname"})
_SHOWN_ELSEWHERE = frozenset({"seen_on", "part"})


@dataclass(frozen=True)
class Reader:
    """Who reads whose record: what each row may show follows from it."""

    area: LocalArea
    person: str
    roles: frozenset[Role]
    hidden: bool
    loads: Mapping[int, Kept]

    def told_on(self, load: object) -> date | None:
        """Return the day of the extract that a load brought."""
        kept = self.loads.get(load) if isinstance(load, int) else None
        return kept.extract_on if kept else None

    @cached_property
    def heard(self) -> tuple[tuple[str, str, date | None], ...]:
        """Return code, words and newest day of each source loaded that this reader may know of."""
        newest: dict[str, date] = {}
        for kept in self.loads.values():
            newest[kept.source] = max(kept.extract_on, newest.get(kept.source, kept.extract_on))
        return tuple(
            (code, all_sources()[code].words, day)
            for code, day in sorted(newest.items())
            if source_seen(code, self.roles)
        )


def person_record(area: LocalArea, person: str, roles: Collection[Role]) -> Record:
    """Return what somebody with these roles may see of a person, told once.

    Rows of which a role sees nothing are not there at all, restricted ones above all; of a shielded
    person no place is shown. The caller has written the reading down before.
    """
    loads = {each.load: each for each in kept_loads(area)}
    hidden = shielded(area).hides(person)
    reader = Reader(area, person, frozenset(roles), hidden, loads)
    build = latest_build(area)
    entries = tuple(_entries(reader, build)) if build else ()
    return Record(
        person=person,
        names=tuple(_names(reader, build)) if build else (),
        numbers=tuple(_numbers(reader)),
        sections=tuple(_section(reader, *section, entries) for section in SECTIONS),
        timeline=in_order(entries),
        sources=tuple((words, day) for _, words, day in reader.heard),
        shielded=hidden,
    )


def _rows(reader: Reader, build: Build, table: str) -> list[Row]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = folder_of(build) / f"{table}.parquet"
    name = linked_key(store_of(reader.area).secret, reader.person)
    rows: list[Row] = pq.read_table(path, filters=pc.field("person") == name).to_pylist()
    return rows


def _entries(reader: Reader, build: Build) -> Iterator[Entry]:
    for name, table in LINKED.items():
        if name == "people":
            continue
        for row in _rows(reader, build, name):
            how = depth(reader.roles, row["domain"], bool(row["restricted"]))
            if how is not Depth.NOTHING:
                yield _entry(reader, table, row, outline=how is Depth.OUTLINE)


def _entry(reader: Reader, table: LinkedTable, row: Row, *, outline: bool) -> Entry:
    told_on = reader.told_on(row["load"])
    words = dict(_words(reader, table, row, outline=outline))
    details = [
        (_label(table.column(name)), value)
        for name, value in words.items()
        if name not in _SHOWN_ELSEWHERE
    ]
    if table.name == "referrals":
        details.insert(0, ("Wait", wait_words(row, told_on)))
    return Entry(
        table=table.name,
        domain=row["domain"],
        on=row["on"],
        until=row["until"],
        title=title_of(table.name, row, words),
        details=tuple(details),
        source=_source_words(row["source"]),
        told_on=told_on,
        outline=outline,
        lasting=table.lasting,
    )


def _words(
    reader: Reader, table: LinkedTable, row: Row, *, outline: bool
) -> Iterator[tuple[str, str]]:
    for column in table.own:
        value = row[column.name]
        if value is None or (outline and not _in_outline(column)):
            continue
        if reader.hidden and (tells_a_place(column) or tells_a_former_name(column)):
            yield column.name, HIDDEN
        else:
            yield column.name, _in_words(table, column, row)


def _in_outline(column: Column) -> bool:
    return column.name in IN_OUTLINE or column.kind is Kind.DATE


def _in_words(table: LinkedTable, column: Column, row: Row) -> str:
    value = row[column.name]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime | date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float | int | Decimal):
        return f"{value:,.0f}" + (
            f" {column.unit}" if column.unit and column.unit != "place" else ""
        )
    return _meaning(table, column, row) or str(value)


def _meaning(table: LinkedTable, column: Column, row: Row) -> str:
    """Return the words of a code by the list of the source column it came from, or nothing."""
    feed = feed_of(table.name, row["source"], row["extract"])
    origin = feed.columns.get(column.name) if feed else None
    if feed is None or not isinstance(origin, str):
        return ""
    shape = all_sources()[feed.source].table(feed.table)
    codes = _codes(shape, origin)
    return codes.get(str(row[column.name]), "")


def _codes(shape: Table, origin: str) -> dict[str, str]:
    if origin.startswith("who_"):
        return {}
    listed = shape.column(origin).codes
    return {code.code: code.words for code in listed.codes} if listed else {}


def _label(column: Column) -> str:
    return column.name.removesuffix("_on").replace("_", " ").capitalize()


def _source_words(code: str) -> str:
    known = all_sources().get(code)
    return known.words if known else code


def _section(
    reader: Reader, key: str, words: str, tables: tuple[str, ...], entries: tuple[Entry, ...]
) -> Section:
    mine = [entry for entry in entries if entry.table in tables]
    if key == "waits":
        mine = [entry for entry in mine if entry.open]
    could = {feed.source for table in tables for feed in feeds_into(table)}
    heard = [(name, day) for code, name, day in reader.heard if code in could]
    return Section(key, words, in_order(mine), "" if mine else unknown_words(heard))


def _numbers(reader: Reader) -> Iterator[Said]:
    rows = part_of_spine(reader.area, "identifiers", "person", [reader.person])
    for kind, (words, means) in _NUMBERS.items():
        if not sees_identifier(reader.roles, str(means)):
            continue
        seen = [
            row
            for row in rows
            if row["kind"] == kind and row["value"] and source_seen(row["source"], reader.roles)
        ]
        for row in seen:
            value = f"{row['value']} ({row['status']})"
            yield Said(words, value, _source_words(row["source"]), row["last_on"])
        if not seen:
            yield Said(words, "", "", None)


def _names(reader: Reader, build: Build) -> Iterator[Said]:
    """Return name, birth, sex and postcode as each source says them; equal ones once, newest."""
    store, told = store_of(reader.area), dict[tuple[str, str], Said]()
    people = [
        row
        for row in _rows(reader, build, "people")
        if depth(reader.roles, row["domain"], bool(row["restricted"])) is not Depth.NOTHING
    ]
    for row in sorted(people, key=lambda row: (row["on"] is not None, row["on"])):
        for name, value in _named(store, reader, row).items():
            shown = HIDDEN if reader.hidden and name in _PLACES_OF_NAMES else value
            words = dict(_NAMES)[name]
            told.pop((name, shown), None)
            told[name, shown] = Said(words, shown, _source_words(row["source"]), row["on"])
    order = [name for name, _ in _NAMES]
    yield from (said for _, said in sorted(told.items(), key=lambda one: order.index(one[0][0])))
    missing = [name for name in ("forename", "surname", "birth_date") if not _any(told, name)]
    yield from (Said(dict(_NAMES)[name], "", "", None) for name in missing)


def _any(told: Mapping[tuple[str, str], Said], name: str) -> bool:
    return any(key == name for key, _ in told)


def _named(store: Store, reader: Reader, row: Row) -> dict[str, str]:
    """Return what a row says of its person by its own identifying columns, in its own spelling."""
    import pyarrow.compute as pc

    kept = reader.loads.get(row["load"])
    shape = all_sources()[row["source"]].table(row["extract"])
    if kept is None or shape.who is None:
        return {}
    columns = {name: getattr(shape.who, name) for name, _ in _NAMES}
    wanted = {name: column for name, column in columns.items() if column}
    path = store.identifying(kept.folder, row["extract"])
    if not path.exists():
        return {}
    found = store.read_locked(
        path,
        columns=sorted({"record", *wanted.values()}),
        filters=pc.field("record") == row["record"],
    ).to_pylist()
    if not found:
        return {}
    codes = {name: _codes(shape, column) for name, column in wanted.items()}
    said = {name: found[0][column] for name, column in wanted.items()}
    return {
        name: _plain(codes[name].get(str(value), value))
        for name, value in said.items()
        if value not in (None, "")
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
