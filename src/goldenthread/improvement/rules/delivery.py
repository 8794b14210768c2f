"""Where the delivery of an action is, and which moves from one state to another are allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Delivery(StrEnum):
    """Where the delivery of an action is, in the words of an update."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    PAUSED = "paused"
    REPLACED = "replaced"
    STOPPED = "stopped"
    MERGED = "merged"
    DONE = "done"


DELIVERY_NAMES = {
    Delivery.NOT_STARTED: "Not started",
    Delivery.ON_TRACK: "On track",
    Delivery.AT_RISK: "At risk",
    Delivery.OFF_TRACK: "Off track",
    Delivery.PAUSED: "Paused",
    Delivery.REPLACED: "Replaced",
    Delivery.STOPPED: "Stopped",
    Delivery.MERGED: "Merged",
    Delivery.DONE: "Done",
}


class UpdateState(StrEnum):
    """Whether an update waits for the chair of the group, or what the chair said of it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


# In work: what can still go well or badly.
IN_WORK = frozenset({Delivery.NOT_STARTED, Delivery.ON_TRACK, Delivery.AT_RISK, Delivery.OFF_TRACK})
# Somebody other than the lead has to have agreed these, and why.
AGREED = frozenset({Delivery.PAUSED, Delivery.REPLACED, Delivery.STOPPED, Delivery.MERGED})
# These hand the work to another action of the plan.
HANDED_ON = frozenset({Delivery.REPLACED, Delivery.MERGED})
# Nobody works on these any more.
ENDED = frozenset({Delivery.DONE, Delivery.REPLACED, Delivery.STOPPED, Delivery.MERGED})

_BEGUN = frozenset({Delivery.ON_TRACK, Delivery.AT_RISK, Delivery.OFF_TRACK})
_ALL = frozenset(Delivery)

MOVES: dict[Delivery, frozenset[Delivery]] = {
    Delivery.NOT_STARTED: _ALL,
    Delivery.ON_TRACK: _ALL - {Delivery.NOT_STARTED},
    Delivery.AT_RISK: _ALL - {Delivery.NOT_STARTED},
    Delivery.OFF_TRACK: _ALL - {Delivery.NOT_STARTED},
    Delivery.PAUSED: _ALL - {Delivery.NOT_STARTED},
    Delivery.REPLACED: _BEGUN | {Delivery.REPLACED},
    Delivery.STOPPED: _BEGUN | {Delivery.STOPPED},
    Delivery.MERGED: _BEGUN | {Delivery.MERGED},
    Delivery.DONE: _BEGUN | {Delivery.DONE},
}


def may_move(now: Delivery | None, then: Delivery) -> bool:
    """Say whether an action may go from one state to another; from unknown it may go anywhere."""
    return now is None or then in MOVES[now]


@dataclass(frozen=True, slots=True)
class Said:
    """What an update says, as far as rules look at it; `other` is whether an action is named."""

    delivery: Delivery
    words: str = ""
    agreed_by: str = ""
    agreed_why: str = ""
    other: bool = False
    new_date: bool = False
    date_reason: str = ""


def needs_agreement(now: Delivery | None, then: Delivery) -> bool:
    """Say whether a move needs who agreed and why: to leave the work, or to take it up again."""
    given_up = AGREED - {Delivery.PAUSED}
    return then in AGREED and then is not now or (now in given_up and then in IN_WORK)


def faults_of_update(now: Delivery | None, said: Said) -> dict[str, str]:
    """Return what is wrong with an update, a sentence each by the field that would mend it."""
    then = said.delivery
    faults: dict[str, str] = {}
    if now is not None and not may_move(now, then):
        faults["delivery"] = (
            f"An action that is {_lower(now)} cannot become {_lower(then)}: "
            "say first that work on it has begun again"
        )
    if needs_agreement(now, then):
        if not said.agreed_by.strip():
            faults["agreed_by"] = f"Say which role or body agreed that it is {_lower(then)}"
        if not said.agreed_why.strip():
            faults["agreed_why"] = f"Say why it is {_lower(then)}"
    if then in HANDED_ON and not said.other:
        faults["replaced_by"] = "Choose the action that carries the work on"
    if now is Delivery.DONE and then is not now and not said.words.strip():
        faults["words"] = "It was reported done. Say what showed that it is not"
    if said.new_date and not said.date_reason.strip():
        faults["proposed_reason"] = "Say why the date should move"
    return faults


def _lower(delivery: Delivery) -> str:
    return DELIVERY_NAMES[delivery].lower()


def is_late(
    cycles: Sequence[tuple[date, date]],
    given: Sequence[date],
    delivery: Delivery | None,
    on: date,
) -> date | None:
    """Return the day a missing update was due, or None when none is missing.

    `cycles` are (opens, due); the last one whose due day lies before `on` counts. `given` are the
    days on which updates were given, whether or not a chair has accepted them. Of an action that
    is ended none is asked.
    """
    over = [(opens, due) for opens, due in cycles if due < on]
    if not over or delivery in ENDED:
        return None
    opens, due = max(over)
    return None if any(day >= opens for day in given) else due
