"""What governance decides: pure, and knowing no Django."""

from .cadence import Every, Moved
from .states import (
    AttendanceKind,
    DecisionVerb,
    EscalationKind,
    ItemKind,
    MeetingState,
    MeetsUnder,
    StepKind,
    Urgency,
)

__all__ = [
    "AttendanceKind",
    "DecisionVerb",
    "EscalationKind",
    "Every",
    "ItemKind",
    "MeetingState",
    "MeetsUnder",
    "Moved",
    "StepKind",
    "Urgency",
]
