"""The tables of this room, by noun."""

from .action import Action, Lead, Milestone, Redating, Update
from .links import (
    ActionAnswersFinding,
    ActionGroup,
    ActionRestsOn,
    ActionServesMeasure,
    MeasureOfWeakness,
)
from .plan import (
    CarriedResponsibility,
    ImprovementPlan,
    LifeEvent,
    Priority,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from .promise import Promise

__all__ = [
    "Action",
    "ActionAnswersFinding",
    "ActionGroup",
    "ActionRestsOn",
    "ActionServesMeasure",
    "CarriedResponsibility",
    "ImprovementPlan",
    "Lead",
    "LifeEvent",
    "MeasureOfWeakness",
    "Milestone",
    "Priority",
    "Promise",
    "Redating",
    "SuccessMeasure",
    "Theme",
    "Update",
    "WorkingGroup",
]
