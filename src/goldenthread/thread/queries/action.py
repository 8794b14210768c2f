"""One action with its neighbours on the thread."""

from dataclasses import dataclass

from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionGroup,
    ActionRestsOn,
    ActionServesMeasure,
    Promise,
    Update,
)
from goldenthread.improvement.rules import LinkState


@dataclass(slots=True)
class ActionPage:
    """What the page of an action shows."""

    action: Action
    answers: list[ActionAnswersFinding]
    serves: list[ActionServesMeasure]
    rests_on: list[ActionRestsOn]
    carries: list[ActionRestsOn]
    refers_to: list[ActionGroup]
    updates: list[Update]
    promises: list[Promise]
    citations: list[Citation]
    before: Action | None
    after: Action | None


def page_of_action(action: Action) -> ActionPage:
    """Return an action with everything one step up and down the thread."""
    turned_down = LinkState.REJECTED.value
    siblings = Action.objects.filter(improvement_plan=action.improvement_plan_id)
    return ActionPage(
        action,
        list(action.answers.exclude(state=turned_down).select_related("finding")),
        list(action.serves.exclude(state=turned_down).select_related("measure")),
        list(action.rests_on.exclude(state=turned_down).select_related("on")),
        list(action.carries.exclude(state=turned_down).select_related("action")),
        list(action.refers_to.exclude(state=turned_down).select_related("group")),
        list(action.updates.order_by("-on", "-pk")),
        list(action.promises.all()),
        citations_of("action", [action.pk]).get(action.pk, []),
        siblings.filter(position__lt=action.position).order_by("-position").first(),
        siblings.filter(position__gt=action.position).order_by("position").first(),
    )
