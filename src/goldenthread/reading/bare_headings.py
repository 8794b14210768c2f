"""Titles of items that bear neither a number nor capitals: short lines that stand alone."""

import re
from collections.abc import Sequence

from goldenthread.reading.bullets import BULLET, NUMBER
from goldenthread.reading.facts import Line
from goldenthread.reading.people import is_person
from goldenthread.reading.prose import is_page_number

TITLE = re.compile(r"^[A-Z‘“'\"][^\t]{2,90}$")
SAYS = re.compile(
    r"^(?:(?:agreed\s+)?actions?|agreed|resolved|noted|referred|decisions?|decided|approved|"
    r"present|apologies|chair|signed|date(?:\s+of)?\s+next|next\s+meeting)\b\s*(?:[:–-]|$)|"
    r"^(?:signed|the\s+meeting\s+(?:closed|ended|finished|opened)|page)\b",
    re.I,
)
FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|said|asked|agreed|noted|resolved|thanked|"
    r"welcomed|reported|presented|gave|left|joined|arrived)\b"
)
LABELLED = re.compile(r"^(?:present|attendees|in attendance|apologies\b[\w ]{0,20}):\s+\S", re.I)
MOST_WORDS = 10
COLUMNS = re.compile(r"\t|\S\s{3,}\S")


def bare_titles(lines: Sequence[Line]) -> list[int]:
    """Return the indexes of lines that stand alone like a title and have text below them."""
    found = [at for at in range(len(lines)) if _alone(lines, at) and _is_title(lines[at])]
    kept = [at for at in found if _has_text(lines, at, found)]
    return kept if len(kept) > 1 else []


def _alone(lines: Sequence[Line], at: int) -> bool:
    """Say whether nothing runs on into a line: a blank, a finished sentence or a label before."""
    before = lines[at - 1].text.strip() if at else ""
    below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    listed = next((line.text.strip() for line in reversed(lines[:at]) if line.text.strip()), "")
    if listed.endswith(":"):
        return False
    ended = not before or before.endswith((".", "?", "!")) or bool(LABELLED.match(before))
    return ended and not below[:1].islower()


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    return bool(
        TITLE.match(text)
        and len(text.split()) <= MOST_WORDS
        and not text.endswith((".", ",", ";", ":"))
        and not SAYS.match(text)
        and not FINITE.search(text)
        and not COLUMNS.search(text)
        and not BULLET.match(text)
        and not NUMBER.match(text)
        and not is_person(text)
        and not is_page_number(line)
    )


def _has_text(lines: Sequence[Line], at: int, titles: Sequence[int]) -> bool:
    """Say whether a sentence or a list follows before the next title."""
    end = next((other for other in titles if other > at), len(lines))
    below = [line.text.strip() for line in lines[at + 1 : end] if line.text.strip()]
    return any(text.endswith((".", ":", ";")) or BULLET.match(text) for text in below)
