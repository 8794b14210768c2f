"""Types and lives of improvement plans, and drafts ready to be recorded."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from goldenthread.core.calendar import FuzzyDate
from goldenthread.documents.rules import Cite

# The most characters of a printed number, such as 3.5.1 or APP-2.
LONGEST_NUMBER = 20

# From which likeness, of 100, words of the same number are the same thing said anew.
SIMILAR = 75


class PlanType(StrEnum):
    """What sort of improvement plan it is."""

    WRITTEN_STATEMENT = "written_statement"
    ACCELERATED_PROGRESS = "accelerated_progress"
    PRIORITY_ACTION = "priority_action"
    STRATEGIC = "strategic"
    LOCAL_REFORM = "local_reform"
    CONTINUOUS = "continuous"


TYPE_NAMES = {
    PlanType.WRITTEN_STATEMENT: "Written statement of action",
    PlanType.ACCELERATED_PROGRESS: "Accelerated progress plan",
    PlanType.PRIORITY_ACTION: "Priority action plan",
    PlanType.STRATEGIC: "Strategic plan",
    PlanType.LOCAL_REFORM: "Local reform plan",
    PlanType.CONTINUOUS: "Continuous improvement plan",
}


class Life(StrEnum):
    """Where an improvement plan is in its life."""

    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    NOT_FIT = "not_fit"
    FIT = "fit"
    LIVE = "live"
    SUPERSEDED = "superseded"
    CLOSED = "closed"


NEXT: dict[Life, frozenset[Life]] = {
    Life.DRAFTING: frozenset({Life.SUBMITTED, Life.LIVE, Life.SUPERSEDED}),
    Life.SUBMITTED: frozenset({Life.NOT_FIT, Life.FIT, Life.SUPERSEDED}),
    Life.NOT_FIT: frozenset({Life.SUBMITTED, Life.SUPERSEDED}),
    Life.FIT: frozenset({Life.LIVE, Life.SUPERSEDED}),
    Life.LIVE: frozenset({Life.SUPERSEDED, Life.CLOSED}),
    Life.SUPERSEDED: frozenset(),
    Life.CLOSED: frozenset(),
}


def may_become(now: Life, then: Life) -> bool:
    """Say whether a plan may move from one point of its life to another."""
    return then in NEXT[now]


class LinkState(StrEnum):
    """Whether a link has been proposed, confirmed or turned down by a person."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class AlsoPrinted(StrEnum):
    """What a tracker prints of an action or measure besides its own fields, by its label.

    Any other label is the heading of a milestone.
    """

    NUMBER = "Number as printed"
    PRIORITY = "Priority number"
    START = "Start date"
    STATUS = "Status"
    COMPLETED = "Date completed"
    UPDATE = "Progress update"
    LEAD = "Lead"
    EVIDENCE = "Evidence"


class Standing(StrEnum):
    """Where a promise stands, as families would say it."""

    UNKNOWN = "unknown"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    WILL_NOT_HAPPEN = "will_not_happen"


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """A working group: its priorities are (number, text) in the order printed."""

    number: str
    name: str
    also_called: tuple[str, ...] = ()
    chair_role: str = ""
    priorities: tuple[tuple[int, str], ...] = ()
    cites: tuple[tuple[str, Cite], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftTheme:
    """A theme under a group; the title is empty where the source prints none."""

    number: str
    group: str
    title: str = ""
    cites: tuple[tuple[str, Cite], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftAction:
    """An action as accepted; `left_unknown` says which fields were left so on purpose, and why.

    `also_printed` is (label, words) for what the source prints besides; see `AlsoPrinted`.
    """

    number: str
    theme: str
    group: str
    text: str
    intended_impact: str = ""
    success_measure: str = ""
    leads: tuple[str, ...] = ()
    lead_shared: bool = False
    due: tuple[FuzzyDate, ...] = ()
    rag: str = ""
    resources: str = ""
    baseline: str = ""
    target: str = ""
    evidence: str = ""
    also_printed: tuple[tuple[str, str], ...] = ()
    refers_to_groups: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    left_unknown: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, Cite], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftMeasure:
    """A success measure as the author listed it; `also_printed` as of an action."""

    number: int
    text: str
    heading: str = ""
    baseline: str = ""
    target: str = ""
    also_printed: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, Cite], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftImprovementPlan:
    """An improvement plan as read and accepted, ready to be recorded in one change.

    `governance` are lines as printed; `glossary` is (term, meaning) in the order printed.
    """

    plan_type: PlanType
    title: str
    life: Life = Life.DRAFTING
    groups: tuple[DraftGroup, ...] = ()
    themes: tuple[DraftTheme, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    measures: tuple[DraftMeasure, ...] = ()
    document_id: int | None = None
    governance: tuple[str, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()


def _twice(noun: str, numbers: Iterable[str | int]) -> Iterator[str]:
    for number, times in Counter(numbers).items():
        if times > 1:
            yield f"There are {times} {noun} with the number {number}."


def faults_of(draft: DraftImprovementPlan) -> list[str]:
    """Return why a plan cannot be recorded, a sentence each: numbers twice or leading nowhere."""
    groups = {g.number for g in draft.groups}
    themes = {t.number for t in draft.themes}
    numbers = [
        *(g.number for g in draft.groups),
        *(t.number for t in draft.themes),
        *(a.number for a in draft.actions),
    ]
    return [
        *_twice("working groups", (g.number for g in draft.groups)),
        *_twice("priorities", (n for g in draft.groups for n, _ in g.priorities)),
        *_twice("themes", (t.number for t in draft.themes)),
        *_twice("actions", (a.number for a in draft.actions)),
        *_twice("measures", (m.number for m in draft.measures)),
        *(
            f"Theme {t.number} names group {t.group}, which is not in the plan."
            for t in draft.themes
            if t.group not in groups
        ),
        *(
            f"Action {a.number} names group {a.group}, which is not in the plan."
            for a in draft.actions
            if a.group not in groups
        ),
        *(
            f"Action {a.number} names theme {a.theme}, which is not in the plan."
            for a in draft.actions
            if a.theme not in themes
        ),
        *(
            f"“{number[:30]}” is no number: it needs 1 to {LONGEST_NUMBER} characters."
            for number in numbers
            if not 0 < len(number.strip()) <= LONGEST_NUMBER
        ),
    ]


def number_key(number: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts 1.10 after 1.9 and A2 after A1."""
    parts = []
    for piece in number.replace("-", ".").split("."):
        digits = "".join(ch for ch in piece if ch.isdecimal())
        letters = "".join(ch for ch in piece if not ch.isdecimal())
        parts.append((int(digits) if digits else 0, letters))
    return tuple(parts)


def same_words(one: str, other: str) -> bool:
    """Say whether two texts are the same words, however their white space falls."""
    return one.split() == other.split()


def followers(
    before: Mapping[int, tuple[str, str]], after: Mapping[int, tuple[str, str]]
) -> dict[int, int]:
    """Return which of the rows after follows each row before; both are {key: (number, words)}.

    The one of equal words follows, of the same number first; else the one of the same number and
    similar words. None follows two.
    """
    found: dict[int, int] = {}
    free = dict(after)
    tests: tuple[Callable[[tuple[str, str], tuple[str, str]], bool], ...] = (
        lambda was, now: was[0] == now[0] and same_words(was[1], now[1]),
        lambda was, now: same_words(was[1], now[1]),
        lambda was, now: was[0] == now[0] and fuzz.token_sort_ratio(was[1], now[1]) >= SIMILAR,
    )
    for test in tests:
        for key, was in before.items():
            then = next((k for k, now in free.items() if key not in found and test(was, now)), None)
            if then is not None:
                found[key] = then
                del free[then]
    return found
