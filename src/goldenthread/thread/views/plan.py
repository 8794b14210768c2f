"""The plan: all its actions, one action, a working group, the measures and the findings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goldenthread.areas.models import LocalArea
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    Action,
    ActionAnswersFinding,
    ImprovementPlan,
    SuccessMeasure,
    WorkingGroup,
)
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Finding

from ..queries.action import page_of_action
from ..queries.belonging import required_of_findings, required_of_measures
from ..queries.group import page_of_group
from ..queries.narrowing import COLOURS, DELIVERIES, DIFFERENCES, DUE, UPDATES
from ..queries.plan import RAGS, Asked, listed
from ..queries.then import inspection_on
from .places import area_at, plan_or_404

# What the list can be narrowed by besides words, weakness, group and lead.
CHOICES = (
    ("due", "Date", DUE),
    ("delivery", "Delivery", DELIVERIES),
    ("colour", "Colour computed", COLOURS),
    ("difference", "Difference", DIFFERENCES),
    ("update", "Update", UPDATES),
    ("rag", "RAG printed", RAGS),
)


def current_plan_or_404(area: LocalArea) -> ImprovementPlan:
    """Return the plan an area works to, or say that there is none."""
    improvement_plan = current_improvement_plan(area.pk)
    if improvement_plan is None:
        raise Http404("No improvement plan is recorded for this area yet.")
    return improvement_plan


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """List the actions as they stood on a day, narrowed as the address says, 25 a page."""
    area, on = area_at(request, slug), request.as_at
    asked = Asked.from_query(request.GET)
    found = listed(area.pk, asked, request.GET.get("page"), on)
    if found is None:
        context = {"area": area, "here": "plan", "true_at": on}
        return render(request, "thread/no_plan.html", context)
    context = {
        "area": area,
        "here": "plan",
        "true_at": on,
        "improvement_plan": found.improvement_plan,
        "life": found.life,
        "asked": asked,
        "choices": found.choices,
        "narrowing": CHOICES,
        "page": found.page,
    }
    template = "thread/plan_rows.html" if request.htmx else "thread/plan.html"
    return render(request, template, context)


@require_safe
def action(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show one action as it stood on a day and everything one step up and down the thread."""
    area, on = area_at(request, slug), request.as_at
    improvement_plan = plan_or_404(area, on)
    rows = Action.objects.filter(improvement_plan=improvement_plan)
    rows = rows.select_related("group", "theme", "improvement_plan")
    found = get_object_or_404(rows.prefetch_related("leads", "milestones"), number=number)
    context = {
        "area": area,
        "here": "plan",
        "true_at": on,
        "improvement_plan": improvement_plan,
        "it": page_of_action(found, on),
        "weaknesses": [
            p.weakness for p in found.group.priorities.select_related("weakness") if p.weakness
        ],
    }
    return render(request, "thread/action.html", context)


@require_safe
def group(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show a working group as it stood on a day: priorities, actions, meetings, what has moved."""
    area, on = area_at(request, slug), request.as_at
    improvement_plan = plan_or_404(area, on)
    groups = WorkingGroup.objects.filter(improvement_plan=improvement_plan)
    found = get_object_or_404(groups.select_related("body"), number=number)
    context = {
        "area": area,
        "here": "plan",
        "true_at": on,
        "group": found,
        "groups": list(groups),
        "it": page_of_group(found, on),
    }
    return render(request, "thread/group.html", context)


@require_safe
def measures(request: HttpRequest, slug: str) -> HttpResponse:
    """List the plan's measures with what each would show and which actions serve it."""
    area, on = area_at(request, slug), request.as_at
    improvement_plan = plan_or_404(area, on)
    rows = list(SuccessMeasure.objects.filter(improvement_plan=improvement_plan))
    keys = [row.pk for row in rows]
    context = {
        "area": area,
        "here": "plan",
        "true_at": on,
        "improvement_plan": improvement_plan,
        "measures": rows,
        "of_measure": required_of_measures(keys),
        "citations": citations_of("measure", keys),
    }
    return render(request, "thread/measures.html", context)


@require_safe
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """List every finding of the letter with the actions that answer it."""
    area, on = area_at(request, slug), request.as_at
    inspection = inspection_on(area.pk, on)
    if inspection is None:
        raise Http404("No inspection is recorded for this area on that day.")
    rows = list(Finding.objects.filter(inspection=inspection))
    answers: dict[int, list[ActionAnswersFinding]] = {}
    links = ActionAnswersFinding.objects.filter(finding__in=rows).select_related("action")
    for link in links.exclude(state=LinkState.REJECTED.value):
        answers.setdefault(link.finding_id, []).append(link)
    context = {
        "area": area,
        "here": "home",
        "true_at": on,
        "inspection": inspection,
        "findings": rows,
        "answers": answers,
        "bearing": required_of_findings([row.pk for row in rows]),
        "citations": citations_of("finding", [row.pk for row in rows]),
        "own_citations": citations_of("inspection", [inspection.pk]).get(inspection.pk, []),
    }
    return render(request, "thread/findings.html", context)
