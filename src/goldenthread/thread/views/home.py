"""Where an area stands: every weakness on three strands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.accounts.queries import area_for, areas_of
from goldenthread.accounts.rules import Permission
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.inspections.queries import clocks_of, latest_full_inspection, revisit_of

from ..queries.ahead import ahead_of
from ..queries.required import required_of


def areas(request: HttpRequest) -> HttpResponse:
    """Show the areas a person works in; straight to the area where there is one only."""
    mine = areas_of(request.user)
    if len(mine) == 1:
        return redirect("thread:home", slug=mine[0].slug)
    return render(request, "thread/areas.html", {"areas": mine})


def home(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is known of each weakness, and what is due next."""
    area = area_for(request.user, slug, Permission.SEE)
    today = timezone.localdate()
    inspection = latest_full_inspection(area.pk)
    improvement_plan = current_improvement_plan(area.pk)
    context = {
        "area": area,
        "here": "home",
        "true_at": today,
        "inspection": inspection,
        "improvement_plan": improvement_plan,
        "rows": required_of(inspection, improvement_plan, today) if inspection else [],
        "ahead": ahead_of(inspection, improvement_plan, today),
        "clocks": clocks_of(inspection) if inspection else [],
        "revisit": revisit_of(inspection) if inspection else None,
        "today": today,
    }
    return render(request, "thread/home.html", context)
