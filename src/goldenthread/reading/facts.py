"""What reading hands on: lines and grids of a source, and facts that each cite their words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a part of a document is."""

    INSPECTION_LETTER = "inspection_letter"
    REVISIT_LETTER = "revisit_letter"
    AREA_REPORT = "area_report"
    FOCUSED_VISIT = "focused_visit"
    STATEMENT = "statement"
    AGENDA = "agenda"
    MINUTES = "minutes"
    COMMITTEE_REPORT = "committee_report"
    OTHER = "other"


class State(StrEnum):
    """How far a fact can be relied on before a person has looked."""

    SURE = "sure"
    UNSURE = "unsure"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: `number` counts from 1 over the whole file; `page` from 1 or None."""

    number: int
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: text, A1-style address, colour as RRGGBB, comment, merged extent."""

    text: str
    address: str
    fill: str | None = None
    comment: str | None = None
    hidden: bool = False
    merged_from: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or sheet: rows of cells, all rows of one length; merged cells repeat their text."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file once extracted: name, SHA-256 in hex, media type, lines, and grids if it has any."""

    name: str
    sha256: str
    media: str
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the words of a fact stand: a span of lines (from 1, inclusive) or a cell."""

    document: str
    words: str
    lines: tuple[int, int] | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return document, page, lines, words, sheet and cell; what does not apply is null."""
        return {
            "document": self.document,
            "page": self.page,
            "lines": list(self.lines) if self.lines else None,
            "words": self.words,
            "sheet": self.sheet,
            "cell": self.cell,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact as read: its path, value, state, why it is unsure and what else it could be."""

    fact: str
    value: Any
    state: State
    citation: Citation | None = None
    reason: str | None = None
    alternatives: tuple[Any, ...] = ()


def cite(document: str, lines: Sequence[Line]) -> Citation:
    """Return the citation of a run of lines, words joined by single spaces."""
    words = " ".join(" ".join(line.text.split()) for line in lines if line.text.strip())
    return Citation(document, words, (lines[0].number, lines[-1].number), lines[0].page)


@dataclass(slots=True)
class FactBook:
    """Collects the facts of one part; each value enters once, with its state and citation."""

    readings: list[Reading] = field(default_factory=list)

    def sure(self, fact: str, value: Any, citation: Citation) -> Any:
        """Record a value that the words leave no doubt about, and return it."""
        self.readings.append(Reading(fact, value, State.SURE, citation))
        return value

    def unsure(
        self,
        fact: str,
        value: Any,
        citation: Citation | None,
        reason: str,
        alternatives: Sequence[Any] = (),
    ) -> Any:
        """Record a value that a person should look at: why, and what else it could be."""
        self.readings.append(
            Reading(fact, value, State.UNSURE, citation, reason, tuple(alternatives))
        )
        return value

    def absent(self, fact: str) -> None:
        """Record that the source gives no such fact."""
        self.readings.append(Reading(fact, None, State.ABSENT))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a file (a letter, a statement, minutes): kind, title, line span and facts."""

    kind: Kind
    title: str
    span: tuple[int, int]
    facts: dict[str, Any]
    readings: tuple[Reading, ...]
    document: str

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object of this part; see docs/reference/read-json.md."""
        return {
            "document": self.document,
            "kind": self.kind.value,
            "title": self.title,
            "span": list(self.span),
            "facts": self.facts,
            "unsure": [
                {"fact": r.fact, "reason": r.reason, "alternatives": list(r.alternatives)}
                for r in self.readings
                if r.state is State.UNSURE
            ],
            "citations": [
                {"fact": r.fact, "value": r.value, **r.citation.as_json()}
                for r in self.readings
                if r.citation is not None
            ],
        }
