"""Searching everything a person may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.urls import reverse

from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Document, Passage
from goldenthread.governance.models import Challenge, Decision
from goldenthread.improvement.models import Action, Promise, SuccessMeasure, Theme, WorkingGroup
from goldenthread.improvement.queries import updates_in_force
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


def _open_decisions() -> QuerySet[Model]:
    """Return the decisions that are not exempt from publication."""
    return Decision.objects.filter(item__exempt_paragraph=None)


KINDS = (
    Kind(
        "Weakness",
        Weakness.objects.all,
        "inspection__area",
        ("text", "short"),
        "{row.number}. {row.text}",
        "thread:weakness",
        ("number",),
    ),
    Kind(
        "Area for priority action",
        PriorityAction.objects.all,
        "inspection__area",
        ("text",),
        "{row.number}. {row.text}",
        "thread:priority_action",
        ("number",),
    ),
    Kind(
        "Area for improvement",
        AreaForImprovement.objects.all,
        "inspection__area",
        ("text",),
        "{row.number}. {row.text}",
        "thread:improvement",
        ("number",),
    ),
    Kind(
        "Finding",
        Finding.objects.all,
        "inspection__area",
        ("text",),
        "{row.text}",
        "thread:findings",
    ),
    Kind(
        "Action",
        Action.objects.all,
        "improvement_plan__area",
        ("number", "text", "intended_impact", "success_measure"),
        "{row.number} {row.text}",
        "thread:action",
        ("number",),
    ),
    Kind(
        "Working group",
        WorkingGroup.objects.all,
        "improvement_plan__area",
        ("name", "chair_role"),
        "{row.number} {row.name}",
        "thread:group",
        ("number",),
    ),
    Kind(
        "Theme",
        Theme.objects.all,
        "improvement_plan__area",
        ("title",),
        "{row.number} {row.title}",
        "thread:plan",
    ),
    Kind(
        "Measure",
        SuccessMeasure.objects.all,
        "improvement_plan__area",
        ("text", "heading"),
        "{row.number}. {row.text}",
        "thread:measures",
    ),
    Kind(
        "Promise",
        Promise.objects.all,
        "improvement_plan__area",
        ("plain",),
        "{row.plain}",
        "thread:plan",
    ),
    Kind(
        "Update",
        updates_in_force,
        "action__improvement_plan__area",
        ("words", "changed_for_families"),
        "{row.action.number}, {row.on}: {row.words:.200}",
        "thread:action",
        ("action__number",),
    ),
    Kind(
        "Decision",
        _open_decisions,
        "meeting__body__area",
        ("words", "owner_role"),
        "{row.words:.200}",
        "governance:decision",
        ("pk",),
    ),
    Kind(
        "Challenge",
        Challenge.objects.all,
        "area",
        ("words",),
        "{row.number}. {row.words:.200}",
        "governance:challenge",
        ("number",),
    ),
    Kind(
        "Document",
        Document.objects.all,
        "area",
        ("title", "name"),
        "{row.title}",
        "thread:document",
        ("pk",),
    ),
    Kind(
        "Passage",
        Passage.objects.all,
        "document__area",
        ("words",),
        "{row.words:.200}",
        "thread:document",
        ("document_id",),
    ),
)

# Kinds of rooms above this one, by name: each makes its own known when it is set up.
_ABOVE: dict[str, Kind] = {}


def also_search(kind: Kind) -> None:
    """Let a room above have one of its kinds searched too, after those of the rooms below."""
    _ABOVE[kind.name] = kind


def _matching(
    kind: Kind, areas: Iterable[LocalArea], words: list[str], nearest: str
) -> QuerySet[Model]:
    """Return the rows of a kind that hold every word, those of the nearest area first."""
    rows = kind.rows().filter(**{f"{kind.area}__in": [area.pk for area in areas]})
    if nearest:
        there = Q(**{f"{kind.area}__slug": nearest})
        order = rows.query.order_by or rows.model._meta.ordering or ()
        rows = rows.order_by(Case(When(there, then=Value(0)), default=Value(1)), *order)
    for word in words:
        either = Q()
        for name in kind.fields:
            either |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(either)
    return rows.select_related(kind.area)


def _along(row: Model, names: str) -> Any:
    """Return what lies at the end of names joined by two underscores, from a row on."""
    found: Any = row
    for name in names.split("__"):
        found = getattr(found, name)
    return found


def search_everything(
    areas: list[LocalArea], asked: str, nearest: str = ""
) -> dict[str, list[Hit]]:
    """Return what holds every word asked for, by kind, at most twenty of each.

    Those of the area whose slug is `nearest` come first.
    """
    words = asked.split()[:10]
    found: dict[str, list[Hit]] = {}
    if not words or not areas:
        return found
    for kind in (*KINDS, *_ABOVE.values()):
        hits = []
        for row in _matching(kind, areas, words, nearest)[:MOST_OF_A_KIND]:
            area: LocalArea = _along(row, kind.area)
            keys = [_along(row, key) for key in kind.keys]
            href = reverse(kind.page, args=[area.slug, *keys])
            if isinstance(row, Passage) and row.line_from:
                href += f"?from={row.line_from}&to={row.line_to}#line-{row.line_from}"
            hits.append(Hit(kind.name, kind.words.format(row=row), area.name, href))
        if hits:
            found[kind.name] = hits
    return found
