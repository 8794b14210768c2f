"""The links of the thread: what the words propose, and what people confirm or turn down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import add_link, decide_link, propose_links, reopen_link
from goldenthread.improvement.models import (
    ActionAnswersFinding,
    ActionServesMeasure,
    ImprovementPlan,
    MeasureOfWeakness,
)
from goldenthread.improvement.models.links import Link
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.changes import decide_finding_link, link_findings
from goldenthread.inspections.models import Finding, FindingOfWeakness

from ..forms import AddMatchForm
from ..queries.links import (
    KINDS,
    STATES,
    LinkKind,
    counts_of,
    findings_to_answer,
    links_of,
    new_proposals,
    rows_of,
)
from .plan import current_plan_or_404

ON_A_PAGE = 20
ANSWERS = {
    "confirm": LinkState.CONFIRMED,
    "reject": LinkState.REJECTED,
    "undo": LinkState.PROPOSED,
}
SAID = {
    LinkState.CONFIRMED: "Confirmed. You can undo it under “Confirmed”.",
    LinkState.REJECTED: "Turned down. You can undo it under “Turned down”.",
    LinkState.PROPOSED: "Undone: it is a proposal again.",
}


def _kind(name: str | None) -> LinkKind:
    return KINDS.get(name or "", KINDS["answers"])


def _state(name: str | None) -> str:
    return name if name in STATES else LinkState.PROPOSED.value


def _form(improvement_plan: ImprovementPlan, data: object = None) -> AddMatchForm:
    numbers = set(improvement_plan.actions.values_list("number", flat=True))
    return AddMatchForm(data, findings=findings_to_answer(improvement_plan), numbers=numbers)


def _page(
    request: HttpRequest, area: LocalArea, improvement_plan: ImprovementPlan, form: AddMatchForm
) -> HttpResponse:
    kind, state = _kind(request.GET.get("kind")), _state(request.GET.get("state"))
    links = links_of(improvement_plan, kind).filter(state=state)
    page = Paginator(links, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": area,
        "here": "check",
        "true_at": timezone.localdate(),
        "improvement_plan": improvement_plan,
        "kinds": KINDS,
        "kind": kind,
        "states": STATES,
        "state": state,
        "counts": counts_of(improvement_plan),
        "page": page,
        "rows": rows_of(kind, page.object_list),
        "form": form,
    }
    return render(request, "thread/matches.html", context)


def _back(request: HttpRequest, slug: str) -> HttpResponse:
    """Return to the kind and state of links that the person was looking at."""
    kind, state = _kind(request.POST.get("kind")), _state(request.POST.get("state"))
    where = reverse("thread:matches", args=(slug,))
    return redirect(f"{where}?kind={kind.name}&state={state}")


def matches(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the links of one kind and state, for a person to confirm, turn down or undo."""
    area = area_for(request.user, slug, Permission.SEE)
    improvement_plan = current_plan_or_404(area)
    return _page(request, area, improvement_plan, _form(improvement_plan))


@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose the links of every kind that the words suggest."""
    area = area_for(request.user, slug, Permission.CONFIRM)
    improvement_plan = current_plan_or_404(area)
    links, by = new_proposals(improvement_plan), request.user.actor
    new = sum(
        propose_links(by=by, kind=model, links=links[name])
        for name, model in (
            ("answers", ActionAnswersFinding),
            ("measures", MeasureOfWeakness),
            ("serves", ActionServesMeasure),
        )
    )
    if improvement_plan.inspection is not None:
        new += link_findings(
            by=by,
            inspection=improvement_plan.inspection,
            links=[(link["finding"], link["weakness"]) for link in links["bears"]],
            state=LinkState.PROPOSED.value,
        )
    messages.success(request, f"{new} new matches proposed. None counts as confirmed yet.")
    return _back(request, slug)


def _decide(by: Actor, link: Link | FindingOfWeakness, state: LinkState) -> None:
    """Confirm, turn down or undo a link of any kind."""
    if isinstance(link, FindingOfWeakness):
        decide_finding_link(by=by, link=link, state=state.value)
    elif state is LinkState.PROPOSED:
        reopen_link(by=by, link=link)
    else:
        decide_link(by=by, link=link, state=state)


@require_POST
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm or turn down one link, or undo what was decided on it."""
    area = area_for(request.user, slug, Permission.CONFIRM)
    kind = _kind(request.POST.get("kind"))
    link = get_object_or_404(links_of(current_plan_or_404(area), kind), pk=pk)
    state = ANSWERS.get(request.POST.get("answer", ""))
    if state is None:
        raise UserError("Say whether the two belong together: yes or no. Nothing was kept.")
    _decide(request.user.actor, link, state)
    messages.success(request, SAID[state])
    return _back(request, slug)


@require_POST
def confirm_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm every link of the page that was looked at, each on its own record.

    A link that somebody has turned down meanwhile stays so, and the answer says how many did.
    """
    area = area_for(request.user, slug, Permission.CONFIRM)
    kind = _kind(request.POST.get("kind"))
    asked = [int(pk) for pk in request.POST.getlist("link") if pk.isdecimal() and len(pk) < 10]
    links = list(links_of(current_plan_or_404(area), kind).filter(pk__in=asked[:ON_A_PAGE]))
    if not links:
        raise UserError("No link of this plan was named, so nothing was confirmed.")
    waiting = [link for link in links if link.state == LinkState.PROPOSED.value]
    confirmed = 0
    for link in waiting:
        try:
            _decide(request.user.actor, link, LinkState.CONFIRMED)
        except UserError:
            continue
        confirmed += 1
    decided = len(links) - confirmed
    words = f"Confirmed: {confirmed}."
    if decided:
        words += f" Decided by somebody before you, and left as it was: {decided}."
    messages.success(request, words)
    return _back(request, slug)


@require_POST
def add_match(request: HttpRequest, slug: str) -> HttpResponse:
    """Add by hand that an action answers a finding, and why."""
    area = area_for(request.user, slug, Permission.CONFIRM)
    improvement_plan = current_plan_or_404(area)
    form = _form(improvement_plan, request.POST)
    if not form.is_valid():
        return _page(request, area, improvement_plan, form)
    given = form.cleaned_data
    add_link(
        by=request.user.actor,
        kind=ActionAnswersFinding,
        why=given["why"],
        action=improvement_plan.actions.get(number=given["action"]),
        finding=Finding.objects.get(pk=given["finding"]),
    )
    messages.success(request, f"Added and confirmed: action {given['action']} answers it.")
    return redirect(f"{reverse('thread:matches', args=(slug,))}?kind=answers&state=confirmed")
