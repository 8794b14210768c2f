"""The evidence of an action: added, withdrawn, and other put in its place."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..changes import (
    EvidenceDraft,
    Unfit,
    add_evidence,
    hold_action,
    receive_evidence,
    replace_evidence,
    withdraw_evidence,
)
from ..forms import EvidenceForm, ReplaceForm, WhyForm, tell
from ..models import Action, Evidence
from ..queries import ActionRecord, action_record
from ..rules import EvidenceKind, Grade, refusal_of_withdrawing
from .places import action_of, page, to_action


def evidence(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Show the evidence of an action; add a piece, withdraw one or put another in its place."""
    area, action = action_of(request, slug, number, Permission.SEE)
    posted = request.method == "POST"
    may = bool({Permission.UPDATE, Permission.PROPOSE_DIFFERENCE} & area.permitted)
    if posted and "withdraw" in request.POST:
        return _withdraw(request, area, action)
    if posted and not may:
        raise PermissionDenied("Action leads, chairs and analysts add evidence. Nothing changed.")
    wrong = _wrong(request, action)
    form = evidence_form(request if posted else None, action, wrong)
    by, coordinates = request.user.actor, _coordinates(area)
    if (
        posted
        and form.is_valid()
        and keep_evidence(by, area, action, form, wrong, coordinates=coordinates)
    ):
        messages.success(request, "The evidence is on record.")
        if "back" in request.POST:
            return to_action(area, action)
        return redirect("improvement:evidence", area.slug, action.number)
    record = action_record(action, request.as_at)
    context = {
        "action": action,
        "record": record,
        "wrong": wrong,
        "form": form if may and not request.past else None,
        "own": set() if request.past else _own(request, area, record),
    }
    return page(request, "evidence", area, context, status=400 if posted else 200)


def _coordinates(area: LocalArea) -> bool:
    return Permission.UPDATE_FOR_OTHERS in area.permitted


def _own(request: HttpRequest, area: LocalArea, record: ActionRecord) -> set[int]:
    """Return the keys of the pieces that this person may take back."""
    ref = request.user.actor.ref
    return {
        piece.pk
        for piece in record.evidence
        if piece.withdrawn_on is None
        and refusal_of_withdrawing(
            gave_it=piece.entered_by_ref == ref, coordinates=_coordinates(area)
        )
        is None
    }


def _wrong(request: HttpRequest, action: Action) -> Evidence | None:
    """Return the piece to be replaced, where the address names one by `instead`."""
    key = request.GET.get("instead", "")
    if not key:
        return None
    rows = Evidence.objects.filter(action=action, withdrawn_on=None)
    found = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    if found is None:
        raise Http404("There is no such evidence of this action, or it has been withdrawn.")
    return found


def evidence_form(
    sent_by: HttpRequest | None, action: Action, wrong: Evidence | None
) -> EvidenceForm:
    """Return the form of evidence as a request sent it, or with nothing sent as it begins.

    One in the place of a piece begins as that piece reads.
    """
    sent = (sent_by.POST, sent_by.FILES) if sent_by else (None, None)
    if wrong is None:
        return EvidenceForm(*sent, action=action)
    return ReplaceForm(
        *sent,
        action=action,
        initial={
            "kind": wrong.kind,
            "grade": wrong.grade,
            "address": wrong.address,
            "measure": wrong.measure_id,
            "evidence_words": wrong.words,
            "dated": wrong.dated,
        },
    )


def _withdraw(request: HttpRequest, area: LocalArea, action: Action) -> HttpResponse:
    form = WhyForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    reopened = withdraw_evidence(
        by=request.user.actor,
        evidence=get_object_or_404(action.evidence_given, pk=said.get("key")),
        on=timezone.localdate(),
        why=said.get("why", ""),
        coordinates=_coordinates(area),
    )
    words = "Withdrawn. It stays on record with your reason."
    more = " The verdict that rested on it is open again." if reopened else ""
    messages.success(request, words + more)
    return redirect("improvement:evidence", area.slug, action.number)


def keep_evidence(
    by: Actor,
    area: LocalArea,
    action: Action,
    form: EvidenceForm,
    wrong: Evidence | None,
    *,
    coordinates: bool = False,
) -> bool:
    """Keep the evidence that a form holds, or show on the form why not.

    `wrong` is the piece whose place it takes, if any.
    """
    today = timezone.localdate()
    try:
        with transaction.atomic():
            hold_action(action)
            draft = _draft(by, area, form)
            if wrong is None:
                add_evidence(by=by, action=action, on=today, draft=draft)
            else:
                replace_evidence(
                    by=by,
                    evidence=wrong,
                    on=today,
                    draft=draft,
                    why=form.cleaned_data["why"],
                    coordinates=coordinates,
                )
    except Unfit as refused:
        tell(form, refused)
        return False
    except UserError as unread:
        form.add_error("file" if form.cleaned_data["file"] else None, unread.message)
        return False
    return True


def _draft(by: Actor, area: LocalArea, form: EvidenceForm) -> EvidenceDraft:
    """Return what the form says, its file taken in."""
    said, kind = form.cleaned_data, form.kind_chosen()
    document = None
    if said["file"] and kind is EvidenceKind.FILE:
        document = receive_evidence(
            by=by, area=area, name=said["file"].name, data=said["file"].read()
        )
    return EvidenceDraft(
        kind,
        Grade(said["grade"]),
        said["evidence_words"],
        said["address"],
        document,
        said["measure"],
        said["dated"],
    )
