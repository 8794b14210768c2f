"""Changing many actions at once: chosen, shown action by action, then kept one by one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.editing import edit_action
from ..forms.bulk import BulkForm
from ..models import Action, ImprovementPlan, Lead
from ..queries import actions_with_delivery, search_actions
from ..queries.editing import Editable, editable
from ..rules.editing import EDITABLE, as_compared
from .places import page, plan_of

MOST = 500


def bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """Narrow and choose actions, show what would change of each, and change it."""
    area = area_for(request.user, slug, Permission.REPAIR)
    improvement_plan = plan_of(area)
    if request.method != "POST":
        form = BulkForm(improvement_plan=improvement_plan)
        return _choose(request, area, improvement_plan, form)
    form = BulkForm(request.POST, improvement_plan=improvement_plan)
    chosen = [int(n) for n in request.POST.getlist("action") if n.isdecimal() and len(n) < 16]
    rows = editable(improvement_plan, timezone.localdate(), chosen[:MOST])
    if not form.is_valid() or not rows:
        if not rows:
            form.add_error(None, "Choose at least one action")
        return _choose(request, area, improvement_plan, form, set(chosen), 400)
    if request.POST.get("do") == "keep":
        return _keep(request, area, form, rows)
    return _preview(request, area, form, rows)


def _choose(
    request: HttpRequest,
    area: LocalArea,
    improvement_plan: ImprovementPlan,
    form: BulkForm,
    chosen: set[int] | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = {
        name: (request.GET.get(name) or "").replace("\0", "")[:300]
        for name in ("q", "group", "theme", "lead")
    }
    context = {
        "form": form,
        "chosen": chosen or set(),
        "asked": asked,
        "rows": _narrowed(improvement_plan, asked)[:MOST],
        "groups": list(improvement_plan.groups.all()),
        "themes": list(improvement_plan.themes.all()),
        "leads": sorted(set(improvement_plan.leads.values_list("role", flat=True))),
        "place": "bulk",
    }
    return page(request, "bulk", area, context, status=status)


def _narrowed(improvement_plan: ImprovementPlan, asked: dict[str, str]) -> list[Action]:
    """Return the actions that answer what was asked, in order."""
    rows = search_actions(actions_with_delivery(improvement_plan), asked["q"])
    if asked["group"]:
        rows = rows.filter(group__number=asked["group"])
    if asked["theme"]:
        rows = rows.filter(theme__number=asked["theme"])
    if asked["lead"]:
        rows = rows.filter(pk__in=Lead.objects.filter(role=asked["lead"]).values("action"))
    rows = rows.select_related("group", "theme").prefetch_related("leads", "milestones")
    return list(rows.order_by("position"))


def _changes(form: BulkForm, row: Editable) -> list[tuple[str, str, str]]:
    """Return what would change of an action: the field's name, before and after."""
    edits = form.edits_of(row.values)
    return [
        (EDITABLE[name], row.values[name], words)
        for name, words in edits.items()
        if as_compared(words) != as_compared(row.values[name])
    ]


def _preview(
    request: HttpRequest, area: LocalArea, form: BulkForm, rows: dict[int, Editable]
) -> HttpResponse:
    shown = [(row, _changes(form, row)) for row in rows.values()]
    context = {
        "sent": [(key, v) for key in form.fields for v in request.POST.getlist(key) if v],
        "differing": [(row, changes) for row, changes in shown if changes],
        "same": [row for row, changes in shown if not changes],
        "reason": form.cleaned_data["reason"],
        "place": "bulk",
    }
    return page(request, "bulk_preview", area, context)


def _keep(
    request: HttpRequest, area: LocalArea, form: BulkForm, rows: dict[int, Editable]
) -> HttpResponse:
    """Change each action that is as it was shown; say which were not, and why."""
    changed: list[str] = []
    left: list[str] = []
    for pk, row in rows.items():
        try:
            done = edit_action(
                by=request.user.actor,
                action=row.action,
                edits=form.edits_of(row.values),
                seen=request.POST.get(f"seen-{pk}", ""),
                on=timezone.localdate(),
                reason=form.cleaned_data["reason"],
            )
        except UserError as refused:
            left.append(refused.message)
        else:
            changed += [row.action.number] if done else []
    if not left:
        messages.success(request, f"{len(changed)} changed. What stood before is kept with each.")
        return redirect("improvement:bulk", area.slug)
    context: dict[str, Any] = {"changed": changed, "left": left, "place": "bulk"}
    return page(request, "bulk_left", area, context, status=409)
