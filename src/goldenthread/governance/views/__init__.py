"""The pages of boards, one function each."""

from .bodies import body, chart
from .calendar import feed, meetings
from .challenges import challenge, challenges
from .escalations import escalations
from .exempt import paper
from .meeting import attendance, item, meeting, minutes, papers, printed
from .run import run
from .tracking import decision, decisions, forward

__all__ = [
    "attendance",
    "body",
    "challenge",
    "challenges",
    "chart",
    "decision",
    "decisions",
    "escalations",
    "feed",
    "forward",
    "item",
    "meeting",
    "meetings",
    "minutes",
    "paper",
    "papers",
    "printed",
    "run",
]
