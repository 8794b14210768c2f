"""What the parent carer forum says of an action or a promise, in its own right."""

from enum import StrEnum


class Mark(StrEnum):
    """Whether what is claimed is what families live."""

    NOT_OURS = "not_ours"
    OURS = "ours"
    MIXED = "mixed"


class CoProductionLevel(StrEnum):
    """How far families shaped an action; the forum signs it."""

    INFORMED = "informed"
    CONSULTED = "consulted"
    CO_PRODUCED = "co_produced"
