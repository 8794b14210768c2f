"""Which findings bear on which weaknesses."""

from collections.abc import Iterable

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Finding, FindingOfWeakness, Inspection, Weakness


@transaction.atomic
def link_findings(
    *, by: Actor, inspection: Inspection, links: Iterable[tuple[Finding, Weakness]], state: str
) -> int:
    """Let findings bear on weaknesses, proposed or confirmed; returns how many links are new."""
    new = [
        FindingOfWeakness(
            finding=finding,
            weakness=weakness,
            state=state,
            decided_by=by.name if state == "confirmed" else "",
        )
        for finding, weakness in links
    ]
    links_here = FindingOfWeakness.objects.filter(finding__inspection=inspection)
    before = links_here.count()
    FindingOfWeakness.objects.bulk_create(new, ignore_conflicts=True)
    added = links_here.count() - before
    record(
        by=by,
        verb="link_findings",
        subject="inspection",
        ref=inspection.pk,
        after={"links": added, "state": state},
    )
    return added


DECIDED = {"confirmed": "confirmed", "rejected": "turned down"}


@transaction.atomic
def decide_finding_link(*, by: Actor, link: FindingOfWeakness, state: str) -> None:
    """Confirm or turn down that a finding bears on a weakness, or propose it again to undo that.

    The first to decide counts: the same answer twice changes nothing, another raises UserError.
    """
    now = FindingOfWeakness.objects.select_for_update().get(pk=link.pk)
    undo = state == "proposed"
    if undo and now.state == "proposed":
        raise UserError("This decision has been undone already. Nothing was changed.")
    if now.state == state:
        return
    if not undo and now.state != "proposed":
        raise UserError(
            f"{now.decided_by or 'Somebody'} has {DECIDED[now.state]} this match already. "
            "Theirs was kept."
        )
    before = {"state": now.state, "decided_by": now.decided_by}
    now.state, now.decided_by = state, "" if undo else by.name
    now.save(update_fields=["state", "decided_by"])
    record(
        by=by,
        verb="decide_finding_link",
        subject="finding_of_weakness",
        ref=now.pk,
        before=before,
        after={"state": state},
    )
