"""The optimism gap: how much more is reported to go well than the record shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.core.calendar import add_months, month_bounds

from ..models import ImprovementPlan, WorkingGroup
from ..rules import GOOD
from .facts import past_of
from .standing import ActionStanding, standings

QUARTERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class GapPoint:
    """On a day, how many actions were reported and how many computed green or blue."""

    on: date
    reported: int
    computed: int
    known: int

    @property
    def gap(self) -> int:
        """Return how many more were reported to go well than the record showed."""
        return self.reported - self.computed


@dataclass(frozen=True, slots=True)
class GroupGap:
    """The optimism gap of a group: actions reported and computed green or blue, of how many.

    `known` is on how many anything was ever reported; `over` is the same at the end of each quarter
    before, first to last, ending with the day asked for.
    """

    group: WorkingGroup
    actions: int
    known: int
    reported_green: int
    computed_green: int
    gap: int
    over: tuple[GapPoint, ...]


def optimism_gap(
    improvement_plan: ImprovementPlan, on: date, quarters: int = QUARTERS_SHOWN
) -> list[GroupGap]:
    """Return the optimism gap of each group of a plan on a day, and over the quarters before.

    Asks the database the same number of questions however many actions and quarters there are.
    """
    past = past_of(improvement_plan, on)
    days = [*quarter_ends(on, quarters), on]
    points = {day: standings(past, day) for day in days}
    found = []
    for group in WorkingGroup.objects.filter(improvement_plan=improvement_plan):
        over = tuple(gap_point(day, rows.values(), group.pk) for day, rows in points.items())
        now = over[-1]
        actions = sum(row.group == group.pk for row in points[on].values())
        found.append(GroupGap(group, actions, now.known, now.reported, now.computed, now.gap, over))
    return found


def gap_point(on: date, rows: Iterable[ActionStanding], group: int | None = None) -> GapPoint:
    """Return how many actions are reported and computed green or blue, of one group or of all."""
    mine = [row for row in rows if group is None or row.group == group]
    return GapPoint(
        on,
        sum(row.reported_rag in GOOD for row in mine),
        sum(row.computed_rag in GOOD for row in mine),
        sum(row.delivery is not None for row in mine),
    )


def quarter_ends(on: date, count: int) -> list[date]:
    """Return the last days of so many quarters before a day, first to last."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    days = []
    for back in range(count, 0, -1):
        month = add_months(first, 2 - 3 * back)
        days.append(month_bounds(month.year, month.month)[1])
    return days
