"""What was recorded wrongly and put right: what stood on a day, and what is struck since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Struck:
    """What was recorded until the day `on` on which it was put right, and why it was wrong."""

    on: date
    why: str
    was: Mapping[str, Any]


def struck_out(corrected: Sequence[Mapping[str, Any]]) -> list[Struck]:
    """Return the corrections of a row as kept, `[{"on": iso day, "why": …, "was": {…}}, …]`."""
    return [Struck(date.fromisoformat(c["on"]), c["why"], c["was"]) for c in corrected]


def was_on(corrected: Sequence[Mapping[str, Any]], on: date) -> Mapping[str, Any] | None:
    """Return what was recorded on a day where it was put right only after it, else None."""
    return next((struck.was for struck in struck_out(corrected) if struck.on > on), None)
