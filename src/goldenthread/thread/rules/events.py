"""Dates that documents state about the inspection, the letter, the acceptance and the revisit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.reading.dates import date_spans, parse_due
from goldenthread.reading.facts import Line, cite
from goldenthread.thread.rules.view import DatedFact

_INSPECTED = re.compile(r"\binspect(?:ed|ion|ions)\b", re.IGNORECASE)
_OF_AREA = re.compile(r"\b(?:local area|SEND|SEN|joint|Ofsted|CQC)\b")
_NOT_THIS = re.compile(
    r"\b(?:re-?visit\w*|re-?inspect\w*|next inspection|monitoring visit|peer review|due to|"
    r"will (?:be|take)|meeting|resumed)\b",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"\b(?:in|between|on|from|during|of)\s*$", re.IGNORECASE)
_OTHER_EVENT = re.compile(
    r"\b(?:published|dated|issued|letter|declared|since|approv\w*|accept\w*|submit\w*|submission|"
    r"meeting|report\w*|raised)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\bletter\b[^.;]{0,60}?\bpublished\s+(?:on\s+)?|"
    r"\bpublish\w*\b[^.;]{0,30}\bletter\b[^.;]{0,30}? on ",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:fit for purpose|(?:approv(?:al|ed)|accept(?:ance|ed))(?: was)?(?: received)?)\s+"
    r"(?:by [\w ]{1,40} )?on\s+",
    re.IGNORECASE,
)
_REVISIT_DUE = re.compile(r"\bdue\b(?: to (?:take place|happen|be held))?\s+by\s+", re.IGNORECASE)
_PLAN_WORDS = re.compile(
    r"\b(?:WSoA|statement|improvement plan|action plan|fit for purpose)\b", re.IGNORECASE
)
_LONGEST = 900


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence over lines: its text and, per line, the place where that line begins."""

    text: str
    lines: tuple[tuple[int, Line], ...]

    def lines_at(self, start: int, end: int) -> list[Line]:
        """Return the lines on which the characters from `start` to `end` stand."""
        begins = [at for at, _ in self.lines]
        ends = [*begins[1:], len(self.text) + 1]
        return [
            line
            for (at, line), stop in zip(self.lines, ends, strict=True)
            if at < end and stop > start
        ]


def stated_dates(document: str, lines: tuple[Line, ...]) -> Iterator[DatedFact]:
    """Yield what a document states about when it happened, each with the lines it stands on."""
    for sentence in _sentences(lines):
        yield from _inspection(document, sentence)
        for event, pattern in (
            ("letter published", _PUBLISHED),
            ("accepted", _ACCEPTED),
            ("revisit due", _REVISIT_DUE),
        ):
            yield from _after(document, sentence, event, pattern)


def _sentences(lines: tuple[Line, ...]) -> Iterator[_Sentence]:
    """Yield sentences; a blank line ends one only after a full stop or a very short line."""
    text, begins = "", []
    for line in lines:
        words = " ".join(line.text.split())
        if not words:
            continue
        for piece in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", words):
            begins.append((len(text), line))
            text += piece + " "
            if re.search(r"[.!?]$", piece) or len(text) > _LONGEST:
                yield _Sentence(text, tuple(begins))
                text, begins = "", []
    if begins:
        yield _Sentence(text, tuple(begins))


def _inspection(document: str, sentence: _Sentence) -> Iterator[DatedFact]:
    said = _INSPECTED.search(sentence.text)
    if not said or not _OF_AREA.search(sentence.text):
        return
    for start, end in date_spans(sentence.text):
        before = sentence.text[:start]
        near = min(abs(start - m.end()) for m in _INSPECTED.finditer(sentence.text))
        if _NOT_THIS.search(sentence.text[:end]):
            continue
        if near > 200 or not _BEFORE_DATE.search(before) or _OTHER_EVENT.search(before):
            continue
        when = _one_date(sentence.text, start, end)
        if when and when.precision in (Precision.DAY, Precision.MONTH, Precision.RANGE):
            yield DatedFact("inspection", when, cite(document, sentence.lines_at(start, end)))


def _one_date(text: str, start: int, end: int) -> FuzzyDate | None:
    between = re.search(r"\bbetween\s*$", text[:start], re.IGNORECASE)
    words = text[between.start() if between else start : end]
    found = [d for d in parse_due(words) if d.start and d.end]
    return found[0] if len(found) == 1 else None


def _after(
    document: str, sentence: _Sentence, event: str, pattern: re.Pattern[str]
) -> Iterator[DatedFact]:
    if event == "revisit due" and not re.search(r"\brevisit", sentence.text, re.IGNORECASE):
        return
    if event == "accepted" and not _PLAN_WORDS.search(sentence.text):
        return
    for match in pattern.finditer(sentence.text):
        for start, end in date_spans(sentence.text):
            when = _one_date(sentence.text, start, end)
            if match.end() <= start <= match.end() + 2 and when:
                lines = sentence.lines_at(match.start(), end)
                yield DatedFact(event, when, cite(document, lines))
