"""Risks and issues: how likely, how grave, and what the two make together."""

from enum import StrEnum


class RiskKind(StrEnum):
    """A risk may happen; an issue has happened."""

    RISK = "risk"
    ISSUE = "issue"


RISK_NAMES = {RiskKind.RISK: "Risk", RiskKind.ISSUE: "Issue"}
LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Slight", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Severe"}

# From which product of likelihood and impact, 1 to 25, a risk is high or medium.
HIGH, MEDIUM = 15, 8


def severity(likelihood: int, impact: int) -> int:
    """Return likelihood times impact, 1 to 25; ValueError where either is not 1 to 5."""
    if likelihood not in LIKELIHOOD or impact not in IMPACT:
        raise ValueError("Likelihood and impact are each 1 to 5.")
    return likelihood * impact


def band(score: int) -> str:
    """Return high, medium or low for a product of likelihood and impact."""
    if score >= HIGH:
        return "high"
    return "medium" if score >= MEDIUM else "low"


def moved(before: int | None, now: int) -> str:
    """Return whether a risk is new, has risen, has fallen or stays as it was."""
    if before is None:
        return "new"
    if now == before:
        return "same"
    return "risen" if now > before else "fallen"
