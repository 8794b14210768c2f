"""The linked tables: documented classes, the feeds that fill them, and how they are cut by place.

What is imported from here is declarations; `tables.build` and its neighbours bring the engines.
"""

from .classes import LINKED
from .shape import COMMON, Feed, LinkedTable

__all__ = ["COMMON", "LINKED", "Feed", "LinkedTable"]
