"""Minutes read from a document, as drafts of a meeting, its items and its decisions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .states import AttendanceKind, DecisionVerb

LISTS = {
    "present": AttendanceKind.PRESENT,
    "in_attendance": AttendanceKind.IN_ATTENDANCE,
    "apologies": AttendanceKind.APOLOGIES,
}


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item as printed: number (or none) and title, and its place in the facts."""

    number: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """A decision as printed: under which item, by its place (None: under none), and where."""

    item: int | None
    verb: DecisionVerb
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class ReadMinutes:
    """What minutes say: which body met when, who was there, the items and the decisions."""

    body: str
    held_on: date
    attendance: tuple[tuple[AttendanceKind, str], ...]
    items: tuple[ReadItem, ...]
    decisions: tuple[ReadDecision, ...]


def _text(value: Any) -> str:
    return " ".join(str(value or "").split())


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None


def fault_of_facts(facts: Mapping[str, Any]) -> str | None:
    """Return why minutes cannot be taken over, in a sentence, or None when they can."""
    if not _text(facts.get("body")):
        return "The minutes do not say which body met. Name it before they are taken over."
    if _day(facts.get("held_on")) is None:
        return (
            "The minutes do not say on which day the body met. Give it before they are taken over."
        )
    return None


def minutes_of(facts: Mapping[str, Any]) -> ReadMinutes:
    """Return the facts of minutes (docs/reference/read-json.md) as drafts; they have no fault."""
    held_on = _day(facts["held_on"])
    assert held_on is not None
    items = tuple(
        ReadItem(_text(row.get("number")), _text(row.get("title")), _path(row, at))
        for at, row in enumerate(facts.get("items") or ())
        if _text(row.get("title"))
    )
    return ReadMinutes(
        body=_text(facts["body"]),
        held_on=held_on,
        attendance=tuple(
            (kind, _text(words))
            for name, kind in LISTS.items()
            for words in facts.get(name) or ()
            if _text(words)
        ),
        items=items,
        decisions=tuple(_decisions(facts.get("decisions") or (), items)),
    )


def _path(row: Mapping[str, Any], at: int) -> str:
    number = row.get("number")
    return f"items[{number if number is not None else at}]"


def _decisions(rows: Sequence[Mapping[str, Any]], items: Sequence[ReadItem]) -> list[ReadDecision]:
    places = {item.number: at for at, item in reversed(list(enumerate(items))) if item.number}
    made = []
    for at, row in enumerate(rows):
        verb, words = _text(row.get("verb")).upper(), _text(row.get("text"))
        if verb in set(DecisionVerb) and words:
            under = places.get(_text(row.get("item")))
            made.append(ReadDecision(under, DecisionVerb(verb), words, f"decisions[{at}]"))
    return made


def plain_name(name: str) -> str:
    """Return a body's name without case, article or marks, to tell it by."""
    words = re.sub(r"[^\w\s]", " ", name.lower().replace("&", " and ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
