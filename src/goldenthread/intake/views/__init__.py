"""The pages of bringing in a document, repairing what was read and letting it enter."""

from .bringing_in import parts, progress, upload
from .deciding import accept_sure, decide, leave_rest, undo
from .entering import compare, done, finish
from .minutes import minutes
from .repairing import facts, repair

__all__ = [
    "accept_sure",
    "compare",
    "decide",
    "done",
    "facts",
    "finish",
    "leave_rest",
    "minutes",
    "parts",
    "progress",
    "repair",
    "undo",
    "upload",
]
