"""The difference an action made: evidence, verdicts, and who agrees them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes import (
    ChangedMeanwhile,
    EvidenceDraft,
    Unfit,
    add_evidence,
    agree_difference,
    decline_difference,
    propose_difference,
    receive_evidence,
    set_judging_day,
)
from ..forms import AgreeForm, EvidenceForm, JudgeForm, VerdictForm, tell
from ..models import Action, DifferenceVerdict
from ..queries import action_record, agreeing
from ..rules import DifferenceState, Grade, refusal_of_agreeing
from .places import action_of, page, to_action


def difference(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show what difference an action is said to have made; propose, agree, or set a day."""
    area, action = action_of(request, slug, number, Permission.SEE)
    if request.method != "POST":
        return _draw(request, area, action)
    if "judge" in request.POST:
        return _judge(request, area, action)
    if "agreeing" in request.POST:
        return _agree(request, area, action)
    return _propose(request, area, action)


def _propose(request: HttpRequest, area: LocalArea, action: Action) -> HttpResponse:
    area_for(request.user, area.slug, Permission.PROPOSE_DIFFERENCE)
    form = VerdictForm(request.POST, action=action)
    if not form.is_valid():
        return _draw(request, area, action, {"form": form}, 400)
    try:
        propose_difference(
            by=request.user.actor,
            action=action,
            on=timezone.localdate(),
            draft=form.draft(),
            seen=form.cleaned_data["seen"] or 0,
        )
    except Unfit as refused:
        tell(form, refused)
        return _draw(request, area, action, {"form": form}, 400)
    except ChangedMeanwhile as met:
        data = request.POST.copy()
        data["seen"] = str(met.theirs.pk)
        again = VerdictForm(data, action=action)
        again.is_valid()
        return _draw(request, area, action, {"form": again, "theirs": met.theirs}, 409)
    messages.success(request, "Proposed. Somebody from outside the group has to agree it.")
    return redirect("improvement:difference", area.slug, action.number)


def _agree(request: HttpRequest, area: LocalArea, action: Action) -> HttpResponse:
    area_for(request.user, area.slug, Permission.AGREE_DIFFERENCE)
    form = AgreeForm(request.POST)
    if not form.is_valid():
        raise UserError("That could not be understood. Nothing was changed.")
    verdict = get_object_or_404(action.verdicts, pk=form.cleaned_data["verdict"])
    today, by = timezone.localdate(), request.user.actor
    who = agreeing(request.user, verdict, action, area, today)
    if form.cleaned_data["do"] == "agree":
        agree_difference(by=by, verdict=verdict, who=who, on=today)
        messages.success(request, "Agreed. It stands on record with both your names.")
    else:
        why = form.cleaned_data["why"]
        decline_difference(by=by, verdict=verdict, who=who, on=today, why=why)
        messages.success(request, "Declined, with your reason beside it.")
    return redirect("improvement:difference", area.slug, action.number)


def _judge(request: HttpRequest, area: LocalArea, action: Action) -> HttpResponse:
    area_for(request.user, area.slug, Permission.PROPOSE_DIFFERENCE)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _draw(request, area, action, {"judge": form}, 400)
    try:
        set_judging_day(
            by=request.user.actor,
            action=action,
            judge_on=form.cleaned_data["judge_on"],
            on=timezone.localdate(),
        )
    except UserError as refused:
        form.add_error("judge_on", refused.message)
        return _draw(request, area, action, {"judge": form}, 400)
    messages.success(request, "The day is set.")
    return redirect("improvement:difference", area.slug, action.number)


def _refusals(
    request: HttpRequest, area: LocalArea, action: Action, verdicts: list[DifferenceVerdict]
) -> dict[int, str | None]:
    """Return why this person may not agree each verdict that waits, None where they may."""
    today = timezone.localdate()
    if Permission.AGREE_DIFFERENCE not in area.permitted:
        return {}
    return {
        v.pk: refusal_of_agreeing(agreeing(request.user, v, action, area, today)) for v in verdicts
    }


def _draw(
    request: HttpRequest,
    area: LocalArea,
    action: Action,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    on = request.as_at
    record = action_record(action, on)
    waits = [r.verdict for r in record.verdicts if r.state is DifferenceState.PROPOSED]
    newest = max((v.pk for v in action.verdicts.all()), default=0)
    may = Permission.PROPOSE_DIFFERENCE in area.permitted and not request.past
    context = {
        "action": action,
        "record": record,
        "form": VerdictForm(action=action, initial={"seen": newest}) if may else None,
        "judge": JudgeForm() if may else None,
        "refusals": {} if request.past else _refusals(request, area, action, waits),
    }
    return page(request, "difference", area, context | (more or {}), status=status)


def evidence(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show the evidence of an action and add a piece to it."""
    area, action = action_of(request, slug, number, Permission.SEE)
    posted = request.method == "POST"
    may = bool({Permission.UPDATE, Permission.PROPOSE_DIFFERENCE} & area.permitted)
    if posted and not may:
        raise PermissionDenied("Action leads, chairs and analysts add evidence. Nothing changed.")
    form = EvidenceForm(
        request.POST if posted else None, request.FILES if posted else None, action=action
    )
    if posted and form.is_valid() and _add(request, area, action, form):
        messages.success(request, "The evidence is on record.")
        if "back" in request.POST:
            return to_action(area, action)
        return redirect("improvement:evidence", area.slug, action.number)
    context = {
        "action": action,
        "record": action_record(action, request.as_at),
        "form": form if may and not request.past else None,
    }
    return page(request, "evidence", area, context, status=400 if posted else 200)


def _add(request: HttpRequest, area: LocalArea, action: Action, form: EvidenceForm) -> bool:
    """Add the evidence that a form holds, or show on the form why not."""
    said = form.cleaned_data
    by = request.user.actor
    try:
        document = None
        if said["file"] and form.kind_chosen().value == "file":
            document = receive_evidence(
                by=by, area=area, name=said["file"].name, data=said["file"].read()
            )
        draft = EvidenceDraft(
            form.kind_chosen(),
            Grade(said["grade"]),
            said["evidence_words"],
            said["address"],
            document,
            said["measure"],
            said["dated"],
        )
        add_evidence(by=by, action=action, on=timezone.localdate(), draft=draft)
    except Unfit as refused:
        tell(form, refused)
        return False
    except UserError as unread:
        form.add_error("file", unread.message)
        return False
    return True
