"""Whole dates in running text, with where they stand: `18 March 2019`, `19 and 21 May 2021`."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+day)?(?:\s+of)?\s+(?P<month>{_MONTH}),?\s+"
    rf"(?P<year>\d{{4}})\b"
    rf"|\b(?P<month3>{_MONTH})\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year3>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<d>\d{1,2})(?P<mark>[/.-])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4}|(?<=[/.])\d{2})\b",
    re.I,
)
SPAN = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+(?P<month>{_MONTH}))?(?:,?\s+"
    rf"(?P<year>\d{{4}}))?"
    rf"\s*(?:and|to|until|through|-|–|—)\s*{_DAY}"
    rf"(?P<day2>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\s+(?P<month2>{_MONTH}),?\s+(?P<year2>\d{{4}})\b",
    re.I,
)
DAY_AND_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?\s+(?P<month>{_MONTH})(?!,?\s+\d{{4}})",
    re.I,
)
MONTH_AND_YEAR = re.compile(rf"(?P<month>{_MONTH})\s+(?P<year>\d{{4}})", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day named in a text, from offset `start` to `end`."""

    day: date
    start: int
    end: int


def month_number(word: str) -> int:
    """Return 1 to 12 for the name of a month, short or long."""
    return MONTHS[word.lower().rstrip(".")]


def make(year: int, month: int, day: int) -> date | None:
    """Return the date, or None for a day that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def mentions(text: str) -> list[Mention]:
    """Return every whole day named in a text, in order; both ends of a span count."""
    found: list[Mention] = []
    for match in SPAN.finditer(text):
        ends = span_of(match)
        if ends and not (match["month"] and match["year"]):
            found.append(Mention(ends[0], match.start(), match.start("day2")))
    for match in DATE.finditer(text):
        day = _day_of(match)
        if day:
            found.append(Mention(day, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def _day_of(match: re.Match[str]) -> date | None:
    """Return the day of one match of `DATE`, or None for a day that no calendar has."""
    if match["day"]:
        return make(int(match["year"]), month_number(match["month"]), int(match["day"]))
    if match["day3"]:
        return make(int(match["year3"]), month_number(match["month3"]), int(match["day3"]))
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return make(year, month, day)
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    return make(year, int(match["m"]), int(match["d"]))


def span_of(match: re.Match[str]) -> tuple[date, date] | None:
    """Return both ends of a matched span; a month or year said once holds for both."""
    year2, month2 = int(match["year2"]), month_number(match["month2"])
    month = month_number(match["month"]) if match["month"] else month2
    year = int(match["year"]) if match["year"] else year2 - (1 if month > month2 else 0)
    first, last = make(year, month, int(match["day"])), make(year2, month2, int(match["day2"]))
    return (first, last) if first and last and first <= last else None
