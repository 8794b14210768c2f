"""The thread itself: one page for each thing that inspectors required."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goldenthread.inspections.models import AreaForImprovement, PriorityAction, Weakness

from ..queries.picture import picture_of
from ..queries.required import required_of
from ..queries.standings import Stood
from ..queries.then import inspection_on, plan_on
from ..queries.weakness import thread_of
from .places import area_at

NOUNS = {
    "weakness": (Weakness, "Weakness"),
    "priority_action": (PriorityAction, "Area for priority action"),
    "improvement": (AreaForImprovement, "Area for improvement"),
}


def _thread_page(request: HttpRequest, slug: str, noun: str, number: int) -> HttpResponse:
    area, on = area_at(request, slug), request.as_at
    inspection = inspection_on(area.pk, on)
    model, noun_words = NOUNS[noun]
    required = get_object_or_404(
        model.objects.select_related("inspection"), inspection=inspection, number=number
    )
    improvement_plan = plan_on(area.pk, on)
    stood = Stood(improvement_plan, on)
    thread = thread_of(noun, required, improvement_plan, stood)
    rows = required_of(inspection, improvement_plan, on, stood) if inspection else []
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
        "siblings": [row.number for row in rows if row.noun == noun],
    }
    return render(request, "thread/weakness.html", context)


@require_safe
def weakness(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one weakness from the letter to the judgement, as a picture and as a list."""
    return _thread_page(request, slug, "weakness", number)


@require_safe
def priority_action(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one area for priority action from the report onwards."""
    return _thread_page(request, slug, "priority_action", number)


@require_safe
def improvement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one area for improvement from the report onwards."""
    return _thread_page(request, slug, "improvement", number)
