"""Bringing a partner's extract in: asked for, checked against agreements, read, committed.

A load counts once its row says complete, and that row is written last. Whatever cuts a load off
before leaves a folder that the same load goes on with, or that a later one sweeps away.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import LeaseLost, record
from goldenthread.audit.rules import Actor, Follow
from goldenthread.core.errors import UserError

from ..models import Load, LoadFault, LoadTable
from ..queries.agreements import covers_of, needs_of
from ..queries.loads import known_load, store_of
from ..queries.rights import erased_records
from ..rules.cover import missing
from ..sources import source as source_of
from ..sources.shape import Given, Source
from ..store.folder import LOADS, Store
from ..store.turn import turn

if TYPE_CHECKING:
    from ..loading import Loaded

Progress = Callable[[str, int, int], None]
"""Hears which table is read, how many of its rows by now, and of about how many (0: not known)."""

CUT_OFF = "It was cut off, and a later load took its place. Nothing of it was kept."
UNFORESEEN = "It could not be read, for a reason that nobody foresaw. Nothing of it was kept."
ELSEWHERE = (
    "The same files are being loaded just now. Nothing was done twice. Look at the list of loads "
    "in a while."
)


@dataclass(frozen=True, slots=True)
class Extract:
    """What is to be loaded, and as what: a source's files, for a purpose, of a day, from whom.

    `mends` is the load whose quarantine these files mend.
    """

    area: LocalArea
    source: Source
    files: tuple[str, ...]
    digest: str
    purpose: str
    on: date
    partner: str = ""
    mapping: str = ""
    made_up: bool = False
    engine: str = ""
    mends: Load | None = None


def load_extract(
    *,
    by: Actor,
    area: LocalArea,
    source: str,
    files: Sequence[Path],
    purpose: str = "",
    extract_on: date,
    partner: str = "",
    mapping: Path | None = None,
    made_up: bool = False,
    engine: str = "",
    mends: Load | None = None,
    progress: Progress | None = None,
) -> Load:
    """Load files of a source, all or nothing, and return the load.

    The same files with the same mapping give the load that is there already. Without an agreement
    in force for their fields and the purpose the load is refused, field by field, and nothing of it
    is kept. UserError where the files cannot be used; the load then says why.
    """
    from ..files.mapping import NO_MAPPING, read_mapping
    from ..loading import digest_of

    shape = source_of(source)
    said = read_mapping(mapping, shape) if mapping else NO_MAPPING
    extract = Extract(
        area=area,
        source=shape,
        files=tuple(path.name for path in files),
        digest=digest_of(files, said),
        purpose=purpose or shape.purpose,
        on=extract_on,
        partner=partner,
        mapping=mapping.name if mapping else "",
        made_up=made_up,
        engine=engine,
        mends=mends,
    )
    known = known_load(area, shape.code, extract.digest)
    if known is not None:
        return known
    with turn(store_of(area), extract.digest) as ours:
        if not ours:
            raise UserError(ELSEWHERE)
        load = begin_load(by=by, extract=extract)
        return run_load(by=by, load=load, files=files, mapping=mapping, progress=progress)


@transaction.atomic
def begin_load(*, by: Actor, extract: Extract, follow: Sequence[Follow] = ()) -> Load:
    """Write down that a load begins; one that was cut off with the same files goes on instead."""
    cut_off = Load.objects.select_for_update(no_key=True).filter(
        area=extract.area, source=extract.source.code, digest=extract.digest, state=Load.BEGUN
    )
    for load in cut_off.filter(purpose=extract.purpose, extract_on=extract.on)[:1]:
        if follow:
            record(by=by, verb="begin_load", subject="load", ref=load.pk, follow=follow)
        return load
    load = Load.objects.create(
        area=extract.area,
        source=extract.source.code,
        partner=extract.partner,
        purpose=extract.purpose,
        extract_on=extract.on,
        files=list(extract.files),
        digest=extract.digest,
        folder=uuid4().hex,
        mapping=extract.mapping,
        engine=extract.engine or settings.DATASET_ENGINE,
        made_up=extract.made_up,
        mends=extract.mends,
        by_name=by.name,
    )
    after = {"source": load.source, "purpose": load.purpose, "extract_on": load.extract_on}
    record(by=by, verb="begin_load", subject="load", ref=load.pk, after=after, follow=follow)
    return load


def run_load(
    *,
    by: Actor,
    load: Load,
    files: Sequence[Path],
    mapping: Path | None = None,
    progress: Progress | None = None,
) -> Load:
    """Read the files of a load that has begun and commit it, or refuse it; return it."""
    try:
        lacks = _not_covered(load, files, mapping)
        if lacks:
            return refuse_load(by=by, load=load, lacks=lacks)
        done = finish_load(by=by, load=load, loaded=_read(load, files, mapping, progress))
    except LeaseLost:
        raise
    except Exception as problem:
        words = problem.message if isinstance(problem, UserError) else UNFORESEEN
        store_of(load.area).discard(LOADS, load.folder)
        fail_load(by=by, load=load, words=words)
        raise
    sweep_loads(by=by, area=load.area, source=load.source)
    return done


def _not_covered(load: Load, files: Sequence[Path], mapping: Path | None) -> tuple[str, ...]:
    """Return what no agreement in force covers of the columns that the files send."""
    from ..files.finding import tables_in
    from ..files.mapping import NO_MAPPING, read_mapping

    shape = source_of(load.source)
    found = tables_in(files, shape, read_mapping(mapping, shape) if mapping else NO_MAPPING)
    sent: dict[str, list[str]] = {}
    for one in found.tables:
        sent.setdefault(one.table.name, []).extend(one.columns.values())
    columns = {name: list(dict.fromkeys(names)) for name, names in sent.items()}
    needs = needs_of(shape, columns)
    return missing(needs, covers_of(load.area), load.purpose, timezone.localdate())


def _read(
    load: Load, files: Sequence[Path], mapping: Path | None, progress: Progress | None
) -> "Loaded":
    from ..engine import connect
    from ..files.mapping import NO_MAPPING, read_mapping
    from ..loading import read

    store, shape = store_of(load.area), source_of(load.source)
    with connect(load.engine, scratch=store.root / "scratch") as backend:
        return read(
            backend,
            shape,
            files,
            given=Given(on=load.extract_on, area_code=load.area.code),
            mapping=read_mapping(mapping, shape) if mapping else NO_MAPPING,
            store=store,
            folder=load.folder,
            erased=erased_records(load.area),
            **({"progress": progress} if progress else {}),
        )


@transaction.atomic
def finish_load(*, by: Actor, load: Load, loaded: "Loaded") -> Load:
    """Commit a load: from here on its rows count. Its balance, faults and notes come with it."""
    held = Load.objects.select_for_update(no_key=True).get(pk=load.pk)
    if held.state == Load.COMPLETE:
        return held
    if held.mends_id is not None:
        _take_up(held.mends_id, {table.name: table.read for table in loaded.tables})
    held.state, held.finished_at = Load.COMPLETE, timezone.now()
    held.notes = list(loaded.notes)
    held.save(update_fields=["state", "finished_at", "notes"])
    counts = ("read", "accepted", "quarantined", "repeated", "left_out")
    LoadTable.objects.bulk_create(
        LoadTable(
            load=held,
            table=table.name,
            filled=table.filled,
            **{name: getattr(table, name) for name in counts},
        )
        for table in loaded.tables
    )
    LoadFault.objects.bulk_create(
        LoadFault(
            load=held,
            table=table.name,
            rule=fault.rule,
            severity=fault.severity.value,
            message=fault.message,
            fields=list(fault.fields),
            count=fault.count,
            rows=fault.rows,
        )
        for table in loaded.tables
        for fault in table.faults
    )
    after = {table.name: {name: getattr(table, name) for name in counts} for table in loaded.tables}
    record(by=by, verb="finish_load", subject="load", ref=held.pk, after=after)
    return held


def _take_up(load: int, rows: Mapping[str, int]) -> None:
    """Take mended rows off what still waits in the quarantine of the load they came from."""
    tables = LoadTable.objects.select_for_update(no_key=True).filter(load_id=load)
    for table in tables:
        mended = rows.get(table.table, 0)
        if table.taken_up + mended > table.quarantined:
            raise UserError(
                f"The file holds {mended:,} rows of {table.table}, and only "
                f"{table.quarantined - table.taken_up:,} still wait in quarantine. Nothing was "
                "loaded. Send only rows of the quarantine, each once."
            )
        table.taken_up += mended
        table.save(update_fields=["taken_up"])


@transaction.atomic
def refuse_load(*, by: Actor, load: Load, lacks: Sequence[str]) -> Load:
    """Say that a load is refused and what is missing, field by field; nothing of it is kept."""
    held = Load.objects.select_for_update(no_key=True).get(pk=load.pk)
    held.state, held.finished_at = Load.REFUSED, timezone.now()
    held.words, held.notes = "\n".join(lacks), []
    held.save(update_fields=["state", "finished_at", "words", "notes"])
    after = {"missing": list(lacks)}
    record(by=by, verb="refuse_load", subject="load", ref=held.pk, after=after)
    return held


@transaction.atomic
def fail_load(*, by: Actor, load: Load, words: str) -> Load:
    """Say that a load came to nothing, and why."""
    held = Load.objects.select_for_update(no_key=True).get(pk=load.pk)
    held.state, held.finished_at, held.words = Load.FAILED, timezone.now(), words
    held.save(update_fields=["state", "finished_at", "words"])
    record(by=by, verb="fail_load", subject="load", ref=held.pk)
    return held


def sweep_loads(*, by: Actor, area: LocalArea, source: str) -> list[str]:
    """Close loads of a source that were cut off and nobody is at; take away folders of nobody."""
    store = store_of(area)
    for load in Load.objects.filter(area=area, source=source, state=Load.BEGUN):
        if not _waits(store, load):
            with turn(store, load.digest) as ours:
                if ours:
                    fail_load(by=by, load=load, words=CUT_OFF)
    counted = Load.objects.filter(area=area).exclude(state__in=(Load.FAILED, Load.REFUSED))
    return store.sweep(LOADS, set(counted.values_list("folder", flat=True)))


def _waits(store: Store, load: Load) -> bool:
    """Say whether files of a load wait in the inbox for the worker."""
    from ..store.inbox import waiting

    return waiting(store, load.digest)
