"""Undoing a person's own last decision, as far back as they like."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Decided, Decision, Intake, ReadFact
from ..queries.waiting import last_decision
from .deciding import KEPT, locked_intake, save_facts


@transaction.atomic
def undo(*, by: Actor, intake: Intake) -> Decision:
    """Take back this person's last decision that still stands, all of its facts together.

    UserError where there is none, or where somebody else has decided one of the facts since.
    """
    locked_intake(intake)
    decision = last_decision(intake, by.ref)
    if decision is None:
        raise UserError("You have decided nothing here that could be undone.")
    if decision.before:
        _restore(decision)
    else:
        _reopen(decision)
    decision.undone_at = timezone.now()
    decision.save(update_fields=["undone_at"])
    record(
        by=by,
        verb="undo_decision",
        subject="intake",
        ref=intake.pk,
        before={"decision": decision.verb, "what": decision.label, "facts": decision.facts},
    )
    return decision


def _reopen(decision: Decision) -> None:
    """Make the facts of one sweeping decision pending again, but for any decided since."""
    ReadFact.objects.filter(last_decision=decision).update(
        decided=Decided.PENDING.value,
        decided_by="",
        decided_at=None,
        last_decision=None,
        version=F("version") + 1,
    )


def _restore(decision: Decision) -> None:
    was = decision.before
    facts = list(ReadFact.objects.select_for_update(no_key=True).filter(pk__in=was))
    others = {f.decided_by for f in facts if f.last_decision_id != decision.pk}
    if others:
        names = ", ".join(sorted(filter(None, others))) or "Somebody"
        raise UserError(
            f"{names} has changed {decision.label} since you decided it. Nothing was undone. "
            "Open it and decide it again."
        )
    for fact in facts:
        before = was[str(fact.pk)]
        for name in KEPT:
            setattr(fact, name, before[name])
        at = before["decided_at"]
        fact.decided_at = datetime.fromisoformat(at) if at else None
        fact.version += 1
    save_facts(facts)
