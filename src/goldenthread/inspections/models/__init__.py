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
    ProgressSaid,
    Weakness,
)
from .visits import NextStep, ReturnDraft, TimetableSlot, VisitNotice

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
    "ProgressSaid",
    "RegimeClock",
    "RepeatFinding",
    "ReturnDraft",
    "Shared",
    "TimetableSlot",
    "VisitNotice",
    "Weakness",
]
