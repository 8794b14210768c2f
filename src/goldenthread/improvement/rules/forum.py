"""What the parent carer forum says of an action or a promise, in its own right."""

from enum import StrEnum


class Mark(StrEnum):
    """Whether what is claimed is what families live."""

    NOT_OURS = "not_ours"
    OURS = "ours"
    MIXED = "mixed"


MARK_NAMES = {
    Mark.NOT_OURS: "This is not our experience",
    Mark.OURS: "This is our experience",
    Mark.MIXED: "This is the experience of some of us",
}
# Marks that put what was agreed in doubt.
DOUBTS = frozenset({Mark.NOT_OURS, Mark.MIXED})


class CoProductionLevel(StrEnum):
    """How far families shaped an action; the forum signs it."""

    INFORMED = "informed"
    CONSULTED = "consulted"
    CO_PRODUCED = "co_produced"


LEVEL_NAMES = {
    CoProductionLevel.INFORMED: "Informed: families were told",
    CoProductionLevel.CONSULTED: "Consulted: families were asked",
    CoProductionLevel.CO_PRODUCED: "Co-produced: families decided together with others",
}
