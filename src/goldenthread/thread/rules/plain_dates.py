"""The words of a date as families read them: the date itself before the step it is of."""

import re

STEP_AND_DATE = re.compile(r"([^:;]+): (?:by )?((?:\d{1,2} )?[A-Z][a-z]+ \d{4})")


def plain_date(words: str) -> str:
    """Return the words of a date with the date first, where a step stands before it."""
    return STEP_AND_DATE.sub(r"\2 (\1)", words) if STEP_AND_DATE.fullmatch(words) else words


def date_alone(words: str) -> str:
    """Return the words of a date without the step that stands before it."""
    found = STEP_AND_DATE.fullmatch(words)
    return found[2] if found else words
