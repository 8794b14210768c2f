"""Making a plan from nothing, and adding to one that is there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.core.errors import UserError
from goldenthread.inspections.queries import latest_full_inspection

from ..changes import Unfit
from ..changes.building import (
    NOT_WRITTEN,
    add_action,
    add_group,
    add_measure,
    add_priority,
    add_theme,
    begin_plan,
    required_by,
)
from ..forms import tell
from ..forms.building import (
    ActionForm,
    BeginForm,
    GroupForm,
    MeasureForm,
    Part,
    PriorityForm,
    ThemeForm,
)
from ..models import ImprovementPlan
from ..queries import current_improvement_plan
from ..rules import PlanType
from .places import page, plan_of

FORMS: dict[str, type[Part]] = {
    "group": GroupForm,
    "priority": PriorityForm,
    "theme": ThemeForm,
    "action": ActionForm,
    "measure": MeasureForm,
}
OF_PLAN = {"group", "measure"}
ADDS: dict[str, Callable[..., Any]] = {
    "group": add_group,
    "priority": add_priority,
    "theme": add_theme,
    "action": add_action,
    "measure": add_measure,
}


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a plan would begin with, and begin it."""
    area = area_for(request.user, slug, Permission.REPAIR)
    inspection = latest_full_inspection(area.pk)
    posted = request.method == "POST"
    form = BeginForm(request.POST if posted else None)
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            begin_plan(
                by=request.user.actor,
                area=area,
                inspection=inspection,
                plan_type=PlanType(said["plan_type"]),
                title=said["title"],
                empty=said["empty"],
                on=timezone.localdate(),
            )
        except UserError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Begun. Now write its actions.")
            return redirect("improvement:build", area.slug)
    context = {
        "form": form,
        "inspection": inspection,
        "required": required_by(inspection),
        "held": current_improvement_plan(area.pk),
    }
    return page(request, "begin", area, context, status=400 if posted else 200)


def build(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan's parts, what is still to be written, and a form to add each sort of part."""
    area = area_for(request.user, slug, Permission.REPAIR)
    improvement_plan = plan_of(area)
    noun = request.POST.get("noun", "") if request.method == "POST" else ""
    if request.method == "POST" and noun not in FORMS:
        raise UserError("The page does not say what to add. Nothing was changed. Open it again.")
    forms = {
        key: kind(request.POST if key == noun else None, improvement_plan=improvement_plan)
        for key, kind in FORMS.items()
    }
    if noun and forms[noun].is_valid() and _add(request, improvement_plan, noun, forms[noun]):
        return redirect("improvement:build", area.slug)
    actions = improvement_plan.actions.select_related("theme").order_by("position")
    context = {
        "forms": forms,
        "form": forms.get(noun),
        "groups": list(improvement_plan.groups.prefetch_related("priorities", "themes")),
        "actions": list(actions),
        "unwritten": [a for a in actions if a.text == NOT_WRITTEN],
        "measures": list(improvement_plan.success_measures.all()),
        "improvement_plan": improvement_plan,
        "place": "build",
    }
    return page(request, "build", area, context, status=400 if noun else 200)


def _add(request: HttpRequest, improvement_plan: ImprovementPlan, noun: str, form: Part) -> bool:
    """Add what a form says, or show on the form why not."""
    said = dict(form.cleaned_data)
    if noun in OF_PLAN:
        said["improvement_plan"] = improvement_plan
    try:
        added = ADDS[noun](by=request.user.actor, **said)
    except Unfit as refused:
        tell(form, refused)
        return False
    messages.success(request, f"{noun.capitalize()} {added.number} added.")
    return True
