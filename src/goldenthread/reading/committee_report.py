"""A report to a board or committee: its author's role, numbered text, requests and dates."""

import re
from collections.abc import Sequence
from typing import Any

from goldenthread.reading import written_dates
from goldenthread.reading.bullets import items, learn_layout
from goldenthread.reading.events import Event, events
from goldenthread.reading.facts import FactBook, Kind, Line, Part, Source, cite
from goldenthread.reading.inspection_letter import NUMBER_WORDS
from goldenthread.reading.prose import Passage, enter, paragraphs, sentences
from goldenthread.reading.report_layout import ReportLayout, Section, lay_out

RECOMMENDING = re.compile(
    r"recommendation|issues? for (?:scrutiny|decision|consideration)|decisions? (?:required|sought|"
    r"needed)|action requested|is (?:asked|recommended)|what is being asked",
    re.I,
)
ASKED = re.compile(
    r"\b(?:(?:board|committee|cabinet|panel|forum|members?|scrutiny)\b.{0,40}\b(?:is|are)|it is)\s+"
    r"(?:asked|recommended|invited|requested)\s+(?:to|that)\b",
    re.I,
)
WEAKNESSES_LISTED = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:\w+\s+){0,2}"
    r"(?:areas?|weakness(?:es)?)\b(?:(?!plans?\b)[^.])*:$",
    re.I,
)
ABOUT_INSPECTION = re.compile(r"weakness|concern|priority|inspect", re.I)
ACCELERATED = re.compile(r"accelerated progress plans?|\bAPPs?\b", re.I)
HOW_MANY = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:\w+\s+)?"
    r"(?:accelerated progress plans|APPs)\b",
    re.I,
)
ANNOUNCING = 300
NO_LINE_BETWEEN = "No blank line parts the author's role from the title."
YEAR_ASSUMED = "The text gives no year; it was taken from the date of the report."
COUNT_DIFFERS = "The text says {said}; {read} were read."


def read(source: Source, lines: Sequence[Line], title: str) -> Part:
    """Return the facts of a committee report, each cited to its lines."""
    book = FactBook()
    laid = lay_out(lines)
    document = source.name
    facts: dict[str, Any] = {"title": _title(book, document, laid, title)}
    facts["meeting_date"] = _day(book, document, "meeting_date", laid.meeting)
    facts["dated"] = _dated(book, document, laid)
    facts["author_role"] = _role(book, document, laid)
    facts["sections"] = [_section(book, document, at, s) for at, s in enumerate(laid.sections)]
    facts["recommendations"] = _recommendations(book, document, laid)
    facts["weaknesses"] = _weaknesses(book, document, laid)
    facts["accelerated_plans"] = _accelerated(book, document, laid)
    facts["events"] = _events(book, document, laid, facts["meeting_date"] or facts["dated"])
    span = (lines[0].number, lines[-1].number)
    return Part(Kind.COMMITTEE_REPORT, title, span, facts, tuple(book.readings), document)


def _title(book: FactBook, document: str, laid: ReportLayout, given: str) -> str | None:
    if laid.title is None:
        book.absent("title")
        return given or None
    if laid.title_touches_author:
        reason = NO_LINE_BETWEEN
        return str(book.unsure("title", laid.title.text, cite(document, laid.title.lines), reason))
    return str(enter(book, "title", laid.title.text, laid.title, document))


def _day(book: FactBook, document: str, fact: str, where: Passage | None) -> str | None:
    days = written_dates.mentions(where.text) if where else []
    if not where or not days:
        book.absent(fact)
        return None
    return str(enter(book, fact, days[0].day.isoformat(), where, document))


def _dated(book: FactBook, document: str, laid: ReportLayout) -> str | None:
    """Return the day or month (ISO, `2019-06`) that stands under the author's name."""
    for line in laid.signature:
        days = written_dates.mentions(line.text)
        month = written_dates.MONTH_AND_YEAR.fullmatch(line.text.strip())
        value = days[0].day.isoformat() if days else None
        if month and not days:
            value = f"{month['year']}-{written_dates.month_number(month['month']):02d}"
        if value:
            return str(book.sure("dated", value, cite(document, [line])))
    book.absent("dated")
    return None


def _role(book: FactBook, document: str, laid: ReportLayout) -> str | None:
    if laid.author is None:
        book.absent("author_role")
        return None
    return str(enter(book, "author_role", laid.author.text, laid.author, document))


def _section(book: FactBook, document: str, at: int, section: Section) -> dict[str, Any]:
    path = f"sections[{section.number or at}]"
    if section.heading.text:
        enter(book, f"{path}.heading", section.heading.text, section.heading, document)
    said = []
    for index, (number, text) in enumerate(section.texts):
        if text.text:
            enter(book, f"{path}.paragraphs[{number or index}]", text.text, text, document)
            said.append({"number": number, "text": text.text})
    return {"number": section.number, "heading": section.heading.text, "paragraphs": said}


def _recommendations(book: FactBook, document: str, laid: ReportLayout) -> list[str]:
    """Return what the body is asked for: a section of requests, or a sentence that asks."""
    found: list[Passage] = []
    for section in laid.sections:
        if RECOMMENDING.search(section.heading.text):
            numbered = [text for number, text in section.texts if number and text.text]
            loose = [line for line in section.lines if line.number > _last(section.heading)]
            found += numbered or items(loose, learn_layout(loose))
    if not found:
        whole = [sentence for p in paragraphs(laid.body) for sentence in sentences(p)]
        found = [sentence for sentence in whole if ASKED.search(sentence.text)]
    if not found:
        book.absent("recommendations")
    return [
        str(enter(book, f"recommendations[{at}]", text.text, text, document))
        for at, text in enumerate(found)
    ]


def _last(heading: Passage) -> int:
    return heading.lines[-1].number if heading.lines else 0


def _weaknesses(book: FactBook, document: str, laid: ReportLayout) -> list[dict[str, Any]]:
    """Return the weaknesses that the report lists after announcing how many there are."""
    for section in laid.sections:
        for _, text in section.texts:
            announced = _announcement(text)
            if announced is None:
                continue
            said, last = announced
            rest = [line for line in text.lines if line.number > last]
            listed = items(rest, learn_layout(rest)) if rest else []
            if listed:
                return _enter_weaknesses(book, document, said, listed)
    book.absent("weaknesses")
    return []


def _announcement(text: Passage) -> tuple[int, int] | None:
    """Return the count announced (`9 priority areas, as follows:`) and the line it ends on."""
    for end in (at for at, letter in enumerate(text.text) if letter == ":"):
        before = text.text[max(end - ANNOUNCING, 0) : end + 1]
        found = WEAKNESSES_LISTED.search(before)
        if found and ABOUT_INSPECTION.search(before):
            return _number(found["n"]), text.part(0, end + 1).lines[-1].number
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS.index(word.lower()) + 1


def _enter_weaknesses(
    book: FactBook, document: str, said: int, listed: Sequence[Passage]
) -> list[dict[str, Any]]:
    made = []
    for number, item in enumerate(listed, start=1):
        path = f"weaknesses[{number}].text"
        if said != len(listed):
            reason = COUNT_DIFFERS.format(said=said, read=len(listed))
            book.unsure(path, item.text, cite(document, item.lines), reason)
        else:
            enter(book, path, item.text, item, document)
        made.append({"number": number, "text": item.text})
    return made


def _accelerated(book: FactBook, document: str, laid: ReportLayout) -> dict[str, Any] | None:
    """Return how many accelerated progress plans there are and what each is about."""
    count: int | None = None
    subjects: list[str] = []
    texts = [pair for section in laid.sections for pair in section.texts]
    for at, (number, text) in enumerate(texts):
        if not ACCELERATED.search(text.text):
            continue
        found = HOW_MANY.search(text.text)
        if found and count is None:
            where = text.part(*found.span())
            count = int(
                enter(book, "accelerated_plans.count", _number(found["n"]), where, document)
            )
        if not subjects and number and text.text.rstrip().endswith(":"):
            under = [t for n, t in texts[at + 1 :] if n and n.startswith(f"{number}.")]
            for item in under:
                words = re.split(r"\s+[–—-]\s+|:\s", item.text, maxsplit=1)[0]
                path = f"accelerated_plans.subjects[{len(subjects)}]"
                subjects.append(str(enter(book, path, words, item, document)))
    if count is None and not subjects:
        book.absent("accelerated_plans")
        return None
    return {"count": count if count is not None else len(subjects), "subjects": subjects}


def _events(
    book: FactBook, document: str, laid: ReportLayout, dated: str | None
) -> list[dict[str, Any]]:
    """Return what the text dates: the day, what happened and of which kind it is, if known."""
    made: list[dict[str, Any]] = []
    year = int(dated[:4]) if dated else None
    found: list[Event] = [event for p in laid.passages() for event in events(p, year)]
    for event in found:
        path = f"events[{len(made)}].date"
        value = event.day.isoformat()
        if event.year_assumed:
            book.unsure(path, value, cite(document, event.where.lines), YEAR_ASSUMED)
        else:
            enter(book, path, value, event.where, document)
        made.append({"date": value, "what": event.where.text, "kind": event.kind})
    if not made:
        book.absent("events")
    return made
