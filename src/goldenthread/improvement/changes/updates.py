"""Recording what is said of an action."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor

from ..models import Action, Update
from ..rules import Delivery


@transaction.atomic
def record_update(
    *,
    by: Actor,
    action: Action,
    on: date,
    by_role: str,
    delivery: Delivery,
    words: str = "",
    changed_for_families: str = "",
    proposed_words: str = "",
) -> Update:
    """Record where an action is, by or on behalf of a role; updates are added, never altered."""
    update = Update.objects.create(
        action=action,
        on=on,
        by_role=by_role,
        entered_by=by.name,
        delivery=delivery.value,
        words=words,
        changed_for_families=changed_for_families,
        proposed_words=proposed_words,
    )
    record(
        by=by,
        verb="record_update",
        subject="action",
        ref=action.pk,
        after={"on": str(on), "delivery": delivery.value, "by_role": by_role},
    )
    return update
