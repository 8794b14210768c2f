"""Who must have a second step, and how long a sign-in lasts, as the environment says."""

import os

DEMANDED = ("administrators", "everybody", "nobody")


def second_step() -> str:
    """Return of whom a second step is asked: SECOND_STEP, else of administrators.

    Raises ValueError for any other word, so that a slip of the pen asks it of nobody never.
    """
    named = os.environ.get("SECOND_STEP", "").strip().lower() or DEMANDED[0]
    if named not in DEMANDED:
        raise ValueError(f"SECOND_STEP is one of {', '.join(DEMANDED)}, not {named[:30]!r}.")
    return named


def idle_seconds() -> int:
    """Return after how long without a page a sign-in ends: SESSION_IDLE_MINUTES, else 30."""
    return 60 * _whole("SESSION_IDLE_MINUTES", os.environ.get("SESSION_IDLE_MINUTES", ""), 30, 10)


def oldest_seconds() -> int:
    """Return at what age a sign-in ends whatever happens: SESSION_HOURS, else 12."""
    return 3600 * _whole("SESSION_HOURS", os.environ.get("SESSION_HOURS", ""), 12, 1)


def _whole(name: str, given: str, default: int, least: int) -> int:
    words = given.strip() or str(default)
    if not words.isdecimal() or int(words) < least:
        raise ValueError(f"{name} is a whole number, {least} or more, not {words[:30]!r}.")
    return int(words)
