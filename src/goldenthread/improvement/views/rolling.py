"""The next twelve months of the plan, and beginning the partnership's rolling plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.core.errors import UserError

from ..changes.continuing import begin_continuous
from ..forms.rounds import ContinueForm
from ..queries.rolling import rolling
from ..rules import PlanType
from .places import page, plan_of


def rolling_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the twelve months from a day on; begin a continuous improvement plan from this one."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.REPAIR if posted else Permission.SEE)
    improvement_plan = plan_of(area)
    form = ContinueForm(request.POST if posted else None, area=area.name)
    if posted and form.is_valid():
        try:
            _, carried = begin_continuous(
                by=request.user.actor,
                improvement_plan=improvement_plan,
                title=form.cleaned_data["title"],
                on=timezone.localdate(),
            )
        except UserError as refused:
            form.add_error(None, refused.message)
        else:
            words = f"{carried.updates} updates and {carried.promises} promises went on with it."
            messages.success(request, f"Begun. {words}")
            return redirect("improvement:rolling", area.slug)
    continuous = improvement_plan.plan_type == PlanType.CONTINUOUS.value
    may = Permission.REPAIR in area.permitted and not request.past and not continuous
    context = {
        "form": form if may else None,
        "improvement_plan": improvement_plan,
        "continuous": continuous,
        "found": rolling(improvement_plan, request.as_at),
        "true_at": request.as_at,
        "place": "rolling",
    }
    return page(request, "rolling", area, context, status=400 if posted else 200)
