"""The links of the thread: what the words propose, and what people confirm or turn down."""

from collections import Counter
from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import add_link, decide_link, propose_links, reopen_link
from goldenthread.improvement.models import ActionAnswersFinding, ImprovementPlan
from goldenthread.improvement.models.links import Link
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.changes import decide_finding_link, link_findings
from goldenthread.inspections.models import Finding, FindingLink

from ..forms import AddMatchForm
from ..queries.kinds import KINDS, LinkKind, kinds_of
from ..queries.links import (
    STATES,
    counts_of,
    findings_to_answer,
    gathered,
    gathered_by,
    links_of,
    new_proposals,
)
from ..queries.weakness import Required
from .plan import current_plan_or_404

GROUPS_ON_A_PAGE = 10
MOST_AT_ONCE = 500
LATER = "later"
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


def _kind(name: str | None, kinds: Mapping[str, LinkKind] = KINDS) -> LinkKind:
    return kinds.get(name or "", KINDS["answers"])


def _state(name: str | None) -> str:
    return name if name in STATES else LinkState.PROPOSED.value


def _form(improvement_plan: ImprovementPlan, data: object = None) -> AddMatchForm:
    numbers = set(improvement_plan.actions.values_list("number", flat=True))
    return AddMatchForm(data, findings=findings_to_answer(improvement_plan), numbers=numbers)


def _page(
    request: HttpRequest, area: LocalArea, improvement_plan: ImprovementPlan, form: AddMatchForm
) -> HttpResponse:
    kinds = kinds_of(improvement_plan)
    kind, state = _kind(request.GET.get("kind"), kinds), _state(request.GET.get("state"))
    links = links_of(improvement_plan, kind).filter(state=state)
    keys = gathered_by(links, kind)
    page = Paginator(keys, GROUPS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": area,
        "here": "check",
        "true_at": timezone.localdate(),
        "improvement_plan": improvement_plan,
        "kinds": kinds,
        "kind": kind,
        "states": STATES,
        "state": state,
        "counts": counts_of(improvement_plan),
        "page": page,
        "groups": gathered(kind, links, page.object_list),
        "form": form,
    }
    return render(request, "thread/matches.html", context)


def _back(request: HttpRequest, slug: str) -> HttpResponse:
    """Return to the kind, state and page of links that the person was looking at."""
    kind, state = _kind(request.POST.get("kind")), _state(request.POST.get("state"))
    page = request.POST.get("page", "")
    where = f"{reverse('thread:matches', args=(slug,))}?kind={kind.name}&state={state}"
    return redirect(f"{where}&page={page}" if page.isdecimal() and len(page) < 6 else where)


@require_safe
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
    new, bearing = 0, list[tuple[Finding, Required]]()
    for name, fields in links.items():
        kind = KINDS[name]
        if issubclass(kind.model, Link):
            new += propose_links(by=by, kind=kind.model, links=fields)
        else:
            bearing += [(each["finding"], each[kind.right]) for each in fields]
    if improvement_plan.inspection is not None:
        new += link_findings(
            by=by,
            inspection=improvement_plan.inspection,
            links=bearing,
            state=LinkState.PROPOSED.value,
        )
    messages.success(request, f"{new} new matches proposed. None counts as confirmed yet.")
    return _back(request, slug)


def _decide(by: Actor, link: Link | FindingLink, state: LinkState) -> None:
    """Confirm, turn down or undo a link of any kind."""
    if isinstance(link, FindingLink):
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
    """Answer all links of a group in one form, each on its own record and in the person's name.

    `link` names each; `link-<key>` says confirm, reject, later or undo, and confirm where it is
    left out. What was decided meanwhile stays so, and the answer says how many did.
    """
    area = area_for(request.user, slug, Permission.CONFIRM)
    kind = _kind(request.POST.get("kind"))
    asked = [int(pk) for pk in request.POST.getlist("link") if pk.isdecimal() and len(pk) < 10]
    found = links_of(current_plan_or_404(area), kind).filter(pk__in=asked[:MOST_AT_ONCE])
    answers = {link: request.POST.get(f"link-{link.pk}", "confirm") for link in found}
    if not answers:
        raise UserError("No link of this plan was named, so nothing was confirmed.")
    if not set(answers.values()) <= {LATER, *ANSWERS}:
        raise UserError("Say of each link yes, no or later. Nothing was kept.")
    by = request.user.actor
    done = Counter(_answer(by, link, answer) for link, answer in answers.items())
    messages.success(request, " ".join(f"{words}: {done[words]}." for words in TOLD if done[words]))
    return _back(request, slug)


TOLD = (
    "Confirmed",
    "Turned down",
    "Undone",
    "Left for later",
    "Decided already, and left as it was",
)


def _answer(by: Actor, link: Link | FindingLink, answer: str) -> str:
    """Decide one link as a person answered, and return in words what became of it."""
    if answer == LATER:
        return "Left for later"
    proposed = link.state == LinkState.PROPOSED.value
    if proposed == (answer == "undo"):
        return "Decided already, and left as it was"
    try:
        _decide(by, link, ANSWERS[answer])
    except UserError:
        return "Decided already, and left as it was"
    return {"confirm": "Confirmed", "reject": "Turned down", "undo": "Undone"}[answer]


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
