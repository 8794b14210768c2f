"""Actions that are red or at risk, the body that oversees each, and since when they are red."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from goldenthread.areas.models import LocalArea
from goldenthread.improvement.models import Action, ImprovementPlan
from goldenthread.improvement.queries import current_improvement_plan, standing_of
from goldenthread.improvement.queries.facts import past_of
from goldenthread.improvement.queries.standing import ActionStanding, standings
from goldenthread.improvement.rules import Delivery, Rag

WEEKS_BACK = 52


@dataclass(frozen=True, slots=True)
class OffCourse:
    """An action that is red or at risk on a day: why, who leads it, and the body of its group.

    `since` is the first day from which it was red without a break, looked for as far back as a
    year; None for one that is only at risk, or where it was not asked for.
    """

    action: Action
    body_id: int | None
    red: bool
    why: str
    lead: str
    since: date | None = None


def off_course_in(area: LocalArea, on: date) -> list[OffCourse]:
    """Return the actions of an area's improvement plan that are red or at risk on a day."""
    improvement_plan = current_improvement_plan(area.pk)
    if improvement_plan is None:
        return []
    found = {
        key: each for key, each in standing_of(improvement_plan, on).items() if _off_course(each)
    }
    rows = Action.objects.filter(pk__in=found).select_related("group")
    return [
        OffCourse(
            action,
            action.group.body_id,
            found[action.pk].shown_rag is Rag.RED,
            found[action.pk].why,
            "; ".join(lead.role for lead in action.leads.all()),
        )
        for action in rows.prefetch_related("leads")
    ]


def _off_course(each: ActionStanding) -> bool:
    return each.shown_rag is Rag.RED or each.delivery is Delivery.AT_RISK


def red_since(area: LocalArea, on: date) -> list[OffCourse]:
    """Return the red actions that a body oversees, each with the day since which it is red."""
    improvement_plan = current_improvement_plan(area.pk)
    red = [each for each in off_course_in(area, on) if each.red and each.body_id is not None]
    if improvement_plan is None or not red:
        return []
    since = _first_red(improvement_plan, {each.action.pk for each in red}, on)
    return [replace(each, since=since[each.action.pk]) for each in red]


def _first_red(improvement_plan: ImprovementPlan, keys: set[int], on: date) -> dict[int, date]:
    """Return the first day of each action's present run of red: week by week, then by the day."""
    past = past_of(improvement_plan, on, keys)
    since = dict.fromkeys(keys, on)

    def red_on(day: date) -> set[int]:
        return {key for key, at in standings(past, day).items() if at.shown_rag is Rag.RED}

    still, day = set(keys), on
    for _ in range(WEEKS_BACK):
        day -= timedelta(weeks=1)
        still &= red_on(day)
        if not still:
            break
        since.update(dict.fromkeys(still, day))
    seen = {
        start - timedelta(days=back): red_on(start - timedelta(days=back))
        for start in set(since.values())
        for back in range(1, 7)
    }
    return {key: _to_the_day(start, key, seen) for key, start in since.items()}


def _to_the_day(start: date, key: int, seen: dict[date, set[int]]) -> date:
    """Return the first day of a run that is red on `start` and not a week before it."""
    while key in seen.get(start - timedelta(days=1), ()):
        start -= timedelta(days=1)
    return start
