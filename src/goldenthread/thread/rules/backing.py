"""Whether anybody but its makers bears out that a promise was kept, and families' words for it."""

from enum import StrEnum

from goldenthread.improvement.rules import DOUBTS, Mark


class Backing(StrEnum):
    """What bears out that a promise was kept, in full or in part, besides who made it."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    DOUBTED = "doubted"


# What stands after the words of a promise that is said to be kept, in full or in part.
BACKED = {
    Backing.CHECKED: "This has been checked.",
    Backing.UNCHECKED: "Nobody else has checked this yet.",
    Backing.DOUBTED: "The parent carer forum does not fully agree.",
}
# The same in easy words, one idea.
EASILY_BACKED = {
    Backing.CHECKED: "This has been checked.",
    Backing.UNCHECKED: "Nobody else has checked it yet.",
    Backing.DOUBTED: "Some parents and carers say it is not so.",
}


def backing_of(*, proof_came: bool, agreed: bool, mark: Mark | None) -> Backing:
    """Return what bears a promise out: its proof, a second person's verdict or the forum's mark.

    The forum's last mark counts before all else: what it doubts is never called checked.
    """
    if mark in DOUBTS:
        return Backing.DOUBTED
    if proof_came or agreed or mark is Mark.OURS:
        return Backing.CHECKED
    return Backing.UNCHECKED
