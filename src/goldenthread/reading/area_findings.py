"""Reads what an Area SEND report finds: outcome, findings, priority actions, improvements."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from goldenthread.reading import bullets
from goldenthread.reading.area_sections import EFFECTIVE, EXPERIENCES, TO_IMPROVE, Report
from goldenthread.reading.facts import FactBook, Line, cite
from goldenthread.reading.named_bodies import bodies_of, is_one_name
from goldenthread.reading.priority_areas import NO_BODY, PriorityArea, read_priority_areas
from goldenthread.reading.prose import Passage, enter, join, paragraphs, sentences, starts_lower

_RESPONSIBLE = re.compile(
    r"^(?P<who>.+?)\s+(?:(?:are|is)\s+(?:both\s+)?(?:jointly\s+)?responsible\s+for|"
    r"(?:jointly\s+)?(?:share|hold)s?\s+(?:the\s+)?(?:joint\s+)?responsibility\s+for)\b",
    re.I,
)
_RESPONSIBLE_LAST = re.compile(
    r"\bresponsib\w+\s+for\b.*?\b(?:lies|rests|sits)\s+(?:jointly\s+)?with\s+(?P<who>.+?)\.?$", re.I
)
_OUTCOMES = (
    (1, re.compile(r"\btypically\s+lead\s+to\s+positive\s+experiences", re.I)),
    (2, re.compile(r"\binconsistent\s+experiences\s+and\s+outcomes", re.I)),
    (3, re.compile(r"\bwidespread\s+and\s*/?\s*(?:or)?\s+systemic\s+failings", re.I)),
)
_PLAN = re.compile(
    r"\b(?:requires?|required|must)\b.*\b(?:prepare|submit|produce)\b.*\bpriority\s+action\s+plan",
    re.I,
)
_NO_PLAN = re.compile(r"\bnot\s+(?:been\s+)?requir\w+.*\bpriority\s+action\s+plan", re.I)
_STRATEGIC = re.compile(r"\bupdates?\s+and\s+publish\w*\s+(?:its|their)\s+strategic\s+plan", re.I)
_NUMBER = r"(?P<n>\d{1,2}|[a-z]+(?:-[a-z]+)?)"
_WITHIN = r"\bwithin\s+(?:approximately\s+|about\s+|around\s+)?"
_MONITORING = re.compile(rf"\bmonitoring\s+inspection\b.*?{_WITHIN}{_NUMBER}\s+months", re.I)
_NEXT = re.compile(rf"\bnext\s+full\b.*?\b(?:re-?)?inspection\b.*?{_WITHIN}{_NUMBER}\s+years", re.I)
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty-four": 24,
}
_AREAS = "areas_for_development"
_NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.)]?\s+(?=[A-Z])")
_FULL_LINE = 0.9
_AT_PAGE_TOP = "It opens a page and the line before it is full: it may go on from the item before."
_ROWS_LOST = "The rows of the table are lost in this text: where it begins and ends was judged."
_NONE_READ = "There is a heading for areas for priority action but none could be told apart."
_ACTS = re.compile(
    r"(?:(?:all\s+|local\s+|senior\s+|partnership\s+|health\s+)*(?:leaders|commissioners|partners)|"
    r"the\s+(?:local\s+)?(?:area\s+)?(?:partnership|LAP|authority|board|council|ICB))\b",
    re.I,
)
_ONE_OR_TWO = ("an item of its own", "part of the item before it")


def outcome_sentences(report: Report) -> list[Passage]:
    """Return the sentences under the heading of the outcome; of the whole head if it has none."""
    section = report.sections.get("outcome") or report.head
    return [s for paragraph in paragraphs(section) for s in sentences(paragraph)]


def read_outcome(book: FactBook, report: Report, said: Sequence[Passage]) -> int | None:
    """Return 1 typically positive, 2 inconsistent or 3 widespread and/or systemic failings."""
    found = [(n, s) for s in said for n, pattern in _OUTCOMES if pattern.search(s.text)]
    if not found:
        book.absent("outcome")
        return None
    value, where = found[0]
    others = sorted({n for n, _ in found} - {value})
    citation = cite(report.document, where.lines)
    if others:
        book.unsure("outcome", value, citation, "Words of two outcomes stand here.", others)
    else:
        book.sure("outcome", value, citation)
    return value


def read_plan_required(
    book: FactBook, report: Report, said: Sequence[Passage], outcome: int | None
) -> bool | None:
    """Return whether a priority action plan is required, from the words or from their absence."""
    fact = "priority_action_plan_required"
    for sentence in said:
        if _NO_PLAN.search(sentence.text):
            return bool(enter(book, fact, False, sentence, report.document))
        if _PLAN.search(sentence.text):
            return bool(enter(book, fact, True, sentence, report.document))
    section = report.sections.get("outcome")
    if outcome is None or not section:
        book.absent(fact)
        return None
    citation = cite(report.document, section)
    if outcome == 3 or "priority" in report.sections:
        reason = "The outcome leads one to expect a priority action plan but none is asked for."
        book.unsure(fact, False, citation, reason, (True,))
        return False
    book.sure(fact, False, citation)
    return False


def read_count(book: FactBook, report: Report, said: Sequence[Passage], fact: str) -> int | None:
    """Return a number of months or years, in figures or in words, or None where none is said."""
    pattern = _MONITORING if fact == "monitoring_within_months" else _NEXT
    for sentence in said:
        match = pattern.search(sentence.text)
        if not match:
            continue
        word = match["n"].lower()
        count = int(word) if word.isdigit() else _WORDS.get(word)
        if count is not None:
            return int(enter(book, fact, count, sentence, report.document))
    book.absent(fact)
    return None


def read_responsible(book: FactBook, report: Report) -> list[str]:
    """Return the bodies that the report says are (jointly) responsible for the area's SEND."""
    about = report.sections.get("about") or report.head
    for paragraph in paragraphs(about):
        for sentence in sentences(paragraph):
            found = _RESPONSIBLE.search(sentence.text) or _RESPONSIBLE_LAST.search(sentence.text)
            if found:
                where = sentence.part(*found.span("who"))
                named = bodies_of(where.text)
                citation = cite(report.document, where.lines)
                for i, name in enumerate(named):
                    book.sure(f"responsible[{i}]", name, citation)
                return named
    book.absent("responsible")
    return []


def read_findings(book: FactBook, report: Report) -> dict[str, dict[str, list[str]]]:
    """Return the findings of the three sections, each under strengths, areas or findings."""
    kinds = ((EXPERIENCES, "findings"), (EFFECTIVE, "strengths"), (TO_IMPROVE, _AREAS))
    found: dict[str, dict[str, list[str]]] = {}
    for section, kind in kinds:
        if section not in report.sections:
            book.absent(f"findings[{section}]")
            continue
        entry: dict[str, list[str]] = {"strengths": [], _AREAS: [], "findings": []}
        found[section] = entry
        for item in _items(report.sections[section]):
            fact = f"findings[{section}].{kind}[{len(entry[kind])}]"
            entry[kind].append(enter(book, fact, item.text, item, report.document))
    return found


def _items(lines: Sequence[Line]) -> list[Passage]:
    """Return the items of a section: its bullets where it has any, else its paragraphs."""
    body = _trimmed(lines)
    if not body:
        return []
    marked = any(bullets.BULLET.match(line.text) for line in body)
    if marked or all(line.text.strip() for line in body):
        return bullets.items(body, _layout(body))
    return _doubtful_at_pages(paragraphs(body), body)


def read_priority_actions(
    book: FactBook, report: Report, responsible: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the areas for priority action, numbered in order, each with its own bodies."""
    section = report.sections.get("priority", ())
    areas = read_priority_areas(section, responsible)
    if not areas and any(line.text.strip() for line in section):
        citation = cite(report.document, _trimmed(section))
        book.unsure("priority_actions", [], citation, _NONE_READ)
    return [
        _priority_action(book, report.document, number, area, responsible)
        for number, area in enumerate(areas, 1)
    ]


def _priority_action(
    book: FactBook, document: str, number: int, area: PriorityArea, responsible: Sequence[str]
) -> dict[str, Any]:
    path = f"priority_actions[{number}]"
    text = area.text()
    named, said = area.bodies()
    if area.doubt:
        book.unsure(f"{path}.text", text.text, cite(document, text.lines), area.doubt)
    else:
        book.sure(f"{path}.text", text.text, cite(document, text.lines))
    for i, name in enumerate(named):
        fact = f"{path}.responsible[{i}]"
        citation = cite(document, said.lines) if said else None
        if area.doubt or citation is None or not is_one_name(name):
            reason = area.doubt or f"“{name}” does not look like the whole name of a body."
            book.unsure(fact, name, citation, reason)
        else:
            book.sure(fact, name, citation)
    if not named:
        citation = cite(document, text.lines)
        book.unsure(f"{path}.responsible", [], citation, NO_BODY, [list(responsible)])
    return {"number": number, "text": text.text, "responsible": named}


def read_improvements(book: FactBook, report: Report) -> list[dict[str, Any]]:
    """Return the areas for improvement, numbered in order."""
    found = []
    for number, item in enumerate(_improvements(report), 1):
        text = _NUMBERED.sub("", item.text)
        enter(book, f"improvements[{number}].text", text, item, report.document)
        found.append({"number": number, "text": text})
    return found


def _improvements(report: Report) -> list[Passage]:
    """Return the rows of a table of one column, or the items of a list."""
    body = _trimmed(report.sections.get("improvement", ()))
    if not body:
        return []
    if bullets.BULLET.match(body[0].text) or _NUMBERED.match(body[0].text):
        return bullets.items(body, _layout(body))
    apart = any(not line.text.strip() for line in body)
    if not (report.gaps_tell and apart):
        return _by_sentences(body)
    found: list[Passage] = []
    for paragraph in _doubtful_at_pages(paragraphs(body), body):
        follows = bullets.BULLET.match(paragraph.text) or starts_lower(paragraph.text)
        if found and follows:
            before = found[-1]
            lines_of_both = (*before.lines, *paragraph.lines)
            found[-1] = Passage(f"{before.text} {paragraph.text}", lines_of_both)
        else:
            found.append(paragraph)
    return found


def _by_sentences(lines: Sequence[Line]) -> list[Passage]:
    """Return items of text whose rows stand no further apart than its lines, as far as it goes.

    An item begins on a line after a full stop where the line names who is to act, or where the
    line before left room for its first word; a blank line alone parts nothing.
    """
    said = [line for line in lines if line.text.strip()]
    width = max(len(line.text) for line in said)
    runs: list[list[Line]] = []
    for line in said:
        before = runs[-1][-1].text.rstrip() if runs else "."
        room = len(before) + len(line.text.split()[0]) + 1 < width * _FULL_LINE
        begins = before.endswith((".", "!", "?")) and not bullets.BULLET.match(line.text)
        if begins and not starts_lower(line.text) and (not runs or room or _ACTS.match(line.text)):
            runs.append([])
        runs[-1].append(line)
    doubt = _ROWS_LOST if len(said) > 1 else None
    return [
        replace(join([(ln.text, ln) for ln in run]), doubt=doubt, alternatives=_ONE_OR_TWO)
        for run in runs
    ]


def _layout(lines: Sequence[Line]) -> bullets.Layout:
    """Return the layout of a section whose page furniture is already gone."""
    lengths = sorted(len(line.text) for line in lines)
    return bullets.Layout(frozenset(), 0, lengths[int(len(lengths) * 0.97)], False)


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines without the blank ones at either end."""
    said = [i for i, line in enumerate(lines) if line.text.strip()]
    return lines[said[0] : said[-1] + 1] if said else ()


def _doubtful_at_pages(items: list[Passage], lines: Sequence[Line]) -> list[Passage]:
    """Mark an item in doubt where it opens a page and the one before filled its last line."""
    width = max((len(line.text) for line in lines), default=0)
    found: list[Passage] = []
    for item in items:
        before = found[-1].lines[-1] if found else None
        turned = before is not None and before.page != item.lines[0].page
        if before is not None and turned and len(before.text) > width * _FULL_LINE:
            item = replace(item, doubt=_AT_PAGE_TOP, alternatives=_ONE_OR_TWO)
        found.append(item)
    return found
