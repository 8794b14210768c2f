"""Tables and columns as rules need them; those of dataset.sources.shape are such."""

from collections.abc import Sequence
from typing import Protocol


class ColumnLike(Protocol):
    """A column of a source's table."""

    @property
    def name(self) -> str:
        """Its name in our tables."""

    @property
    def kind(self) -> str:
        """What it holds, such as "date" or "NHS number"."""


class TableLike(Protocol):
    """A table of a source."""

    @property
    def domain(self) -> str:
        """The service it speaks of: education, health or care."""

    @property
    def restricted(self) -> bool:
        """Whether it shows itself only to the roles named for it."""

    @property
    def event(self) -> str:
        """The column with the day a row speaks of; "" where it has none."""

    @property
    def until(self) -> str:
        """The column with the day that it ended; "" where it has none."""

    @property
    def columns(self) -> Sequence[ColumnLike]:
        """Its columns, in order."""
