"""Bodies that meet: what they are made of, their meetings, and what is asked of whom."""

from .bodies import BodyMember, Cadence, FeedAddress, StandingItem, TermsOfReference
from .challenges import (
    Challenge,
    ChallengeStep,
    Disagreement,
    Escalation,
    EscalationRule,
    ForwardItem,
)
from .meetings import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionRedated,
    Declaration,
    ExemptContent,
    Meeting,
    MeetingMoved,
    Minuted,
    Paper,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "BodyMember",
    "Cadence",
    "Challenge",
    "ChallengeStep",
    "Decision",
    "DecisionRedated",
    "Declaration",
    "Disagreement",
    "Escalation",
    "EscalationRule",
    "ExemptContent",
    "FeedAddress",
    "ForwardItem",
    "Meeting",
    "MeetingMoved",
    "Minuted",
    "Paper",
    "StandingItem",
    "TermsOfReference",
]
