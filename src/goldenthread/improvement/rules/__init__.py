"""The decisions of this room, by noun; pure."""

from .delivery import Delivery, UpdateState
from .difference import Difference, DifferenceState, EvidenceKind, Grade
from .forum import CoProductionLevel, Mark
from .plan import (
    LONGEST_NUMBER,
    NEXT,
    SIMILAR,
    TYPE_NAMES,
    AlsoPrinted,
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftMeasure,
    DraftTheme,
    Life,
    LinkState,
    PlanType,
    Standing,
    faults_of,
    followers,
    may_become,
    number_key,
    same_words,
)
from .rag import Rag
from .risks import RiskKind

__all__ = [
    "LONGEST_NUMBER",
    "NEXT",
    "SIMILAR",
    "TYPE_NAMES",
    "AlsoPrinted",
    "CoProductionLevel",
    "Delivery",
    "Difference",
    "DifferenceState",
    "DraftAction",
    "DraftGroup",
    "DraftImprovementPlan",
    "DraftMeasure",
    "DraftTheme",
    "EvidenceKind",
    "Grade",
    "Life",
    "LinkState",
    "Mark",
    "PlanType",
    "Rag",
    "RiskKind",
    "Standing",
    "UpdateState",
    "faults_of",
    "followers",
    "may_become",
    "number_key",
    "same_words",
]
