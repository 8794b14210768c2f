"""What difference an action made, apart from its delivery, and who may agree it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from .delivery import Delivery


class Difference(StrEnum):
    """What difference an action made for children and families; cannot tell is an answer."""

    TOO_EARLY = "too_early"
    IMPROVED = "improved"
    NO_CHANGE = "no_change"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


DIFFERENCE_NAMES = {
    Difference.TOO_EARLY: "Too early to say",
    Difference.IMPROVED: "Improved",
    Difference.NO_CHANGE: "No change",
    Difference.WORSE: "Worse",
    Difference.CANNOT_TELL: "Cannot tell",
}


class Grade(StrEnum):
    """What evidence rests on: a leader's word, data, families' experience or practice seen."""

    LEADER_WORD = "leader_word"
    DATA = "data"
    FAMILIES = "families"
    PRACTICE = "practice"


GRADE_NAMES = {
    Grade.LEADER_WORD: "A leader’s word",
    Grade.DATA: "Data",
    Grade.FAMILIES: "Families’ experience",
    Grade.PRACTICE: "Practice seen",
}
BEYOND_A_WORD = frozenset(Grade) - {Grade.LEADER_WORD}


class EvidenceKind(StrEnum):
    """In what form evidence is given."""

    FILE = "file"
    ADDRESS = "address"
    MEASURE = "measure"
    MEETING = "meeting"


EVIDENCE_NAMES = {
    EvidenceKind.FILE: "A file",
    EvidenceKind.ADDRESS: "An address on the web",
    EvidenceKind.MEASURE: "A measure of the plan",
    EvidenceKind.MEETING: "A meeting",
}


class DifferenceState(StrEnum):
    """How far a verdict on the difference has come."""

    NONE = "none"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    REOPENED = "reopened"


# Verdicts that claim something of families' lives, and so have to rest on evidence.
CLAIMS = frozenset({Difference.IMPROVED, Difference.NO_CHANGE, Difference.WORSE})


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What the record shows of somebody who would agree a verdict on an action of a group.

    `outside` says that a role of theirs is shown to lie outside the group: in another body, or one
    that no working group has.
    """

    proposed_it: bool
    leads_it: bool
    chairs_group: bool
    in_group: bool
    outside: bool


def refusal_of_agreeing(who: Agreeing) -> str | None:
    """Return why somebody may not agree a verdict on the difference, or None when they may."""
    if who.proposed_it:
        return "You proposed this verdict. A second person has to agree it."
    if who.leads_it:
        return "You lead this action. Somebody who does not has to agree what difference it made."
    if who.chairs_group:
        return (
            "You chair the group that this action belongs to. Somebody from outside the group has "
            "to agree what difference it made."
        )
    if who.in_group:
        return (
            "You belong to the group that this action belongs to. Somebody from outside the group "
            "has to agree what difference it made."
        )
    if not who.outside:
        return (
            "Nothing on record shows that you are from outside the group: your role is not tied to "
            "a body. Ask your administrator to say for which body you hold it."
        )
    return None


def refusal_of_withdrawing(*, gave_it: bool, coordinates: bool) -> str | None:
    """Return why somebody may not withdraw or replace a piece of evidence, None when they may."""
    if gave_it or coordinates:
        return None
    return "Only who gave this evidence, or who coordinates the plan, may take it back."


def may_agree_difference(who: Agreeing) -> bool:
    """Say whether somebody may agree a verdict: a second person, from outside the group."""
    return refusal_of_agreeing(who) is None


def faults_of_verdict(
    verdict: Difference, words: str, grades: Collection[Grade], *, in_order: bool
) -> dict[str, str]:
    """Return what is wrong with a proposed verdict, a sentence each by the field to mend.

    `grades` are those of its evidence; `in_order` says that its window ends after it begins.
    """
    faults = {}
    if not in_order:
        faults["window_to"] = "The window has to end on or after the day it begins"
    if verdict in CLAIMS and not grades:
        faults["evidence"] = "Choose the evidence it rests on, or say that nobody can tell"
    if verdict not in CLAIMS and not words.strip():
        faults["words"] = "Say why it cannot be said now"
    return faults


def fault_of_closing(*, verdicts: int, judging_days: int) -> str | None:
    """Return why an action cannot be closed as done, or None when it can.

    It needs a verdict on the difference, or a day on which that will be judged.
    """
    if verdicts or judging_days:
        return None
    return (
        "Done is not made a difference: give the day on which it will be judged what difference "
        "this action made, or propose a verdict first"
    )


def is_embedded(
    delivery: Delivery | None,
    difference: Difference | None,
    state: DifferenceState,
    grades: Collection[Grade],
) -> bool:
    """Say whether an action is embedded: done, and agreed to have improved things.

    `grades` are those of the verdict's evidence, one of which has to go beyond a leader's word.
    """
    return (
        delivery is Delivery.DONE
        and difference is Difference.IMPROVED
        and state is DifferenceState.AGREED
        and bool(BEYOND_A_WORD & set(grades))
    )
