"""Where the delivery of an action is, and which moves from one state to another are allowed."""

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


class UpdateState(StrEnum):
    """Whether an update waits for the chair of the group, or what the chair said of it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
