"""The repair page: a passage on the left, what was read from it on the right."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.areas.models import LocalArea

from ..models import Intake, ReadFact, ReadPart
from ..queries.counts import counts_of
from ..queries.facts import FILTERS, facts_shown, filters_with, listed
from ..queries.progress import intake_of
from ..queries.repair import fact_of, shown
from ..queries.waiting import Item, by_cause, last_decision, to_look_at
from .asking import area_to_repair, brought_in, document_of

FACTS_ON_A_PAGE = 50


def repair(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one fact to look at, or the one that `?fact=` asks for."""
    area = area_to_repair(request, slug)
    document = document_of(area, pk)
    intake = intake_of(area.pk, pk)
    if intake is None:
        context = {"area": area, "here": "documents", "document": document}
        return render(request, "intake/not_read.html", context)
    if intake.finished_at:
        return redirect("intake:done", slug, pk)
    return repair_page(request, area, intake, request.GET.get("fact", ""))


def repair_page(
    request: HttpRequest,
    area: LocalArea,
    intake: Intake,
    asked: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Draw the repair page at a fact; `more` adds what went wrong with a decision."""
    items = to_look_at(intake)
    alone = "alone" in request.GET
    fact, item, unknown = _current(intake, items, asked, alone)
    if unknown and status == 200:
        status = 404
    causes = by_cause(intake, items)
    cause = next((c for c in causes if item in c.items and len(c.items) > 1), None)
    context = {
        "area": area,
        "here": "documents",
        "intake": intake,
        "counts": counts_of(intake),
        "chosen": ReadPart.objects.filter(intake=intake, taken=True).exists(),
        "causes": causes,
        "cause": cause,
        "shown": shown(intake, fact, None if alone else item) if fact else None,
        "item": item,
        "place": items.index(item) + 1 if item in items else 0,
        "unknown_fact": unknown,
        "undoable": last_decision(intake, request.user.actor.ref),
        **_beside(items, item, fact),
        **more,
    }
    return render(request, "intake/repair.html", context, status=status)


def _current(
    intake: Intake, items: list[Item], asked: str, alone: bool
) -> tuple[ReadFact | None, Item | None, bool]:
    """Return the fact to show, the item it waits in, and whether one asked for does not exist."""
    found = None
    unknown = False
    if asked:
        found = fact_of(intake, int(asked)) if asked.isdecimal() and len(asked) < 12 else None
        unknown = found is None
    if found is None and items:
        found = fact_of(intake, items[0].pk)
    if found is None:
        return None, None, unknown
    item = next((i for i in items if found.pk in {pk for pk, _ in i.seen}), None)
    return found, item, unknown


def _beside(items: list[Item], item: Item | None, fact: ReadFact | None) -> dict[str, Any]:
    """Return what to look at before and after the fact shown, going round at the ends."""
    if not items:
        return {"previous": None, "following": None}
    if item is not None:
        at = items.index(item)
        return {"previous": items[at - 1], "following": items[(at + 1) % len(items)]}
    return {"previous": items[-1], "following": items[0]}


def facts(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """List the facts of a document, those that are sure among them, a page at a time."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    asked = request.GET.get("show", "sure")
    asked = asked if asked in FILTERS else "sure"
    page = Paginator(facts_shown(intake, asked), FACTS_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = counts_of(intake)
    context = {
        "area": area,
        "here": "documents",
        "intake": intake,
        "page": page,
        "rows": listed(page.object_list),
        "asked": asked,
        "heading": FILTERS[asked][0],
        "filters": filters_with(counts),
        "counts": counts,
    }
    return render(request, "intake/facts.html", context)
