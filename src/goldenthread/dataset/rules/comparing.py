"""Two records side by side: what each says, and where they agree, for a person to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .shielding import HIDDEN


class Match(StrEnum):
    """How two values of a field stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


MATCH_WORDS = {
    Match.SAME: "Same",
    Match.DIFFERENT: "Different",
    Match.UNKNOWN: "Not known in one",
}

# What a reviewer sees, in this order: names first, as one reads them.
FIELDS = {
    "forename": "First name",
    "surname": "Surname",
    "former_surname": "Former surname",
    "birth_date": "Date of birth",
    "sex": "Sex",
    "postcode": "Postcode",
    "nhs_number": "NHS number",
    "upn": "Unique pupil number",
    "uln": "Unique learner number",
    "of": "Sent in",
    "on": "As at",
}
NOT_COMPARED = frozenset({"of", "on"})
TELLING = frozenset({"postcode", "former_surname"})


@dataclass(frozen=True, slots=True)
class Line:
    """One field of two records: its words, both values (None: not known) and how they stand."""

    name: str
    words: str
    left: Any
    right: Any
    match: Match | None


def without_places(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a shielded person's record says, without what tells a place or a former name."""
    return {
        name: HIDDEN if name in TELLING and value is not None else value
        for name, value in said.items()
    }


def side_by_side(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return the fields that either record knows, with how they stand to each other."""
    return tuple(
        Line(name, words, left.get(name), right.get(name), _match(name, left, right))
        for name, words in FIELDS.items()
        if left.get(name) is not None or right.get(name) is not None
    )


def _match(name: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Match | None:
    if name in NOT_COMPARED:
        return None
    one, other = left.get(name), right.get(name)
    if one is None or other is None or HIDDEN in (one, other):
        return Match.UNKNOWN
    return Match.SAME if _plain(one) == _plain(other) else Match.DIFFERENT


def _plain(value: Any) -> str:
    return "".join(str(value).casefold().split())
