"""What else is said of an action: its colour, its cost, and what the forum says."""

from typing import Any

from django import forms
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
    add_cost,
    answer_mark,
    end_override,
    mark_experience,
    override_rag,
    sign_co_production,
    withdraw_cost,
)
from ..forms import (
    AnswerForm,
    CoProductionForm,
    CostForm,
    MarkForm,
    OverrideForm,
    WhyForm,
    tell,
)
from ..models import Action, ForumMark
from ..queries import action_record, rag_definitions
from ..rules import CoProductionLevel, Mark, Rag
from .places import action_of, page


def _draw(
    request: HttpRequest,
    template: str,
    area: LocalArea,
    action: Action,
    form: forms.Form | None,
    permission: Permission,
    **more: Any,
) -> HttpResponse:
    """Draw a page of an action; its form only for those who may fill it in, on today's page."""
    status = more.pop("status", 400 if request.method == "POST" else 200)
    may = permission in area.permitted and not request.past
    record = action_record(action, request.as_at)
    context = {"action": action, "record": record, "form": form if may else None}
    return page(request, template, area, context | more, status=status)


def override(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show the computed colour with its rule, and set another beside it with a reason."""
    area, action = action_of(request, slug, number, Permission.CONFIRM)
    newest = max((row.pk for row in action.overrides.all()), default=0)
    more = {"definitions": rag_definitions(area, request.as_at)}
    form = OverrideForm(initial={"seen": newest})
    if request.method == "POST":
        if "end" in request.POST:
            row = get_object_or_404(action.overrides, pk=_key(request))
            end_override(by=request.user.actor, override=row, last_day=timezone.localdate())
            messages.success(request, "Ended today. The computed colour counts from tomorrow.")
            return redirect("improvement:override", area.slug, action.number)
        form = OverrideForm(request.POST)
        if form.is_valid():
            try:
                _override(request, action, form)
            except Unfit as refused:
                tell(form, refused)
            except ChangedMeanwhile as met:
                data = request.POST.copy()
                data["seen"] = str(met.theirs.pk)
                form = OverrideForm(data)
                form.is_valid()
                more |= {"theirs": met.theirs, "status": 409}
            else:
                messages.success(request, "Set. Both colours are shown, with your reason.")
                return redirect("improvement:override", area.slug, action.number)
    return _draw(request, "override", area, action, form, Permission.CONFIRM, **more)


def _override(request: HttpRequest, action: Action, form: OverrideForm) -> None:
    said = form.cleaned_data
    override_rag(
        by=request.user.actor,
        action=action,
        rag=Rag(said["rag"]),
        reason=said["reason"],
        on=timezone.localdate(),
        ends=said["ends"],
        seen=said["seen"] or 0,
    )


def _key(request: HttpRequest) -> int:
    """Return the key of a row that a button names, 0 for nonsense."""
    words = request.POST.get("key", "")
    return int(words) if words.isdecimal() and len(words) < 16 else 0


def cost(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show what an action costs and who pays; add a cost, or withdraw one with a reason."""
    area, action = action_of(request, slug, number, Permission.UPDATE)
    form = CostForm()
    today, by = timezone.localdate(), request.user.actor
    if request.method == "POST":
        if "withdraw" in request.POST:
            row = get_object_or_404(action.costs, pk=_key(request))
            why = WhyForm(request.POST)
            words = why.cleaned_data["why"] if why.is_valid() else ""
            withdraw_cost(by=by, cost=row, on=today, why=words)
            messages.success(request, "Withdrawn. It stays on record with your reason.")
            return redirect("improvement:cost", area.slug, action.number)
        form = CostForm(request.POST)
        if form.is_valid():
            try:
                add_cost(by=by, action=action, on=today, draft=form.draft())
            except Unfit as refused:
                tell(form, refused)
            else:
                messages.success(request, "The cost is on record.")
                return redirect("improvement:cost", area.slug, action.number)
    withdrawn = action.costs.filter(withdrawn_on__lte=request.as_at)
    return _draw(request, "cost", area, action, form, Permission.UPDATE, withdrawn=list(withdrawn))


def mark(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show the forum's marks on an action; set one as the forum, or answer one."""
    area, action = action_of(request, slug, number, Permission.SEE)
    form = MarkForm(action=action)
    if request.method == "POST" and "answering" in request.POST:
        return _answer(request, area, action)
    if request.method == "POST":
        area_for(request.user, slug, Permission.MARK_EXPERIENCE)
        form = MarkForm(request.POST, action=action)
        if form.is_valid():
            try:
                _mark(request, action, form)
            except Unfit as refused:
                tell(form, refused)
            else:
                messages.success(request, "Your mark stands beside what the partnership says.")
                return redirect("improvement:mark", area.slug, action.number)
    return _draw(request, "mark", area, action, form, Permission.MARK_EXPERIENCE)


def _mark(request: HttpRequest, action: Action, form: MarkForm) -> None:
    """Set the mark on the action, or on the one of its promises that was chosen."""
    promise = form.cleaned_data["promise"]
    mark_experience(
        by=request.user.actor,
        on=timezone.localdate(),
        mark=Mark(form.cleaned_data["mark"]),
        comment=form.cleaned_data["comment"],
        action=None if promise else action,
        promise=promise,
    )


def _answer(request: HttpRequest, area: LocalArea, action: Action) -> HttpResponse:
    """Answer a mark on an action or on one of its promises."""
    area_for(request.user, area.slug, Permission.ANSWER_CHALLENGE)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        form.fields["answer"].widget.attrs["id"] = f"answer-{form.cleaned_data.get('mark_key')}"
        blank, permission = MarkForm(action=action), Permission.MARK_EXPERIENCE
        return _draw(request, "mark", area, action, blank, permission, answering=form)
    rows = ForumMark.objects.filter(action=action) | ForumMark.objects.filter(
        promise__action=action
    )
    row = get_object_or_404(rows, pk=form.cleaned_data["mark_key"])
    answer_mark(
        by=request.user.actor,
        mark=row,
        answer=form.cleaned_data["answer"],
        on=timezone.localdate(),
    )
    messages.success(request, "Your answer stands beside the mark. The mark stays.")
    return redirect("improvement:mark", area.slug, action.number)


def coproduction(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show how far an action was co-produced, and sign it as the forum."""
    area, action = action_of(request, slug, number, Permission.MARK_EXPERIENCE)
    form = CoProductionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sign_co_production(
            by=request.user.actor,
            action=action,
            level=CoProductionLevel(form.cleaned_data["level"]),
            words=form.cleaned_data["words"],
            on=timezone.localdate(),
        )
        messages.success(request, "Signed. What was signed before stays on record.")
        return redirect("improvement:coproduction", area.slug, action.number)
    return _draw(request, "coproduction", area, action, form, Permission.MARK_EXPERIENCE)
