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
    now = type(link)._default_manager.select_for_update(no_key=True).get(pk=link.pk)
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


@transaction.atomic
def reopen_link(*, by: Actor, link: Link) -> None:
    """Undo a decision on a link, which is then proposed again; that it was decided stays on record.

    Refused while nothing is decided.
    """
    now = type(link)._default_manager.select_for_update(no_key=True).get(pk=link.pk)
    if now.state == LinkState.PROPOSED.value:
        raise UserError("This decision has been undone already. Nothing was changed.")
    before = {"state": now.state, "decided_by": now.decided_by}
    now.state, now.decided_by = LinkState.PROPOSED.value, ""
    now.save(update_fields=["state", "decided_by"])
    record(
        by=by,
        verb="reopen_link",
        subject=now._meta.model_name or "",
        ref=now.pk,
        before=before,
        after={"state": now.state},
    )


@transaction.atomic
def add_link(*, by: Actor, kind: type[Link], why: str, **ends: Any) -> Link:
    """Add a link that a person knows of, confirmed by them; one that was proposed is confirmed.

    Refused without a reason, and where the link has been decided already.
    """
    if not why.strip():
        raise UserError("Nothing was added: say why the two belong together.")
    link, created = kind._default_manager.get_or_create(
        **ends,
        defaults={
            "state": LinkState.CONFIRMED.value,
            "why": why.strip(),
            "decided_by": by.name,
        },
    )
    if created:
        record(
            by=by,
            verb="add_link",
            subject=kind._meta.model_name or "",
            ref=link.pk,
            after={"state": link.state, "why": link.why},
        )
    elif link.state == LinkState.PROPOSED.value:
        decide_link(by=by, link=link, state=LinkState.CONFIRMED, why=why.strip())
    else:
        raise UserError(
            f"{link.decided_by or 'Somebody'} has {DECIDED[link.state]} this match already. "
            "Theirs was kept; undo it first if it should change."
        )
    return link
