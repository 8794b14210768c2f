"""The return of inspectors as a person writes it down from a letter or report: what cannot be."""

import re
from datetime import date

from .drafts import DraftInspection

_LINES = re.compile(r"(\d{1,6})(?:\s*(?:-|–|to)\s*(\d{1,6}))?", re.I)


def lines_asked(words: str) -> tuple[int, int]:
    """Return the lines that "41", "41-46" or "41 to 46" name, from 1; ValueError for others."""
    found = _LINES.fullmatch(words.strip())
    if found is None:
        raise ValueError("Give a line or lines, such as 41 or 41 to 46")
    start, end = int(found[1]), int(found[2] or found[1])
    if not 1 <= start <= end:
        raise ValueError("The last line cannot stand before the first")
    return start, end


def each_line(words: str) -> tuple[str, ...]:
    """Return what was written one thing a line, without empty lines and the dots of lists."""
    lines = (re.sub(r"^\s*[-–•*]\s+", "", line).strip() for line in words.splitlines())
    return tuple(line for line in lines if line)


def why_no_return(draft: DraftInspection, first: date | None) -> dict[str, str]:
    """Return what is wrong with the days of a return by the name of its day; empty when nothing.

    `first` is the last day of the inspection that inspectors come back on, if it is known.
    """
    wrong: dict[str, str] = {}
    begun, ended = draft.inspected_from, draft.inspected_to
    if begun and first and begun <= first:
        wrong["inspected_from"] = "Inspectors cannot come back before the first inspection ended"
    if begun and ended and ended < begun:
        wrong["inspected_to"] = "The last day is before the first"
    if ended and draft.letter_dated and draft.letter_dated < ended:
        wrong["letter_dated"] = "It cannot be dated before the inspection ended"
    if draft.letter_dated and draft.published and draft.published < draft.letter_dated:
        wrong["published"] = "It cannot be published before its date"
    return wrong
