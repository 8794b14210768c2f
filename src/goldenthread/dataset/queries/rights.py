"""Whose records are whose, who is on hold, and what there is of a person, by opaque reference."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..models import Certificate, LegalHold, Reading, RightsRequest, Shield, Suppressed
from ..rules.matching import Identity, identity, owner_of
from .loads import store_of
from .review import latest_run
from .spine import SPINE, part_of_spine


class OfPerson(Protocol):
    """A row about a person: the reference of then, and the records by which to know them again."""

    person: str
    records: list[str]


def records_of(area: LocalArea, persons: Collection[str]) -> frozenset[str]:
    """Return the records that the spine links to these people; none where nothing is linked."""
    if not persons:
        return frozenset()
    return frozenset(row["record"] for row in part_of_spine(area, "links", "person", persons))


def persons_of(area: LocalArea, records: Collection[str]) -> frozenset[str]:
    """Return the people to whom the spine links these records now."""
    if not records:
        return frozenset()
    return frozenset(row["person"] for row in part_of_spine(area, "links", "record", records))


def links_of(area: LocalArea) -> list[tuple[str, str]]:
    """Return every person and record that the spine links; none where nothing is linked."""
    last = latest_run(area)
    if last is None:
        return []
    store = store_of(area)
    path = store.folder(SPINE, last.folder) / "links.parquet"
    rows = store.read_locked(path, columns=["person", "record"])
    return list(zip(rows["person"].to_pylist(), rows["record"].to_pylist(), strict=True))


@dataclass(frozen=True, slots=True)
class People:
    """Some people: their references now and then, and all their records."""

    persons: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.persons or self.records)


def people_in(area: LocalArea, rows: Iterable[OfPerson]) -> People:
    """Return the people that rows are about, as the spine has them now.

    Who was joined or parted since is known by the records of then: all who have one count.
    """
    named = list(rows)
    then = frozenset(row.person for row in named if row.person)
    anchors = frozenset(record for row in named for record in row.records)
    persons = then | persons_of(area, anchors)
    return People(persons, anchors | records_of(area, persons))


def holds(area: LocalArea, on: date | None = None) -> QuerySet[LegalHold]:
    """Return the legal holds of an area in force on a day (today); both days count."""
    day = on or timezone.localdate()
    rows = LegalHold.objects.filter(Q(ends=None) | Q(ends__gte=day), area=area, starts__lte=day)
    return rows.order_by("pk")


def on_hold(area: LocalArea, on: date | None = None) -> People:
    """Return the people whose data may not be removed on a day (today)."""
    return people_in(area, holds(area, on))


def shields(area: LocalArea, on: date | None = None) -> QuerySet[Shield]:
    """Return the shields of an area in force on a day (today); both days count."""
    day = on or timezone.localdate()
    rows = Shield.objects.filter(Q(ends=None) | Q(ends__gte=day), area=area, starts__lte=day)
    return rows.order_by("pk")


def shielded_on(area: LocalArea, on: date | None = None) -> frozenset[str]:
    """Return the people of whom no output shows on a day (today) where they are.

    `queries.shields.shielded` does it to whole rows and tables.
    """
    return people_in(area, shields(area, on)).persons


def identity_of(area: LocalArea, people: People) -> Identity:
    """Return what tells these people in rows that have no record: identifiers, names, births.

    Read out of the spine; whoever uses it writes the reading down.
    """
    if not people:
        return identity((), (), ())
    rows = part_of_spine(area, "units", "person", people.persons)
    numbers = part_of_spine(area, "identifiers", "person", people.persons)
    kinds = ("nhs_number", "upn", "uln", "old_nhs_number")
    values = {row[kind] for row in rows for kind in kinds if row.get(kind)}
    values |= {row["value"] for row in numbers if row["kind"] in kinds and row["value"]}
    local = {_reference(row["local"]) for row in rows if row.get("local")}
    named = {
        (row["forename"] or "", row[last], born)
        for row in rows
        for last in ("surname", "former_surname")
        if row.get(last) and (born := _day(row["birth_date"]))
    }
    return identity(values, local, named)


def _reference(local: str) -> tuple[str, str]:
    """Return whose reference it is and the reference, of what the spine keeps as one text."""
    source, _, rest = local.partition(":")
    partner, _, own = rest.partition(":")
    return owner_of(source, partner), own


def _day(value: object) -> date | None:
    """Return a day that the spine holds as text; None where it holds none."""
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def erased_records(area: LocalArea) -> frozenset[str]:
    """Return the records of people who were erased: no load brings them back."""
    rows = Suppressed.objects.filter(area=area)
    return frozenset(rows.values_list("digest", flat=True))


def requests_of(area: LocalArea) -> QuerySet[RightsRequest]:
    """Return the requests of an area, the newest first, with their certificates."""
    return RightsRequest.objects.filter(area=area).prefetch_related("certificates")


def request_numbered(area: LocalArea, number: int) -> RightsRequest:
    """Return a request of an area by its number; UserError where there is none."""
    row = requests_of(area).select_related("area").filter(number=number).first()
    if row is None:
        raise UserError(f"{area.name} has no request {number}. Nothing was done.")
    return row


def certificates_of(area: LocalArea) -> QuerySet[Certificate]:
    """Return the certificates of an area, the newest first."""
    return Certificate.objects.filter(area=area).select_related("request")


def readings_of(area: LocalArea, people: People) -> QuerySet[Reading]:
    """Return the log of who read these people's rows, the newest first."""
    wanted = people.persons | people.records
    rows = Reading.objects.filter(area=area, persons__person__in=wanted)
    return rows.distinct().order_by("-pk")
