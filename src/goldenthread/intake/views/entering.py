"""The last look before what was accepted enters the record, and the page after it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.rules import PlanType

from .. import changes
from ..changes import Wanted
from ..forms import FinishForm, WhichInspectionForm
from ..models import Intake
from ..queries.counts import counts_of
from ..queries.entering import (
    PartEntering,
    Return,
    compared_with_held,
    held_plan,
    may_be_return,
    parts_entering,
    suggested_type,
)
from ..rules.comparing import tally
from ..rules.drafting import name_of_plan
from .asking import area_to_repair, brought_in

ROWS_ON_A_PAGE = 25


def compare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what is about to enter, and how a newer version differs from the plan held."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    if intake.finished_at:
        return redirect("intake:done", slug, pk)
    return _page(request, area, intake, None)


def _page(
    request: HttpRequest,
    area: LocalArea,
    intake: Intake,
    form: FinishForm | None,
    problem: str = "",
    status: int = 200,
    which: WhichInspectionForm | None = None,
) -> HttpResponse:
    entering, returning = parts_entering(intake), may_be_return(intake)
    statement = next((e for e in entering if e.draft), None)
    held = held_plan(intake, suggested_type(statement.part)) if statement else None
    context = {
        "area": area,
        "here": "documents",
        "intake": intake,
        "entering": entering,
        "statement": statement,
        "held": held,
        "counts": counts_of(intake),
        "form": form or _form(area, statement, held),
        "returning": returning,
        "which": (which or _which(returning)) if returning else None,
        "problem": problem,
        "asked": request.GET.get("how", ""),
    }
    if statement and statement.draft and held:
        rows = compared_with_held(statement.draft, held)
        how = context["asked"]
        wanted = [r for r in rows if (r.how == how if how else r.how != "same")]
        context["tally"] = tally(rows)
        context["page"] = Paginator(wanted, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/compare.html", context, status=status)


def _which(returning: Return) -> WhichInspectionForm:
    """Return the question with what the report's words propose; a person presses the button."""
    form = WhichInspectionForm
    return form(initial={"sort": form.MONITORING if returning.words else form.FULL})


def _came_back(
    request: HttpRequest, area: LocalArea, intake: Intake, returning: Return
) -> HttpResponse | None:
    """Ask again, or go to where a monitoring inspection is written down; None for a full one."""
    which = WhichInspectionForm(request.POST)
    if not which.is_valid():
        return _page(request, area, intake, None, status=400, which=which)
    if which.cleaned_data["sort"] == which.FULL:
        return None
    messages.info(
        request,
        "Nothing has entered the record from what was read: a monitoring inspection says something "
        "of each area for priority action. Copy it here; the report is chosen for you.",
    )
    address = reverse("inspections:write_return", args=[area.slug, returning.follows.pk])
    return redirect(f"{address}?document={intake.document_id}")


def _form(
    area: LocalArea, statement: PartEntering | None, held: ImprovementPlan | None
) -> FinishForm | None:
    if statement is None:
        return None
    plan_type = suggested_type(statement.part)
    return FinishForm(
        initial={
            "title": name_of_plan(statement.part.title, plan_type, area.name),
            "plan_type": plan_type.value,
            "follows": "newer" if held and held.plan_type == plan_type else "beside",
            "held": held.pk if held else None,
        }
    )


@require_POST
def finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let what was accepted enter the record, in one change."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    if intake.finished_at:
        return redirect("intake:done", slug, pk)
    returning = may_be_return(intake)
    asked = _came_back(request, area, intake, returning) if returning else None
    if asked is not None:
        return asked
    wanted = Wanted()
    form = None
    if any(e.draft for e in parts_entering(intake)):
        form = FinishForm(request.POST)
        if not form.is_valid():
            return _page(request, area, intake, form, status=400)
        newer = form.cleaned_data["follows"] == "newer"
        wanted = Wanted(
            title=form.cleaned_data["title"],
            plan_type=PlanType(form.cleaned_data["plan_type"]),
            supersedes=form.cleaned_data["held"] if newer else None,
        )
    try:
        changes.finish(by=request.user.actor, intake=intake, wanted=wanted)
    except UserError as error:
        return _page(request, area, intake, form, error.message, 400)
    return redirect("intake:done", slug, pk)


def done(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what entered the record and what was left unknown on purpose."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    if not intake.finished_at:
        return redirect("intake:repair", slug, pk)
    context = {"area": area, "here": "documents", "intake": intake, "outcome": intake.outcome}
    return render(request, "intake/done.html", context)
