"""The plan: all its actions, one action, a working group, the measures and the findings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ImprovementPlan,
    MeasureOfWeakness,
    SuccessMeasure,
    WorkingGroup,
)
from goldenthread.improvement.queries import actions_with_delivery, current_improvement_plan
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Finding
from goldenthread.inspections.queries import latest_full_inspection

from ..queries.action import page_of_action
from ..queries.plan import DUE, RAGS, Asked, choices_of, narrowed, page_of


def current_plan_or_404(area: LocalArea) -> ImprovementPlan:
    """Return the plan an area works to, or say that there is none."""
    improvement_plan = current_improvement_plan(area.pk)
    if improvement_plan is None:
        raise Http404("No improvement plan is recorded for this area yet.")
    return improvement_plan


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """List the actions, narrowed and searched as the address says, 25 a page."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = current_improvement_plan(area.pk)
    if improvement_plan is None:
        return render(request, "thread/no_plan.html", {"area": area, "here": "plan"})
    today = timezone.localdate()
    asked = Asked.from_query(request.GET)
    context = {
        "area": area,
        "here": "plan",
        "true_at": today,
        "improvement_plan": improvement_plan,
        "asked": asked,
        "choices": choices_of(improvement_plan),
        "page": page_of(narrowed(improvement_plan, asked, today), request.GET.get("page")),
        "due_words": DUE,
        "rag_words": RAGS,
    }
    template = "thread/plan_rows.html" if request.htmx else "thread/plan.html"
    return render(request, template, context)


def action(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show one action and everything one step up and down the thread."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = current_plan_or_404(area)
    rows = actions_with_delivery(improvement_plan).select_related("group", "theme")
    found = get_object_or_404(
        rows.prefetch_related("leads", "milestones__redatings"), number=number
    )
    context = {
        "area": area,
        "here": "plan",
        "true_at": timezone.localdate(),
        "improvement_plan": improvement_plan,
        "it": page_of_action(found),
        "weaknesses": [
            p.weakness for p in found.group.priorities.select_related("weakness") if p.weakness
        ],
    }
    return render(request, "thread/action.html", context)


def group(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show a working group: its chair, priorities, themes and actions."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = current_plan_or_404(area)
    groups = WorkingGroup.objects.filter(improvement_plan=improvement_plan)
    found = get_object_or_404(groups.select_related("body"), number=number)
    actions = actions_with_delivery(improvement_plan).filter(group=found)
    by_theme: dict[int, list[Action]] = {}
    for row in actions.prefetch_related("leads", "milestones"):
        by_theme.setdefault(row.theme_id, []).append(row)
    context = {
        "area": area,
        "here": "plan",
        "true_at": timezone.localdate(),
        "group": found,
        "groups": list(groups),
        "priorities": list(found.priorities.select_related("weakness")),
        "themes": list(found.themes.all()),
        "by_theme": by_theme,
        "citations": citations_of("group", [found.pk]).get(found.pk, []),
        "referred_by": list(
            found.referred_by.exclude(state=LinkState.REJECTED.value).select_related("action")
        ),
        "reports_to": list(found.body.reports_to.select_related("to")) if found.body else [],
    }
    return render(request, "thread/group.html", context)


def measures(request: HttpRequest, slug: str) -> HttpResponse:
    """List the plan's measures with what each would show and which actions serve it."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = current_plan_or_404(area)
    rows = list(SuccessMeasure.objects.filter(improvement_plan=improvement_plan))
    keys = [row.pk for row in rows]
    links = MeasureOfWeakness.objects.filter(measure__in=keys).select_related("weakness")
    of_measure: dict[int, list[MeasureOfWeakness]] = {}
    for link in links.exclude(state=LinkState.REJECTED.value):
        of_measure.setdefault(link.measure_id, []).append(link)
    context = {
        "area": area,
        "here": "plan",
        "true_at": timezone.localdate(),
        "improvement_plan": improvement_plan,
        "measures": rows,
        "of_measure": of_measure,
        "citations": citations_of("measure", keys),
    }
    return render(request, "thread/measures.html", context)


def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """List every finding of the letter with the actions that answer it."""
    area = area_for(request.user, slug, Permission.SEE)
    inspection = latest_full_inspection(area.pk)
    if inspection is None:
        raise Http404("No inspection is recorded for this area yet.")
    rows = list(
        Finding.objects.filter(inspection=inspection).prefetch_related("bears_on__weakness")
    )
    answers: dict[int, list[ActionAnswersFinding]] = {}
    links = ActionAnswersFinding.objects.filter(finding__in=rows).select_related("action")
    for link in links.exclude(state=LinkState.REJECTED.value):
        answers.setdefault(link.finding_id, []).append(link)
    context = {
        "area": area,
        "here": "home",
        "true_at": timezone.localdate(),
        "inspection": inspection,
        "findings": rows,
        "answers": answers,
        "citations": citations_of("finding", [row.pk for row in rows]),
        "own_citations": citations_of("inspection", [inspection.pk]).get(inspection.pk, []),
    }
    return render(request, "thread/findings.html", context)
