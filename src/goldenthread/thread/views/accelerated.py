"""What has stalled and why, and raising an accelerated progress plan from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.accounts.queries import area_for, posts_of_area
from goldenthread.accounts.rules import Permission, PostKind
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import Unfit
from goldenthread.improvement.changes.accelerating import (
    AcceleratedDraft,
    Milestones,
    raise_accelerated,
)
from goldenthread.improvement.forms import tell
from goldenthread.improvement.forms.accelerated import AcceleratedForm
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import improvement_plans_of
from goldenthread.improvement.queries.stalled import PriorityStood, priorities_stood
from goldenthread.improvement.rules import PlanType
from goldenthread.improvement.rules.stalled import REASON_NAMES
from goldenthread.writing.model import Layout

from .plan import current_plan_or_404


def stalled(request: HttpRequest, slug: str) -> HttpResponse:
    """List what has stalled with the reasons and what they rest on; raise a plan from it."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.REPAIR if posted else Permission.SEE)
    improvement_plan = current_plan_or_404(area)
    rows = priorities_stood(improvement_plan, timezone.localdate() if posted else request.as_at)
    offered = [row for row in rows if row.reasons]
    form = AcceleratedForm(request.POST if posted else None, rows=offered, initial=_suggested(area))
    if posted and form.is_valid() and _raise(request, improvement_plan, form, offered):
        return redirect("thread:stalled", area.slug)
    return _draw(request, area, improvement_plan, form, rows)


def _suggested(area: LocalArea) -> dict[str, Any]:
    """Return what a plan begins with: a title, today, and the posts that the area names."""
    posts = posts_of_area(area)
    named = {
        kind: "; ".join(post.title for post in posts if post.kind == kind.value)
        for kind in (PostKind.ACCOUNTABLE_OFFICER, PostKind.ADVISER)
    }
    return {
        "title": f"Accelerated progress plan of {area.name}",
        "starts": timezone.localdate(),
        "officers": named[PostKind.ACCOUNTABLE_OFFICER],
        "advisers": named[PostKind.ADVISER],
    }


def _raise(
    request: HttpRequest,
    improvement_plan: ImprovementPlan,
    form: AcceleratedForm,
    offered: list[PriorityStood],
) -> bool:
    """Raise the plan that a form asks for, or show on the form why not."""
    said = form.cleaned_data
    milestones = {
        row.priority.pk: Milestones(
            said[f"six-{row.priority.pk}"], said[f"twelve-{row.priority.pk}"]
        )
        for row in offered
        if said[f"take-{row.priority.pk}"]
    }
    draft = AcceleratedDraft(
        said["title"],
        said["starts"],
        milestones,
        said["officers"],
        said["advisers"],
        said["governance"],
    )
    try:
        raised = raise_accelerated(
            by=request.user.actor,
            improvement_plan=improvement_plan,
            draft=draft,
            on=timezone.localdate(),
        )
    except Unfit as refused:
        tell(form, refused)
        return False
    except UserError as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, f"Raised: {raised.title}. It can be taken away as Word below.")
    return True


def _draw(
    request: HttpRequest,
    area: LocalArea,
    improvement_plan: ImprovementPlan,
    form: AcceleratedForm,
    rows: list[PriorityStood],
) -> HttpResponse:
    may = Permission.REPAIR in area.permitted and not request.past
    kind = PlanType.ACCELERATED_PROGRESS.value
    context = {
        "area": area,
        "here": "plan",
        "true_at": request.as_at,
        "improvement_plan": improvement_plan,
        "rows": rows,
        "form": form if may else None,
        "names": REASON_NAMES,
        "raised": [p for p in improvement_plans_of(area.pk) if p.plan_type == kind],
        "layout": Layout.ACCELERATED_PROGRESS_PLAN.value,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "thread/stalled.html", context, status=status)
