"""Forms of the working life, by noun."""

from .difference import AgreeForm, AnswerForm, CoProductionForm, JudgeForm, MarkForm, VerdictForm
from .fields import tell
from .registers import (
    CostForm,
    DependencyForm,
    LinkForm,
    OverrideForm,
    RagForm,
    RiskForm,
    ScoreForm,
    WhyForm,
)
from .update import DecideForm, EvidenceForm, ReplaceForm, UpdateForm
from .wording import WordingForm

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "CoProductionForm",
    "CostForm",
    "DayField",
    "DecideForm",
    "DependencyForm",
    "EvidenceForm",
    "JudgeForm",
    "LinkForm",
    "MarkForm",
    "OverrideForm",
    "RagForm",
    "ReplaceForm",
    "RiskForm",
    "ScoreForm",
    "UpdateForm",
    "VerdictForm",
    "WhyForm",
    "WordingForm",
    "tell",
]
