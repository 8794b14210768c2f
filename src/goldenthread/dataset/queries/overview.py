"""The set at a glance: for each source how fresh, how complete and how balanced it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from django.db.models import QuerySet

from goldenthread.areas.models import LocalArea

from ..models import Load, LoadFault, LoadTable
from ..sources import all_sources
from ..sources.shape import Source


@dataclass(slots=True)
class Sum:
    """A balance of rows: read = accepted + held back + repeated + left out."""

    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    repeated: int = 0
    left_out: int = 0
    waiting: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @classmethod
    def of(cls, table: LoadTable) -> "Sum":
        """Return the balance of one table of one load."""
        return cls(
            table.read,
            table.accepted,
            table.quarantined,
            table.repeated,
            table.left_out,
            table.quarantined - table.taken_up,
        )


@dataclass(frozen=True, slots=True)
class Full:
    """How many of a table's accepted rows in the latest extract have a value in a column."""

    column: str
    words: str
    filled: int
    of: int

    @property
    def share(self) -> float | None:
        """Return the share, None where there is no row."""
        return self.filled / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Glance:
    """One source: its loads that are in, the newest first, and what they come to."""

    source: Source
    loads: tuple[Load, ...]
    total: Sum
    today: date

    @property
    def latest(self) -> Load | None:
        """Return the load of the latest extract, None where there is none."""
        return max(self.loads, key=lambda load: (load.extract_on, load.pk), default=None)

    @property
    def stale(self) -> bool:
        """Say whether the latest extract is older than the source's extracts may be."""
        limit = self.today - timedelta(days=self.source.fresh_days)
        return self.latest is not None and self.latest.extract_on < limit

    @property
    def share(self) -> float | None:
        """Return the share of cells with a value in the latest extract; None without a row."""
        if self.latest is None:
            return None
        full = [one for table in self.latest.tables.all() for one in fullness(self.source, table)]
        of = sum(one.of for one in full)
        return sum(one.filled for one in full) / of if of else None


def fullness(source: Source, table: LoadTable) -> list[Full]:
    """Return how full each column of a table of a load is, in the order of the source."""
    names = {each.name for each in source.tables}
    if table.table not in names:
        return []
    return [
        Full(column.name, column.words, table.filled.get(column.name, 0), table.accepted)
        for column in source.table(table.table).columns
    ]


def glances(area: LocalArea, today: date) -> list[Glance]:
    """Return every source that has a load in, then those that have none, by code."""
    rows = Load.objects.filter(area=area, state=Load.COMPLETE).order_by("-extract_on", "-pk")
    by_source: dict[str, list[Load]] = {}
    for load in rows.prefetch_related("tables"):
        by_source.setdefault(load.source, []).append(load)
    found = [_glance(source, by_source, today) for source in all_sources().values()]
    return sorted(found, key=lambda one: not one.loads)


def _glance(source: Source, by_source: Mapping[str, Iterable[Load]], today: date) -> Glance:
    loads = tuple(by_source.get(source.code, ()))
    sums = [Sum.of(table) for load in loads for table in load.tables.all()]
    return Glance(source, loads, reduce(Sum.__add__, sums, Sum()), today)


def total_of(glances: Iterable[Glance]) -> Sum:
    """Return the balance of the whole set."""
    return reduce(Sum.__add__, (one.total for one in glances), Sum())


def at_work(area: LocalArea) -> QuerySet[Load]:
    """Return loads that have begun and are not in, the newest first."""
    return Load.objects.filter(area=area, state=Load.BEGUN).order_by("-pk")


def faults_of(load: Load) -> list[LoadFault]:
    """Return the faults of a load, errors first, the most frequent first."""
    return sorted(
        load.faults.all(), key=lambda one: (one.severity != "error", -one.count, one.rule)
    )
