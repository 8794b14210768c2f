"""Building the linked tables of an area: one build, committed by one row."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Build, BuildFault, BuiltTable, LinkageRun
from ..queries.builds import LINKED, authorities_of
from ..queries.loads import kept_loads, store_of
from ..queries.review import latest_run
from ..queries.spine import spine_of

if TYPE_CHECKING:
    from ..tables.build import Built

KEPT_BUILDS = 2
Progress = Callable[[str, int, int], None]


def build_area(
    *,
    by: Actor,
    area: LocalArea,
    engine: str = "",
    postcodes: Path | None = None,
    progress: Progress | None = None,
) -> Build:
    """Build the linked tables of an area from the loads that count and the latest spine.

    A build stages its files and is committed by its row alone; one that was cut off is swept away
    by the next. `postcodes` is a CSV file that says in which district each postcode lies. UserError
    where nothing was linked yet, where the engine is not there, or where another build of the area
    began meanwhile; what was built before still counts then.
    """
    run = latest_run(area)
    if run is None:
        raise UserError(
            "Nothing has been linked yet, so there is nothing to build from. Link the records "
            "first: goldenthread dataset link."
        )
    build = begin_build(by=by, area=area, run=run, engine=engine or settings.DATASET_ENGINE)
    try:
        built = _built(area, build, postcodes, progress)
        finish_build(by=by, build=build, built=built)
    except BaseException as fault:
        store_of(area).discard(LINKED, build.folder)
        words = fault.message if isinstance(fault, UserError) else "It was cut off."
        fail_build(by=by, build=build, words=words)
        raise
    sweep_builds(by=by, area=area)
    return build


def _built(
    area: LocalArea, build: Build, postcodes: Path | None, progress: Progress | None
) -> "Built":
    from ..engine import connect
    from ..sources.shape import Given
    from ..tables.build import build as build_tables
    from ..tables.homes import districts_of

    store, spine = store_of(area), spine_of(area, build.run)
    loads = [each for each in kept_loads(area) if each.load in build.loads]
    if spine is None:
        raise UserError("The spine of the latest run is gone. Link the records anew.")
    homes = districts_of(store.root, spine.units["postcode"], postcodes)
    with connect(build.engine, scratch=store.root / "scratch") as backend:
        return build_tables(
            backend,
            store,
            loads,
            spine,
            store.stage(LINKED, build.folder),
            given=Given(on=max(each.extract_on for each in loads), area_code=area.code),
            homes=homes,
            authorities=authorities_of(area),
            progress=progress,
        )


@transaction.atomic
def begin_build(*, by: Actor, area: LocalArea, run: LinkageRun, engine: str) -> Build:
    """Begin a build; one of the same area that had begun is given up, and cannot finish any more.

    UserError where no load counts.
    """
    loads = [each.load for each in kept_loads(area)]
    if not loads:
        raise UserError("Nothing is loaded, so there is nothing to build. Nothing was changed.")
    earlier = Build.objects.select_for_update(no_key=True).filter(area=area, state=Build.BEGUN)
    given_up = [each.pk for each in earlier]
    build = Build.objects.create(
        area=area, run=run, folder=uuid4().hex, engine=engine, loads=loads, by_name=by.name
    )
    Build.objects.filter(pk__in=given_up).update(
        state=Build.FAILED, words="It was cut off.", finished_at=timezone.now()
    )
    record(by=by, verb="begin", subject="build", ref=build.pk, after={"engine": engine})
    return build


@transaction.atomic
def finish_build(*, by: Actor, build: Build, built: "Built") -> Build:
    """Let a build count, with the rows of its tables and the faults found across sources.

    UserError where it was given up for another meanwhile.
    """
    held = Build.objects.select_for_update(no_key=True).get(pk=build.pk)
    if held.state != Build.BEGUN:
        raise UserError(
            "Another build of this area began meanwhile, so this one was given up. What was built "
            "before still counts; the other build will replace it."
        )
    held.state, held.finished_at = Build.COMPLETE, timezone.now()
    held.save(update_fields=["state", "finished_at"])
    BuiltTable.objects.bulk_create(
        BuiltTable(build=held, table=name, rows=rows, nobody=built.nobody[name])
        for name, rows in built.rows.items()
    )
    BuildFault.objects.bulk_create(
        BuildFault(
            build=held,
            source=fault.source,
            table=fault.table,
            rule=fault.rule,
            severity=fault.severity,
            message=fault.message,
            fields=list(fault.fields),
            count=fault.count,
            records=list(fault.records),
        )
        for fault in built.faults
    )
    counts = {"rows": sum(built.rows.values()), "faults": sum(f.count for f in built.faults)}
    record(by=by, verb="finish", subject="build", ref=held.pk, after=counts)
    return held


@transaction.atomic
def fail_build(*, by: Actor, build: Build, words: str) -> None:
    """Say that a build did not come to its end, and why."""
    held = Build.objects.select_for_update(no_key=True).get(pk=build.pk)
    if held.state != Build.BEGUN:
        return
    held.state, held.words, held.finished_at = Build.FAILED, words, timezone.now()
    held.save(update_fields=["state", "words", "finished_at"])
    record(by=by, verb="fail", subject="build", ref=held.pk)


@transaction.atomic
def sweep_builds(*, by: Actor, area: LocalArea) -> list[str]:
    """Take away the files of builds that do not count, and of all but the last two that did."""
    done = Build.objects.filter(area=area, state=Build.COMPLETE).order_by("-finished_at", "-pk")
    under_way = Build.objects.filter(area=area, state=Build.BEGUN)
    keep = {*done.values_list("folder", flat=True)[:KEPT_BUILDS]}
    swept = store_of(area).sweep(LINKED, keep | {*under_way.values_list("folder", flat=True)})
    if swept:
        record(by=by, verb="sweep", subject="build", ref=area.slug, after={"folders": len(swept)})
    return swept
