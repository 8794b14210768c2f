"""Writing what families were promised and where each promise stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, ImprovementPlan, Promise, SuccessMeasure
from ..rules import Standing


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """A promise in plain words, the action or measure it comes from, and its evidence."""

    plain: str
    action: Action | None = None
    measure: SuccessMeasure | None = None
    due_words: str = ""
    due_to: date | None = None
    evidence_promised: str = ""
    evidence_by: date | None = None


@transaction.atomic
def make_promises(
    *, by: Actor, improvement_plan: ImprovementPlan, drafts: Iterable[PromiseDraft]
) -> list[Promise]:
    """Add promises to a plan, after those already there, in the order given."""
    start = Promise.objects.filter(improvement_plan=improvement_plan).count()
    rows = [
        Promise(
            improvement_plan=improvement_plan,
            action=d.action,
            measure=d.measure,
            position=start + i,
            plain=d.plain,
            due_words=d.due_words[:500],
            due_to=d.due_to,
            evidence_promised=d.evidence_promised,
            evidence_by=d.evidence_by,
        )
        for i, d in enumerate(drafts)
    ]
    Promise.objects.bulk_create(rows, batch_size=500)
    record(
        by=by,
        verb="make_promises",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"promises": len(rows)},
    )
    return rows


@transaction.atomic
def settle_promise(
    *,
    by: Actor,
    promise: Promise,
    standing: Standing,
    on: date,
    what_changed: str = "",
    no_because: str = "",
) -> None:
    """Say where a promise stands; one that will not happen needs its reason."""
    if standing is Standing.WILL_NOT_HAPPEN and not no_because.strip():
        raise UserError(
            "Say why it will not happen: families see 'no, because' with your reason. "
            "Nothing was changed."
        )
    before = {"standing": promise.standing, "what_changed": promise.what_changed}
    promise.standing = standing.value
    promise.what_changed = what_changed
    promise.no_because = no_because
    promise.changed_on = on
    promise.save(update_fields=["standing", "what_changed", "no_because", "changed_on"])
    record(
        by=by,
        verb="settle_promise",
        subject="promise",
        ref=promise.pk,
        before=before,
        after={"standing": standing.value, "what_changed": what_changed, "no_because": no_because},
    )


@transaction.atomic
def withhold_promise(*, by: Actor, promise: Promise, role: str, since: date) -> None:
    """Withhold a promise's words from families; that it is withheld, by whom and since, shows."""
    promise.withheld_by = role
    promise.withheld_since = since
    promise.save(update_fields=["withheld_by", "withheld_since"])
    record(
        by=by,
        verb="withhold_promise",
        subject="promise",
        ref=promise.pk,
        after={"by": role, "since": str(since)},
    )
