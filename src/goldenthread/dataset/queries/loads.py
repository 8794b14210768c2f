"""Loads of an area as the database counts them, and the store that their files lie in."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet, Sum

from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.audit.queries import Progress, progress_of, work_of
from goldenthread.core.errors import UserError

from ..models import Build, LinkageRun, Load, LoadTable, RemovedRows
from ..store import Kept, Store


def store_of(area: LocalArea) -> Store:
    """Return the store of an area: its folder below DATASET_HOME, under DATASET_KEY."""
    return Store(settings.DATASET_HOME / area.slug, settings.DATASET_KEY)


def kept_loads(area: LocalArea) -> tuple[Kept, ...]:
    """Return the committed loads of an area, the oldest first."""
    rows = Load.objects.filter(area=area, state=Load.COMPLETE).order_by("pk")
    return tuple(
        Kept(row.pk, row.folder, row.source, row.extract_on, row.mends_id, row.partner)
        for row in rows
    )


def known_load(area: LocalArea, source: str, digest: str) -> Load | None:
    """Return the committed load of the very same files of a source, or None."""
    same = Load.objects.filter(area=area, source=source, digest=digest, state=Load.COMPLETE)
    return same.first()


def made_up(area: LocalArea) -> bool:
    """Say whether any load of an area is of made-up children, which every page then says."""
    return Load.objects.filter(area=area, state=Load.COMPLETE, made_up=True).exists()


def loads_of(area: LocalArea, source: str = "") -> QuerySet[Load]:
    """Return the loads of an area (of one source), the newest first, with their tables."""
    rows = Load.objects.filter(area=area, **({"source": source} if source else {}))
    return rows.order_by("-pk").prefetch_related("tables")


def load_called(area: LocalArea, number: int) -> Load:
    """Return a load of an area by its number; UserError where there is none."""
    load = Load.objects.filter(area=area, pk=number).prefetch_related("tables", "faults").first()
    if load is None:
        raise UserError(f"There is no load {number} in {area.name}. Nothing was done.")
    return load


def loading_of(load: Load) -> Progress | None:
    """Return how far the worker is with a load that was sent to a page; None where none was."""
    begun = Event.objects.filter(subject="load", subject_ref=str(load.pk), verb="begin_load")
    event = begun.order_by("-pk").first()
    work = work_of(event, "dataset_load") if event else None
    return progress_of(work) if work else None


def folders_of(area: LocalArea) -> dict[str, set[str]]:
    """Return the folders of each kind in the store that a row of the database counts.

    Of spines and linked tables only the latest few are kept; the latest of each must be there.
    """
    store = store_of(area)
    begun = Load.objects.filter(area=area, state=Load.BEGUN).values_list("folder", flat=True)
    done = Load.objects.filter(area=area, state=Load.COMPLETE).values_list("folder", flat=True)
    runs = LinkageRun.objects.filter(area=area, state=LinkageRun.COMPLETE)
    builds = Build.objects.filter(area=area, state=Build.COMPLETE)
    kept = {"loads": set(done) | (set(begun) & set(store.names("loads")))}
    for kind, rows in (("spine", runs), ("linked", builds)):
        folders = list(rows.order_by("-finished_at", "-pk").values_list("folder", flat=True))
        kept[kind] = set(folders[:1]) | (set(folders) & set(store.names(kind)))
    return kept


def sum_of(table: LoadTable) -> str:
    """Return the balance of a table's rows as a sum in words."""
    parts = [
        f"{table.accepted:,} accepted",
        f"{table.quarantined:,} held back",
        f"{table.repeated:,} repeated",
    ]
    if table.left_out:
        parts.append(f"{table.left_out:,} of people who were erased")
    return f"{table.read:,} read = {' + '.join(parts)}"


def removed_since(load: Load) -> dict[str, tuple[int, int]]:
    """Return how many accepted and quarantined rows of each table were removed since."""
    rows = RemovedRows.objects.filter(load=load).values("table")
    sums = rows.annotate(facts=Sum("accepted"), held=Sum("quarantined")).order_by("table")
    return {row["table"]: (row["facts"], row["held"]) for row in sums}


def told(load: Load) -> Iterator[str]:
    """Yield a load in lines: how it stands, its sums, its faults, what its reader said."""
    yield f"Load {load.pk}: {load.source}, extract of {load.extract_on}, {load.state}."
    yield from load.words.splitlines()
    for table in load.tables.order_by("pk"):
        yield f"{table.table}: {sum_of(table)}"
        if table.taken_up:
            yield f"  {table.taken_up:,} of those held back came in again mended."
    for fault in load.faults.order_by("table", "severity", "rule"):
        more = ", …" if fault.count > len(fault.rows) else ""
        where = f" (lines {', '.join(map(str, fault.rows))}{more})" if fault.rows else ""
        yield (
            f"{fault.severity}: {fault.table}: {fault.count:,} x {fault.rule}: "
            f"{fault.message}{where}"
        )
    yield from load.notes
