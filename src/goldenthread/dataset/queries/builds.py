"""Builds of the linked tables: which one counts, where its files lie, whether it is behind."""

from pathlib import Path

from goldenthread.areas.models import LocalArea

from ..models import Build, Load
from .loads import kept_loads, store_of
from .places import authority_code
from .review import latest_run

LINKED = "linked"


def latest_build(area: LocalArea) -> Build | None:
    """Return the build that counts: the last that was finished, or None."""
    done = Build.objects.filter(area=area, state=Build.COMPLETE)
    return done.order_by("-finished_at", "-pk").select_related("run").first()


def builds_of(area: LocalArea) -> list[Build]:
    """Return every build of an area, the newest first, with its tables and faults."""
    rows = Build.objects.filter(area=area).prefetch_related("tables", "faults")
    return list(rows.order_by("-pk"))


def folder_of(build: Build) -> Path:
    """Return the folder with the files of a build."""
    return store_of(build.area).folder(LINKED, build.folder)


def behind(area: LocalArea) -> str:
    """Return in a sentence why the linked tables do not show all that is loaded, or nothing."""
    build = latest_build(area)
    loads = [each.load for each in kept_loads(area)]
    if build is None:
        return "Nothing has been linked and built yet." if loads else "Nothing is loaded yet."
    missing = len(set(loads) - set(build.loads))
    if missing:
        return (
            f"{missing} load{'s have' if missing > 1 else ' has'} come since the tables were built."
        )
    newest = latest_run(area)
    if newest is not None and newest.pk != build.run_id:
        return "Records have been linked anew since the tables were built."
    return ""


def authorities_of(area: LocalArea) -> dict[int, str]:
    """Return the code of the local authority that sent each load, where one did, by load."""
    rows = Load.objects.filter(area=area, state=Load.COMPLETE).values_list("pk", "partner")
    found = {pk: authority_code(partner) for pk, partner in rows}
    return {pk: code for pk, code in found.items() if code}
