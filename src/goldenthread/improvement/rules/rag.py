"""The colour of an action, computed by named rules, each with its reason in words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .delivery import Delivery
from .difference import Difference, DifferenceState


class Rag(StrEnum):
    """The colour of an action; grey is unknown and blue is complete and evidenced."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


RAG_NAMES = {
    Rag.RED: "Red",
    Rag.AMBER: "Amber",
    Rag.GREEN: "Green",
    Rag.BLUE: "Blue",
    Rag.GREY: "Not known",
}

# What a colour means until an area says otherwise.
RAG_MEANS = {
    Rag.RED: "Off track, or a date has passed without what it promised.",
    Rag.AMBER: "At risk, or something that the action needs is late.",
    Rag.GREEN: "On track, with a date still to come and an update in this round.",
    Rag.BLUE: "Complete, with evidence that goes beyond a leader’s word.",
    Rag.GREY: "Not known, or no longer in play.",
}

# The colour a lead claims with a state; grey claims nothing.
REPORTED = {
    Delivery.NOT_STARTED: Rag.GREY,
    Delivery.ON_TRACK: Rag.GREEN,
    Delivery.AT_RISK: Rag.AMBER,
    Delivery.OFF_TRACK: Rag.RED,
    Delivery.PAUSED: Rag.AMBER,
    Delivery.REPLACED: Rag.GREY,
    Delivery.STOPPED: Rag.GREY,
    Delivery.MERGED: Rag.GREY,
    Delivery.DONE: Rag.BLUE,
}
GOOD = frozenset({Rag.GREEN, Rag.BLUE})


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something an action or its group waits for: what, when it is due, and whether it came.

    `delivery` is that of the action waited for, None where nothing was reported of it.
    """

    what: str
    due_to: date | None
    delivery: Delivery | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What is known of an action on a day, as the rules of colour look at it.

    `late_since` is the day the missing update was due. `ongoing` says that the plan gives no end
    on purpose. `evidence` counts what was given; `evidenced` what goes beyond a leader's word.
    """

    delivery: Delivery | None = None
    reported_on: date | None = None
    late_since: date | None = None
    starts: date | None = None
    due_to: date | None = None
    ongoing: bool = False
    slipped: int = 0
    evidence: int = 0
    evidenced: int = 0
    difference: Difference | None = None
    difference_state: DifferenceState = DifferenceState.NONE
    judge_on: date | None = None
    rests_on: tuple[Waiting, ...] = ()
    waits_for: tuple[Waiting, ...] = ()
    agreed_by: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Colour:
    """A computed colour, the rule that gave it and its reason in a sentence."""

    rag: Rag
    rule: str
    why: str


def reported_rag(delivery: Delivery | None) -> Rag:
    """Return the colour that a lead's last accepted update claims; grey where there is none."""
    return REPORTED[delivery] if delivery else Rag.GREY
