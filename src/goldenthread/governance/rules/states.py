"""The fixed words of governance, and which state a meeting may move to."""

from datetime import date
from enum import StrEnum

from goldenthread.areas.rules import BodyKind


class MeetsUnder(StrEnum):
    """By which rules a body gives notice of its meetings and lets the public in."""

    COMMITTEE = "committee"
    EXECUTIVE = "executive"
    PARTNERSHIP = "partnership"


MEETS_UNDER_NAMES = {
    MeetsUnder.COMMITTEE: "Committee of the council (Local Government Act 1972, Part VA)",
    MeetsUnder.EXECUTIVE: "Executive of the council (SI 2012/2089)",
    MeetsUnder.PARTNERSHIP: "Partnership body (its own terms of reference)",
}

BY_KIND = {
    BodyKind.HEALTH_AND_WELLBEING_BOARD: MeetsUnder.COMMITTEE,
    BodyKind.SCRUTINY: MeetsUnder.COMMITTEE,
    BodyKind.CABINET: MeetsUnder.EXECUTIVE,
}


def meets_under(kind: str, said: str = "") -> MeetsUnder:
    """Return by which rules a body meets: what its terms of reference say, else by its kind.

    A health and wellbeing board is a committee of the council (Health and Social Care Act 2012,
    s. 194); an improvement board is a partnership body unless its terms say otherwise.
    """
    return MeetsUnder(said) if said else BY_KIND.get(BodyKind(kind), MeetsUnder.PARTNERSHIP)


class MeetingState(StrEnum):
    """How far a meeting has come: called, noticed, minuted, confirmed, published, or called off."""

    PLANNED = "planned"
    NOTICED = "noticed"
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


STATE_NAMES = {
    MeetingState.PLANNED: "Planned",
    MeetingState.NOTICED: "Agenda published",
    MeetingState.DRAFT: "Minutes in draft",
    MeetingState.CONFIRMED: "Minutes confirmed",
    MeetingState.PUBLISHED: "Minutes published",
    MeetingState.CANCELLED: "Cancelled",
}

NEXT = {
    MeetingState.PLANNED: {MeetingState.NOTICED, MeetingState.DRAFT, MeetingState.CANCELLED},
    MeetingState.NOTICED: {MeetingState.DRAFT, MeetingState.CANCELLED},
    MeetingState.DRAFT: {MeetingState.CONFIRMED},
    MeetingState.CONFIRMED: {MeetingState.PUBLISHED},
    MeetingState.PUBLISHED: set(),
    MeetingState.CANCELLED: set(),
}


def fault_of_move(now: MeetingState, to: MeetingState) -> str | None:
    """Return why a meeting cannot move to a state, in a sentence, or None when it can."""
    if to in NEXT[now]:
        return None
    return (
        f"This meeting stands at “{STATE_NAMES[now].lower()}”, so it cannot become "
        f"“{STATE_NAMES[to].lower()}”."
    )


def state_on(
    day: date,
    *,
    noticed: date | None,
    drafted: date | None,
    confirmed: date | None,
    published: date | None,
    cancelled: date | None,
) -> MeetingState:
    """Return the state of a meeting on a day, from the days on which it moved."""
    steps = (
        (cancelled, MeetingState.CANCELLED),
        (published, MeetingState.PUBLISHED),
        (confirmed, MeetingState.CONFIRMED),
        (drafted, MeetingState.DRAFT),
        (noticed, MeetingState.NOTICED),
    )
    reached = (state for since, state in steps if since is not None and since <= day)
    return next(reached, MeetingState.PLANNED)


class ItemKind(StrEnum):
    """Why an item stands on an agenda."""

    APOLOGIES = "apologies"
    DECLARATIONS = "declarations"
    PREVIOUS_MINUTES = "previous_minutes"
    MATTERS_ARISING = "matters_arising"
    STANDING = "standing"
    DECISION_DUE = "decision_due"
    CHALLENGE = "challenge"
    OFF_COURSE = "off_course"
    ESCALATION = "escalation"
    FORWARD = "forward"
    ORDINARY = "ordinary"
    URGENT = "urgent"


class AttendanceKind(StrEnum):
    """How somebody stood to a meeting."""

    PRESENT = "present"
    IN_ATTENDANCE = "in_attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"


ATTENDANCE_NAMES = {
    AttendanceKind.PRESENT: "Present",
    AttendanceKind.IN_ATTENDANCE: "In attendance",
    AttendanceKind.APOLOGIES: "Apologies",
    AttendanceKind.ABSENT: "Absent without apologies",
}


class DecisionVerb(StrEnum):
    """What a meeting did with a matter."""

    RESOLVED = "RESOLVED"
    AGREED = "AGREED"
    NOTED = "NOTED"
    REFERRED = "REFERRED"


# What must come back: noting closes a matter, the others leave something to do.
COMES_BACK = frozenset({DecisionVerb.RESOLVED, DecisionVerb.AGREED, DecisionVerb.REFERRED})


class StepKind(StrEnum):
    """What happened to a challenge."""

    ASKED = "asked"
    ANSWERED = "answered"
    MOVED = "moved"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    ASKED_AGAIN = "asked_again"


STEP_NAMES = {
    StepKind.ASKED: "Asked",
    StepKind.ANSWERED: "Answered",
    StepKind.MOVED: "Moved to another body",
    StepKind.CHANGED: "What changed",
    StepKind.CLOSED: "Closed by who asked",
    StepKind.REOPENED: "Opened again",
    StepKind.ASKED_AGAIN: "Not satisfied, asked again",
}


class EscalationKind(StrEnum):
    """What may move up the lines of report."""

    CHALLENGE = "challenge"
    DECISION = "decision"
    OFF_COURSE = "off_course"
    DISAGREEMENT = "disagreement"


ESCALATION_NAMES = {
    EscalationKind.CHALLENGE: "A challenge without an answer",
    EscalationKind.DECISION: "A decision that has not come back",
    EscalationKind.OFF_COURSE: "An action that is red",
    EscalationKind.DISAGREEMENT: "A disagreement that is not settled",
}


class Urgency(StrEnum):
    """Why a key decision may be taken without 28 clear days on the forward plan."""

    NONE = ""
    GENERAL_EXCEPTION = "general_exception"
    SPECIAL_URGENCY = "special_urgency"


URGENCY_NAMES = {
    Urgency.NONE: "Full notice",
    Urgency.GENERAL_EXCEPTION: "General exception (SI 2012/2089, reg. 10)",
    Urgency.SPECIAL_URGENCY: "Special urgency (SI 2012/2089, reg. 11)",
}
