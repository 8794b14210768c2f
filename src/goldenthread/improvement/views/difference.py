"""The difference an action made: evidence, verdicts, and who agrees them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes import (
    ChangedMeanwhile,
    Unfit,
    agree_difference,
    decline_difference,
    propose_difference,
    set_judging_day,
)
from ..forms import AgreeForm, JudgeForm, VerdictForm, tell
from ..models import Action, DifferenceVerdict
from ..queries import action_record, agreeing
from ..rules import DifferenceState, refusal_of_agreeing
from .places import action_of, page

NOT_BY_YOU = "Your role does not agree verdicts."
PROPOSED_BY_YOU = "You proposed this verdict. A second person has to agree it."


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
        me = request.user.actor.ref
        return {v.pk: PROPOSED_BY_YOU if v.proposed_by_ref == me else NOT_BY_YOU for v in verdicts}
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
