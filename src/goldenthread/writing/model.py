"""An improvement plan as it is printed: plain values, in the order in which they appear.

Texts are printed as they are, lines kept; what is None or empty is printed as "Not stated".
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.core.calendar import FuzzyDate

Reference = int | str
"""What one thing calls another by: its number, or its words where it has none."""


class Layout(StrEnum):
    """The layouts in which a plan is printed as a document."""

    STATEMENT = "statement"
    ACCELERATED_PROGRESS_PLAN = "accelerated_progress_plan"
    PRIORITY_ACTION_PLAN = "priority_action_plan"


@dataclass(frozen=True, slots=True)
class PrintedPriority:
    """A priority, weakness or area for priority action, and the bodies responsible for it."""

    number: Reference | None
    text: str | None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """A working group: its names, the role that chairs it and the priorities it oversees."""

    number: Reference | None
    name: str | None
    also_called: tuple[str, ...] = ()
    chair: str | None = None
    priorities: tuple[PrintedPriority, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedTheme:
    """A theme of a group's work; `group` is the group's number, or its name without one."""

    number: str | None
    title: str | None
    group: Reference | None = None


@dataclass(frozen=True, slots=True)
class PrintedMilestone:
    """What is to be reached by a point: the heading ("6 month milestone") and the words."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedAction:
    """An action; `theme`, `group` and `priorities` name others by number, or by their words."""

    number: str | None
    text: str | None
    theme: str | None = None
    group: Reference | None = None
    priorities: tuple[Reference, ...] = ()
    intended_impact: str | None = None
    success_measure: str | None = None
    lead: str | None = None
    lead_shared: bool = False
    start: tuple[FuzzyDate, ...] = ()
    due: tuple[FuzzyDate, ...] = ()
    completed: str | None = None
    rag: str | None = None
    status: str | None = None
    baseline: str | None = None
    target: str | None = None
    resources: str | None = None
    evidence: str | None = None
    milestones: tuple[PrintedMilestone, ...] = ()
    refers_to_groups: tuple[int, ...] = ()
    updates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedMeasure:
    """A measure of the plan's own list, with where it starts and what it is to reach."""

    number: Reference | None
    text: str
    heading: str | None = None
    priority: Reference | None = None
    baseline: str | None = None
    target: str | None = None
    milestones: tuple[PrintedMilestone, ...] = ()
    lead: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedTerm:
    """A word of the glossary and what it means."""

    term: str
    meaning: str | None


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """Where a fact comes from: which fact, the document, the place in it and its words."""

    fact: str
    document: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class PrintedImprovementPlan:
    """A whole improvement plan as facts; `plan_type` is printed as it stands, `as_at` as ISO."""

    title: str
    area: str | None = None
    plan_type: str | None = None
    as_at: date | None = None
    inspected: str | None = None
    report_published: str | None = None
    accountable_officers: tuple[str, ...] = ()
    advisers: tuple[str, ...] = ()
    governance: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    groups: tuple[PrintedGroup, ...] = ()
    priorities: tuple[PrintedPriority, ...] = ()
    themes: tuple[PrintedTheme, ...] = ()
    actions: tuple[PrintedAction, ...] = ()
    measures: tuple[PrintedMeasure, ...] = ()
    glossary: tuple[PrintedTerm, ...] = ()
    sources: tuple[PrintedSource, ...] = ()
