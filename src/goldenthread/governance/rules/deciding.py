"""What a decision leaves to be done, and how it stands on a day."""

import re
from datetime import date

from .states import COMES_BACK, DecisionVerb

ONLY_TAKES_NOTE = re.compile(
    r"\b(?:be|is|was|were|are)\s+(?:duly\s+)?(?:noted|received|agreed as|approved as|confirmed as|"
    r"taken as|accepted as|welcomed)\b|^to\s+(?:note|receive)\b|"
    r"\b(?:a|as an?)\s+(?:correct|accurate|true)\s+record\b",
    re.I,
)
DOES = re.compile(
    r"\b(?:to be (?:brought|submitted|presented|circulated|provided|reported)|report back|"
    r"(?:brought|come|return|submitted) (?:back )?to|be requested to|be asked to|will|shall|"
    r"by \d|write to|referred)\b",
    re.I,
)


def leaves_something(verb: DecisionVerb, words: str, owner_role: str, due: date | None) -> bool:
    """Say whether a decision must come back.

    Noting closes a matter, and so does a resolution that only notes or confirms, unless it was
    given an owner or a date.
    """
    if owner_role.strip() or due is not None:
        return True
    if verb not in COMES_BACK:
        return False
    return not ONLY_TAKES_NOTE.search(words) or bool(DOES.search(words))


def never_back(
    *, leaves: bool, due: date | None, back: date | None, met_since: int, on: date
) -> str | None:
    """Return in a sentence that a decision never came back, or None when it did or has time.

    One without a date is missed once the body has met twice without it.
    """
    if not leaves or (back is not None and back <= on):
        return None
    if due is not None:
        late = (on - due).days
        days = f"{late} day{'' if late == 1 else 's'}"
        return f"It was to come back {days} ago and has not." if late > 0 else None
    if met_since < 2:
        return None
    return f"It was given no date, and {met_since} meetings since have not heard of it."
