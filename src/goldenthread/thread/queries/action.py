"""One action with its neighbours on the thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ActionGroup,
    ActionOrigin,
    ActionRestsOn,
    ActionServesMeasure,
    Promise,
)
from goldenthread.improvement.queries import (
    ActionRecord,
    ActionStanding,
    DependencyOnRecord,
    action_record,
    dependencies_of,
    taken_into,
)
from goldenthread.improvement.queries.record import show_as_stood
from goldenthread.improvement.rules import LinkState

from .promises_then import put_back
from .standings import Stood


@dataclass(slots=True)
class ActionPage:
    """What the page of an action shows: its record on a day, and what hangs beside it.

    `taken_into` is where accelerated plans took it over. `others` is where the actions stand that
    it rests on, or that rest on it, by key.
    """

    action: Action
    record: ActionRecord
    answers: list[ActionAnswersFinding]
    serves: list[ActionServesMeasure]
    rests_on: list[ActionRestsOn]
    carries: list[ActionRestsOn]
    refers_to: list[ActionGroup]
    waits: list[DependencyOnRecord]
    others: Mapping[int, ActionStanding]
    promises: list[Promise]
    citations: list[Citation]
    taken_into: list[ActionOrigin]
    before: Action | None
    after: Action | None


def page_of_action(action: Action, on: date) -> ActionPage:
    """Return an action as it stood on a day with everything one step up and down the thread."""
    turned_down = LinkState.REJECTED.value
    plan = action.improvement_plan
    siblings = Action.objects.filter(improvement_plan=plan)
    rests_on = list(action.rests_on.exclude(state=turned_down).select_related("on"))
    carries = list(action.carries.exclude(state=turned_down).select_related("action"))
    beside = [x.on_id for x in rests_on] + [x.action_id for x in carries]
    promises = list(action.promises.all())
    put_back(promises, on)
    record = action_record(action, on)
    show_as_stood(action, record.words)
    return ActionPage(
        action,
        record,
        list(action.answers.exclude(state=turned_down).select_related("finding")),
        list(action.serves.exclude(state=turned_down).select_related("measure")),
        rests_on,
        carries,
        list(action.refers_to.exclude(state=turned_down).select_related("group")),
        [row for row in dependencies_of(plan, on) if row.dependency.action_id == action.pk],
        Stood(plan, on).some(sorted(beside)) if beside else {},
        promises,
        citations_of("action", [action.pk]).get(action.pk, []),
        [row for row in taken_into(action) if row.on <= on],
        siblings.filter(position__lt=action.position).order_by("-position").first(),
        siblings.filter(position__gt=action.position).order_by("position").first(),
    )
