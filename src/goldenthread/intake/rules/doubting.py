"""How far a doubtful fact is from what the document says: the worst is looked at first."""

import re
from enum import IntEnum


class Doubt(IntEnum):
    """What may be wrong with a fact that was not read for sure, the worst first."""

    MIXED = 1
    SHORT = 2
    NOT_FOUND = 3
    ELSEWHERE = 4
    UNSURE = 5


DOUBT_WORDS = {
    Doubt.MIXED: "Words may be mixed up",
    Doubt.SHORT: "Words may be missing",
    Doubt.NOT_FOUND: "Not found",
    Doubt.ELSEWHERE: "May belong elsewhere",
    Doubt.UNSURE: "Unsure",
}
_SIGNS = (
    (
        Doubt.MIXED,
        r"mixed|printed as one|two texts or one|another cell|other words stand between|"
        r"spelling|run together|longer than its column|could hold part of|count of days|"
        r"among the impacts|columns were not found|before several explanations|"
        r"tables? (?:are|is) lost|rows of the table are lost",
    ),
    (
        Doubt.SHORT,
        r"breaks off|may go on|whole name|belongs to no (?:action|row)|may be cut|"
        r"were read\.|lost bullet|bullets are lost|lost the bullet|no bullet",
    ),
    (Doubt.NOT_FOUND, r"^no\b.*\b(?:found|stands|could be told|printed|says)\b|give no date"),
    (
        Doubt.ELSEWHERE,
        r"heading of another|number of another|follow its number|more or fewer|keep step|"
        r"of several themes|stands? beside one action|later page|apart from|named last before|"
        r"points to the lead|merged over|neighbour|leans? both|lean both",
    ),
)


def doubt_of(reason: str) -> Doubt:
    """Return what may be wrong, told by the sentence with which reading explains its doubt."""
    said = reason.casefold()
    return next((doubt for doubt, signs in _SIGNS if re.search(signs, said)), Doubt.UNSURE)
