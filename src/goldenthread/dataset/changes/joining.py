"""People of the spine joined or taken apart by hand, at once, and each of it undone."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Joining, LinkageRun
from ..queries.loads import store_of
from ..queries.review import latest_run
from ..queries.spine import SPINE, spine_of

if TYPE_CHECKING:
    from ..linkage import Spine


def join_people(*, by: Actor, area: LocalArea, person: str, other: str, why: str) -> Joining:
    """Make two people of the spine one: `person` gets the records of `other`.

    Holds in every later run of the linkage until it is undone. UserError, and nothing changed,
    where that cannot be.
    """
    from ..linkage import merge

    _check_why(why)
    return _joined(
        by=by,
        area=area,
        change=lambda spine: merge(spine, person, other, why.strip()),
        made=Joining(area=area, kind=Joining.MERGE, person=person, other=other, why=why.strip()),
    )


def part_people(
    *, by: Actor, area: LocalArea, person: str, records: Sequence[str], why: str
) -> Joining:
    """Give these records of a person to a new person; holds until it is undone."""
    from ..linkage import split

    _check_why(why)
    wanted = list(records)
    return _joined(
        by=by,
        area=area,
        change=lambda spine: split(spine, person, wanted, why.strip()),
        made=Joining(area=area, kind=Joining.SPLIT, person=person, records=wanted, why=why.strip()),
    )


@transaction.atomic
def _joined(
    *, by: Actor, area: LocalArea, change: "Callable[[Spine], Spine]", made: Joining
) -> Joining:
    spine = change(_spine(area))
    deed = max(spine.deeds.to_pylist(), key=lambda row: row["at"])
    made.deed, made.by_name = deed["deed"], by.name
    made.other = made.other or deed["other"]
    made.save()
    run = _kept(by=by, area=area, spine=spine)
    record(by=by, verb=made.kind, subject="joining", ref=made.pk, after={"run": run.pk})
    return made


@transaction.atomic
def undo_joining(*, by: Actor, joining: Joining, why: str) -> Joining:
    """Take back a join or a parting at once; both it and its undoing stay in the history."""
    from ..linkage import undo

    _check_why(why)
    held = Joining.objects.select_for_update(no_key=True).get(pk=joining.pk)
    if held.undone_at is not None:
        raise UserError("This was taken back already. Nothing was changed.")
    spine = undo(_spine(held.area), held.deed, why.strip())
    held.undone_at, held.undone_why = timezone.now(), why.strip()
    held.save(update_fields=["undone_at", "undone_why"])
    run = _kept(by=by, area=held.area, spine=spine)
    record(by=by, verb="undo", subject="joining", ref=held.pk, after={"run": run.pk})
    return held


def _check_why(why: str) -> None:
    if not why.strip():
        raise UserError("Say why. Nothing was changed.", field="why")


def _spine(area: LocalArea) -> "Spine":
    spine = spine_of(area)
    if spine is None:
        raise UserError("Records have not been linked yet. Nothing was changed.")
    return spine


def _kept(*, by: Actor, area: LocalArea, spine: "Spine") -> LinkageRun:
    """Keep a spine that was changed by hand as a run of its own; its row commits its files."""
    last = latest_run(area)
    run = LinkageRun(
        area=area,
        folder=uuid4().hex,
        state=LinkageRun.COMPLETE,
        engine=last.engine if last else "",
        loads=last.loads if last else [],
        counts=last.counts if last else {},
        finished_at=timezone.now(),
        by_name=by.name,
    )
    store = store_of(area)
    folder = store.stage(SPINE, run.folder)
    for name, rows in spine.tables().items():
        store.write_locked(folder / f"{name}.parquet", rows)
    run.save()
    return run
