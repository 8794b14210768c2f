"""Reading the example's files, and turning their sources into citations."""

import json
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from typing import Any

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.documents.rules import Cite

Row = dict[str, Any]


def load_file(name: str) -> Row:
    """Return one of the example's files."""
    text = files("goldenthread.example").joinpath("data", f"{name}.json").read_text("utf-8")
    loaded: Row = json.loads(text)
    return loaded


def day(words: str | None) -> date | None:
    """Return an ISO day, or None where the file gives none."""
    return date.fromisoformat(words) if words else None


def fuzzy(row: Row) -> FuzzyDate:
    """Return a date with its words, and the milestone it is for where there is one."""
    words = f"{row['milestone']}: {row['words']}" if row.get("milestone") else row["words"]
    return FuzzyDate(words, day(row["from"]), day(row["to"]), Precision(row["precision"]))


class Sources:
    """The documents of the example by title, to cite them."""

    def __init__(self, keys: dict[str, int]) -> None:
        self.keys = keys

    def cite(self, row: Row) -> Cite:
        """Return where one fact stands; the words are not shipped, so none are kept."""
        start, end = row["lines"]
        return Cite(self.keys[row["document"]], (start, end))

    def first(self, rows: Iterable[Row]) -> Cite | None:
        """Return where a fact stands first, or None."""
        return next((self.cite(row) for row in rows), None)

    def by_field(self, rows: Iterable[Row], default: str = "text") -> tuple[tuple[str, Cite], ...]:
        """Return (field, where) for each source of a fact."""
        return tuple((row.get("fact") or default, self.cite(row)) for row in rows)
