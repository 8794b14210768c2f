"""The tables of this room, by noun."""

from .action import WORDS, Action, Lead, Milestone
from .asked import UpdateLink
from .cost import Cost
from .difference import DifferenceDue, DifferenceVerdict
from .forum import CoProduction, ForumMark
from .links import (
    MEASURE_OF,
    ActionAnswersFinding,
    ActionGroup,
    ActionRestsOn,
    ActionServesMeasure,
    MeasureOfImprovement,
    MeasureOfPriorityAction,
    MeasureOfWeakness,
)
from .origin import ActionOrigin
from .plan import (
    CarriedResponsibility,
    ImprovementPlan,
    LifeEvent,
    Priority,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from .promise import Promise, PromiseRevision
from .rag import RagDefinition, RagOverride
from .risk import GroupDependency, Risk, RiskAction, RiskScore
from .update import Evidence, Redating, Revision, Update, UpdateCycle
from .workbook import ReturnedWorkbook

__all__ = [
    "MEASURE_OF",
    "WORDS",
    "Action",
    "ActionAnswersFinding",
    "ActionGroup",
    "ActionOrigin",
    "ActionRestsOn",
    "ActionServesMeasure",
    "CarriedResponsibility",
    "CoProduction",
    "Cost",
    "DifferenceDue",
    "DifferenceVerdict",
    "Evidence",
    "ForumMark",
    "GroupDependency",
    "ImprovementPlan",
    "Lead",
    "LifeEvent",
    "MeasureOfImprovement",
    "MeasureOfPriorityAction",
    "MeasureOfWeakness",
    "Milestone",
    "Priority",
    "Promise",
    "PromiseRevision",
    "RagDefinition",
    "RagOverride",
    "Redating",
    "ReturnedWorkbook",
    "Revision",
    "Risk",
    "RiskAction",
    "RiskScore",
    "SuccessMeasure",
    "Theme",
    "Update",
    "UpdateCycle",
    "UpdateLink",
    "WorkingGroup",
]
