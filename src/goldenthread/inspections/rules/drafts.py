"""An inspection as read and accepted, ready to be recorded, and the short names of its parts."""

import re
from dataclasses import dataclass
from datetime import date

from goldenthread.documents.rules import Cite

from .regimes import ActionTaken, InspectionKind, Judged, Regime, Side


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A finding to be recorded; `cite` says where its words stand."""

    section: str
    side: Side
    text: str
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class DraftNumbered:
    """A weakness, priority action or area for improvement to be recorded, by its number."""

    number: int
    text: str
    short: str = ""
    responsible: tuple[str, ...] = ()
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class DraftInspection:
    """An inspection as read and accepted, ready to be recorded in one change."""

    regime: Regime
    kind: InspectionKind
    title: str
    inspected_from: date | None = None
    inspected_to: date | None = None
    letter_dated: date | None = None
    published: date | None = None
    outcome: int | None = None
    plan_required: bool | None = None
    monitoring_within_months: int | None = None
    next_inspection_within_years: int | None = None
    responsible: tuple[str, ...] = ()
    findings: tuple[DraftFinding, ...] = ()
    weaknesses: tuple[DraftNumbered, ...] = ()
    priority_actions: tuple[DraftNumbered, ...] = ()
    improvements: tuple[DraftNumbered, ...] = ()
    document_id: int | None = None
    cites: tuple[tuple[str, Cite], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftJudgement:
    """The judgement on one weakness at a revisit, ready to be recorded."""

    weakness: int
    judged: Judged
    strengths: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class DraftProgressSaid:
    """What a monitoring inspection said of one area for priority action, ready to be recorded."""

    priority_action: int
    said: ActionTaken
    words: str
    cite: Cite | None = None


_WHO_SHOULD = re.compile(
    r"^(?:leaders|the (?:area )?partnership|the local area)\b.{0,200}?"
    r"\b(?:should|must|needs? to)\b[,\s]+(?:(?:also|urgently)\s+)?",
    re.I,
)


def short_name(text: str, limit: int = 60) -> str:
    """Return the opening words of what is required, cut at a word, for where there is little room.

    Who should act is left out, for every area for priority action opens with it.
    """
    words = " ".join(text.split()).rstrip(".")
    words = _WHO_SHOULD.sub("", words) or words
    words = words[:1].upper() + words[1:]
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"
