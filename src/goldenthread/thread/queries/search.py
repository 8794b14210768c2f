"""Searching everything a person may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Document, Passage
from goldenthread.improvement.models import Action, Promise, SuccessMeasure, Theme, WorkingGroup
from goldenthread.inspections.models import (
    AreaForImprovement,
    Finding,
    PriorityAction,
    Weakness,
)

MOST_OF_A_KIND = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind, words, area and page."""

    kind: str
    words: str
    area: str
    href: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is searched: where its words and its area stand, and its page."""

    name: str
    rows: Callable[[], QuerySet[Model]]
    area: str
    fields: tuple[str, ...]
    words: str
    page: str
    keys: tuple[str, ...] = ()


KINDS = (
    Kind(
        "Weakness",
        Weakness.objects.all,
        "inspection__area",
        ("text", "short"),
        "{row.number}. {row.text}",
        "weakness",
        ("number",),
    ),
    Kind(
        "Area for priority action",
        PriorityAction.objects.all,
        "inspection__area",
        ("text",),
        "{row.number}. {row.text}",
        "priority_action",
        ("number",),
    ),
    Kind(
        "Area for improvement",
        AreaForImprovement.objects.all,
        "inspection__area",
        ("text",),
        "{row.number}. {row.text}",
        "improvement",
        ("number",),
    ),
    Kind("Finding", Finding.objects.all, "inspection__area", ("text",), "{row.text}", "findings"),
    Kind(
        "Action",
        Action.objects.all,
        "improvement_plan__area",
        ("number", "text", "intended_impact", "success_measure"),
        "{row.number} {row.text}",
        "action",
        ("number",),
    ),
    Kind(
        "Working group",
        WorkingGroup.objects.all,
        "improvement_plan__area",
        ("name", "chair_role"),
        "{row.number} {row.name}",
        "group",
        ("number",),
    ),
    Kind(
        "Theme",
        Theme.objects.all,
        "improvement_plan__area",
        ("title",),
        "{row.number} {row.title}",
        "plan",
    ),
    Kind(
        "Measure",
        SuccessMeasure.objects.all,
        "improvement_plan__area",
        ("text", "heading"),
        "{row.number}. {row.text}",
        "measures",
    ),
    Kind(
        "Promise",
        Promise.objects.all,
        "improvement_plan__area",
        ("plain",),
        "{row.plain}",
        "plan",
    ),
    Kind(
        "Document",
        Document.objects.all,
        "area",
        ("title", "name"),
        "{row.title}",
        "document",
        ("pk",),
    ),
    Kind(
        "Passage",
        Passage.objects.all,
        "document__area",
        ("words",),
        "{row.words:.200}",
        "document",
        ("document_id",),
    ),
)


def _matching(kind: Kind, areas: Iterable[LocalArea], words: list[str]) -> QuerySet[Model]:
    rows = kind.rows().filter(**{f"{kind.area}__in": [area.pk for area in areas]})
    for word in words:
        either = Q()
        for name in kind.fields:
            either |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(either)
    return rows.select_related(kind.area)


def _area_of(kind: Kind, row: Model) -> LocalArea:
    found: object = row
    for name in kind.area.split("__"):
        found = getattr(found, name)
    assert isinstance(found, LocalArea)
    return found


def search_everything(areas: list[LocalArea], asked: str) -> dict[str, list[Hit]]:
    """Return what holds every word asked for, by kind, at most twenty of each."""
    words = asked.split()[:10]
    found: dict[str, list[Hit]] = {}
    if not words or not areas:
        return found
    for kind in KINDS:
        hits = []
        for row in _matching(kind, areas, words)[:MOST_OF_A_KIND]:
            area = _area_of(kind, row)
            keys = [getattr(row, key) for key in kind.keys]
            href = reverse(f"thread:{kind.page}", args=[area.slug, *keys])
            if isinstance(row, Passage) and row.line_from:
                href += f"?from={row.line_from}&to={row.line_to}#line-{row.line_from}"
            hits.append(Hit(kind.name, kind.words.format(row=row), area.name, href))
        if hits:
            found[kind.name] = hits
    return found
