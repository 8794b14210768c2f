"""Inspections and what inspectors said, each regime in its own shape."""

from .contacts import Advice, AdviceAnswer, Contact, MonitoringNote, RepeatFinding, Shared
from .inspecting import Inspection, InspectionEvent, RegimeClock
from .required import (
    AreaForImprovement,
    Finding,
    FindingOfWeakness,
    Judgement,
    PriorityAction,
    Weakness,
)
from .visits import NextStep, TimetableSlot, VisitNotice

__all__ = [
    "Advice",
    "AdviceAnswer",
    "AreaForImprovement",
    "Contact",
    "Finding",
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
