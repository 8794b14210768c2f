"""Which tables of which loads have been kept as long as the agreements let them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.areas.models import LocalArea

from ..models import Load
from ..rules.retention import Term, last_day_kept, months_kept
from .agreements import last_day, register


@dataclass(frozen=True, slots=True)
class Expiry:
    """A table of a load and the last day it is kept; None where no agreement speaks for it."""

    load: int
    folder: str
    source: str
    partner: str
    table: str
    last_day: date | None


def terms_of(area: LocalArea) -> tuple[Term, ...]:
    """Return how long the agreements of an area let each field be kept."""
    return tuple(
        Term(
            agreement.reference,
            field.source,
            field.table,
            field.field,
            field.purpose,
            agreement.retention_months,
            agreement.starts,
            last_day(agreement),
        )
        for agreement in register(area)
        for field in agreement.fields.all()
    )


def expiries(area: LocalArea) -> Iterator[Expiry]:
    """Yield every table of every load that is held, with the last day that it is kept."""
    terms = terms_of(area)
    loads = Load.objects.filter(area=area, state=Load.COMPLETE).prefetch_related("tables")
    for load in loads.order_by("pk"):
        received = load.begun_at.date()
        for one in load.tables.all():
            months = months_kept(terms, load.source, one.table, load.purpose, received)
            last = None if months is None else last_day_kept(load.extract_on, months)
            yield Expiry(load.pk, load.folder, load.source, load.partner, one.table, last)


def expired(area: LocalArea, on: date) -> list[Expiry]:
    """Return what may be kept no longer on a day."""
    return [each for each in expiries(area) if each.last_day and each.last_day < on]


def unspoken_for(area: LocalArea) -> list[Expiry]:
    """Return what is held though no agreement in the register says for how long."""
    return [each for each in expiries(area) if each.last_day is None]
