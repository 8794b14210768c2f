"""Where actions stand on a day, remembered until the next change that anybody makes."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from goldenthread.audit.queries import chain_ends_in
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import ActionStanding, Since
from goldenthread.improvement.queries.facts import PlanPast, past_of
from goldenthread.improvement.queries.since import since_in
from goldenthread.improvement.queries.standing import next_date, standings

KEPT_IN_MIND = 64


class Stood:
    """Where a plan's actions stand on a day, and what became of them; for reading only.

    A page makes one and hands it on: what several of its parts ask is asked of the database once.
    Every change is audited, so nothing differs until the trail ends in another hash.
    """

    __slots__ = ("_last_change", "_plan", "on")

    def __init__(
        self, improvement_plan: ImprovementPlan | None, on: date, last_change: str | None = None
    ) -> None:
        """Look up the hash of the last change, if need be; without a plan nothing stands."""
        self.on = on
        self._plan = improvement_plan.pk if improvement_plan else None
        if last_change is None and improvement_plan:
            last_change = chain_ends_in()
        self._last_change = last_change or ""

    @property
    def actions(self) -> Mapping[int, ActionStanding]:
        """Return where each action stands, by its key."""
        if self._plan is None:
            return {}
        return _standings_as_of(self._plan, self.on, None, self._last_change)

    def some(self, actions: Collection[int]) -> Mapping[int, ActionStanding]:
        """Return where some actions stand, by their keys."""
        if self._plan is None or not actions:
            return {}
        return _standings_as_of(self._plan, self.on, tuple(actions), self._last_change)

    def next_dates(self, actions: Collection[int]) -> Mapping[int, tuple[date | None, str]]:
        """Return the next date of some actions and its words, by their keys."""
        if self._plan is None or not actions:
            return {}
        past = _past_as_of(self._plan, self.on, None, self._last_change)
        return {pk: next_date(past.actions[pk], self.on) for pk in actions}

    def since(self, start: date) -> Since | None:
        """Return what became of the plan after a day, None without a plan."""
        if self._plan is None:
            return None
        return _since_as_of(self._plan, start, self.on, self._last_change)


@lru_cache(maxsize=KEPT_IN_MIND)
def _past_as_of(
    improvement_plan_id: int, on: date, actions: tuple[int, ...] | None, last_change: str
) -> PlanPast:
    return past_of(ImprovementPlan(pk=improvement_plan_id), on, actions)


@lru_cache(maxsize=KEPT_IN_MIND)
def _standings_as_of(
    improvement_plan_id: int, on: date, actions: tuple[int, ...] | None, last_change: str
) -> dict[int, ActionStanding]:
    return standings(_past_as_of(improvement_plan_id, on, actions, last_change), on)


@lru_cache(maxsize=KEPT_IN_MIND)
def _since_as_of(improvement_plan_id: int, start: date, end: date, last_change: str) -> Since:
    return since_in(_past_as_of(improvement_plan_id, end, None, last_change), start, end)


def forget() -> None:
    """Let go of everything remembered, as a process does that has just begun."""
    _past_as_of.cache_clear()
    _standings_as_of.cache_clear()
    _since_as_of.cache_clear()
