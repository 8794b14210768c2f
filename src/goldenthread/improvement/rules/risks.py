"""Risks and issues: how likely, how grave, and what the two make together."""

from enum import StrEnum


class RiskKind(StrEnum):
    """A risk may happen; an issue has happened."""

    RISK = "risk"
    ISSUE = "issue"
