"""Who lacks an NHS number, why, and of which source, district, need and school they are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from goldenthread.areas.models import LocalArea

from ..models import Coverage, LinkageRun, TraceBatch
from ..rules.keys import linked_key
from ..rules.numbers import Covered, Number, status_of
from ..rules.shielding import HIDDEN
from .builds import latest_build
from .loads import store_of
from .review import latest_run
from .shields import shielded
from .spine import SPINE

EVERYBODY, SOURCE, DISTRICT, NEED, SCHOOL = KINDS = (
    *("everybody", "source", "district", "need", "school"),
)
KIND_WORDS = {SOURCE: "Source", DISTRICT: "District", NEED: "Main need", SCHOOL: "School"}
NOT_KNOWN = ""


@dataclass(frozen=True, slots=True)
class Chased:
    """One person on the worklist: an opaque reference, the status, and where they are known."""

    person: str
    status: Number
    sources: tuple[str, ...]
    district: str
    need: str
    school: str

    def parts(self, kind: str) -> tuple[str, ...]:
        """Return the parts of a kind that this person is counted in."""
        return {
            EVERYBODY: ("",),
            SOURCE: self.sources,
            DISTRICT: (self.district,),
            NEED: (self.need,),
            SCHOOL: (self.school,),
        }[kind]


def everybody(area: LocalArea, run: LinkageRun | None = None) -> list[Chased]:
    """Return every person of the spine after a run (the latest), by reference.

    District, need and school are those of the linked tables' latest build; "" is not known.
    """
    last = run or latest_run(area)
    if last is None:
        return []
    numbers, sources = _said_of_numbers(area, last), _sources(area, last)
    homes, schools, needs = _told(area)
    hidden = shielded(area)
    secret = store_of(area).secret
    found = []
    for person in sorted(sources):
        name = linked_key(secret, person)
        found.append(
            Chased(
                person=person,
                status=status_of(numbers.get(person, ())),
                sources=tuple(sorted(sources[person])),
                district=HIDDEN if hidden.hides(person) else homes.get(name, NOT_KNOWN),
                need=needs.get(name, NOT_KNOWN),
                school=HIDDEN if hidden.hides(person) else schools.get(name, NOT_KNOWN),
            )
        )
    return found


def _said_of_numbers(area: LocalArea, run: LinkageRun) -> dict[str, list[str]]:
    import pyarrow.compute as pc

    file = store_of(area).folder(SPINE, run.folder) / "identifiers.parquet"
    rows = store_of(area).read_locked(
        file, columns=["person", "status"], filters=pc.field("kind") == "nhs_number"
    )
    found: dict[str, list[str]] = {}
    for row in rows.to_pylist():
        found.setdefault(row["person"], []).append(row["status"])
    return found


def _sources(area: LocalArea, run: LinkageRun) -> dict[str, set[str]]:
    file = store_of(area).folder(SPINE, run.folder) / "links.parquet"
    rows = store_of(area).read_locked(file, columns=["person", "source"])
    found: dict[str, set[str]] = {}
    for person, source in zip(rows["person"].to_pylist(), rows["source"].to_pylist(), strict=True):
        found.setdefault(person, set()).add(source)
    return found


def _told(area: LocalArea) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return home, school and first need by keyed name, each as the latest row says."""
    build = latest_build(area)
    if build is None:
        return {}, {}, {}
    folder = store_of(area).folder("linked", build.folder)
    people, needs = (
        _rows(folder, "people", "home", "school"),
        _rows(folder, "needs", "need", "rank"),
    )
    firsts = [row for row in needs if row["rank"] in (None, 1)]
    return _latest(people, "home"), _latest(people, "school"), _latest(firsts, "need")


def _rows(folder: Path, table: str, *columns: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    file = folder / f"{table}.parquet"
    rows: list[dict[str, Any]] = pq.read_table(file, columns=["person", "on", *columns]).to_pylist()
    return rows


def _latest(rows: Iterable[Mapping[str, Any]], column: str) -> dict[str, str]:
    known = [row for row in rows if row["person"] and row[column]]
    dated = sorted(known, key=lambda row: (row["on"] is not None, row["on"], row[column]))
    return {row["person"]: str(row[column]) for row in dated}


def covered(people: Iterable[Chased], kind: str) -> list[Covered]:
    """Return how many people of each part of a kind have a number of each status, largest first.

    A person known to two sources is counted in both; "" is the part of whom it is not known.
    """
    counts: dict[str, Counter[Number]] = {}
    for each in people:
        for part in each.parts(kind):
            counts.setdefault(part, Counter())[each.status] += 1
    found = [Covered(part, dict(by_status)) for part, by_status in counts.items()]
    return sorted(found, key=lambda part: (-part.people, part.part))


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """The coverage of everybody after one run, for the line over time."""

    at: datetime
    covered: Covered


def coverage_over_time(area: LocalArea) -> list[CoveragePoint]:
    """Return the coverage of everybody after each complete run, the oldest first."""
    rows = Coverage.objects.filter(run__area=area, kind=EVERYBODY).select_related("run")
    found: dict[int, dict[Number, int]] = {}
    when: dict[int, datetime] = {}
    for row in rows.order_by("run__finished_at", "run_id"):
        found.setdefault(row.run_id, {})[Number(row.status)] = row.people
        if row.run.finished_at is not None:
            when[row.run_id] = row.run.finished_at
    return [CoveragePoint(when[pk], Covered("", found[pk])) for pk in found if pk in when]


def batches(area: LocalArea) -> list[TraceBatch]:
    """Return the batches that were sent out to be traced, the newest first."""
    return list(TraceBatch.objects.filter(area=area).order_by("-pk"))
