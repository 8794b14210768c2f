"""Proposing and deciding the links of the thread."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor

from ..models.links import Link
from ..rules import LinkState


@transaction.atomic
def propose_links(*, by: Actor, kind: type[Link], links: Iterable[dict[str, Any]]) -> int:
    """Propose links of one kind, given as their fields; a link already there is left as it is."""
    rows = [kind(state=LinkState.PROPOSED.value, **fields) for fields in links]
    kind._default_manager.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    record(
        by=by,
        verb="propose_links",
        subject=kind._meta.model_name or "",
        ref="many",
        after={"proposed": len(rows)},
    )
    return len(rows)


@transaction.atomic
def decide_link(*, by: Actor, link: Link, state: LinkState, why: str = "") -> None:
    """Confirm or turn down a link; who decided is kept."""
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
