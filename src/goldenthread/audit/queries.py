"""What other rooms may read of the trail."""

from django.conf import settings

from .models import ChainHead, Event
from .rules import GENESIS, chained_hash, keyed_digest


def _holds(event: Event, previous: str) -> bool:
    """Say whether an event follows the hash before it, is as it was, and names its own actor."""
    named = not event.actor_name or event.actor_digest == keyed_digest(
        settings.AUDIT_KEY, event.actor_name
    )
    linked = event.previous_hash == previous
    return linked and named and event.hash == chained_hash(previous, event.payload())


def first_broken_event() -> Event | None:
    """Return the first event whose hash or link to the one before does not hold, if any.

    Where events are missing at the end, it is the last one left; where none is left, one not
    stored that carries the hash the chain should end in.
    """
    head = ChainHead.objects.first()
    ends_in = head.hash if head else ""
    previous, last, whole = GENESIS, None, ends_in in ("", GENESIS)
    for event in Event.objects.order_by("id").iterator():
        if not _holds(event, previous):
            return event
        previous, last = event.hash, event
        whole = event.hash == ends_in or (whole and bool(ends_in))
    return None if whole else last or Event(hash=ends_in)


def latest_event(subject: str, ref: object) -> Event | None:
    """Return the last change to a subject, or None when nothing has been recorded."""
    return Event.objects.filter(subject=subject, subject_ref=str(ref)).order_by("-id").first()
