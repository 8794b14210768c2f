"""Inspections and what inspectors said, each regime in its own shape."""

from .contacts import Advice, AdviceAnswer, Contact, MonitoringNote, RepeatFinding, Shared
from .inspecting import Inspection, InspectionEvent, RegimeClock
from .required import (
    FINDING_OF,
    AreaForImprovement,
    Finding,
    FindingLink,
    FindingOfImprovement,
    FindingOfPriorityAction,
    FindingOfWeakness,
    Judgement,
    PriorityAction,
    Weakness,
)
from .visits import NextStep, TimetableSlot, VisitNotice

__all__ = [
    "FINDING_OF",
    "Advice",
    "AdviceAnswer",
    "AreaForImprovement",
    "Contact",
    "Finding",
    "FindingLink",
    "FindingOfImprovement",
    "FindingOfPriorityAction",
    "FindingOfWeakness",
    "Inspection",
    "InspectionEvent",
    "Judgement",
    "MonitoringNote",
    "NextStep",
    "PriorityAction",
    "RegimeClock",
    "RepeatFinding",
    "Shared",
    "TimetableSlot",
    "VisitNotice",
    "Weakness",
]
