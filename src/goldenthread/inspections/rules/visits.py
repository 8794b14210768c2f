"""Notice of a visit, its timetable, and what is expected after a judgement."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from goldenthread.core.calendar import add_working_days
from goldenthread.documents.rules import Cite


class StepKind(StrEnum):
    """What is expected of an area after inspectors have judged or reported."""

    ACCELERATED_PLAN = "accelerated_plan"
    MONITORING = "monitoring"
    DIRECTION = "direction"
    OTHER = "other"


STEP_NAMES = {
    StepKind.ACCELERATED_PLAN: "Accelerated progress plan",
    StepKind.MONITORING: "Monitoring by the Department for Education and NHS England",
    StepKind.DIRECTION: "Direction or improvement notice",
    StepKind.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True)
class DraftNotice:
    """Notice that inspectors will come: the day it was given and the days they will be there."""

    given_on: date
    starts: date
    ends: date
    words: str = ""
    document_id: int | None = None
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """One line of a visit's timetable; `who` names roles, never people."""

    day: date
    activity: str
    who: str
    starts: time | None = None
    ends: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class DraftStep:
    """What is expected next, by when if anybody said, and who says so."""

    kind: StepKind
    words: str
    source: str
    on: date
    weakness: int | None = None
    due_on: date | None = None
    document_id: int | None = None
    cite: Cite | None = None


def notice_days(given: date, starts: date) -> int:
    """Return how many working days lie between notice and the first day, neither counted."""
    days = 0
    while add_working_days(given, days + 1) < starts:
        days += 1
    return days


def why_no_notice(draft: DraftNotice) -> str:
    """Return why a notice cannot be as given, in words; empty when it can."""
    if draft.ends < draft.starts:
        return "The last day of the visit is before its first. Nothing was kept."
    if draft.given_on > draft.starts:
        return "Notice cannot be given after the visit begins. Nothing was kept."
    return ""


def why_no_slot(draft: DraftSlot, starts: date, ends: date) -> str:
    """Return why a line cannot stand in a timetable, in words; empty when it can."""
    if not starts <= draft.day <= ends:
        return "That day is not one of the visit’s. Nothing was kept."
    if draft.starts and draft.ends and draft.ends <= draft.starts:
        return "It ends before it begins. Nothing was kept."
    return ""
