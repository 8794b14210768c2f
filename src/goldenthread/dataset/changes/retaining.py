"""The end of retention: removing what the agreements let be kept no longer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import day_words

from ..models import Certificate, Load
from ..queries.loads import store_of
from ..queries.retention import Expiry, expired
from ..queries.rights import People, identity_of, links_of, on_hold
from ..queries.told import as_sent
from ..rules.keys import linked_key
from ..rules.matching import Identity, owner_of, tells_of
from ..store.folder import LOADS, Store
from ..store.picking import Keep, keep_where, remove
from .erasing import certify_retention, counted, note_removed
from .nightly import next_night

WORDS = "Removed on {day}: the time that its sharing agreement lets it be kept was over."


@dataclass(frozen=True, slots=True)
class Retained:
    """What a run removed: the certificate (None for nothing), tables due, rows gone and on hold."""

    certificate: Certificate | None
    tables: int
    rows: int
    held_back: int


def retain(*, by: Actor, area: LocalArea, on: date | None = None) -> Retained:
    """Remove every table of a load whose time is over on a day (today), but for rows on hold.

    With it go the links and the rows of linked tables that came from nothing else. What was cut
    off is done again by the next run. Leaves a certificate where anything went.
    """
    day = on or timezone.localdate()
    due = expired(area, day)
    held = on_hold(area, day) if due else People()
    who = identity_of(area, held)
    store, gone = store_of(area), Counter[str]()
    held_back = 0
    for each in due:
        lost, kept = _removed(store, each, held, who)
        gone.update(lost)
        held_back += kept
    if due:
        gone.update(_no_longer_anywhere(area, store))
    return _concluded(by, area, day, due, dict(gone), held_back)


def _records_in(path: Path) -> set[str]:
    """Return the records of a file of facts."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        batches = file.iter_batches(columns=["record"])
        return {name for batch in batches for name in batch["record"].to_pylist()}


def _removed(store: Store, each: Expiry, held: People, who: Identity) -> tuple[dict[str, int], int]:
    """Remove a table of a load but for rows on hold; return rows gone by path, and rows kept."""
    gone: dict[str, int] = {}
    kept = 0
    for path in (
        store.facts(each.folder, each.table),
        store.identifying(each.folder, each.table),
        store.quarantine(each.folder, each.table),
    ):
        lost = (
            keep_where(store, path, _on_hold(held, who, owner_of(each.source, each.partner)))
            if held
            else 0
        )
        left = store.rows(path) if held else 0
        lost += 0 if left else remove(store, path)
        kept += left if path.stem == "facts" else 0
        if lost:
            gone[path.relative_to(store.root).as_posix()] = lost
    return gone, kept


def _on_hold(held: People, who: Identity, owner: str) -> Keep:
    """Return what says of each row whether it is of somebody on hold."""
    import pyarrow as pa
    import pyarrow.compute as pc

    records = pa.array(sorted(held.records), pa.string())

    def keep(batch: pa.RecordBatch) -> pa.Array:
        names = batch.schema.names
        known = pc.is_in(batch.column("record"), value_set=records) if "record" in names else None
        if "raw" not in names:
            return known
        raws = batch.column("raw").to_pylist()
        told = pa.array([tells_of(who, owner, as_sent(raw)) for raw in raws], pa.bool_())
        return told if known is None else pc.or_(known, told)

    return keep


def _no_longer_anywhere(area: LocalArea, store: Store) -> dict[str, int]:
    """Take out of the spine and the linked tables whatever no load holds any more.

    Found by looking at all that is linked, so that a run that was cut off is made good.
    """
    held: set[str] = set()
    for path in sorted((store.root / LOADS).glob("*/*/facts.parquet")):
        held |= _records_in(path)
    by_person: dict[str, set[str]] = {}
    for person, name in links_of(area):
        by_person.setdefault(person, set()).add(name)
    lost = {name for names in by_person.values() for name in names} - held
    persons = {person for person, names in by_person.items() if not names & held}
    if not lost:
        return {}
    return store.erase(lost, persons | {linked_key(store.secret, one) for one in persons})


@transaction.atomic
def _concluded(
    by: Actor, area: LocalArea, day: date, due: list[Expiry], gone: dict[str, int], held_back: int
) -> Retained:
    """Keep what went, close loads of which nothing is left, and ask for the next night."""
    store, made = store_of(area), None
    rows = Load.objects.filter(area=area, pk__in={each.load for each in due})
    over = [
        load for load in rows if not any((store.root / LOADS / load.folder).glob("*/*.parquet"))
    ]
    if gone:
        note_removed(area, gone, "retention")
        made = certify_retention(by=by, area=area, counts=counted(area, gone))
    for load in over:
        load.state, load.words = Load.TAKEN_BACK, WORDS.format(day=day_words(day))
        load.save(update_fields=["state", "words"])
    after = {
        "area": area.slug,
        "tables": len(due),
        "rows": sum(gone.values()),
        "on_hold": held_back,
        "digest": made.digest if made else "",
    }
    record(
        by=by,
        verb="retain",
        subject="localarea",
        ref=area.pk,
        after=after,
        follow=next_night(area),
    )
    for load in over:
        store.discard(LOADS, load.folder)
    return Retained(made, len(due), sum(gone.values()), held_back)
