"""When things fall due and what slipped past the revisit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import actions_with_delivery, current_improvement_plan
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import latest_full_inspection, revisit_due, revisit_of

from ..rules.timeline import Due, months_of, past_revisit


def _dues(improvement_plan: ImprovementPlan) -> tuple[list[Due], list[Due]]:
    """Return the dated points of a plan, and those whose words bind to no date."""
    dated, loose = [], []
    for action in actions_with_delivery(improvement_plan).prefetch_related("milestones"):
        state = getattr(action, "delivery", None)
        milestones = list(action.milestones.all())
        for m in milestones:
            due = Due(action.number, action.text, m.words, m.starts, m.ends, state)
            (dated if m.ends else loose).append(due)
        if not milestones:
            loose.append(Due(action.number, action.text, "", None, None, state))
    return dated, loose


def _events(inspection: Inspection) -> list[tuple[str, str]]:
    found = [
        (event.on, event.event.replace("_", " ").capitalize()) for event in inspection.events.all()
    ]
    if inspection.inspected_from:
        found.append((inspection.inspected_from, "Inspection begins"))
    due, revisit = revisit_due(inspection), revisit_of(inspection)
    if due:
        found.append((due, "Revisit due by"))
    if revisit and revisit.inspected_from:
        found.append((revisit.inspected_from, "Revisit begins"))
    return sorted(found)


def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show month by month what falls due, beside the events of the inspection."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = current_improvement_plan(area.pk)
    inspection = latest_full_inspection(area.pk)
    dated, loose = _dues(improvement_plan) if improvement_plan else ([], [])
    events = _events(inspection) if inspection else []
    limit = revisit_due(inspection) if inspection else None
    today = timezone.localdate()
    months = months_of(dated, events)
    context = {
        "area": area,
        "here": "timeline",
        "true_at": today,
        "months": months,
        "fullest": max((len(month.dues) for month in months), default=0),
        "loose": loose,
        "revisit_due": limit,
        "begins": inspection.inspected_from if inspection else None,
        "silent": sum(d.end < today and d.delivery is None for d in dated if d.end),
        "late": [(d, past_revisit(d, limit)) for d in dated if past_revisit(d, limit)],
        "count": len(dated),
    }
    return render(request, "thread/timeline.html", context)
