"""Writing to the trail."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..models import ChainHead, Event
from ..queries import webhooks_for
from ..rules import GENESIS, Actor, Follow, chained_hash, keyed_digest, without_persons
from .outbox import put_in_outbox


def _as_stored(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a value as any database gives it back: keys, days and fractions are words."""
    stored: dict[str, Any] | None = json.loads(json.dumps(value, default=str), parse_float=str)
    return stored


@transaction.atomic
def record(
    *,
    by: Actor,
    verb: str,
    subject: str,
    ref: object,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
    follow: Sequence[Follow] = (),
) -> Event:
    """Add an event to the end of the chain.

    A field that names a person goes into the chain as its keyed digest. What must `follow` goes
    to the outbox with it, and so does the word to every webhook that asked for such an event.
    """
    heads = ChainHead.objects.select_for_update(no_key=True)
    head, _ = heads.get_or_create(pk=1, defaults={"hash": GENESIS})
    event = Event(
        at=timezone.now(),
        actor_ref=by.ref,
        actor_name=by.name,
        actor_digest=keyed_digest(settings.AUDIT_KEY, by.name),
        verb=verb,
        subject=subject,
        subject_ref=str(ref),
        before=without_persons(settings.AUDIT_KEY, subject, _as_stored(before)),
        after=without_persons(settings.AUDIT_KEY, subject, _as_stored(after)),
        note=note,
        previous_hash=head.hash,
    )
    event.hash = chained_hash(head.hash, event.payload())
    event.save(force_insert=True)
    head.hash = event.hash
    head.save(update_fields=["hash"])
    put_in_outbox(event=event, follow=[*follow, *webhooks_for(event)])
    return event


@transaction.atomic
def forget_actor(*, by: Actor, ref: str) -> int:
    """Take a person's printed name off every event they made, and return how many there were.

    Who they were is gone; that it was one and the same, what they did and the chain stay.
    """
    count = Event.objects.filter(actor_ref=ref).exclude(actor_name="").update(actor_name="")
    record(by=by, verb="forget_actor", subject="actor", ref=ref, after={"events": count})
    return count
