"""What difference an action made, apart from its delivery, and who may agree it."""

from enum import StrEnum


class Difference(StrEnum):
    """What difference an action made for children and families; cannot tell is an answer."""

    TOO_EARLY = "too_early"
    IMPROVED = "improved"
    NO_CHANGE = "no_change"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


class Grade(StrEnum):
    """What evidence rests on: a leader's word, data, families' experience or practice seen."""

    LEADER_WORD = "leader_word"
    DATA = "data"
    FAMILIES = "families"
    PRACTICE = "practice"


class EvidenceKind(StrEnum):
    """In what form evidence is given."""

    FILE = "file"
    ADDRESS = "address"
    MEASURE = "measure"
    MEETING = "meeting"


class DifferenceState(StrEnum):
    """How far a verdict on the difference has come."""

    NONE = "none"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    REOPENED = "reopened"
