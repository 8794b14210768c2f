"""What an area must do next, and what is overdue, by the dates that bind it."""

from datetime import date

from goldenthread.improvement.models import ImprovementPlan
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import clocks_of
from goldenthread.inspections.rules import Running

from ..rules.ahead import Ahead, ahead
from .standings import standings_on


def ahead_of(
    inspection: Inspection | None, improvement_plan: ImprovementPlan | None, on: date
) -> Ahead:
    """Return the next date that binds an area and the actions whose date passed unanswered.

    Only limits that still run bind: the one for the revisit ends when inspectors come.
    """
    clocks = clocks_of(inspection, on) if inspection else []
    limits = [(clock.due, clock.name) for clock in clocks if clock.state is Running.RUNNING]
    standings = standings_on(improvement_plan, on) if improvement_plan else {}
    return ahead(limits, [(s.number, s.due_to, s.delivery) for s in standings.values()], on)
