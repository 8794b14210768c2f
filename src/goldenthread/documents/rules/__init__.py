"""The decisions of this room, by noun; pure."""

from .active import fault_of_file
from .citing import Cite, readable_title, words_hash

__all__ = ["Cite", "fault_of_file", "readable_title", "words_hash"]
