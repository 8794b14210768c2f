"""Groups that wait for other groups."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, GroupDependency, WorkingGroup
from .met import refuse


@transaction.atomic
def add_dependency(
    *,
    by: Actor,
    waits: WorkingGroup,
    on_group: WorkingGroup,
    words: str,
    on: date,
    needed_by: date | None = None,
    action: Action | None = None,
) -> GroupDependency:
    """Record that a group, or one of its actions, waits for another group: for what, by when."""
    faults = {}
    if waits.pk == on_group.pk or waits.improvement_plan_id != on_group.improvement_plan_id:
        faults["on_group"] = "Choose another group of the same plan"
    if not words.strip():
        faults["words"] = "Say what it waits for"
    if action is not None and action.group_id != waits.pk:
        faults["action"] = "Choose an action of the group that waits"
    refuse(faults)
    row = GroupDependency.objects.create(
        waits=waits,
        on_group=on_group,
        action=action,
        words=words.strip(),
        needed_by=needed_by,
        on=on,
        by=by.name,
    )
    record(
        by=by,
        verb="add_dependency",
        subject="group",
        ref=waits.pk,
        after={
            "on_group": on_group.number,
            "words": words.strip(),
            "needed_by": str(needed_by) if needed_by else None,
            "on": str(on),
        },
    )
    return row


@transaction.atomic
def settle_dependency(*, by: Actor, dependency: GroupDependency, on: date, words: str) -> None:
    """Say how what a group waited for came, or why it is no longer needed."""
    now = GroupDependency.objects.select_for_update(no_key=True).get(pk=dependency.pk)
    if now.settled_on is not None:
        raise UserError(f"{now.settled_by} has settled this already. Theirs was kept.")
    if not words.strip():
        raise UserError("Say how it was settled. The group still waits.")
    now.settled_on, now.settled_by, now.settled_words = on, by.name, words.strip()
    now.save(update_fields=["settled_on", "settled_by", "settled_words"])
    record(
        by=by,
        verb="settle_dependency",
        subject="group",
        ref=now.waits_id,
        after={"dependency": now.pk, "on": str(on), "words": words.strip()},
    )
