"""Which findings bear on what inspectors required."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import (
    FINDING_OF,
    AreaForImprovement,
    Finding,
    FindingLink,
    Inspection,
    PriorityAction,
    Weakness,
)

Required = Weakness | PriorityAction | AreaForImprovement


@transaction.atomic
def link_findings(
    *, by: Actor, inspection: Inspection, links: Iterable[tuple[Finding, Required]], state: str
) -> int:
    """Let findings bear on what was required, proposed or confirmed; returns how many are new."""
    new: dict[str, list[FindingLink]] = {noun: [] for noun in FINDING_OF}
    for finding, required in links:
        noun = _noun(required)
        ends = {"finding": finding, noun: required}
        decided_by = by.name if state == "confirmed" else ""
        new[noun].append(FINDING_OF[noun](**ends, state=state, decided_by=decided_by))
    added = sum(_added(inspection, FINDING_OF[noun], rows) for noun, rows in new.items() if rows)
    record(
        by=by,
        verb="link_findings",
        subject="inspection",
        ref=inspection.pk,
        after={"links": added, "state": state},
    )
    return added


def _noun(required: Required) -> str:
    if isinstance(required, Weakness):
        return "weakness"
    return "priority_action" if isinstance(required, PriorityAction) else "improvement"


def _added(inspection: Inspection, kind: type[FindingLink], rows: list[Any]) -> int:
    """Write links of one kind that are not there yet, and return how many that were."""
    links_here = kind._default_manager.filter(finding__inspection=inspection)
    before = links_here.count()
    kind._default_manager.bulk_create(rows, ignore_conflicts=True)
    return links_here.count() - before


SUBJECTS = {kind: f"finding_of_{noun}" for noun, kind in FINDING_OF.items()}
DECIDED = {"confirmed": "confirmed", "rejected": "turned down"}


@transaction.atomic
def decide_finding_link(*, by: Actor, link: FindingLink, state: str) -> None:
    """Confirm or turn down that a finding bears on something, or propose it again to undo that.

    The first to decide counts: the same answer twice changes nothing, another raises UserError.
    """
    now = type(link)._default_manager.select_for_update(no_key=True).get(pk=link.pk)
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
        subject=SUBJECTS[type(link)],
        ref=now.pk,
        before=before,
        after={"state": state},
    )
