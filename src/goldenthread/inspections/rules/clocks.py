"""The limits that an event of an inspection starts, and how each stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.core.calendar import add_months, add_working_days

from .regimes import Event, InspectionKind


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long after an event something is due; `confirmed` is False where the source is not.

    `outcome` is the only outcome of a 2023 report for which it counts; None counts for all.
    """

    code: str
    name: str
    starts_with: Event
    amount: int
    unit: str
    valid_from: date | None
    valid_to: date | None
    confirmed: bool
    source: str
    outcome: int | None = None


# What meets a limit, by its code: an event, or that inspectors came. Of others nothing tells.
MET_BY: dict[str, Event | InspectionKind] = {
    "statement": Event.STATEMENT_SUBMITTED,
    "priority-action-plan": Event.STATEMENT_SUBMITTED,
    "said": Event.STATEMENT_SUBMITTED,
    "revisit": InspectionKind.REVISIT,
    "monitoring-inspection": InspectionKind.MONITORING,
    "next-full": InspectionKind.FULL,
    "next-full-1": InspectionKind.FULL,
    "next-full-2": InspectionKind.FULL,
    "next-full-3": InspectionKind.FULL,
}


def due_on(rule: ClockRule, started: date) -> date:
    """Return the day a clock runs out: units are working_days and months."""
    if rule.unit == "working_days":
        return add_working_days(started, rule.amount)
    if rule.unit == "months":
        return add_months(started, rule.amount)
    raise ValueError(f"A clock cannot count in {rule.unit!r}.")


def applies(rule: ClockRule, on: date) -> bool:
    """Say whether a clock rule was in force on a day."""
    return (rule.valid_from is None or rule.valid_from <= on) and (
        rule.valid_to is None or on <= rule.valid_to
    )


class Running(StrEnum):
    """How a limit stands on a day."""

    RUNNING = "running"
    MET = "met"
    MET_LATE = "met_late"
    PASSED = "passed"
    OVER = "over"
    RESTARTED = "restarted"
    NOT_TOLD = "not_told"


RUNNING_WORDS = {
    Running.RUNNING: "Running",
    Running.MET: "Met",
    Running.MET_LATE: "Met, after the day",
    Running.PASSED: "Passed, not met as far as is recorded",
    Running.OVER: "Over; when it was met is not recorded",
    Running.RESTARTED: "Started again later",
    Running.NOT_TOLD: "Passed; whether it was met is not recorded here",
}


@dataclass(frozen=True, slots=True)
class Ends:
    """What ends a limit: the days on which it could be met, and whether anything here would say.

    `over_on` is a day by which it must have been met although nobody recorded when; `again_on` is
    the day on which the same limit started again.
    """

    met: Sequence[date] = ()
    known: bool = True
    over_on: date | None = None
    again_on: date | None = None


def running(started: date, due: date, ends: Ends, on: date) -> tuple[Running, date | None]:
    """Return how a limit stands on a day, and the day on which it was met, if it was."""
    met = min((day for day in ends.met if started <= day <= on), default=None)
    if met is not None:
        return (Running.MET if met <= due else Running.MET_LATE), met
    if ends.again_on is not None and started < ends.again_on <= on:
        return Running.RESTARTED, None
    if ends.over_on is not None and started <= ends.over_on <= on:
        return Running.OVER, None
    if on <= due:
        return Running.RUNNING, None
    return (Running.PASSED if ends.known else Running.NOT_TOLD), None
