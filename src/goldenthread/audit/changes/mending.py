"""Setting right what waits in the outbox: trying again, and taking a person out of it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import Outbox
from ..rules import Actor, Work
from .trail import record


@transaction.atomic
def try_again(*, by: Actor, pk: int) -> bool:
    """Let a piece of work that was given up, or waits for later, be tried at once, from the start.

    False when it is done or somebody is at it.
    """
    stuck = Outbox.objects.filter(pk=pk, state__in=(Work.EXHAUSTED, Work.WAITING))
    found = stuck.update(
        state=Work.WAITING,
        forgiven=F("attempts"),
        not_before=timezone.now(),
        queued_at=None,
        lease_until=None,
    )
    if found:
        record(by=by, verb="try_again", subject="outbox", ref=pk)
    return bool(found)


@transaction.atomic
def forget_letters(*, by: Actor, to: str) -> int:
    """Take an address, and what was written to it, out of every mail; return how many there were.

    A mail to it that waits is given up.
    """
    theirs = Outbox.objects.filter(kind="mail", payload__to=to)
    theirs.exclude(state=Work.DONE).update(state=Work.EXHAUSTED, last_error="The person is erased.")
    count = theirs.update(payload={})
    record(by=by, verb="forget_letters", subject="outbox", ref="mail", after={"letters": count})
    return count
