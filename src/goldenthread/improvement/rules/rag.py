"""The colour of an action, computed by named rules, each with its reason in words."""

from enum import StrEnum


class Rag(StrEnum):
    """The colour of an action; grey is unknown and blue is complete and evidenced."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
