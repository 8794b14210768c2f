"""Recording what actions cost and who pays."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, Cost
from .met import refuse


@dataclass(frozen=True, slots=True)
class CostDraft:
    """A cost with its funding and source; `amount_pence` is None where nobody knows it."""

    source: str
    amount_pence: int | None = None
    words: str = ""
    year: str = ""
    funding_source: str = ""


@transaction.atomic
def add_cost(*, by: Actor, action: Action, on: date, draft: CostDraft) -> Cost:
    """Add a cost to an action; it needs its source, and words or an amount."""
    faults = {}
    if not draft.source.strip():
        faults["source"] = "Say where this figure comes from"
    if draft.amount_pence is None and not draft.words.strip():
        faults["amount"] = "Give the amount, or say in words what is known of it"
    if draft.amount_pence is not None and draft.amount_pence < 0:
        faults["amount"] = "An amount cannot be less than nothing"
    refuse(faults)
    cost = Cost.objects.create(action=action, on=on, entered_by=by.name, **asdict(draft))
    record(
        by=by,
        verb="add_cost",
        subject="action",
        ref=action.pk,
        after={"cost": cost.pk, **asdict(draft), "on": str(on)},
    )
    return cost


@transaction.atomic
def withdraw_cost(*, by: Actor, cost: Cost, on: date, why: str) -> None:
    """Withdraw a cost that was wrong, with the reason; it stays on record."""
    now = Cost.objects.select_for_update(no_key=True).get(pk=cost.pk)
    if now.withdrawn_on is not None:
        raise UserError(f"{now.withdrawn_by} has withdrawn this cost already. Theirs was kept.")
    if not why.strip():
        raise UserError("Say why this cost is withdrawn. It was kept as it is.")
    now.withdrawn_on, now.withdrawn_by, now.withdrawn_why = on, by.name, why.strip()
    now.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_why"])
    record(
        by=by,
        verb="withdraw_cost",
        subject="action",
        ref=now.action_id,
        before={"cost": now.pk, "amount_pence": now.amount_pence},
        after={"on": str(on), "why": why.strip()},
    )
