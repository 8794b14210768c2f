"""A newer version of an improvement plan beside the one held: added, changed and gone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from goldenthread.improvement.rules import number_key

FIELDS = {
    "text": "Words",
    "intended_impact": "Intended impact",
    "success_measure": "Success measure",
    "lead": "Lead",
    "due": "Date",
    "rag": "RAG",
    "resources": "Resources",
    "baseline": "Baseline",
    "target": "Target",
    "evidence": "Evidence",
    "also_printed": "Also printed",
}
Runs = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as runs of words with those that differ marked."""

    name: str
    before: Runs
    after: Runs


@dataclass(frozen=True, slots=True)
class Compared:
    """One action number: added, changed, gone or the same, with the fields that changed."""

    number: str
    how: str
    changes: tuple[FieldChange, ...]


Row = Mapping[str, str]


def compare(held: Mapping[str, Row], newer: Mapping[str, Row]) -> list[Compared]:
    """Return every action number of either version, in the order of numbers."""
    numbers = sorted({*held, *newer}, key=number_key)
    return [_compared(number, held.get(number), newer.get(number)) for number in numbers]


def _compared(number: str, before: Row | None, after: Row | None) -> Compared:
    how = "added" if before is None else "gone" if after is None else ""
    changes = tuple(_changes(before or {}, after or {}))
    return Compared(number, how or ("changed" if changes else "same"), changes)


def _changes(before: Row, after: Row) -> Iterator[FieldChange]:
    for field, name in FIELDS.items():
        old, new = before.get(field, "").split(), after.get(field, "").split()
        if old != new:
            yield FieldChange(name, *_marked(old, new))


def _marked(old: list[str], new: list[str]) -> tuple[Runs, Runs]:
    """Return both texts as runs, the words that the other lacks marked."""
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if a < b:
            left.append((" ".join(old[a:b]), tag != "equal"))
        if c < d:
            right.append((" ".join(new[c:d]), tag != "equal"))
    return tuple(left), tuple(right)


def tally(rows: Iterable[Compared]) -> dict[str, int]:
    """Count how many actions are added, changed, gone and the same."""
    counts = {"added": 0, "changed": 0, "gone": 0, "same": 0}
    for row in rows:
        counts[row.how] += 1
    return counts
