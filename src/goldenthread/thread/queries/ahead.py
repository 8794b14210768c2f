"""What an area must do next, and what is overdue, by the dates that bind it."""

from collections.abc import Iterable

from goldenthread.inspections.queries import Clock
from goldenthread.inspections.rules import Running

from ..rules.ahead import Ahead, ahead
from .standings import Stood


def ahead_of(clocks: Iterable[Clock], stood: Stood) -> Ahead:
    """Return the next date that binds an area and the actions whose date passed unanswered.

    Only limits that still run bind: the one for the revisit ends when inspectors come.
    """
    limits = [(clock.due, clock.name) for clock in clocks if clock.state is Running.RUNNING]
    dues = [(s.number, s.due_to, s.delivery) for s in stood.actions.values()]
    return ahead(limits, dues, stood.on)
