"""Where all is said of an action that an accelerated plan took over: on the one it came from."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from ..models import Action, ActionOrigin, ImprovementPlan, Update
from ..rules import PlanType


def followed(improvement_plan: ImprovementPlan) -> dict[int, Action]:
    """Return the action that each action of an accelerated plan follows, by its own key.

    It is the one that it was taken over from or, where that plan has been superseded, the one of
    its number in the newest plan that has it. Other plans' actions follow none.
    """
    if improvement_plan.plan_type != PlanType.ACCELERATED_PROGRESS.value:
        return {}
    origins = ActionOrigin.objects.filter(action__improvement_plan=improvement_plan)
    rows = origins.select_related("source__improvement_plan__area").order_by("pk")
    found = {row.action_id: row.source for row in rows}
    plans = {source.improvement_plan_id: source.improvement_plan for source in found.values()}
    for plan in plans.values():
        _move_on(found, plan)
    return found


def _move_on(found: dict[int, Action], plan: ImprovementPlan) -> None:
    """Let actions of a plan be followed by those of their numbers in the plans after it."""
    after = plan.superseded_by.order_by("-pk").first()
    while after is not None:
        mine = {pk: source for pk, source in found.items() if source.improvement_plan_id == plan.pk}
        rows = Action.objects.filter(
            improvement_plan=after, number__in={source.number for source in mine.values()}
        )
        now = {row.number: row for row in rows.select_related("improvement_plan__area")}
        found.update({pk: now[s.number] for pk, s in mine.items() if s.number in now})
        plan, after = after, after.superseded_by.order_by("-pk").first()


def said_at(action: Action) -> Action:
    """Return the action on which all is said of this one: itself, unless it follows another."""
    return followed(action.improvement_plan).get(action.pk, action)


def taken_into(action: Action) -> list[ActionOrigin]:
    """Return where accelerated plans took an action over: what is said of it counts there too."""
    rows = ActionOrigin.objects.filter(
        source__number=action.number,
        source__improvement_plan__area=action.improvement_plan.area_id,
        action__improvement_plan__plan_type=PlanType.ACCELERATED_PROGRESS.value,
    )
    found = list(rows.select_related("action__improvement_plan__area", "source"))
    plans = {row.action.improvement_plan for row in found}
    theirs = {pk: source for plan in plans for pk, source in followed(plan).items()}
    mine = [row for row in found if theirs.get(row.action_id) == action]
    return sorted(mine, key=lambda row: (row.on, row.pk))


def newest_updates(
    improvement_plan: ImprovementPlan, actions: Collection[int], on: date
) -> dict[int, int]:
    """Return the key of the newest update of each action up to a day, by the action's own key.

    Of an action that follows another it is what was last said of that one.
    """
    followed_here = followed(improvement_plan)
    said = {pk: followed_here[pk].pk if pk in followed_here else pk for pk in actions}
    rows = Update.objects.filter(action__in=said.values(), on__lte=on).order_by("pk")
    newest = dict(rows.values_list("action_id", "pk"))
    return {pk: newest[at] for pk, at in said.items() if at in newest}


def updates_copied(area_id: int) -> Q:
    """Return which updates of an area are copies of what is said of the action they came from."""
    return Q(
        action__improvement_plan__area=area_id,
        action__improvement_plan__plan_type=PlanType.ACCELERATED_PROGRESS.value,
        action__origin__isnull=False,
    )
