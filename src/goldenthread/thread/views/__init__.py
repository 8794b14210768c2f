"""The pages of the thread, one function each."""

from .bodies import bodies
from .check import check, reopen, settle, switch
from .documents import document, documents
from .easy_read import easy_read
from .families import begin, families, family_promise, publish, withhold
from .home import areas, changed, home
from .life import add_event, correct_clock, event, life, move
from .links import add_match, confirm_page, decide, matches, propose
from .naming import contact, name_document, name_required
from .plan import action, findings, group, measures, plan
from .printed import check_file, printed, take_away
from .search import search
from .timeline import timeline
from .weakness import improvement, priority_action, weakness

__all__ = [
    "action",
    "add_event",
    "add_match",
    "areas",
    "begin",
    "bodies",
    "changed",
    "check",
    "check_file",
    "contact",
    "correct_clock",
    "confirm_page",
    "decide",
    "document",
    "documents",
    "easy_read",
    "event",
    "families",
    "family_promise",
    "findings",
    "group",
    "home",
    "improvement",
    "life",
    "matches",
    "measures",
    "move",
    "name_document",
    "name_required",
    "plan",
    "printed",
    "priority_action",
    "propose",
    "publish",
    "reopen",
    "search",
    "settle",
    "switch",
    "take_away",
    "timeline",
    "weakness",
    "withhold",
]
