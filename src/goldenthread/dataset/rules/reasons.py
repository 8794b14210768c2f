"""Why somebody opens a child's record: a short list, so that reasons can be counted and checked."""

import re

from goldenthread.core.errors import UserError

# What a person may choose on a page that opens a record.
OFFERED = {
    "casework": "I work on this child's case",
    "review": "I prepare or hold a review of the plan",
    "health": "I give or plan care for this child",
    "family": "The family or the young person asked",
    "safeguarding": "I fear for the child's safety",
    "quality": "I check the quality of the record or the plan",
}
# What the product itself says where a page or a command can have no other reason.
FIXED = {
    "linkage": "To see whether two records are of one person",
    "quarantine": "To mend rows that were held back",
    "return": "To write a return that the law asks for",
    "tracing": "To have NHS numbers traced",
    "subject_access": "To answer a person's request for their own data",
    "erasure": "To erase a person's data on request",
    "shielding": "To shield a person's address",
    "hold": "To hold data back from erasure",
}
REASONS = OFFERED | FIXED
_NUMBERS = re.compile(r"\d[\s-]*(?:\d[\s-]*){7,}|\b[A-Za-z]\d{11}[\dA-Za-z]\b")
_DATES = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")


def check_reason(reason: str) -> str:
    """Return a reason's key; UserError where it is none of REASONS."""
    if reason not in REASONS:
        raise UserError("Say why you open this record. Nothing was shown.", "reason")
    return reason


def check_words(words: str) -> str:
    """Return further words about a reason without outer spaces; UserError where they identify.

    Words that hold a number of eight or more figures (an NHS number, UPN or telephone number) or
    a date in figures (a date of birth) are refused: they go where no identifier may go.
    """
    said = words.strip()[:300]
    if _NUMBERS.search(said) or _DATES.search(said):
        raise UserError(
            "Leave numbers and dates of birth out of your words: they are kept in the log of who "
            "read what. Nothing was kept.",
            "words",
        )
    return said
