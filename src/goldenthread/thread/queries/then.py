"""What was there on a day: the plan in force, what inspectors had said, words not yet rewritten."""

from collections.abc import Iterable, Sequence
from datetime import date

from goldenthread.improvement.models import ImprovementPlan, Revision
from goldenthread.improvement.rules import Life, PlanType
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import has_said, inspections_of, revisit_of
from goldenthread.inspections.rules import InspectionKind

MAIN = {
    PlanType.WRITTEN_STATEMENT.value,
    PlanType.PRIORITY_ACTION.value,
    PlanType.STRATEGIC.value,
    PlanType.LOCAL_REFORM.value,
    PlanType.CONTINUOUS.value,
}


def inspection_on(area_id: int, on: date) -> Inspection | None:
    """Return the last full inspection of an area whose letter was known on a day."""
    full = InspectionKind.FULL.value
    rows = inspections_of(area_id, on)
    return next((row for row in rows if row.kind == full and has_said(row, on)), None)


def revisit_on(inspection: Inspection, on: date) -> Inspection | None:
    """Return the revisit that followed an inspection, once its letter was known."""
    found = revisit_of(inspection, on)
    return found if found and has_said(found, on) else None


def plans_on(area_id: int, on: date) -> list[ImprovementPlan]:
    """Return the plans of an area that had begun by a day, newest first.

    A plan begins with the first dated event of its life; without one, on the day the plan that it
    takes the place of was superseded; without that too, with the letter that it answers.
    """
    rows = ImprovementPlan.objects.filter(area_id=area_id).select_related("inspection", "area")
    plans = list(rows.prefetch_related("life_events").order_by("-pk"))
    first: dict[int, date] = {}
    ended: dict[int, date] = {}
    for plan in plans:
        for event in plan.life_events.all():
            first.setdefault(plan.pk, event.on)
            if event.life == Life.SUPERSEDED.value:
                ended[plan.pk] = event.on
    for plan in plans:
        if plan.supersedes_id in ended:
            first.setdefault(plan.pk, ended[plan.supersedes_id])
    return [plan for plan in plans if _begun(plan, first.get(plan.pk), on)]


def _begun(improvement_plan: ImprovementPlan, first: date | None, on: date) -> bool:
    if first is None and improvement_plan.inspection:
        return has_said(improvement_plan.inspection, on)
    return first is None or first <= on


def plan_on(area_id: int, on: date) -> ImprovementPlan | None:
    """Return the plan an area worked to on a day: of those begun, the newest not superseded.

    Main types come before others, as in `improvement.queries.current_improvement_plan`.
    """
    return worked_to(plans_on(area_id, on))


def worked_to(begun: Sequence[ImprovementPlan]) -> ImprovementPlan | None:
    """Return the plan that is worked to of those that have begun, newest first."""
    replaced = {plan.supersedes_id for plan in begun}
    standing = [plan for plan in begun if plan.pk not in replaced]
    return next((plan for plan in standing if plan.plan_type in MAIN), next(iter(standing), None))


def life_on(improvement_plan: ImprovementPlan, on: date) -> str:
    """Return where a plan was in its life on a day: drafting before its first dated event."""
    events = improvement_plan.life_events.all()
    reached = [event.life for event in events if event.on <= on]
    if len(reached) == len(events):
        return improvement_plan.life
    return reached[-1] if reached else Life.DRAFTING.value


def words_then(actions: Iterable[int], on: date) -> dict[int, dict[str, str]]:
    """Return the words of actions that were rewritten after a day, as they read on it, by key."""
    then: dict[int, dict[str, str]] = {}
    rows = Revision.objects.filter(action__in=actions, on__gt=on).order_by("-on", "-pk")
    for action, field, old in rows.values_list("action_id", "field", "old"):
        then.setdefault(action, {})[field] = old
    return then
