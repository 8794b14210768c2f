"""Saying where an action is."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes import ChangedMeanwhile, Unfit, fault_of_righting, propose_update
from ..forms import UpdateForm, tell
from ..models import Action, Update
from ..queries import action_record, leads
from ..rules import UpdateState
from .places import action_of, page, to_action, waiting_at

NOT_YOURS = (
    "You lead no post that this action names. Ask your administrator to record which post you "
    "hold; until then the improvement lead can enter the update on behalf of its lead. Nothing was "
    "changed."
)


def update(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show the form of an update and send what is said to the chair of the group."""
    area, action = action_of(request, slug, number, Permission.UPDATE)
    mine = leads(request.user, action, area, timezone.localdate())
    may = Permission.UPDATE in area.permitted
    for_others = Permission.UPDATE_FOR_OTHERS in area.permitted
    roles = _roles(action)
    posted = request.method == "POST"
    wrong = _wrong(request, action)
    if posted and not (mine or for_others):
        raise PermissionDenied(NOT_YOURS)
    form = UpdateForm(
        request.POST if posted else None,
        action=action,
        roles=None if mine else roles,
        initial={"seen": _newest(action)} | _said(wrong),
    )
    if not posted or not form.is_valid():
        shown = form if may and (mine or for_others) else None
        return _draw(request, area, action, shown, 400 if posted else 200, wrong=wrong)
    try:
        propose_update(
            by=request.user.actor,
            action=action,
            on=timezone.localdate(),
            by_role=form.cleaned_data.get("by_role") or roles[0],
            draft=form.draft(wrong),
            on_behalf=not mine,
            seen=form.cleaned_data["seen"] or 0,
            waiting_at=waiting_at(request, area),
        )
    except Unfit as refused:
        tell(form, refused)
        return _draw(request, area, action, form, 400, wrong=wrong)
    except ChangedMeanwhile as met:
        return _met(request, area, action, met, roles if not mine else None, wrong)
    messages.success(
        request, f"Sent. The chair of group {action.group.number} is asked to accept it."
    )
    return to_action(area, action)


def _wrong(request: HttpRequest, action: Action) -> Update | None:
    """Return the update that is to be put right, where the address names one by `instead`."""
    key = request.GET.get("instead", "")
    if not key:
        return None
    rows = Update.objects.filter(action=action)
    wrong = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    if wrong is None:
        raise Http404("There is no such update of this action.")
    fault = fault_of_righting(wrong, action)
    if fault:
        raise UserError(f"{fault}. Nothing was changed.")
    return wrong


def _said(wrong: Update | None) -> dict[str, Any]:
    """Return what an update said, to be written over; its evidence stays with it.

    A date that it moved has been moved, so only one that still waits is proposed again.
    """
    if wrong is None:
        return {}
    names = ["delivery", "words", "changed_for_families", "agreed_by", "agreed_why"]
    names += ["replaced_by", "by_role"]
    if wrong.state == UpdateState.PROPOSED.value:
        names += ["milestone", "proposed_words", "proposed_reason"]
    return {name: getattr(wrong, name) for name in names}


def _roles(action: Action) -> list[str]:
    """Return the roles that lead an action, as printed; one for unknown where none is printed."""
    return [lead.role for lead in action.leads.all()] or ["The lead, whom the plan does not name"]


def _newest(action: Action) -> int:
    newest = action.updates.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _met(
    request: HttpRequest,
    area: LocalArea,
    action: Action,
    met: ChangedMeanwhile,
    roles: list[str] | None,
    wrong: Update | None,
) -> HttpResponse:
    """Show what somebody else said beside what is typed here, which can be sent again."""
    data = request.POST.copy()
    data["seen"] = str(met.theirs.pk)
    form = UpdateForm(data, action=action, roles=roles)
    form.is_valid()
    theirs = met.theirs
    assert isinstance(theirs, Update)
    return _draw(request, area, action, form, 409, theirs, wrong)


def _draw(
    request: HttpRequest,
    area: LocalArea,
    action: Action,
    form: UpdateForm | None,
    status: int = 200,
    theirs: Update | None = None,
    wrong: Update | None = None,
) -> HttpResponse:
    record = action_record(action, timezone.localdate())
    context = {"action": action, "record": record, "form": form, "theirs": theirs, "wrong": wrong}
    return page(request, "update", area, context, status=status)
