"""Reads an Area SEND inspection report of the framework of 2023 (Ofsted and CQC).

The outcomes, the priority action plan and the monitoring inspection are those of the area SEND
framework and handbook in force from January 2023.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from goldenthread.reading import area_findings, written_dates
from goldenthread.reading.area_sections import Report, cut
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.prose import Passage, join, sentences

_TITLE = re.compile(
    r"\b(?:area\s+SEND\s+(?:full\s+)?inspection|inspection)\s+(?:of|in)\s+(?:the\s+)?(?P<area>.+?)"
    r"(?:\s+(?:local\s+)?area\s+partnership|\s+local\s+area)?\s*$",
    re.I,
)
_RUNNING_AREA = re.compile(
    r"inspection\s+report:\s*(?P<area>.+?)\s+(?:local\s+)?area\s+partnership", re.I
)
_INSPECTED = re.compile(r"^\s*inspection\s+dates?\s*:?\s*", re.I)
_PREVIOUS = re.compile(
    r"^\s*dates?\s+of\s+(?:the\s+)?(?:previous|last)\s+inspections?\s*:?\s*", re.I
)
_PUBLISHED = re.compile(
    r"^\s*(?:(?:date\s+)?published(?:\s+on)?|publication\s+date|report\s+published)\s*:?\s*", re.I
)


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of one report, as listed for `area_report` in docs/reference/read-json.md.

    Nothing is taken from the name of the file: `published` is absent unless the text states it.
    """
    report = cut(source, lines)
    book = FactBook()
    facts: dict[str, Any] = {"area": _area(book, report), "framework": "2023"}
    if report.sections.get("outcome"):
        book.sure("framework", "2023", cite(report.document, report.sections["outcome"]))
    facts["inspected_from"], facts["inspected_to"] = _inspected(book, report)
    facts["previous_inspections"] = _previous(book, report)
    facts["published"] = _published(book, report)
    facts["letter_dated"] = None
    facts["dates_in_letter"] = _dates(book, report)
    said = area_findings.outcome_sentences(report)
    facts["outcome"] = area_findings.read_outcome(book, report, said)
    facts["priority_action_plan_required"] = area_findings.read_plan_required(
        book, report, said, facts["outcome"]
    )
    facts["monitoring_within_months"] = area_findings.read_count(
        book, report, said, "monitoring_within_months"
    )
    facts["next_inspection_within_years"] = area_findings.read_count(
        book, report, said, "next_inspection_within_years"
    )
    facts["responsible"] = area_findings.read_responsible(book, report)
    facts["findings"] = area_findings.read_findings(book, report)
    facts["weaknesses"] = []
    facts["priority_actions"] = area_findings.read_priority_actions(
        book, report, facts["responsible"]
    )
    facts["improvements"] = area_findings.read_improvements(book, report)
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.AREA_REPORT, title, span, facts, tuple(book.readings), source.name)


def _area(book: FactBook, report: Report) -> str | None:
    readings: list[tuple[str, Sequence[Line]]] = []
    head = [line for line in report.head if line.text.strip()]
    for i, line in enumerate(head):
        if not re.search(r"\binspection\s+(?:of|in)\b", line.text, re.I):
            continue
        taken = [line]
        for follow in head[i + 1 : i + 3]:
            if ":" in follow.text or re.search(r"partnership\s*$", taken[-1].text, re.I):
                break
            taken.append(follow)
        found = _TITLE.search(join([(ln.text, ln) for ln in taken]).text)
        if found:
            readings.append((found["area"], taken))
            break
    for line in report.running:
        found = _RUNNING_AREA.search(" ".join(line.text.split()))
        if found:
            readings.append((found["area"], [line]))
            break
    if not readings:
        book.absent("area")
        return None
    area, where = readings[0]
    others = [other for other, _ in readings[1:] if other.lower() != area.lower()]
    if others:
        reason = "The title and the foot of the pages name the area differently."
        return str(book.unsure("area", area, cite(report.document, where), reason, others))
    return str(book.sure("area", area, cite(report.document, where)))


def _inspected(book: FactBook, report: Report) -> tuple[str | None, str | None]:
    said = _labelled(report, _INSPECTED)
    ends = _ends(said.text) if said else None
    elsewhere = _running_dates(report)
    if not said or not ends:
        book.absent("inspected_from")
        book.absent("inspected_to")
        return None, None
    for fact, at in (("inspected_from", 0), ("inspected_to", 1)):
        value = ends[at].isoformat()
        others = sorted({pair[at].isoformat() for pair in elsewhere} - {value})
        citation = cite(report.document, said.lines)
        if others:
            reason = "The head or foot of the pages gives other dates for the inspection."
            book.unsure(fact, value, citation, reason, others)
        else:
            book.sure(fact, value, citation)
    return ends[0].isoformat(), ends[1].isoformat()


def _ends(text: str) -> tuple[date, date] | None:
    """Return the first and last day of the first span in a text; one day is both."""
    match = written_dates.SPAN.search(text)
    if match and (ends := written_dates.span_of(match)):
        return ends
    days = written_dates.mentions(text)
    return (days[0].day, days[0].day) if days else None


def _running_dates(report: Report) -> set[tuple[date, date]]:
    found = set()
    for line in report.running:
        match = written_dates.SPAN.search(line.text)
        ends = written_dates.span_of(match) if match else None
        if ends:
            found.add(ends)
    return found


def _labelled(report: Report, label: re.Pattern[str]) -> Passage | None:
    """Return what stands after a label in the head, with the lines it runs on over."""
    head = report.head
    for i, line in enumerate(head):
        found = label.match(line.text)
        if not found:
            continue
        pieces = [(line.text[found.end() :], line)]
        for follow in head[i + 1 : i + 4]:
            if not follow.text.strip() and pieces[0][0].strip():
                break
            if re.match(r"^[A-Z][\w ]{3,40}:", follow.text.strip()):
                break
            pieces.append((follow.text, follow))
        return join(pieces)
    return None


def _previous(book: FactBook, report: Report) -> list[dict[str, str | None]]:
    """Return earlier inspections in the order of the text, dates alone or in sentences."""
    said = _labelled(report, _PREVIOUS)
    if not said:
        return []
    found: list[dict[str, str | None]] = []
    for sentence in sentences(said) or [said]:
        ends = _ends(sentence.text)
        if ends:
            value = {"text": sentence.text, "from": ends[0].isoformat(), "to": ends[1].isoformat()}
            fact = f"previous_inspections[{len(found)}]"
            book.sure(fact, value, cite(report.document, sentence.lines))
            found.append(dict(value))
    return found


def _published(book: FactBook, report: Report) -> str | None:
    said = _labelled(report, _PUBLISHED)
    days = written_dates.mentions(said.text) if said else []
    if not said or not days:
        book.absent("published")
        return None
    return str(book.sure("published", days[0].day.isoformat(), cite(report.document, said.lines)))


def _dates(book: FactBook, report: Report) -> list[str]:
    """Return every day that the head and the account of the partnership name, in order."""
    found: list[str] = []
    for line in (*report.head, *report.sections.get("about", ())):
        for mention in written_dates.mentions(line.text):
            day = mention.day.isoformat()
            if day not in found:
                book.sure(f"dates_in_letter[{len(found)}]", day, cite(report.document, [line]))
                found.append(day)
    return found
