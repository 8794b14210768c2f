"""What a text dates: each day named in running text with the words that belong to it."""

import re
from dataclasses import dataclass
from datetime import date

from goldenthread.reading import written_dates
from goldenthread.reading.prose import Passage, sentences

KINDS = (
    (
        "revisit_due",
        re.compile(
            r"(?:revisit|re-?inspection)?.*\bdue to take place\b|\brevisit (?:is |was )?due", re.I
        ),
    ),
    (
        "statement_due",
        re.compile(
            r"\b(?:due for submission|to be submitted|be submitted|submission)\b|"
            r"\brequired to (?:produce|submit|prepare)\b.*\bby\b",
            re.I,
        ),
    ),
    ("keeping_in_touch", re.compile(r"\bKIT\b|keeping in touch", re.I)),
    ("monitoring_visit", re.compile(r"\bmonitoring (?:visit|meeting)", re.I)),
    (
        "statement_accepted",
        re.compile(r"\bfit for purpose\b|\bapprov(?:al|ed)\b|\baccepted\b", re.I),
    ),
    (
        "letter_published",
        re.compile(r"\b(?:letter|report)\b.*\bpublished\b|\bpublished\b.*\bletter\b", re.I),
    ),
    ("revisit", re.compile(r"\bre-?visit", re.I)),
    ("inspection", re.compile(r"\binspect(?:ed|ion)\b", re.I)),
)
CUT = re.compile(r";|,\s+(?:and|with|which)\b|\band\b|,")


@dataclass(frozen=True, slots=True)
class Event:
    """A day, the words about it, its kind if the words tell, and whether the year was assumed."""

    day: date
    where: Passage
    kind: str | None
    year_assumed: bool = False


def events(text: Passage, year: int | None) -> list[Event]:
    """Return the events of a text; `year` serves for a day and month without a year."""
    found: list[Event] = []
    for sentence in sentences(text):
        days = written_dates.mentions(sentence.text)
        assumed = not days
        if assumed and year:
            days = [
                written_dates.Mention(day, match.start(), match.end())
                for match in written_dates.DAY_AND_MONTH.finditer(sentence.text)
                if (
                    day := written_dates.make(
                        year, written_dates.month_number(match["month"]), int(match["day"])
                    )
                )
            ]
        for at, mention in enumerate(days):
            before = days[at - 1].end if at else 0
            after = days[at + 1].start if at + 1 < len(days) else None
            where = _clause(sentence, before, mention, after)
            found.append(Event(mention.day, where, _kind(where.text, sentence.text), assumed))
    return found


def _clause(
    sentence: Passage, before: int, mention: written_dates.Mention, after: int | None
) -> Passage:
    """Cut the words that belong to one day out of a sentence that names several."""
    text = sentence.text
    start = before
    cut = CUT.search(text, before, mention.start) if before else None
    if cut:
        start = cut.end()
    semicolon = text.rfind(";", start, mention.start)
    start = semicolon + 1 if semicolon >= 0 else start
    end = len(text)
    if after is not None:
        cut = CUT.search(text, mention.end, after)
        end = cut.start() if cut else after
    return sentence.part(start, end)


def _kind(words: str, sentence: str) -> str | None:
    for kind, pattern in KINDS:
        if pattern.search(words):
            if kind == "revisit_due" and not re.search(r"revisit|re-?inspection", sentence, re.I):
                continue
            return kind
    return None
