"""Two records side by side: what each says, and where they agree, for a person to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from goldenthread.core.calendar import day_words

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


def in_words(name: str, value: Any) -> str:
    """Return a value as people read it: days in words, numbers and postcodes in groups."""
    text = str(value)
    if name in ("birth_date", "on"):
        try:
            return day_words(date.fromisoformat(text[:10]))
        except ValueError:
            return text
    if name == "nhs_number" and len(text) == 10:
        return f"{text[:3]} {text[3:6]} {text[6:]}"
    if name == "postcode" and " " not in text and 5 <= len(text) <= 7:
        return f"{text[:-3]} {text[-3:]}"
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """One field of two records: its words, both values (None: not known) and how they stand."""

    name: str
    words: str
    left: str | None
    right: str | None
    match: Match | None


def _shown(name: str, said: Mapping[str, Any]) -> str | None:
    value = said.get(name)
    return None if value is None else in_words(name, value)


def without_places(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a shielded person's record says, without what tells a place or a former name."""
    return {
        name: HIDDEN if name in TELLING and value is not None else value
        for name, value in said.items()
    }


def side_by_side(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return the fields that either record knows, with how they stand to each other."""
    return tuple(
        Line(name, words, _shown(name, left), _shown(name, right), _match(name, left, right))
        for name, words in FIELDS.items()
        if left.get(name) is not None or right.get(name) is not None
    )


def order_to_judge(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines that a person must look at, what differs first, and those that agree."""
    agree = tuple(line for line in lines if line.match is Match.SAME)
    rest = [line for line in lines if line.match is not Match.SAME]
    return tuple(sorted(rest, key=lambda line: _TURN[line.match])), agree


_TURN = {Match.DIFFERENT: 0, Match.UNKNOWN: 1, None: 2, Match.SAME: 3}


def _match(name: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Match | None:
    if name in NOT_COMPARED:
        return None
    one, other = left.get(name), right.get(name)
    if one is None or other is None or HIDDEN in (one, other):
        return Match.UNKNOWN
    return Match.SAME if _plain(one) == _plain(other) else Match.DIFFERENT


def _plain(value: Any) -> str:
    return "".join(str(value).casefold().split())
