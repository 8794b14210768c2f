"""The life of an improvement plan laid out step by step, and the words for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.improvement.rules import NEXT, Life
from goldenthread.inspections.rules import Event

LIFE_WORDS = {
    Life.DRAFTING: "Drafting",
    Life.SUBMITTED: "Submitted",
    Life.NOT_FIT: "Found not fit for purpose",
    Life.FIT: "Found fit for purpose",
    Life.LIVE: "Live",
    Life.SUPERSEDED: "Superseded",
    Life.CLOSED: "Closed",
}
# What may be known before it happens; everything else is recorded once it has.
MAY_LIE_AHEAD = frozenset({Event.STATEMENT_DUE})


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a life: whether the plan is there, was there, or can go there next."""

    life: Life
    words: str
    here: bool
    reached: tuple[date, ...]
    next: bool

    @property
    def after(self) -> tuple[str, ...]:
        """Return what can follow it, in words and in order."""
        return tuple(LIFE_WORDS[life] for life in Life if life in NEXT[self.life])


def steps_of(now: Life, events: Iterable[tuple[str, date]]) -> list[Step]:
    """Return every point of the life of a plan that is `now` there, given its dated events."""
    dated = list(events)
    return [
        Step(
            life,
            LIFE_WORDS[life],
            life is now,
            tuple(on for what, on in dated if what == life.value),
            life in NEXT[now],
        )
        for life in Life
    ]


def moves_from(now: Life) -> list[tuple[str, str]]:
    """Return where a plan may go next as (value, words), in the order of a life."""
    return [(life.value, LIFE_WORDS[life]) for life in Life if life in NEXT[now]]
