"""The outbox as a claim table: who may do a piece of work, for how long, and how it ended.

The queue brings work at least once. A claim is one compare-and-set on the row's state and number of
attempts, so that however often the work is brought, one worker at a time does it, and a worker that
lost its lease cannot say that it is done.
"""

import signal
import threading
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_q.tasks import async_task

from ..models import Event, Outbox
from ..queries import due
from ..rules import MOST_ATTEMPTS, Actor, Claim, Follow, Work, pause_after

TASK = "goldenthread.audit.tasks.carry_out"
SWEPT_AT_ONCE = 200
NOT_AGAIN_BEFORE = timedelta(seconds=60)
_GONE = "Every attempt ended without a word: the worker was killed, or it hung."


class LeaseLost(Exception):
    """Somebody else has this work by now: undo what was being done."""


def put_in_outbox(*, event: Event, follow: Sequence[Follow]) -> None:
    """Write down what must follow an event, and ring for a worker once all is committed."""
    if not follow:
        return
    now = timezone.now()
    rows = Outbox.objects.bulk_create(
        Outbox(event=event, kind=f.kind, payload=f.payload, not_before=f.not_before or now)
        for f in follow
    )
    at_once = [row.pk for row in rows if row.not_before <= now]
    transaction.on_commit(partial(enqueue, pks=at_once), robust=True)


def enqueue(*, pks: Sequence[int]) -> None:
    """Tell the queue of work."""
    for pk in pks:
        async_task(TASK, pk)
    Outbox.objects.filter(pk__in=pks).update(queued_at=timezone.now())


def lease_of(kind: str) -> timedelta:
    """Return how long a worker may take over work of a kind between two signs of life."""
    return timedelta(seconds=settings.OUTBOX_LEASES.get(kind, settings.OUTBOX_LEASE))


def _end_me_if_silent(lease: timedelta) -> None:
    """Set the queue's alarm to this lease, where it has one: a worker that hangs is ended by it."""
    alarm = getattr(signal, "SIGALRM", None)
    ours = threading.current_thread() is threading.main_thread()
    if alarm and ours and callable(signal.getsignal(alarm)):
        signal.alarm(max(1, int(lease.total_seconds())))


def sweep() -> int:
    """Tell the queue of all work that is due and that it has not been told of lately."""
    now = timezone.now()
    patience = min(NOT_AGAIN_BEFORE, timedelta(seconds=settings.OUTBOX_LEASE))
    untold = due(now).filter(Q(queued_at=None) | Q(queued_at__lte=now - patience))
    found = list(untold.order_by("not_before", "id").values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    if found:
        enqueue(pks=found)
    return len(found)


def claim(*, pk: int) -> Claim | None:
    """Take a piece of work for one attempt; None when it is done, taken, not due or given up."""
    now = timezone.now()
    row = due(now).select_related("event").filter(pk=pk).first()
    if row is None:
        return None
    unchanged = Outbox.objects.filter(pk=pk, state=row.state, attempts=row.attempts)
    tries = row.attempts - row.forgiven
    if tries >= MOST_ATTEMPTS:
        unchanged.update(state=Work.EXHAUSTED, lease_until=None, last_error=_GONE)
        return None
    lease = now + lease_of(row.kind)
    if not unchanged.update(state=Work.RUNNING, attempts=F("attempts") + 1, lease_until=lease):
        return None
    _end_me_if_silent(lease_of(row.kind))
    return Claim(
        pk=pk,
        kind=row.kind,
        key=row.key,
        payload=row.payload,
        attempt=row.attempts + 1,
        tries=tries + 1,
        event=row.event_id,
        by=Actor(row.event.actor_ref, row.event.actor_name),
    )


def _mine(work: Claim) -> QuerySet[Outbox]:
    return Outbox.objects.filter(pk=work.pk, state=Work.RUNNING, attempts=work.attempt)


def tell_progress(*, work: Claim, done: int, of: int | None = None, words: str = "") -> None:
    """Say how far a piece of work is, which renews its lease; LeaseLost when it is another's.

    Call it outside a transaction, or nobody sees it and the lease is not renewed until it ends.
    """
    known = _mine(work).update(
        progress_done=done,
        progress_of=of,
        progress_words=words[:200],
        lease_until=timezone.now() + lease_of(work.kind),
    )
    if not known:
        raise LeaseLost
    _end_me_if_silent(lease_of(work.kind))


def finish(*, work: Claim, payload: dict[str, Any] | None = None) -> None:
    """Say that a piece of work is done; LeaseLost when it is another's by now.

    A handler that changes the database calls it inside its own transaction: what it changed and
    that it is done are then committed together, or not at all. `payload` replaces what was kept.
    """
    kept = {} if payload is None else {"payload": payload}
    mine = Outbox.objects.filter(
        pk=work.pk, state__in=(Work.RUNNING, Work.DONE), attempts=work.attempt
    )
    if not mine.update(
        state=Work.DONE, done_at=timezone.now(), lease_until=None, last_error="", **kept
    ):
        raise LeaseLost


def fail(*, work: Claim, words: str, hopeless: bool = False) -> None:
    """Say why an attempt failed: it is tried again after a growing pause, or given up."""
    pause = None if hopeless else pause_after(work.tries)
    _mine(work).update(
        state=Work.WAITING if pause else Work.EXHAUSTED,
        not_before=timezone.now() + (pause or timedelta()),
        queued_at=None,
        lease_until=None,
        last_error=words[:500],
    )


def hold_back(*, words: str) -> int:
    """Give up everything not yet done, until somebody lets it be tried again; say why."""
    undone = Outbox.objects.exclude(state__in=(Work.DONE, Work.EXHAUSTED))
    return undone.update(state=Work.EXHAUSTED, lease_until=None, last_error=words[:500])
