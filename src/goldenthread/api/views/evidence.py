"""Evidence of what became of an action, which a program may add where it stands at an address."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from goldenthread.accounts.rules import Permission, Scope
from goldenthread.improvement.changes import EvidenceDraft, add_evidence
from goldenthread.improvement.models import Evidence
from goldenthread.improvement.queries import said_at
from goldenthread.improvement.rules import EvidenceKind

from .. import forms, queries
from .actions import action_of
from .answers import page_of
from .doors import area_of
from .record import AsAt, Limit, Offset, day_of, plan_of, seen

router = Router(tags=["Actions"])
MAY_NOT = (
    "The holder of this token may not add evidence. Action leads, chairs and analysts may. "
    "Nothing was changed."
)


@router.get(
    "/areas/{slug}/plans/{plan}/actions/{number}/evidence",
    response=forms.Page[forms.EvidenceOut],
    summary="Evidence of what became of an action",
)
def evidence(
    request: HttpRequest,
    slug: str,
    plan: int,
    number: str,
    as_at: AsAt = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Return the evidence given of an action up to a day, the newest first.

    Of an action that an accelerated plan took over it is that of the action it follows, whose
    number each says.
    """
    action = said_at(action_of(plan_of(seen(request, slug), plan), number))
    on = day_of(as_at)
    rows = Evidence.objects.filter(action=action, on__lte=on).order_by("-on", "-pk")
    some = rows.select_related("action", "document", "measure")[offset : offset + limit]
    return page_of(request, rows.count(), [queries.evidence_row(row, on) for row in some], offset)


@router.post(
    "/areas/{slug}/plans/{plan}/actions/{number}/evidence",
    response={201: forms.EvidenceOut},
    summary="Give evidence that stands at an address",
)
def give(
    request: HttpRequest, slug: str, plan: int, number: str, evidence: forms.EvidenceIn
) -> Status[Any]:
    """Add evidence to an action by its address, graded by how strong it is.

    It is never deleted: who gave it can withdraw it on the action's page. A file is given there
    too, where it is looked through for active content.
    """
    area = area_of(request, slug, Scope.UPDATE, Permission.SEE)
    if not {Permission.UPDATE, Permission.PROPOSE_DIFFERENCE} & area.permitted:
        raise PermissionDenied(MAY_NOT)
    made = add_evidence(
        by=vars(request)["auth"].user.actor,
        action=action_of(plan_of(area, plan), number),
        on=timezone.localdate(),
        draft=EvidenceDraft(
            kind=EvidenceKind.ADDRESS,
            grade=evidence.grade,
            words=evidence.words,
            address=evidence.address,
            dated=evidence.dated,
        ),
    )
    return Status(201, queries.evidence_row(made, made.on))
