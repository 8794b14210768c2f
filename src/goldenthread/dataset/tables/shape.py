"""The shape of a linked table and of the feeds that fill it from partners' extracts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldenthread.dataset.sources.shape import Column, Kind

# Ibis tables and values; nothing here names an engine.
Rows = Any
Value = Any
Made = Callable[[Rows], Value]


@dataclass(frozen=True, slots=True)
class LinkedTable:
    """A documented table of the linked set: what its rows are, its columns, its kind of time.

    A `lasting` row is true from `on` until `until` (open where null); any other happened on `on`.
    """

    name: str
    words: str
    own: tuple[Column, ...]
    lasting: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns that every linked table has, and then this table's own."""
        return COMMON + self.own

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True, slots=True)
class Feed:
    """Which rows of a source's table become rows of a linked table, and how.

    `columns` maps the linked table's own columns to the name of a source column or to a function
    of the source's rows; what is not named stays null. `on` and `until` are the days, likewise;
    without them the source table's `event` and `until` are used. `where` keeps only rows for which
    it is true.
    """

    into: str
    source: str
    table: str
    columns: Mapping[str, "str | Made"] = field(default_factory=dict)
    on: "str | Made" = ""
    until: "str | Made" = ""
    where: Made | None = None

    @property
    def reads(self) -> tuple[str, str]:
        """Return the source and its table."""
        return self.source, self.table


COMMON = (
    Column(
        "person",
        "Who the row is about: a keyed hash of the person in the spine, the same in every linked "
        "table; empty where no person is known",
        Kind.TEXT,
    ),
    Column("source", "The source whose extract brought the row", Kind.TEXT),
    Column("extract", "The table of that source", Kind.TEXT),
    Column("record", "The record: the same row in every extract has the same", Kind.TEXT),
    Column("load", "The load that brought the row as it stands here", Kind.WHOLE),
    Column("domain", "The service that the row speaks of: education, health or care", Kind.TEXT),
    Column("restricted", "Whether only the roles named for this table may see it", Kind.YESNO),
    Column("authority", "The code of the authority that sent the row, where one did", Kind.TEXT),
    Column("on", "The day on which it was, or from which it is true", Kind.DATE),
    Column("until", "The last day on which it was true; empty while it is", Kind.DATE),
)
