"""Regimes as dated data, and the clocks that an event of an inspection starts."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.core.calendar import add_months, add_working_days
from goldenthread.documents.rules import Cite


class Regime(StrEnum):
    """The framework an inspection was made under."""

    LOCAL_AREA_2016 = "2016"
    AREA_SEND_2023 = "2023"


class InspectionKind(StrEnum):
    """What sort of inspection it was."""

    FULL = "full"
    REVISIT = "revisit"
    MONITORING = "monitoring"
    FOCUSED = "focused"


class Side(StrEnum):
    """Whether a finding was stated as a strength, as something to develop, or as neither."""

    STRENGTH = "strength"
    DEVELOP = "develop"
    FINDING = "finding"


class Judged(StrEnum):
    """What inspectors concluded of a weakness at a revisit."""

    SUFFICIENT = "sufficient"
    NOT_SUFFICIENT = "not_sufficient"


OUTCOMES = {
    1: "Typically positive experiences and outcomes",
    2: "Inconsistent experiences and outcomes",
    3: "Widespread and/or systemic failings",
}


class Event(StrEnum):
    """What can happen to an inspection's statement or plan, as recorded with its date."""

    LETTER_RECEIVED = "letter_received"
    LETTER_PUBLISHED = "letter_published"
    STATEMENT_DUE = "statement_due"
    STATEMENT_SUBMITTED = "statement_submitted"
    NOT_FIT_FOR_PURPOSE = "not_fit_for_purpose"
    FIT_FOR_PURPOSE = "fit_for_purpose"
    MONITORING_VISIT = "monitoring_visit"
    KEEPING_IN_TOUCH = "keeping_in_touch"
    ACCELERATED_PLAN_REQUIRED = "accelerated_plan_required"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long after an event something is due; `confirmed` is False where the source is."""

    code: str
    name: str
    starts_with: Event
    amount: int
    unit: str
    valid_from: date | None
    valid_to: date | None
    confirmed: bool
    source: str


def due_on(rule: ClockRule, started: date) -> date:
    """Return the day a clock runs out: units are working_days and months."""
    if rule.unit == "working_days":
        return add_working_days(started, rule.amount)
    if rule.unit == "months":
        return add_months(started, rule.amount)
    raise ValueError(f"A clock cannot count in {rule.unit!r}.")


def applies(rule: ClockRule, on: date) -> bool:
    """Say whether a clock rule was in force on a day."""
    return (rule.valid_from is None or rule.valid_from <= on) and (
        rule.valid_to is None or on <= rule.valid_to
    )


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
