"""What every page of the working life starts from: the area, its plan, an action of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..models import Action, ImprovementPlan
from ..queries import ActionRecord, current_improvement_plan
from ..queries.record import show_as_stood


def plan_of(area: LocalArea) -> ImprovementPlan:
    """Return the plan an area works to, or say that there is none."""
    improvement_plan = current_improvement_plan(area.pk)
    if improvement_plan is None:
        raise Http404("No improvement plan is recorded for this area yet.")
    return improvement_plan


def action_of(
    request: HttpRequest, slug: str, number: str, permission: Permission
) -> tuple[LocalArea, Action]:
    """Return the area and the action a page is about: anybody may see, some may write."""
    area = area_for(request.user, slug, permission if request.method == "POST" else Permission.SEE)
    rows = Action.objects.select_related("group", "improvement_plan")
    found = get_object_or_404(
        rows.prefetch_related("leads"), improvement_plan=plan_of(area), number=number
    )
    return area, found


def page(
    request: HttpRequest,
    template: str,
    area: LocalArea,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Draw a page of the working life."""
    record = context.get("record")
    if isinstance(record, ActionRecord) and request.past:
        show_as_stood(record.action, record.words)
    given = {"area": area, "here": "plan"} | context
    return render(request, f"improvement/{template}.html", given, status=status)


def waiting_at(request: HttpRequest, area: LocalArea) -> str:
    """Return the whole address of the page on which the updates of an area's plan wait."""
    return request.build_absolute_uri(reverse("improvement:waiting", args=[area.slug]))


def shown_at(request: HttpRequest, area: LocalArea) -> Callable[[str], str]:
    """Return a way from the number of an action to the whole address of its page."""
    return lambda number: request.build_absolute_uri(
        reverse("thread:action", args=[area.slug, number])
    )


def to_action(area: LocalArea, action: Action) -> HttpResponse:
    """Go back to the page of an action."""
    return redirect(reverse("thread:action", args=[area.slug, action.number]))
