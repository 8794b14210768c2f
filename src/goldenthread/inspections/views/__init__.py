"""The pages of the room, one function each."""

from .contacts import all_advice, answer, contact, new_contact, repeats
from .inspecting import inspection, inspections, revisit

__all__ = [
    "all_advice",
    "answer",
    "contact",
    "inspection",
    "inspections",
    "new_contact",
    "repeats",
    "revisit",
]
