"""The pages of the thread, one function each."""

from .bodies import bodies
from .check import check, decide, matches, propose, reopen, settle, switch
from .documents import document, documents
from .home import areas, home
from .plan import action, findings, group, measures, plan
from .printed import check_file, printed, take_away
from .search import search
from .timeline import timeline
from .weakness import improvement, priority_action, weakness

__all__ = [
    "action",
    "areas",
    "bodies",
    "check",
    "check_file",
    "decide",
    "document",
    "documents",
    "findings",
    "group",
    "home",
    "improvement",
    "matches",
    "measures",
    "plan",
    "priority_action",
    "printed",
    "propose",
    "reopen",
    "search",
    "settle",
    "switch",
    "take_away",
    "timeline",
    "weakness",
]
