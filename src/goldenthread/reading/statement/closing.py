"""What ends a statement: its list of measures and its glossary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from .sheet import Row

_HEAD = re.compile(r"^(?:performance )?(?:measures?|indicators?|kpis?)(?: of success)?$", re.I)
MEASURES_TITLE = re.compile(
    r"(?:\S+ ){0,4}(?:performance (?:measures|indicators)|key performance indicators|kpis"
    r"|list of measures|success measures|outcome measures|measures of success|impact measures)"
    r"|(?:how|what) (?:will )?we (?:will |shall |are going to )?(?:know|measure|judge|tell|check)\b"
    r".{0,60}|measuring (?:our )?(?:progress|success|impact).{0,30}|(?:our |the )?measures",
    re.IGNORECASE,
)
_GLOSSARY_HEAD = re.compile(
    r"^(?:abbreviations?|acronyms?|terms?|in full|full (?:name|term)|definitions?|meanings?"
    r"|description)$",
    re.IGNORECASE,
)
_RUNS_ON = frozenset({"a", "an", "the", "and", "or", "of", "with", "to"})
_TERM = re.compile(r"^[A-Z0-9][A-Za-z0-9&/-]{1,9}s?$")


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the list of measures, with the rows it stands on."""

    text: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, what it stands for, and whether both were printed as one pair."""

    term: str
    meaning: str
    rows: list[Row]
    paired: bool


def measures_of(rows: Sequence[Row]) -> tuple[str | None, list[Measure]]:
    """Return the heading of the list and its measures, one for each printed line of the list."""
    if not rows:
        return None, []
    start = next((i + 1 for i, row in enumerate(rows) if i and _HEAD.match(row.text)), None)
    body = list(rows[start:]) if start else _after_prose(rows[1:])
    measures: list[Measure] = []
    for row in body:
        if row.text.startswith("*") or row.line.text.strip().startswith("*"):
            break
        if measures and _goes_on(measures[-1], row):
            last = measures.pop()
            measures.append(Measure(f"{last.text} {row.text}", [*last.rows, row]))
        else:
            measures.append(Measure(row.text, [row]))
    return rows[0].text, measures


def _after_prose(rows: Sequence[Row]) -> list[Row]:
    """Drop the sentences that lead up to a list without a head of its own."""
    stops = [i for i, row in enumerate(rows) if row.text.endswith((".", ":"))]
    return list(rows[stops[0] + 1 :] if stops and stops[0] < 6 else rows)


def _goes_on(measure: Measure, row: Row) -> bool:
    last = measure.rows[-1]
    if row.bullet or row.block != last.block:
        return False
    return row.text[0].islower() or last.text.split()[-1].lower() in _RUNS_ON


def terms_of(rows: Sequence[Row]) -> list[Term]:
    """Return the glossary: short terms in blocks of their own, each before its explanation."""
    body = [row for row in rows[1:] if not _GLOSSARY_HEAD.match(row.text)]
    blocks = [list(block) for _, block in groupby(body, key=lambda row: row.block)]
    terms: list[Term] = []
    names: list[Row] = []
    said: list[list[Row]] = []
    for block in blocks:
        if all(_is_term(row.text) for row in block):
            terms += _close(names, said)
            names, said = block, []
        else:
            inline = _inline(block) if not names else []
            terms += inline
            if names:
                said.append(block)
    return terms + _close(names, said)


def _is_term(text: str) -> bool:
    return _TERM.match(text) is not None and sum(c.isupper() for c in text) >= 2


def _inline(block: Sequence[Row]) -> list[Term]:
    """Read lines such as 'EHCP – education, health and care plan'."""
    found: list[Term] = []
    for row in block:
        match = re.match(r"^(\S{2,12})\s*(?:[–—:=-]\s+|\s{2,})(.+)$", row.text)
        first, _, rest = row.text.partition(" ")
        if match:
            found.append(Term(match[1], match[2], [row], True))
        elif _is_term(first) and rest:
            found.append(Term(first, rest, [row], True))
    return found


def _close(names: Sequence[Row], said: Sequence[Sequence[Row]]) -> list[Term]:
    if not names or not said:
        return []
    spoken = [" ".join(row.text for row in block) for block in said]
    rows = [*names, *(row for block in said for row in block)]
    meaning = ": ".join(spoken[:2]) + "".join(f" {more}" for more in spoken[2:])
    paired = len(names) == 1
    return [Term(name.text, meaning, [name, *rows[len(names) :]], paired) for name in names]
