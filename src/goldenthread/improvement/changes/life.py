"""Moving a plan through its life, publishing it, and handing its responsibilities on."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import Organisation, Succession
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.inspections.changes import record_progress, refuse_without_reasons
from goldenthread.inspections.models import Inspection, InspectionEvent
from goldenthread.inspections.rules import Event

from ..models import CarriedResponsibility, ImprovementPlan, LifeEvent
from ..rules import Life, PlanType, may_become
from .posts import ensure_posts_of_leads

# What of a plan's life is also a date of the inspection that asked for it.
DATES = {
    Life.SUBMITTED: Event.STATEMENT_SUBMITTED,
    Life.NOT_FIT: Event.NOT_FIT_FOR_PURPOSE,
    Life.FIT: Event.FIT_FOR_PURPOSE,
}
ASKED_FOR = (PlanType.WRITTEN_STATEMENT.value, PlanType.PRIORITY_ACTION.value)


@transaction.atomic
def move_life(
    *, by: Actor, improvement_plan: ImprovementPlan, to: Life, on: date, note: str = ""
) -> LifeEvent:
    """Move a plan to the next point of its life, or refuse a move that its life does not have.

    Where somebody else moved it meanwhile, it is from there that the move must be possible.
    """
    held = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    now = Life(held.life)
    if not may_become(now, to):
        raise UserError(
            f"A plan that is {now.value.replace('_', ' ')} cannot become "
            f"{to.value.replace('_', ' ')}. Nothing was changed."
        )
    event = LifeEvent.objects.create(
        improvement_plan=improvement_plan, life=to.value, on=on, note=note
    )
    improvement_plan.life = to.value
    improvement_plan.save(update_fields=["life"])
    record(
        by=by,
        verb="move_life",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        before={"life": now.value},
        after={"life": to.value, "on": str(on)},
        note=note,
    )
    return event


@transaction.atomic
def move_life_and_date(
    *, by: Actor, improvement_plan: ImprovementPlan, to: Life, on: date, note: str = ""
) -> InspectionEvent | None:
    """Move a plan and, where that is a date of its inspection too, record it there once.

    Returns that date, which may start a limit; None where there is none or it was there already.
    UserError for "not fit" without reasons, and for a date out of the order that is recorded.
    """
    if to is Life.NOT_FIT:
        refuse_without_reasons(Event.NOT_FIT_FOR_PURPOSE, note)
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    inspection, event = improvement_plan.inspection, DATES.get(to)
    if inspection is not None:
        Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    move_life(by=by, improvement_plan=improvement_plan, to=to, on=on, note=note)
    if inspection is None or event is None or improvement_plan.plan_type not in ASKED_FOR:
        return None
    if InspectionEvent.objects.filter(inspection=inspection, event=event.value, on=on).exists():
        return None
    return record_progress(by=by, inspection=inspection, event=event, on=on, reasons=note)


@transaction.atomic
def publish_improvement_plan(
    *, by: Actor, improvement_plan: ImprovementPlan, published: bool = True
) -> None:
    """Show a plan's promises to families, or take them down again; done already, it stays so.

    With it each lead of the plan has a post, which somebody can be put in and asked for updates.
    """
    held = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    before = held.published_at
    if (before is not None) == published:
        return
    if published:
        ensure_posts_of_leads(by=by, improvement_plan=improvement_plan)
    improvement_plan.published_at = timezone.now() if published else None
    improvement_plan.published_by = by.name if published else ""
    improvement_plan.save(update_fields=["published_at", "published_by"])
    record(
        by=by,
        verb="publish" if published else "withdraw",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        before={"published_at": str(before) if before else None},
    )


@transaction.atomic
def carry_responsibility(
    *,
    by: Actor,
    improvement_plan: ImprovementPlan,
    succession: Succession,
    from_organisation: Organisation,
    to_organisation: Organisation,
    what: str,
) -> CarriedResponsibility:
    """Record who carries a responsibility of the plan once its body has been succeeded."""
    carried = CarriedResponsibility.objects.create(
        improvement_plan=improvement_plan,
        succession=succession,
        since=succession.on,
        from_organisation=from_organisation,
        to_organisation=to_organisation,
        what=what,
    )
    record(
        by=by,
        verb="carry_responsibility",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"from": from_organisation.name, "to": to_organisation.name, "what": what},
    )
    return carried
