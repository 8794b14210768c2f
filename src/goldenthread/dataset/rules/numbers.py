"""How a person stands with an NHS number: one status out of all that sources say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Number(StrEnum):
    """The status of a person's NHS number over all sources, the best known first."""

    TRACED = "present and traced"
    UNTRACED = "present untraced"
    CONFLICTING = "conflicting"
    INVALID = "invalid"
    SUPERSEDED = "superseded"
    ABSENT = "absent"


NUMBER_WORDS = {
    Number.TRACED: "Present and traced",
    Number.UNTRACED: "Present, not traced",
    Number.CONFLICTING: "Conflicting: sources give different numbers",
    Number.INVALID: "Invalid: no number of that form was ever given out",
    Number.SUPERSEDED: "Superseded: only a number that is no longer used",
    Number.ABSENT: "Absent: no source gives one",
}
# Whoever has one of these has a number that other services know them by.
HAS_ONE = frozenset({Number.TRACED, Number.UNTRACED})

WHY_WORDS = {
    Number.CONFLICTING: "Ask each source which is right, or have the person traced",
    Number.INVALID: "Ask the source to read the number anew, or have the person traced",
    Number.SUPERSEDED: "Have the person traced: the number in use now is known centrally",
    Number.ABSENT: "Have the person traced by name, date of birth and postcode",
    Number.UNTRACED: "Include the person in the next batch, so that the number is checked",
}


def status_of(said: Iterable[str]) -> Number:
    """Return the status of a person of whose number sources say all this; absent of nothing.

    A conflict outweighs everything; beyond it the best that any source says counts.
    """
    found = {Number(one) for one in said}
    if Number.CONFLICTING in found:
        return Number.CONFLICTING
    return next((number for number in Number if number in found), Number.ABSENT)


@dataclass(frozen=True, slots=True)
class Covered:
    """How many people of a part have a number of each status."""

    part: str
    counts: dict[Number, int]

    @property
    def people(self) -> int:
        """Return how many people there are."""
        return sum(self.counts.values())

    @property
    def share(self) -> float | None:
        """Return the share that has a number, traced or not, 0 to 1; None of nobody."""
        have = sum(self.counts.get(number, 0) for number in HAS_ONE)
        return have / self.people if self.people else None
