"""What an area must do next, and what is overdue, by the dates that bind it."""

from datetime import date

from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import actions_with_delivery
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import clocks_of, revisit_due, revisit_of

from ..rules.ahead import Ahead, ahead


def _limits(inspection: Inspection) -> list[tuple[date, str]]:
    """Return the limits that still run: the one for the revisit ends when inspectors come."""
    met = revisit_due(inspection) if revisit_of(inspection) else None
    return [(clock.due, clock.name) for clock in clocks_of(inspection) if clock.due != met]


def ahead_of(
    inspection: Inspection | None, improvement_plan: ImprovementPlan | None, today: date
) -> Ahead:
    """Return the next date that binds an area and the actions whose date passed unanswered."""
    limits = _limits(inspection) if inspection else []
    actions: list[tuple[str, date | None, str | None]] = []
    if improvement_plan is not None:
        rows = actions_with_delivery(improvement_plan).order_by("position")
        actions = list(rows.values_list("number", "due_to", "delivery"))
    return ahead(limits, actions, today)
