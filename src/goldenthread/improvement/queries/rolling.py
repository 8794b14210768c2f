"""The next twelve months of a rolling plan, and where each of its actions came from."""

from dataclasses import dataclass, field
from datetime import date

from goldenthread.core.calendar import add_months

from ..models import Action, ActionOrigin, ImprovementPlan
from ..rules import ENDED
from .standing import ActionStanding, standing_of

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Rolled:
    """An action, where it stands on the day, and the action of a plan before that it was."""

    action: Action
    standing: ActionStanding
    origin: ActionOrigin | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months from a day up to another, which is not part of them."""

    starts: date
    ends: date
    rows: list[Rolled] = field(default_factory=list)


@dataclass(slots=True)
class Rolling:
    """A plan's actions by when they fall due from a day on: four quarters, then what is beyond."""

    quarters: list[Quarter]
    overdue: list[Rolled] = field(default_factory=list)
    later: list[Rolled] = field(default_factory=list)
    undated: list[Rolled] = field(default_factory=list)
    ended: list[Rolled] = field(default_factory=list)


def rolling(improvement_plan: ImprovementPlan, on: date) -> Rolling:
    """Return the next twelve months of a plan from a day on, rolling with the day."""
    steps = [add_months(on, months) for months in range(0, MONTHS + 1, 3)]
    found = Rolling([Quarter(a, b) for a, b in zip(steps, steps[1:], strict=False)])
    standing = standing_of(improvement_plan, on)
    rows = Action.objects.filter(improvement_plan=improvement_plan).order_by("position")
    origins = {
        row.action_id: row
        for row in ActionOrigin.objects.filter(
            action__improvement_plan=improvement_plan, on__lte=on
        ).select_related("source__improvement_plan")
    }
    for action in rows:
        row = Rolled(action, standing[action.pk], origins.get(action.pk))
        _place(found, row, on).append(row)
    return found


def _place(found: Rolling, row: Rolled, on: date) -> list[Rolled]:
    due = row.standing.due_to
    if row.standing.delivery in ENDED:
        return found.ended
    if due is None:
        return found.undated
    if due < on:
        return found.overdue
    return next((q.rows for q in found.quarters if q.starts <= due < q.ends), found.later)
