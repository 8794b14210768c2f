"""What other rooms may read of boards: meetings, decisions, challenges, what moves up."""

from .bodies import bodies_on, chart_of, lines_on, members_of, terms_of
from .challenges import ChallengeStanding, challenges_of, open_challenges, standing_of_challenge
from .decisions import TrackedDecision, never_came_back, tracked_decisions
from .escalations import due_to_escalate, escalations_of
from .forward import forward_plan
from .meetings import latest_meeting, meetings_held, meetings_of, next_meeting
from .people import steps_allowed

__all__ = [
    "ChallengeStanding",
    "TrackedDecision",
    "bodies_on",
    "challenges_of",
    "chart_of",
    "due_to_escalate",
    "escalations_of",
    "forward_plan",
    "latest_meeting",
    "lines_on",
    "meetings_held",
    "meetings_of",
    "members_of",
    "never_came_back",
    "next_meeting",
    "open_challenges",
    "standing_of_challenge",
    "steps_allowed",
    "terms_of",
    "tracked_decisions",
]
