"""Proposing and deciding the links of the thread."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models.links import Link
from ..rules import LinkState

DECIDED = {LinkState.CONFIRMED.value: "confirmed", LinkState.REJECTED.value: "turned down"}


@transaction.atomic
def propose_links(*, by: Actor, kind: type[Link], links: Iterable[dict[str, Any]]) -> int:
    """Propose links of one kind, given as their fields, and return how many are new.

    A link already there, whatever was decided on it, is left as it is.
    """
    rows = [kind(state=LinkState.PROPOSED.value, **fields) for fields in links]
    before = kind._default_manager.count()
    kind._default_manager.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    new = kind._default_manager.count() - before
    record(
        by=by,
        verb="propose_links",
        subject=kind._meta.model_name or "",
        ref="many",
        after={"proposed": new},
    )
    return new


@transaction.atomic
def decide_link(*, by: Actor, link: Link, state: LinkState, why: str = "") -> None:
    """Confirm or turn down a proposed link; who decided is kept, and the first to decide counts.

    The same answer twice changes nothing; another answer raises UserError.
    """
    now = type(link)._default_manager.select_for_update().get(pk=link.pk)
    link.state, link.decided_by, link.why = now.state, now.decided_by, now.why
    if link.state == state.value:
        return
    if link.state != LinkState.PROPOSED.value:
        raise UserError(
            f"{link.decided_by or 'Somebody'} has {DECIDED[link.state]} this match already. "
            "Theirs was kept."
        )
    before = {"state": link.state, "decided_by": link.decided_by}
    link.state = state.value
    link.decided_by = by.name
    if why:
        link.why = why
    link.save(update_fields=["state", "decided_by", "why"])
    record(
        by=by,
        verb="decide_link",
        subject=link._meta.model_name or "",
        ref=link.pk,
        before=before,
        after={"state": state.value, "why": link.why},
    )
