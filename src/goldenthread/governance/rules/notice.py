"""Notice of meetings and of key decisions, and what may be kept from the public."""

from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.core.calendar import is_working_day

from .states import MeetsUnder, Urgency

AGENDA_DAYS = 5
KEY_DAYS = 28

LAW_OF_NOTICE = {
    MeetsUnder.COMMITTEE: "Local Government Act 1972, s. 100B(3) and (4)",
    MeetsUnder.EXECUTIVE: "SI 2012/2089, reg. 7",
    MeetsUnder.PARTNERSHIP: "the practice of this product: no law sets notice for a partnership "
    "body, its own terms of reference may",
}

# Local Government Act 1972, Schedule 12A, Part 1 (England), as substituted by SI 2006/88.
EXEMPT_PARAGRAPHS = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Financial or business affairs of any person, the authority included",
    4: "Consultations or negotiations on a labour relations matter",
    5: "Legal professional privilege in legal proceedings",
    6: "A notice, order or direction the authority proposes to give or make",
    7: "Action to prevent, investigate or prosecute crime",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """How a meeting stands to its notice: the last day, what was given, and a sentence."""

    last_day: date
    given_on: date | None
    clear: int | None
    missed: bool
    words: str


def clear_working_days(given: date, meeting: date) -> int:
    """Return the working days strictly between two days: neither end counts."""
    day, count = given + timedelta(days=1), 0
    while day < meeting:
        count += is_working_day(day)
        day += timedelta(days=1)
    return count


def last_day_for_agenda(meeting: date, clear: int = AGENDA_DAYS) -> date:
    """Return the last working day on which an agenda can be published in time.

    Five clear working days lie between it and the meeting, neither of the two counted (Local
    Government Act 1972, s. 100B; for an executive SI 2012/2089, reg. 7).
    """
    day, left = meeting, clear + 1
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return day


def notice_of(meeting: date, given: date | None, on: date, under: MeetsUnder) -> Notice:
    """Return how a meeting's notice stands on a day."""
    last = last_day_for_agenda(meeting)
    clear = clear_working_days(given, meeting) if given else None
    if given is not None and given <= on:
        enough = clear is not None and clear >= AGENDA_DAYS
        counted = f"{clear} clear working day{'' if clear == 1 else 's'}"
        words = f"The agenda was published with {counted} of notice" + (
            "." if enough else f"; {AGENDA_DAYS} are needed."
        )
        return Notice(last, given, clear, not enough, words + _consequence(enough, under))
    if on > last:
        words = f"The last day for publishing the agenda was {_day(last)}. It has passed."
        return Notice(last, None, None, True, words + _consequence(False, under))
    words = f"Publish the agenda by the end of {_day(last)}: {AGENDA_DAYS} clear working days."
    return Notice(last, None, None, False, words)


def _consequence(enough: bool, under: MeetsUnder) -> str:
    """Return what follows from notice that was too short; nothing where it was long enough."""
    if enough:
        return ""
    if under is MeetsUnder.PARTNERSHIP:
        return " No law makes it void for a partnership body; say why it was late."
    return (
        " An item may then be taken only if the chair is of the opinion, for reasons that the "
        "minutes give, that it is urgent (Local Government Act 1972, s. 100B(4)(b))."
        if under is MeetsUnder.COMMITTEE
        else " The agenda must be available from when the meeting is called at shorter notice "
        "(SI 2012/2089, reg. 7)."
    )


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def last_day_for_key_decision(decide_on: date) -> date:
    """Return the last day for publishing notice of a key decision.

    28 clear days, every day counted, the day of publishing and that of the decision not (SI
    2012/2089, reg. 9(2)).
    """
    return decide_on - timedelta(days=KEY_DAYS + 1)


def fault_of_key_notice(
    *, published: date, decide_on: date, urgency: Urgency, why: str, agreed_by: str
) -> str | None:
    """Return why a key decision cannot be taken on a day, in a sentence, or None when it can.

    The exceptions are the general one (reg. 10: the chair of scrutiny is told, five clear days)
    and special urgency (reg. 11: that chair agrees that it cannot wait).
    """
    last = last_day_for_key_decision(decide_on)
    if published <= last:
        return None
    if urgency is Urgency.NONE:
        return (
            f"A key decision on {_day(decide_on)} had to be on the forward plan by {_day(last)}: "
            "28 clear days (SI 2012/2089, reg. 9). Choose a later day, or say under which "
            "exception it is taken."
        )
    if not why.strip():
        return "Say why it is impracticable to give 28 clear days’ notice."
    if urgency is Urgency.SPECIAL_URGENCY and not agreed_by.strip():
        return (
            "Special urgency needs the agreement of the chair of scrutiny (SI 2012/2089, reg. 11). "
            "Say which role agreed."
        )
    short = clear_working_days(published, decide_on) < AGENDA_DAYS
    if urgency is Urgency.GENERAL_EXCEPTION and short:
        return (
            "The general exception needs five clear days between telling the chair of scrutiny and "
            "the decision (SI 2012/2089, reg. 10). There are fewer."
        )
    return None


def fault_of_exemption(paragraph: int | None, public_interest: str) -> str | None:
    """Return why an item cannot be taken in private so, or None when it can or is not private."""
    if paragraph is None:
        return None
    if paragraph not in EXEMPT_PARAGRAPHS:
        return "Choose one of the seven paragraphs of Part 1 of Schedule 12A."
    if len(public_interest.strip()) < 20:
        return (
            "Say why the public interest in keeping this item from the public outweighs that in "
            "letting it be seen (Local Government Act 1972, Schedule 12A, para. 10)."
        )
    return None


def may_see_exempt(*, runs_meetings: bool, in_body: bool) -> bool:
    """Say whether a person sees exempt papers: members of the body and those who clerk it."""
    return runs_meetings or in_body
