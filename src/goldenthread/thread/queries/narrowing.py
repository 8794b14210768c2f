"""Which actions answer what a person asked of where they stand."""

from dataclasses import dataclass
from datetime import date

from goldenthread.core.calendar import add_months
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.rules import (
    DELIVERY_NAMES,
    DIFFERENCE_NAMES,
    GOOD,
    RAG_NAMES,
    DifferenceState,
)

DUE = {
    "past": "Date has passed",
    "next3": "Due in the next three months",
    "later": "Due later than that",
    "none": "No date",
}
COLOURS = {rag.value: name for rag, name in RAG_NAMES.items()} | {
    "gap": "Reported better than computed"
}
DELIVERIES = {"none": "Not known"} | {key.value: name for key, name in DELIVERY_NAMES.items()}
DIFFERENCES = {
    "none": "Not judged",
    "proposed": "Proposed, not agreed",
    "reopened": "Open again",
    **{key.value: f"{name}, agreed" for key, name in DIFFERENCE_NAMES.items()},
    "embedded": "Embedded",
}
UPDATES = {"late": "Late", "waiting": "Waits for the chair"}


@dataclass(frozen=True, slots=True)
class AskedOfStanding:
    """What was asked of where actions stand: keys of the choices, each empty where it is open."""

    due: str = ""
    colour: str = ""
    delivery: str = ""
    difference: str = ""
    update: str = ""

    @property
    def narrows(self) -> bool:
        """Say whether anything was asked."""
        return any((self.due, self.colour, self.delivery, self.difference, self.update))


def answers(standing: ActionStanding, asked: AskedOfStanding, on: date) -> bool:
    """Say whether an action stands as was asked; a choice that is none is answered by nothing."""
    return (
        _due(standing, asked.due, on)
        and _colour(standing, asked.colour)
        and (not asked.delivery or asked.delivery == (standing.delivery or "none"))
        and _difference(standing, asked.difference)
        and _update(standing, asked.update)
    )


def _due(standing: ActionStanding, asked: str, on: date) -> bool:
    day = standing.due_to
    if asked == "none":
        return day is None
    if not asked or day is None:
        return not asked
    soon = add_months(on, 3)
    found = {"past": day < on, "next3": on <= day <= soon, "later": day > soon}
    return found.get(asked, False)


def _colour(standing: ActionStanding, asked: str) -> bool:
    if asked == "gap":
        return standing.reported_rag in GOOD and standing.computed_rag not in GOOD
    return not asked or asked == standing.computed_rag


def _difference(standing: ActionStanding, asked: str) -> bool:
    state = standing.difference_state
    if asked in ("", "embedded"):
        return not asked or standing.embedded
    if asked in ("proposed", "reopened"):
        return state == asked
    if asked == "none":
        return state in (DifferenceState.NONE, DifferenceState.DECLINED)
    return state is DifferenceState.AGREED and standing.difference == asked


def _update(standing: ActionStanding, asked: str) -> bool:
    if asked == "late":
        return standing.late
    if asked == "waiting":
        return standing.waiting is not None
    return not asked
