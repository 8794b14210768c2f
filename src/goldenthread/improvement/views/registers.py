"""The register of risks and issues, and the groups that wait for others."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea

from ..changes import (
    ChangedMeanwhile,
    Unfit,
    add_dependency,
    close_risk,
    link_risk,
    open_risk,
    score_risk,
    settle_dependency,
)
from ..forms import DependencyForm, LinkForm, RiskForm, ScoreForm, WhyForm, tell
from ..models import GroupDependency, ImprovementPlan, Risk
from ..queries import dependencies_of, risks_of
from ..rules import RiskKind
from .places import page, plan_of


def _may(request: HttpRequest, area: LocalArea) -> bool:
    """Say whether this person may write in the registers, from today's page."""
    return bool({Permission.UPDATE, Permission.CONFIRM} & area.permitted) and not request.past


def _area(request: HttpRequest, slug: str) -> LocalArea:
    """Return the area; leads and chairs write in its registers, anybody who works there reads."""
    area = area_for(request.user, slug, Permission.SEE)
    if request.method == "POST" and not _may(request, area):
        area_for(request.user, slug, Permission.UPDATE)
    return area


def risks(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the register of risks and issues, the gravest first, and open a new one."""
    area = _area(request, slug)
    improvement_plan = plan_of(area)
    posted = request.method == "POST"
    form = RiskForm(request.POST if posted else None, improvement_plan=improvement_plan)
    if posted and form.is_valid():
        try:
            risk = _open(request, improvement_plan, form)
        except Unfit as refused:
            tell(form, refused)
        else:
            messages.success(request, f"{risk.get_kind_display().capitalize()} {risk.number} open.")
            return redirect("improvement:risks", area.slug)
    rows = risks_of(improvement_plan, request.as_at)
    context = {
        "rows": [row for row in rows if row.open],
        "closed": [row for row in rows if not row.open],
        "form": form if _may(request, area) else None,
    }
    return page(request, "risks", area, context, status=400 if posted else 200)


def _open(request: HttpRequest, improvement_plan: ImprovementPlan, form: RiskForm) -> Risk:
    said = form.cleaned_data
    return open_risk(
        by=request.user.actor,
        improvement_plan=improvement_plan,
        kind=RiskKind(said["kind"]),
        words=said["words"],
        on=timezone.localdate(),
        score=form.score(),
        actions=said["actions"],
    )


def risk(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one risk with every score it had; score it anew, link it, or close it."""
    area = _area(request, slug)
    improvement_plan = plan_of(area)
    found = get_object_or_404(Risk, improvement_plan=improvement_plan, number=number)
    more: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        more, status = _change(request, found)
        if not more:
            return redirect("improvement:risk", area.slug, found.number)
    on = max(request.as_at, found.opened_on) if not request.past else request.as_at
    row = next((r for r in risks_of(improvement_plan, on) if r.risk.pk == found.pk), None)
    seen = row.last.pk if row and row.last else 0
    last = vars(row.last) if row and row.last else {}
    context = {
        "risk": found,
        "row": row,
        "may": _may(request, area) and bool(row and row.open),
        "form": ScoreForm(initial={k: str(v) for k, v in last.items()} | {"seen": seen}),
        "links": LinkForm(
            improvement_plan=improvement_plan,
            initial={"actions": ", ".join(a.number for a in row.actions) if row else ""},
        ),
    }
    return page(request, "risk", area, context | more, status=status)


def _change(request: HttpRequest, risk: Risk) -> tuple[dict[str, Any], int]:
    """Do what a form of a risk's page asks; return what to show where it cannot be done."""
    by, today = request.user.actor, timezone.localdate()
    if "close" in request.POST:
        why = request.POST.get("why", "")[:2000]
        close_risk(by=by, risk=risk, on=today, why=why)
        messages.success(request, "Closed. It stays in the register.")
        return {}, 200
    if "link" in request.POST:
        links = LinkForm(request.POST, improvement_plan=risk.improvement_plan)
        if not links.is_valid():
            return {"links": links}, 400
        link_risk(by=by, risk=risk, actions=links.cleaned_data["actions"], on=today)
        messages.success(request, "The actions it bears on are kept.")
        return {}, 200
    form = ScoreForm(request.POST)
    if not form.is_valid():
        return {"form": form}, 400
    try:
        seen = form.cleaned_data["seen"] or 0
        score_risk(by=by, risk=risk, on=today, score=form.score(), seen=seen)
    except ChangedMeanwhile as met:
        data = request.POST.copy()
        data["seen"] = str(met.theirs.pk)
        again = ScoreForm(data)
        again.is_valid()
        return {"form": again, "theirs": met.theirs}, 409
    messages.success(request, "Scored. The scores before are kept.")
    return {}, 200


def dependencies(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which group waits for which; add one that waits, or settle one."""
    area = _area(request, slug)
    improvement_plan = plan_of(area)
    posted = request.method == "POST"
    if posted and "settle" in request.POST:
        return _settle(request, area, improvement_plan)
    form = DependencyForm(request.POST if posted else None, improvement_plan=improvement_plan)
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            add_dependency(
                by=request.user.actor,
                waits=said["waits"],
                on_group=said["on_group"],
                words=said["words"],
                on=timezone.localdate(),
                needed_by=said["needed_by"],
                action=said["number"],
            )
        except Unfit as refused:
            tell(form, refused, [("action", "number")])
        else:
            messages.success(request, "On record. Both groups see it here.")
            return redirect("improvement:dependencies", area.slug)
    context = {
        "rows": dependencies_of(improvement_plan, request.as_at),
        "form": form if _may(request, area) else None,
    }
    return page(request, "dependencies", area, context, status=400 if posted else 200)


def _settle(
    request: HttpRequest, area: LocalArea, improvement_plan: ImprovementPlan
) -> HttpResponse:
    form = WhyForm(request.POST)
    words = form.cleaned_data["why"] if form.is_valid() else ""
    rows = GroupDependency.objects.filter(waits__improvement_plan=improvement_plan)
    row = get_object_or_404(rows, pk=form.cleaned_data.get("key", 0))
    settle_dependency(by=request.user.actor, dependency=row, on=timezone.localdate(), words=words)
    messages.success(request, "Settled.")
    return redirect("improvement:dependencies", area.slug)
