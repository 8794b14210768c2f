"""What rests on the passages of a document: each fact's name and page."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from goldenthread.documents.models import Citation, Document, DocumentContent, Passage
from goldenthread.documents.queries import citations_in
from goldenthread.improvement.models import Action, SuccessMeasure, Theme, WorkingGroup
from goldenthread.inspections.models import (
    Advice,
    AreaForImprovement,
    Contact,
    Finding,
    Inspection,
    InspectionEvent,
    Judgement,
    MonitoringNote,
    NextStep,
    PriorityAction,
    ProgressSaid,
    VisitNotice,
    Weakness,
)
from goldenthread.inspections.queries import has_said

from .then import plans_on

LINES_ON_A_PAGE = 300
LETTERS_OF_A_NAME = 80


@dataclass(frozen=True, slots=True)
class Resting:
    """A fact that rests on a passage: its words and where it is shown."""

    words: str
    href: str


@dataclass(slots=True)
class Shown:
    """One line of a document: number, text, page, and the facts that begin to rest on it."""

    number: int
    text: str
    page: int | None
    marked: bool = False
    asked: bool = False
    resting: list[Resting] = field(default_factory=list)


Namer = Callable[[str, Model], Resting]


def _page(name: str, words: str, *keys: str) -> Namer:
    def resting(slug: str, row: Model) -> Resting:
        values = [getattr(row, key) for key in keys]
        named = shorten(words.format(row=row), LETTERS_OF_A_NAME, placeholder="…")
        page = name if ":" in name else f"thread:{name}"
        return Resting(named, reverse(page, args=[slug, *values]))

    return resting


NAMERS: dict[str, tuple[type[Model], Namer]] = {
    "action": (Action, _page("action", "Action {row.number}", "number")),
    "weakness": (Weakness, _page("weakness", "Weakness {row.number}", "number")),
    "priority_action": (
        PriorityAction,
        _page("priority_action", "Priority action {row.number}", "number"),
    ),
    "improvement": (
        AreaForImprovement,
        _page("improvement", "Area for improvement {row.number}", "number"),
    ),
    "group": (WorkingGroup, _page("group", "Working group {row.number}", "number")),
    "theme": (Theme, _page("plan", "Theme {row.number}")),
    "measure": (SuccessMeasure, _page("measures", "Measure {row.number}")),
    "finding": (Finding, _page("findings", "Finding: {row.text}")),
    "inspection": (Inspection, _page("findings", "{row.title}")),
    "inspection_event": (InspectionEvent, _page("home", "{row}")),
    "contact": (Contact, _page("inspections:contact", "{row}", "pk")),
    "monitoring_note": (
        MonitoringNote,
        _page("inspections:contact", "Said at a contact: {row.text}", "contact_id"),
    ),
    "advice": (Advice, _page("inspections:answer", "Advice: {row}", "pk")),
    "visit_notice": (
        VisitNotice,
        _page("inspections:revisit", "Notice of a visit", "inspection_id"),
    ),
    "next_step": (NextStep, _page("inspections:inspection", "Next: {row.words}", "inspection_id")),
    "judgement": (Judgement, _page("home", "Judgement: {row}")),
    "progress_said": (
        ProgressSaid,
        _page("inspections:inspection", "Said of a priority action: {row.words}", "inspection_id"),
    ),
}


@dataclass(frozen=True, slots=True)
class _Then:
    """A day in the past, with the keys of the plans that had begun by it."""

    on: date
    begun: frozenset[int]

    @classmethod
    def of(cls, area_id: int, on: date | None) -> "_Then | None":
        """Return what tells whether a fact was there on a day, None for today."""
        if on is None or on >= timezone.localdate():
            return None
        return cls(on, frozenset(plan.pk for plan in plans_on(area_id, on)))

    def had(self, row: Model) -> bool:
        """Say whether a fact was there: said by its own day, or that of what it belongs to."""
        if isinstance(row, Inspection):
            return has_said(row, self.on)
        plan = getattr(row, "improvement_plan_id", None)
        if plan is not None:
            return plan in self.begun
        day = getattr(row, "on", None) or getattr(row, "given_on", None)
        if day is not None:
            return bool(day <= self.on)
        whole = getattr(row, "contact", None) or getattr(row, "inspection", None)
        return whole is None or self.had(whole)


def _rows(kind: type[Model], keys: Iterable[int], then: _Then | None) -> Iterable[Model]:
    """Return facts by key; with a day, those that were there on it."""
    rows = kind._default_manager.filter(pk__in=keys)
    if then is None:
        return rows
    return [row for row in rows.select_related() if then.had(row)]


def _named(
    citations: Iterable[Citation], slug: str, then: _Then | None
) -> dict[int, list[Resting]]:
    """Return, by passage, what rests on it; a fact named by several fields is named once."""
    refs: dict[str, set[int]] = defaultdict(set)
    for citation in citations:
        refs[citation.fact].add(citation.fact_ref)
    rows = {
        (fact, row.pk): NAMERS[fact][1](slug, row)
        for fact, keys in refs.items()
        if fact in NAMERS
        for row in _rows(NAMERS[fact][0], keys, then)
    }
    found: dict[int, dict[Resting, None]] = defaultdict(dict)
    for citation in citations:
        resting = rows.get((citation.fact, citation.fact_ref))
        if resting:
            found[citation.passage_id][resting] = None
    return {passage: list(restings) for passage, restings in found.items()}


@dataclass(slots=True)
class DocumentPage:
    """A stretch of a document with what rests on it, or only the passages where it is not held."""

    lines: list[Shown]
    passages: list[tuple[Passage, list[Resting]]]
    first: int
    last: int
    total: int


def _number(asked: str | None) -> int | None:
    return int(asked) if asked and asked.isdecimal() and len(asked) < 9 else None


def page_of_document(
    document: Document, slug: str, start: str | None, end: str | None, on: date | None = None
) -> DocumentPage:
    """Return the stretch of a document that holds the lines asked for, marked where facts rest.

    With a day that has passed, only what was there by then rests on it.
    """
    then = _Then.of(document.area_id, on)
    citations = citations_in(document)
    named = _named(citations, slug, then)
    passages = {c.passage_id: c.passage for c in citations if then is None or c.passage_id in named}
    listed = [(passage, named.get(pk, [])) for pk, passage in passages.items()]
    content = DocumentContent.objects.filter(document=document).first()
    lines = content.lines if content else []
    total = len(lines) or document.line_count
    asked_from = min(max(_number(start) or 1, 1), max(total, 1))
    asked_to = max(_number(end) or 0, asked_from)
    first = (asked_from - 1) // LINES_ON_A_PAGE * LINES_ON_A_PAGE + 1
    last = min(first + LINES_ON_A_PAGE - 1, total)
    shown = [
        Shown(number, text, page, asked=bool(start) and asked_from <= number <= asked_to)
        for number, (text, page) in enumerate(lines[first - 1 : last], start=first)
    ]
    for passage, restings in listed:
        _mark(shown, first, passage, restings)
    return DocumentPage(shown, listed, first, last, total)


def _mark(shown: list[Shown], first: int, passage: Passage, restings: list[Resting]) -> None:
    if passage.line_from is None or passage.line_to is None:
        return
    for number in range(max(passage.line_from, first), passage.line_to + 1):
        if number - first >= len(shown):
            break
        shown[number - first].marked = True
    if 0 <= passage.line_from - first < len(shown):
        begins = shown[passage.line_from - first].resting
        begins.extend(resting for resting in restings if resting not in begins)
