"""What other rooms may read of the trail."""

from .models import Event
from .rules import GENESIS, chained_hash


def first_broken_event() -> Event | None:
    """Return the first event whose hash or link to the one before does not hold, if any."""
    previous = GENESIS
    for event in Event.objects.order_by("id").iterator():
        if event.previous_hash != previous:
            return event
        if event.hash != chained_hash(previous, event.payload()):
            return event
        previous = event.hash
    return None


def latest_event(subject: str, ref: object) -> Event | None:
    """Return the last change to a subject, or None when nothing has been recorded."""
    return Event.objects.filter(subject=subject, subject_ref=str(ref)).order_by("-id").first()
