"""Whether the work on something that inspectors required has stalled, and why; pure.

The reasons are those that the field's own papers give for raising an accelerated progress plan: an
action delayed, no data that shows an impact, data that shows it worsening; and a fourth, silence:
evidence that was promised by a day and never came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.core.calendar import day_words

from .delivery import ENDED, Delivery
from .difference import CLAIMS, Difference

MOST_NAMED = 8


class Reason(StrEnum):
    """Why the work on something required has stalled."""

    DELAYED = "delayed"
    NO_IMPACT = "no_impact"
    WORSENING = "worsening"
    SILENCE = "silence"


REASON_NAMES = {
    Reason.DELAYED: "An action is delayed",
    Reason.NO_IMPACT: "No data shows an impact",
    Reason.WORSENING: "What is known shows it worsening",
    Reason.SILENCE: "Evidence was promised and never came",
}


@dataclass(frozen=True, slots=True)
class ActionOfIt:
    """An action that answers something required, as it stands on a day.

    `agreed` is the difference that a second person agreed, None where none is; `by_data` says that
    data is among the evidence it rests on.
    """

    number: str
    delivery: Delivery | None
    due_to: date | None
    slipped: int
    agreed: Difference | None
    by_data: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Evidence that was promised by a day and has not come."""

    what: str
    by: date
    action: str


@dataclass(frozen=True, slots=True)
class WeaknessFacts:
    """What is known of something required: its actions, its measures, and what never came.

    `with_results` is how many of its measures any data has been given for.
    """

    actions: tuple[ActionOfIt, ...] = ()
    measures: int = 0
    with_results: int = 0
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Stall:
    """One reason why work has stalled: in a sentence, and the actions that it rests on."""

    reason: Reason
    words: str
    actions: tuple[str, ...] = ()


def stalled(facts: WeaknessFacts, on: date) -> list[Stall]:
    """Return why the work on something required has stalled on a day; nothing where it has not."""
    found = (_delayed(facts, on), _no_impact(facts), _worsening(facts), _silence(facts, on))
    return [each for each in found if each is not None]


def _delayed(facts: WeaknessFacts, on: date) -> Stall | None:
    open_ones = [a for a in facts.actions if a.delivery not in ENDED]
    past = [a.number for a in open_ones if a.due_to and a.due_to < on]
    moved = [a.number for a in open_ones if a.slipped and a.number not in past]
    off = [
        a.number
        for a in open_ones
        if a.delivery in (Delivery.OFF_TRACK, Delivery.PAUSED) and a.number not in (*past, *moved)
    ]
    parts = [
        f"{words}: {_named(numbers)}"
        for words, numbers in (
            ("past its date and not done", past),
            ("date moved back", moved),
            ("off track or paused", off),
        )
        if numbers
    ]
    if not facts.actions:
        return Stall(Reason.DELAYED, "No action of the plan answers it.")
    if not parts:
        return None
    return Stall(Reason.DELAYED, f"{_sentence('; '.join(parts))}.", (*past, *moved, *off))


def _no_impact(facts: WeaknessFacts) -> Stall | None:
    """Say that nothing shows a difference: neither a measure's result nor an agreed verdict."""
    shown = [a for a in facts.actions if a.agreed in CLAIMS]
    if facts.with_results or shown or not facts.actions:
        return None
    done = tuple(a.number for a in facts.actions if a.delivery is Delivery.DONE)
    measures = (
        "no measure is linked to it"
        if not facts.measures
        else f"none of its {facts.measures} measures has a result"
        if facts.measures > 1
        else "its one measure has no result"
    )
    tail = f"; done without a verdict: {_named(done)}" if done else ""
    return Stall(Reason.NO_IMPACT, f"{_sentence(measures)}, no difference is agreed{tail}.", done)


def _worsening(facts: WeaknessFacts) -> Stall | None:
    """Say that it is agreed to be worse, and of which actions data is behind that."""
    rows = [a for a in facts.actions if a.agreed is Difference.WORSE]
    if not rows:
        return None
    worse, by_data = tuple(a.number for a in rows), [a.number for a in rows if a.by_data]
    behind = (
        "Data is behind it."
        if len(by_data) == len(rows)
        else f"Data is behind that of {_named(by_data)} alone."
        if by_data
        else "No data is behind it, only what was said or seen."
    )
    words = f"The difference is agreed to be worse: {_named(worse)}. {behind}"
    return Stall(Reason.WORSENING, words, worse)


def _silence(facts: WeaknessFacts, on: date) -> Stall | None:
    late = [m for m in facts.missing if m.by < on]
    if not late:
        return None
    first = min(late, key=lambda m: m.by)
    more = f", and {len(late) - 1} more" if len(late) > 1 else ""
    words = f"“{first.what.rstrip('.')}”, promised by {day_words(first.by)}{more}."
    return Stall(Reason.SILENCE, words, tuple(dict.fromkeys(m.action for m in late)))


def _named(numbers: Iterable[str]) -> str:
    rows: Sequence[str] = list(numbers)
    more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
    return f"{', '.join(rows[:MOST_NAMED])}{more}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
