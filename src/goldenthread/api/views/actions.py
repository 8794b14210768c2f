"""Actions with both verdicts apart, and their updates, which a program may send too."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from goldenthread.accounts.rules import Permission, Scope
from goldenthread.areas.models import LocalArea
from goldenthread.improvement.changes import ChangedMeanwhile, UpdateDraft, propose_update
from goldenthread.improvement.models import Action, ImprovementPlan, Update
from goldenthread.improvement.queries import leads, said_at

from .. import forms, queries
from .answers import if_match, page_of
from .doors import Refusal, area_of
from .record import AsAt, Limit, Offset, day_of, plan_of, seen

router = Router(tags=["Actions"])
NOBODY = "The lead, whom the plan does not name"
CHANGED = "Somebody updated this action after you read it. Read it again, then decide."


def _actions(improvement_plan: ImprovementPlan) -> Any:
    rows = Action.objects.filter(improvement_plan=improvement_plan).order_by("position")
    return rows.select_related("group", "theme").prefetch_related("leads")


def action_of(improvement_plan: ImprovementPlan, number: str) -> Action:
    """Return an action of a plan by its number."""
    known = len(number) < 21 and "\x00" not in number
    found = _actions(improvement_plan).filter(number=number).first() if known else None
    if found is None:
        raise Http404("There is no action of that number in this plan.")
    action: Action = found
    return action


@router.get(
    "/areas/{slug}/plans/{plan}/actions",
    response=forms.Page[forms.ActionOut],
    summary="Actions as they stood on a day",
)
def actions(
    request: HttpRequest,
    slug: str,
    plan: int,
    as_at: AsAt = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Return actions with what is reported, what is computed and what difference is agreed."""
    improvement_plan = plan_of(seen(request, slug), plan)
    rows = _actions(improvement_plan)
    some = list(rows[offset : offset + limit])
    items = queries.action_rows(improvement_plan, some, day_of(as_at))
    return page_of(request, rows.count(), items, offset)


@router.get(
    "/areas/{slug}/plans/{plan}/actions/{number}",
    response=forms.ActionOut,
    summary="One action as it stood on a day",
)
def action(
    request: HttpRequest, slug: str, plan: int, number: str, as_at: AsAt = None
) -> dict[str, Any]:
    """Return one action; its `newest_update` is what If-Match takes when an update is sent."""
    improvement_plan = plan_of(seen(request, slug), plan)
    found = action_of(improvement_plan, number)
    return queries.action_rows(improvement_plan, [found], day_of(as_at))[0]


@router.get(
    "/areas/{slug}/plans/{plan}/actions/{number}/updates",
    response=forms.Page[forms.UpdateOut],
    summary="What was said of an action",
)
def updates(
    request: HttpRequest,
    slug: str,
    plan: int,
    number: str,
    as_at: AsAt = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Return the updates of an action up to a day, the newest first.

    Of an action that an accelerated plan took over they are those of the action it follows, whose
    number each says.
    """
    found = said_at(action_of(plan_of(seen(request, slug), plan), number))
    rows = Update.objects.filter(action=found, on__lte=day_of(as_at)).order_by("-on", "-pk")
    some = rows.select_related("action")[offset : offset + limit]
    return page_of(request, rows.count(), [queries.update_row(row) for row in some], offset)


@router.post(
    "/areas/{slug}/plans/{plan}/actions/{number}/updates",
    response={201: forms.UpdateOut},
    summary="Say where an action is",
)
def say(
    request: HttpRequest, slug: str, plan: int, number: str, update: forms.UpdateIn
) -> Status[Any]:
    """Send an update for the chair of the group to accept, as its page does.

    With `If-Match: "newest_update"` it is refused (412) when somebody was first. A holder who
    leads the action speaks as its lead; one who may update for others names the lead in `by_role`,
    and the record says that it was entered on the lead's behalf.
    """
    area = area_of(request, slug, Scope.UPDATE, Permission.UPDATE)
    found = action_of(plan_of(area, plan), number)
    mine = _leads_it(request, area, found)
    roles = [lead.role for lead in found.leads.all()] or [NOBODY]
    try:
        made = propose_update(
            by=vars(request)["auth"].user.actor,
            action=found,
            on=timezone.localdate(),
            by_role=update.by_role or roles[0],
            draft=UpdateDraft(
                delivery=update.delivery,
                words=update.words,
                changed_for_families=update.changed_for_families,
                proposed_words=update.proposed_date,
                proposed_reason=update.proposed_reason,
                judge_on=update.judge_on,
            ),
            on_behalf=not mine,
            seen=if_match(request, CHANGED),
            waiting_at=request.build_absolute_uri(reverse("improvement:waiting", args=[slug])),
        )
    except ChangedMeanwhile as met:
        raise Refusal(412, "Changed meanwhile", CHANGED) from met
    return Status(201, queries.update_row(made))


def _leads_it(request: HttpRequest, area: LocalArea, action: Action) -> bool:
    """Say whether the token's holder leads an action; refuse one who may not speak for others."""
    user = vars(request)["auth"].user
    mine = leads(user, action, area, timezone.localdate())
    if not mine and Permission.UPDATE_FOR_OTHERS not in area.permitted:
        raise PermissionDenied(
            "The holder of this token leads no post that this action names, and may not update it "
            "for others."
        )
    return mine
