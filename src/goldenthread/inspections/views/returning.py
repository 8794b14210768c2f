"""Writing down a return of inspectors by hand: a draft, what it would say, then the record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes import enter_return, keep_return_draft, set_draft_aside
from ..forms import ReturnForm, Written, typed, written
from ..models import Inspection, ReturnDraft
from ..queries import open_return_draft
from ..rules import ACTION_TAKEN_NAMES, InspectionKind
from .deeds import area_of
from .inspecting import inspection_here


def _come_back_on(request: HttpRequest, area: LocalArea, pk: int) -> Inspection:
    """Return an inspection that inspectors can come back on."""
    row = inspection_here(request, area, pk)
    if row.kind != InspectionKind.FULL.value:
        raise Http404("Inspectors come back on a full inspection only.")
    return row


def _may(request: HttpRequest, area: LocalArea) -> bool:
    return Permission.RECORD_MONITORING in area.permitted and not request.past


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    if not version.isdecimal() or len(version) > 9:
        raise UserError("This form is not one of this page. Nothing was changed.")
    return int(version)


def write_return(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down what inspectors judged or said when they came back; keep it as a draft."""
    area = area_of(request, slug)
    row = _come_back_on(request, area, pk)
    if not _may(request, area):
        return _page(request, area, row, None, None)
    kept = open_return_draft(row)
    if request.method != "POST":
        given = {"document": request.GET.get("document", "")} | (kept.said if kept else {})
        form = ReturnForm(None, follows=row, initial=given)
        return _page(request, area, row, form, kept)
    deed = request.POST.get("do", "")
    if deed == "aside":
        set_draft_aside(by=request.user.actor, inspection=row, on=timezone.localdate())
        messages.success(request, "The draft is set aside; nothing of it is in the record.")
        return redirect("inspections:revisit", slug=slug, pk=pk)
    if deed not in ("keep", "check"):
        raise UserError("This form is not one of this page. Nothing was changed.")
    return _keep(request, area, row, deed)


def _keep(request: HttpRequest, area: LocalArea, row: Inspection, deed: str) -> HttpResponse:
    """Keep what was typed, faults and all; go on to what it would say, or stay with the faults."""
    form, version = ReturnForm(request.POST, follows=row), _version(request)
    said = typed(form, request.POST.dict())
    try:
        kept = keep_return_draft(by=request.user.actor, inspection=row, said=said, version=version)
    except UserError as wrong:
        form.add_error(None, wrong.message)
        return _page(request, area, row, form, open_return_draft(row), version)
    if deed == "keep":
        messages.success(request, "The draft is kept. Nothing of it is in the record yet.")
        return redirect("inspections:write_return", slug=area.slug, pk=row.pk)
    if form.is_valid():
        return redirect("inspections:check_return", slug=area.slug, pk=row.pk)
    return _page(request, area, row, form, kept)


def _page(
    request: HttpRequest,
    area: LocalArea,
    row: Inspection,
    form: ReturnForm | None,
    kept: ReturnDraft | None,
    begun_from: int | None = None,
) -> HttpResponse:
    """Show the form; `begun_from` is the version begun from where one was kept since."""
    now = kept.version if kept else 0
    wrong = form if form is not None and form.is_bound and form.errors else None
    context = {
        "area": area,
        "here": "inspections",
        "inspection": row,
        "form": form,
        "kept": kept,
        "version": now if begun_from is None else begun_from,
        "wrong": wrong,
        "true_at": request.as_at,
    }
    return render(request, "inspections/write_return.html", context, status=400 if wrong else 200)


def check_return(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what the draft of a return would put into the record; put it there."""
    area = area_of(request, slug)
    row = _come_back_on(request, area, pk)
    kept = open_return_draft(row) if _may(request, area) else None
    if kept is None:
        return (
            _page(request, area, row, None, None) if not _may(request, area) else _gone(area, row)
        )
    form = ReturnForm(kept.said, follows=row)
    if not form.is_valid():
        return _page(request, area, row, form, kept)
    whole = written(form)
    if request.method == "POST":
        return _enter(request, area, row, whole)
    context = {
        "area": area,
        "here": "inspections",
        "inspection": row,
        "kept": kept,
        "whole": whole,
        "required": {each.number: each for each in form.required},
        "left_out": _left_out(form, whole),
        "taken_names": {taken.value: words for taken, words in ACTION_TAKEN_NAMES.items()},
        "document": form.cleaned_data["document"],
        "true_at": request.as_at,
    }
    return render(request, "inspections/check_return.html", context)


def _gone(area: LocalArea, row: Inspection) -> HttpResponse:
    """Go to the form where there is no draft: it was entered or set aside meanwhile."""
    return redirect("inspections:write_return", slug=area.slug, pk=row.pk)


def _left_out(form: ReturnForm, whole: Written) -> list[Any]:
    """Return what was required and the letter does not judge."""
    told = {each.weakness for each in whole.judged} | {each.priority_action for each in whole.said}
    return [row for row in form.required if row.number not in told]


def _enter(request: HttpRequest, area: LocalArea, row: Inspection, whole: Written) -> HttpResponse:
    enter_return(
        by=request.user.actor,
        follows=row,
        version=_version(request),
        draft=whole.draft,
        judged=whole.judged,
        said=whole.said,
    )
    messages.success(
        request, f"In the record: {whole.draft.title}. Say below what is expected next."
    )
    return redirect("inspections:revisit", slug=area.slug, pk=row.pk)
