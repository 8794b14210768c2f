"""The thread itself: one page for each thing that inspectors required."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from goldenthread.inspections.models import AreaForImprovement, PriorityAction, Weakness

from ..queries.picture import picture_of
from ..queries.required import required_of
from ..queries.then import inspection_on, plan_on
from ..queries.weakness import thread_of
from .places import area_at

NOUNS = {
    "weakness": (Weakness, "Weakness", "weaknesses"),
    "priority_action": (PriorityAction, "Area for priority action", "priority_actions"),
    "improvement": (AreaForImprovement, "Area for improvement", "improvements"),
}


def _thread_page(request: HttpRequest, slug: str, noun: str, number: int) -> HttpResponse:
    area, on = area_at(request, slug), request.as_at
    inspection = inspection_on(area.pk, on)
    model, noun_words, siblings = NOUNS[noun]
    required = get_object_or_404(
        model.objects.select_related("inspection"), inspection=inspection, number=number
    )
    improvement_plan = plan_on(area.pk, on)
    thread = thread_of(noun, required, improvement_plan, on)
    rows = required_of(inspection, improvement_plan, on) if inspection else []
    context = {
        "area": area,
        "here": "home",
        "true_at": on,
        "on": on,
        "noun": noun,
        "noun_words": noun_words,
        "required": required,
        "stands": next((row for row in rows if (row.noun, row.number) == (noun, number)), None),
        "thread": thread,
        "picture": picture_of(thread, area.slug, on),
        "improvement_plan": improvement_plan,
        "siblings": [row.number for row in getattr(required.inspection, siblings).all()],
    }
    return render(request, "thread/weakness.html", context)


def weakness(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one weakness from the letter to the judgement, as a picture and as a list."""
    return _thread_page(request, slug, "weakness", number)


def priority_action(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one area for priority action from the report onwards."""
    return _thread_page(request, slug, "priority_action", number)


def improvement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one area for improvement from the report onwards."""
    return _thread_page(request, slug, "improvement", number)
