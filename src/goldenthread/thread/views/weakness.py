"""The thread itself: one page for each thing that inspectors required."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.inspections.models import AreaForImprovement, PriorityAction, Weakness
from goldenthread.inspections.queries import latest_full_inspection

from ..queries.picture import picture_of
from ..queries.required import required_of
from ..queries.weakness import thread_of

NOUNS = {
    "weakness": (Weakness, "Weakness", "weaknesses"),
    "priority_action": (PriorityAction, "Area for priority action", "priority_actions"),
    "improvement": (AreaForImprovement, "Area for improvement", "improvements"),
}


def _thread_page(request: HttpRequest, slug: str, noun: str, number: int) -> HttpResponse:
    area = area_for(request.user, slug, Permission.SEE)
    inspection = latest_full_inspection(area.pk)
    model, noun_words, siblings = NOUNS[noun]
    required = get_object_or_404(
        model.objects.select_related("inspection"), inspection=inspection, number=number
    )
    improvement_plan = current_improvement_plan(area.pk)
    thread = thread_of(noun, required, improvement_plan)
    today = timezone.localdate()
    rows = required_of(inspection, improvement_plan, today) if inspection else []
    context = {
        "area": area,
        "here": "home",
        "true_at": today,
        "today": today,
        "noun": noun,
        "noun_words": noun_words,
        "required": required,
        "stands": next((row for row in rows if (row.noun, row.number) == (noun, number)), None),
        "thread": thread,
        "picture": picture_of(thread, area.slug, today),
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
