"""Every write of this room: taking documents in, deciding facts, undoing and finishing."""

from .deciding import Choice, Seen, Stale, accept_sure, decide, leave_rest_unknown
from .finishing import Wanted, finish
from .neighbours import cut_into_next, merge_next, move_to_neighbour
from .receiving import choose_parts, take_in
from .undoing import undo

__all__ = [
    "Choice",
    "Seen",
    "Stale",
    "Wanted",
    "accept_sure",
    "choose_parts",
    "cut_into_next",
    "decide",
    "finish",
    "leave_rest_unknown",
    "merge_next",
    "move_to_neighbour",
    "take_in",
    "undo",
]
