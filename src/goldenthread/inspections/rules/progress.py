"""A statement or plan on its way to being found fit: what may follow what, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .regimes import Event

STEPS = frozenset({Event.STATEMENT_SUBMITTED, Event.NOT_FIT_FOR_PURPOSE, Event.FIT_FOR_PURPOSE})
# What may follow what; None stands for nothing recorded yet. A letter may say that a statement was
# found fit without saying when it was handed in, so fit and not fit may come first.
_AFTER: dict[Event | None, frozenset[Event]] = {
    None: STEPS,
    Event.STATEMENT_SUBMITTED: frozenset({Event.NOT_FIT_FOR_PURPOSE, Event.FIT_FOR_PURPOSE}),
    Event.NOT_FIT_FOR_PURPOSE: frozenset({Event.STATEMENT_SUBMITTED, Event.FIT_FOR_PURPOSE}),
    Event.FIT_FOR_PURPOSE: frozenset(),
}


class Standing(StrEnum):
    """Where a statement or plan stands on a day."""

    NOT_SUBMITTED = "not_submitted"
    SUBMITTED = "submitted"
    NOT_FIT = "not_fit"
    RESUBMITTED = "resubmitted"
    FIT = "fit"


STANDING_NAMES = {
    Standing.NOT_SUBMITTED: "Not submitted, as far as is recorded",
    Standing.SUBMITTED: "Submitted, waiting for an answer",
    Standing.NOT_FIT: "Found not fit for purpose; to be submitted again",
    Standing.RESUBMITTED: "Submitted again, waiting for an answer",
    Standing.FIT: "Found fit for purpose",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happened to a statement or plan on a day."""

    event: Event
    on: date


def steps(events: Sequence[Dated]) -> list[tuple[Dated, Standing]]:
    """Return each step of a statement in order with where it stood after it."""
    found: list[tuple[Dated, Standing]] = []
    refused = False
    for each in sorted((e for e in events if e.event in STEPS), key=lambda e: e.on):
        if each.event is Event.STATEMENT_SUBMITTED:
            found.append((each, Standing.RESUBMITTED if refused else Standing.SUBMITTED))
        elif each.event is Event.NOT_FIT_FOR_PURPOSE:
            refused = True
            found.append((each, Standing.NOT_FIT))
        else:
            found.append((each, Standing.FIT))
    return found


def standing(events: Sequence[Dated]) -> Standing:
    """Return where a statement stands after all of these events."""
    done = steps(events)
    return done[-1][1] if done else Standing.NOT_SUBMITTED


def why_not_next(events: Sequence[Dated], new: Dated) -> str:
    """Return why a step cannot follow what is recorded, in words; empty when it can."""
    done = steps(events)
    last = done[-1][0] if done else None
    if last is not None and new.on < last.on:
        return "A later step is recorded already. Give a day on or after it, or correct that one."
    if new.event not in _AFTER[last.event if last else None]:
        where = STANDING_NAMES[done[-1][1]].lower()
        return f"That cannot come next: the statement or plan is recorded as {where}."
    return ""
