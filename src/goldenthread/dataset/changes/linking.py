"""Linking the records of an area: one run, committed by one row."""

import hashlib
import random
from contextlib import ExitStack
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import LinkageRun, ReviewPair
from ..queries.loads import kept_loads, store_of
from ..queries.review import ALONE, SURE
from ..queries.spine import SPINE, decisions_of, spine_of
from ..rules.review import Band

if TYPE_CHECKING:
    import pyarrow as pa

    from ..linkage import Linked, Spine

# Pairs that were linked by likelihood, drawn in each run so that people say how right links are.
SAMPLE = 20


def link_area(*, by: Actor, area: LocalArea, engine: str = "", full: bool = False) -> LinkageRun:
    """Link what is loaded into the spine, from nothing where `full`; ask of what is in doubt.

    A run stages its files and is committed by its row alone; one that was cut off is swept away by
    the next. UserError where nothing is loaded. Nothing that people decided is overruled.
    """
    loads = kept_loads(area)
    if not loads:
        raise UserError(
            "Nothing is loaded yet, so there is nothing to link. Load an extract first."
        )
    run = _begin(by=by, area=area, engine=engine or settings.DATASET_ENGINE)
    store = store_of(area)
    try:
        linked = _linked(area, run, None if full else spine_of(area))
        folder = store.stage(SPINE, run.folder)
        for name, rows in linked.spine.tables().items():
            store.write_locked(folder / f"{name}.parquet", rows)
    except UserError as fault:
        store.discard(SPINE, run.folder)
        _failed(by=by, run=run, words=str(fault))
        raise
    _complete(by=by, run=run, linked=linked, loads=[each.load for each in loads])
    sweep_spines(by=by, area=area)
    return run


def _linked(area: LocalArea, run: LinkageRun, spine: "Spine | None") -> "Linked":
    from .. import linkage
    from ..engine import connect

    store, loads = store_of(area), kept_loads(area)
    with ExitStack() as stack:
        backend = stack.enter_context(connect(run.engine, scratch=store.root / "scratch"))
        records = linkage.gather(backend, store, loads)
        return linkage.link(backend, records, spine, decisions_of(area), run=run.folder)


@transaction.atomic
def _begin(*, by: Actor, area: LocalArea, engine: str) -> LinkageRun:
    """Begin a run; one of the same area that had begun is given up, and cannot finish any more."""
    begun = LinkageRun.objects.select_for_update(no_key=True).filter(
        area=area, state=LinkageRun.BEGUN
    )
    given_up = [each.pk for each in begun]
    LinkageRun.objects.filter(pk__in=given_up).update(
        state=LinkageRun.FAILED, words="It was cut off.", finished_at=timezone.now()
    )
    run = LinkageRun.objects.create(area=area, folder=uuid4().hex, engine=engine, by_name=by.name)
    record(by=by, verb="begin", subject="linkage_run", ref=run.pk, after={"engine": engine})
    return run


@transaction.atomic
def _failed(*, by: Actor, run: LinkageRun, words: str) -> None:
    run.state, run.words, run.finished_at = LinkageRun.FAILED, words, timezone.now()
    run.save(update_fields=["state", "words", "finished_at"])
    record(by=by, verb="fail", subject="linkage_run", ref=run.pk)


@transaction.atomic
def _complete(*, by: Actor, run: LinkageRun, linked: "Linked", loads: list[int]) -> None:
    held = LinkageRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if held.state != LinkageRun.BEGUN:
        raise UserError(
            "Another linking of this area began meanwhile, so this one was given up. What was "
            "linked before still counts; the other will replace it."
        )
    run.state, run.finished_at = LinkageRun.COMPLETE, timezone.now()
    run.counts, run.loads = linked.counts, loads
    run.save(update_fields=["state", "finished_at", "counts", "loads"])
    _ask(run, linked)
    record(by=by, verb="finish", subject="linkage_run", ref=run.pk, after=dict(linked.counts))


def _ask(run: LinkageRun, linked: "Linked") -> None:
    """Put the pairs that are in doubt now on the list, and take those off that no longer are.

    What anybody answered stays, whatever the run says.
    """
    wanted = {
        (row["left"], row["right"]): (row["band"], row["score"])
        for row in linked.doubts.to_pylist()
    } | dict.fromkeys(sampled(linked.spine.links), (Band.LINKED.value, None))
    unanswered = ReviewPair.objects.filter(area=run.area, outcome="", answers=None)
    unanswered.delete()
    there = set(ReviewPair.objects.filter(area=run.area).values_list("left", "right"))
    ReviewPair.objects.bulk_create(
        [
            ReviewPair(area=run.area, run=run, left=left, right=right, band=band, score=score)
            for (left, right), (band, score) in sorted(wanted.items())
            if (left, right) not in there
        ],
        batch_size=1000,
    )


def sampled(links: "pa.Table") -> set[tuple[str, str]]:
    """Return a sample of the links that rest on likelihood: each record with one it was linked to.

    The same for the same links. Sure links are not asked about: people's time is for what is not.
    """
    rows = links.select(["person", "record", "unit", "step"]).to_pylist()
    likely = sorted((row for row in rows if row["step"] not in SURE | {ALONE}), key=_record)
    seed = hashlib.sha256("".join(row["record"] for row in likely[:1000]).encode()).digest()
    drawn = random.Random(seed).sample(likely, min(SAMPLE, len(likely)))
    wanted = {row["person"] for row in drawn}
    others: dict[str, list[dict[str, str]]] = {person: [] for person in wanted}
    for row in sorted(rows, key=_record):
        if row["person"] in wanted:
            others[row["person"]].append(row)
    pairs = set()
    for row in drawn:
        other = next((one for one in others[row["person"]] if one["unit"] != row["unit"]), None)
        if other is not None:
            pairs.add((min(row["record"], other["record"]), max(row["record"], other["record"])))
    return pairs


def _record(row: dict[str, str]) -> str:
    return row["record"]


@transaction.atomic
def sweep_spines(*, by: Actor, area: LocalArea) -> list[str]:
    """Take away spines that no complete run names, and those of all but the latest two runs."""
    runs = LinkageRun.objects.filter(area=area, state=LinkageRun.COMPLETE)
    keep = set(runs.order_by("-finished_at", "-pk").values_list("folder", flat=True)[:2])
    swept = store_of(area).sweep(SPINE, keep)
    if swept:
        record(by=by, verb="sweep", subject="spine", ref=area.slug, after={"folders": len(swept)})
    return swept
