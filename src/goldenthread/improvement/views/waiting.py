"""The chair's list: updates that wait to be accepted or declined."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes import accept_updates, decline_updates
from ..forms import DecideForm
from ..models import ImprovementPlan, Update
from ..queries import may_decide_updates, standing_of, waiting_updates
from .places import page, plan_of, shown_at


def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """List the updates that wait for a chair, and accept or decline one or many."""
    posted = request.method == "POST"
    area = area_for(request.user, slug, Permission.ACCEPT_UPDATE if posted else Permission.SEE)
    improvement_plan = plan_of(area)
    rows = list(waiting_updates(improvement_plan.pk).prefetch_related("evidence_given"))
    mine = _decidable(request, area, rows)
    if not posted:
        return _draw(request, area, improvement_plan, rows, mine)
    form = DecideForm(request.POST, waiting=sorted(mine))
    if not form.is_valid():
        return _draw(request, area, improvement_plan, rows, mine, form, 400)
    chosen = [row for row in rows if row.pk in form.cleaned_data["update"]]
    words = form.cleaned_data["words"]
    try:
        said = _decide(request, area, chosen, form.cleaned_data["do"], words)
    except UserError as refused:
        form.add_error(None, refused.message)
        return _draw(request, area, improvement_plan, rows, mine, form, 400)
    messages.success(request, said)
    return redirect("improvement:waiting", area.slug)


@transaction.atomic
def _decide(
    request: HttpRequest, area: LocalArea, chosen: list[Update], do: str, words: str
) -> str:
    """Accept or decline the chosen updates, all or none, and return what was done."""
    today, by, told = timezone.localdate(), request.user.actor, shown_at(request, area)
    noun = "1 update" if len(chosen) == 1 else f"{len(chosen)} updates"
    if do == "accept":
        accept_updates(by=by, updates=chosen, on=today, words=words, shown_at=told)
        return f"{noun} accepted."
    decline_updates(by=by, updates=chosen, on=today, words=words, shown_at=told)
    return f"{noun} declined. The lead is sent your words."


def _decidable(request: HttpRequest, area: LocalArea, rows: list[Update]) -> set[int]:
    """Return the keys of those that this person may decide: of groups they chair, not their own."""
    if Permission.ACCEPT_UPDATE not in area.permitted:
        return set()
    today = timezone.localdate()
    groups = {row.action.group_id: row.action.group for row in rows}
    chaired = {
        key for key, group in groups.items() if may_decide_updates(request.user, group, area, today)
    }
    me = request.user.actor.ref
    return {r.pk for r in rows if r.action.group_id in chaired and r.entered_by_ref != me}


def _draw(
    request: HttpRequest,
    area: LocalArea,
    improvement_plan: ImprovementPlan,
    rows: list[Update],
    mine: set[int],
    form: DecideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    keys = [row.action_id for row in rows]
    context = {
        "rows": rows,
        "mine": mine,
        "form": form,
        "today": timezone.localdate(),
        "chosen": set(request.POST.getlist("update")),
        "standing": standing_of(improvement_plan, timezone.localdate(), keys),
    }
    return page(request, "waiting", area, context, status=status)
