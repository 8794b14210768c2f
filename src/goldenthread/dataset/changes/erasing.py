"""Removing people's rows for good: from every load, the spine, the linked tables and the lists."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import (
    BuildFault,
    Certificate,
    Joining,
    LegalHold,
    Load,
    ReadPerson,
    RemovedRows,
    ReviewPair,
    RightsRequest,
    Shield,
    Suppressed,
)
from ..queries.loads import store_of
from ..queries.rights import People, erased_records, holds, identity_of, people_in
from ..queries.spine import SPINE, part_of_spine
from ..queries.told import as_sent
from ..rules.keys import linked_key
from ..rules.matching import Identity, owner_of, tells_of
from ..rules.rights import Right, Stand, why_not_erased
from ..store.folder import LOADS, Store
from ..store.picking import keep_where
from .reading import record_read

if TYPE_CHECKING:
    import pyarrow as pa

ERASED_AT_ONCE = 500


def erase_person(*, by: Actor, request: RightsRequest) -> Certificate:
    """Erase the person a request is about, everywhere, and return the certificate.

    From facts, identifying columns and quarantine of every load, past extracts too; the spine;
    linked tables; pairs and joins; the log of readers. Their records are kept away from then on.
    UserError, and nothing removed, under a legal hold. What was cut off half-way is done again
    whole by the next call.
    """
    request = RightsRequest.objects.select_related("area").get(pk=request.pk)
    _check_erasable(request)
    area = request.area
    people = people_in(area, [request])
    _check_not_held(area, people)
    persons = sorted(people.persons)
    record_read(by=by, area=area, persons=persons, reason="erasure", page="dataset:rights_request")
    who, units = identity_of(area, people), _units(area, people)
    keep_records_away(by=by, area=area, records=people.records)
    gone = _rows_gone(area, people, who, units)
    return _certified(by=by, request=request, people=people, gone=gone)


def _check_erasable(request: RightsRequest) -> None:
    if request.right != Right.ERASURE or request.state not in (Stand.OPEN, Stand.REVIEWED):
        raise UserError("This is no open request for erasure. Nothing was removed.")
    if not request.person and not request.records:
        raise UserError("This person is erased already. Nothing was changed.")


def _check_not_held(area: LocalArea, people: People) -> None:
    held = people_in(area, holds(area))
    touched = (held.persons & people.persons) | (held.records & people.records)
    fault = why_not_erased(len(touched))
    if fault:
        raise UserError(fault)


@transaction.atomic
def keep_records_away(*, by: Actor, area: LocalArea, records: Collection[str]) -> int:
    """Put records on the list of those that no load brings back; return how many are new.

    A record's name is the keyed digest of its key, so the list says nothing without the secret.
    """
    today = timezone.localdate()
    new = sorted(set(records) - erased_records(area))
    Suppressed.objects.bulk_create(
        Suppressed(area=area, digest=digest, since=today) for digest in new
    )
    if new:
        after = {"area": area.slug, "records": len(new)}
        record(by=by, verb="keep_away", subject="suppressed", ref=area.slug, after=after)
    return len(new)


def _units(area: LocalArea, people: People) -> set[str]:
    rows = part_of_spine(area, "units", "person", people.persons) if people.persons else []
    return {row["unit"] for row in rows}


def _rows_gone(area: LocalArea, people: People, who: Identity, units: set[str]) -> dict[str, int]:
    """Take the people's rows out of every file; return how many went, by the file's path.

    The spine comes last, so that who is erased is still known should this be cut off.
    """
    store = store_of(area)
    persons = people.persons | {linked_key(store.secret, each) for each in people.persons}
    gone = Counter(quarantine_without(area, who))
    gone.update(_links_gone(store, people, units))
    gone.update(store.erase(set(people.records), set(persons)))
    return dict(gone)


def quarantine_without(area: LocalArea, who: Identity) -> dict[str, int]:
    """Take rows that were held back and tell of somebody out of every load's quarantine."""
    store, gone = store_of(area), {}
    loads = Load.objects.filter(area=area).values_list("folder", "source", "partner")
    owners = {folder: owner_of(source, partner) for folder, source, partner in loads}
    for path in sorted((store.root / LOADS).glob("*/*/quarantine.parquet")):
        rows = keep_where(store, path, partial(_not_of, who, owners.get(path.parts[-3], "")))
        if rows:
            gone[path.relative_to(store.root).as_posix()] = rows
    return gone


def _not_of(who: Identity, owner: str, batch: "pa.RecordBatch") -> "pa.Array":
    import pyarrow as pa

    raws = batch.column("raw").to_pylist()
    return pa.array([not tells_of(who, owner, as_sent(raw)) for raw in raws], pa.bool_())


def _links_gone(store: Store, people: People, units: set[str]) -> dict[str, int]:
    """Take out of the spine what names the people elsewhere than as `person` or `record`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    gone: dict[str, int] = {}
    names = pa.array(sorted(people.persons | people.records | units), pa.string())

    def clear_of(columns: tuple[str, ...]) -> Any:
        def keep(batch: pa.RecordBatch) -> pa.Array:
            hit = pa.array([False] * batch.num_rows, pa.bool_())
            for name in columns:
                if name in batch.schema.names:
                    hit = pc.or_(hit, pc.is_in(batch.column(name), value_set=names))
            return pc.invert(hit)

        return keep

    for name, columns in (("edges", ("left", "right")), ("deeds", ("other",))):
        for path in sorted((store.root / SPINE).glob(f"*/{name}.parquet")):
            rows = keep_where(store, path, clear_of(columns))
            if rows:
                gone[path.relative_to(store.root).as_posix()] = rows
    return gone


@transaction.atomic
def _certified(
    *, by: Actor, request: RightsRequest, people: People, gone: dict[str, int]
) -> Certificate:
    row = RightsRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    area = row.area
    counts = counted(area, gone) | lists_without(area, people)
    note_removed(area, gone, "erasure")
    made = _certificate(by, area, Certificate.ERASURE, counts, row)
    others = RightsRequest.objects.filter(area=area, person__in=people.persons)
    others.exclude(pk=row.pk).update(person="", records=[])
    row.person, row.records, row.state = "", [], Stand.ANSWERED.value
    row.answered_on, row.digest = timezone.localdate(), made.digest
    row.save(update_fields=["person", "records", "state", "answered_on", "digest"])
    row.redactions.all().delete()
    after = {"counts": counts, "digest": made.digest, "request": row.pk}
    record(by=by, verb="erase", subject="certificate", ref=made.pk, after=after)
    return made


def _certificate(
    by: Actor,
    area: LocalArea,
    kind: str,
    counts: dict[str, int],
    request: RightsRequest | None = None,
) -> Certificate:
    """Return a certificate; its digest covers what was removed, when and for which request."""
    said = {
        "area": area.slug,
        "kind": kind,
        "counts": counts,
        "on": timezone.localdate().isoformat(),
        "request": request.number if request else None,
    }
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return Certificate.objects.create(
        area=area, kind=kind, request=request, counts=counts, digest=digest, by_name=by.name
    )


def certify_retention(*, by: Actor, area: LocalArea, counts: dict[str, int]) -> Certificate:
    """Return the certificate of what the end of retention removed."""
    return _certificate(by, area, Certificate.RETENTION, counts)


def counted(area: LocalArea, gone: dict[str, int]) -> dict[str, int]:
    """Return how many rows went, by what they were rows of."""
    sources = dict(Load.objects.filter(area=area).values_list("folder", "source"))
    found: Counter[str] = Counter()
    for path, rows in gone.items():
        kind, folder, *rest = Path(path).parts
        if kind == LOADS and len(rest) == 2:
            found[f"{sources.get(folder, 'swept')}, {rest[0]}: {Path(rest[1]).stem}"] += rows
        else:
            found[f"{kind}: {Path(path).stem}"] += rows
    return dict(sorted(found.items()))


def note_removed(area: LocalArea, gone: dict[str, int], why: str) -> None:
    """Keep for each table of a load how many rows its files have lost, for its balance."""
    loads = dict(Load.objects.filter(area=area).values_list("folder", "pk"))
    lost: dict[tuple[int, str], dict[str, int]] = {}
    for path, rows in gone.items():
        kind, folder, *rest = Path(path).parts
        stem = Path(path).stem
        if kind == LOADS and folder in loads and stem in ("facts", "quarantine"):
            field = "accepted" if stem == "facts" else "quarantined"
            lost.setdefault((loads[folder], rest[0]), {})[field] = rows
    RemovedRows.objects.bulk_create(
        RemovedRows(load_id=load, table=table, why=why, **rows)
        for (load, table), rows in lost.items()
    )


def lists_without(area: LocalArea, people: People) -> dict[str, int]:
    """Take the people out of every list of the database; return how many entries went of each."""
    records, persons = people.records, people.persons
    counts = {"pairs in doubt": 0, "joins by hand": 0, "log of readers": 0, "shields": 0}
    several = sorted(records)
    for start in range(0, len(several), ERASED_AT_ONCE):
        some = several[start : start + ERASED_AT_ONCE]
        pairs = ReviewPair.objects.filter(Q(left__in=some) | Q(right__in=some), area=area)
        counts["pairs in doubt"] += pairs.count()
        pairs.delete()
        read = ReadPerson.objects.filter(person__in=some, reading__area=area)
        counts["log of readers"] += read.delete()[0]
    read = ReadPerson.objects.filter(person__in=persons, reading__area=area)
    counts["log of readers"] += read.delete()[0]
    named = Joining.objects.filter(area=area)
    theirs = [
        row.pk
        for row in named
        if row.person in persons or row.other in persons or records & set(row.records)
    ]
    counts["joins by hand"] = named.filter(pk__in=theirs).delete()[0]
    counts["faults across sources"] = _faults_without(area, records)
    counts["shields"] = Shield.objects.filter(area=area, person__in=persons).delete()[0]
    ended = LegalHold.objects.filter(area=area, person__in=persons)
    counts["holds that ended"] = ended.delete()[0]
    return {words: count for words, count in counts.items() if count}


def _faults_without(area: LocalArea, records: frozenset[str]) -> int:
    """Take records out of the faults found across sources; return how many were named."""
    gone = 0
    for fault in BuildFault.objects.filter(build__area=area).exclude(records=[]):
        left = [each for each in fault.records if each not in records]
        if len(left) < len(fault.records):
            gone += len(fault.records) - len(left)
            fault.records = left
            fault.save(update_fields=["records"])
    return gone
