"""Bringing the set up to date after a load: records linked, tables built, coverage counted."""

from collections.abc import Callable

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow

from ..models import Coverage, LinkageRun
from ..queries.review import REFRESH
from ..queries.worklist import KINDS, covered, everybody
from .builds import build_area
from .linking import link_area

STEPS = ("Linking records", "Building the tables", "Counting NHS numbers")
Told = Callable[[int, str], None]


def refresh_area(
    *, by: Actor, area: LocalArea, engine: str = "", full: bool = False, told: Told | None = None
) -> LinkageRun:
    """Link what is loaded, build the linked tables and count who has an NHS number.

    Each step is committed by its own row: one that fails leaves those before it, and the set as it
    was shown stays until a step is done. `told` hears how many steps are done and what is next.
    """
    tell = told or (lambda done, words: None)
    tell(0, STEPS[0])
    run = link_area(by=by, area=area, engine=engine, full=full)
    tell(1, STEPS[1])
    build_area(by=by, area=area, engine=engine)
    tell(2, STEPS[2])
    count_coverage(by=by, area=area, run=run)
    tell(3, "")
    return run


@transaction.atomic
def count_coverage(*, by: Actor, area: LocalArea, run: LinkageRun) -> int:
    """Keep how many people of each part have an NHS number of each status after a run."""
    people = everybody(area, run)
    rows = [
        Coverage(run=run, kind=kind, part=part.part[:100], status=status.value, people=count)
        for kind in KINDS
        for part in covered(people, kind)
        for status, count in part.counts.items()
    ]
    run.coverage.all().delete()
    Coverage.objects.bulk_create(rows, batch_size=1000)
    record(by=by, verb="count", subject="coverage", ref=run.pk, after={"people": len(people)})
    return len(people)


@transaction.atomic
def ask_for_refresh(*, by: Actor, area: LocalArea) -> None:
    """Have a worker bring the set of an area up to date."""
    record(
        by=by,
        verb="ask",
        subject="refresh",
        ref=area.slug,
        follow=[Follow(REFRESH, {"area": area.slug})],
    )
