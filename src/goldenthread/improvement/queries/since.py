"""What became of a plan between two days: what moved, slipped, fell silent or was closed."""

from dataclasses import dataclass
from datetime import date

from ..models import ImprovementPlan, Redating
from ..rules import ENDED
from .facts import PlanPast, past_of
from .standing import ActionStanding, standings


@dataclass(frozen=True, slots=True)
class Moved:
    """An action that stands otherwise at the end than at the start."""

    before: ActionStanding
    after: ActionStanding


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a plan's actions after `start` up to and with `end`.

    `moved` are those whose state, colour or difference changed; `slipped` the dates moved back;
    `silent` those in work of which nothing was said; `closed` those that ended.
    """

    start: date
    end: date
    moved: list[Moved]
    slipped: list[Redating]
    silent: list[ActionStanding]
    closed: list[ActionStanding]


def since(improvement_plan: ImprovementPlan, start: date, end: date) -> Since:
    """Return what became of a plan's actions after one day, up to and with another."""
    return since_in(past_of(improvement_plan, end), start, end)


def since_in(past: PlanPast, start: date, end: date) -> Since:
    """Return what became of actions after one day, up to and with that their past was read for."""
    before, after = standings(past, start), standings(past, end)
    return Since(
        start,
        end,
        [Moved(before[pk], now) for pk, now in after.items() if _differs(before[pk], now)],
        _slipped(past, start, end),
        [now for pk, now in after.items() if _silent(past, now, start, end)],
        [
            now
            for pk, now in after.items()
            if now.delivery in ENDED and before[pk].delivery is not now.delivery
        ],
    )


def _differs(before: ActionStanding, after: ActionStanding) -> bool:
    return (
        before.delivery is not after.delivery
        or before.shown_rag is not after.shown_rag
        or before.difference is not after.difference
        or before.difference_state is not after.difference_state
    )


def _slipped(past: PlanPast, start: date, end: date) -> list[Redating]:
    rows = [move for pk in past.asked for move in past.actions[pk].redatings]
    later = [r for r in rows if r.old_to and r.new_to and r.new_to > r.old_to]
    return sorted((r for r in later if start < r.on <= end), key=lambda r: (r.on, r.pk))


def _silent(past: PlanPast, now: ActionStanding, start: date, end: date) -> bool:
    said = any(start < u.on <= end for u in past.actions[now.action].updates)
    return not said and now.delivery not in ENDED
