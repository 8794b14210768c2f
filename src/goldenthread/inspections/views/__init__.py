"""The pages of the room, one function each."""

from .contacts import all_advice, answer, contact, new_contact, repeats
from .correcting import correct_judgement, correct_progress
from .inspecting import inspection, inspections, revisit
from .returning import check_return, write_return

__all__ = [
    "all_advice",
    "answer",
    "check_return",
    "contact",
    "correct_judgement",
    "correct_progress",
    "inspection",
    "inspections",
    "new_contact",
    "repeats",
    "revisit",
    "write_return",
]
