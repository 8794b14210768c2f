"""Where actions stand on a day, remembered until the next change that anybody makes."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from goldenthread.audit.queries import chain_ends_in
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import ActionStanding, Since, since, standing_of

KEPT_IN_MIND = 64


def standings_on(
    improvement_plan: ImprovementPlan, on: date, actions: Collection[int] | None = None
) -> dict[int, ActionStanding]:
    """Return where actions of a plan stand on a day by key, all of them or some; for reading only.

    Every change is audited, so nothing differs until the trail ends in another hash.
    """
    asked = None if actions is None else tuple(actions)
    return _standings_as_of(improvement_plan.pk, on, asked, chain_ends_in())


@lru_cache(maxsize=KEPT_IN_MIND)
def _standings_as_of(
    improvement_plan_id: int, on: date, actions: tuple[int, ...] | None, last_change: str
) -> dict[int, ActionStanding]:
    improvement_plan = ImprovementPlan.objects.get(pk=improvement_plan_id)
    return standing_of(improvement_plan, on, actions)


def since_on(improvement_plan: ImprovementPlan, start: date, end: date) -> Since:
    """Return what became of a plan after one day, up to and with another; for reading only."""
    return _since_as_of(improvement_plan.pk, start, end, chain_ends_in())


@lru_cache(maxsize=KEPT_IN_MIND)
def _since_as_of(improvement_plan_id: int, start: date, end: date, last_change: str) -> Since:
    return since(ImprovementPlan.objects.get(pk=improvement_plan_id), start, end)
