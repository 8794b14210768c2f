"""Rounds of updates: asking leads by mail, who answered, and writing for those who did not."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.cycles import ask_for_updates, ask_more, remind, revoke_links
from ..forms.rounds import RoundForm
from ..models import Action, Lead, UpdateCycle
from ..queries import actions_led_by, standing_of
from ..queries.asked import cycle_under_way, cycles_of, late_actions, round_on, who_to_ask
from .cards import Card, cards_of, offered_in, send_cards
from .places import page, plan_of, waiting_at

CARDS_A_PAGE = 20
NOBODY = "The lead, whom the plan does not name"


def _address(request: HttpRequest) -> str:
    """Return what stands before the key in a link to the page of a letter."""
    whole = request.build_absolute_uri(reverse("improvement:by_mail", args=["key"]))
    return whole.removesuffix("key")


def _area(request: HttpRequest, slug: str) -> LocalArea:
    posted = request.method == "POST"
    return area_for(request.user, slug, Permission.UPDATE_FOR_OTHERS if posted else Permission.SEE)


def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rounds of a plan and whom a new one would ask; open one and send the letters."""
    area = _area(request, slug)
    improvement_plan = plan_of(area)
    today = timezone.localdate()
    posted = request.method == "POST"
    form = RoundForm(request.POST if posted else None, today=today)
    if posted and form.is_valid():
        try:
            asked = ask_for_updates(
                by=request.user.actor,
                improvement_plan=improvement_plan,
                opens=today,
                due=form.cleaned_data["due"],
                address=_address(request),
            )
        except UserError as refused:
            form.add_error("due", refused.message)
        else:
            messages.success(request, f"Open. {asked.people} people are sent their link.")
            return redirect("improvement:round", area.slug, asked.cycle.pk)
    may = Permission.UPDATE_FOR_OTHERS in area.permitted and not request.past
    context = {
        "form": form if may else None,
        "cycles": cycles_of(improvement_plan, request.as_at),
        "under_way": cycle_under_way(improvement_plan, today),
        "to_ask": who_to_ask(improvement_plan, request.as_at),
        "late": len(late_actions(improvement_plan, request.as_at)),
    }
    return page(request, "rounds", area, context, status=400 if posted else 200)


def round_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show who was asked in a round, who opened and who answered; remind, ask more, take back."""
    area = _area(request, slug)
    rows = UpdateCycle.objects.select_related("improvement_plan__area")
    cycle = get_object_or_404(rows, pk=pk, improvement_plan=plan_of(area), opens__lte=request.as_at)
    if request.method == "POST":
        messages.success(request, _deed(request, cycle))
        return redirect("improvement:round", area.slug, cycle.pk)
    may = Permission.UPDATE_FOR_OTHERS in area.permitted and not request.past
    context = {"stood": round_on(cycle, request.as_at), "may": may}
    return page(request, "round", area, context)


def _deed(request: HttpRequest, cycle: UpdateCycle) -> str:
    """Do what a button of a round says and return what was done."""
    by, today, do = request.user.actor, timezone.localdate(), request.POST.get("do")
    if do == "remind":
        count = remind(by=by, cycle=cycle, on=today, address=_address(request))
        return f"{count} reminded." if count else "Nobody owes an update, so nobody was reminded."
    if do == "more":
        count = ask_more(by=by, cycle=cycle, on=today, address=_address(request))
        return f"{count} more asked." if count else "Everybody who could be asked was asked."
    if do == "revoke":
        words = request.POST.get("user", "")
        key = int(words) if words.isdecimal() and len(words) < 16 else 0
        asked = User.objects.filter(update_links__cycle=cycle).distinct()
        user = get_object_or_404(asked, pk=key) if key else None
        count = revoke_links(by=by, cycle=cycle, user=user) if user else 0
        return "Taken back: the link works no more." if count else "There was no link to take back."
    raise UserError("The page does not say what to do. Nothing was changed. Open it again.")


def late(request: HttpRequest, slug: str) -> HttpResponse:
    """List the actions whose update is late, each with a card to write for its lead."""
    area = _area(request, slug)
    improvement_plan = plan_of(area)
    today = timezone.localdate()
    keys = late_actions(improvement_plan, request.as_at)
    shown = Paginator(keys, CARDS_A_PAGE).get_page(request.GET.get("page"))
    rows = Action.objects.select_related("group", "improvement_plan__area").in_bulk(
        shown.object_list
    )
    actions = [rows[key] for key in shown.object_list]
    roles = _roles(actions)
    posted = request if request.method == "POST" else None
    cards = cards_of(actions, offered_in(improvement_plan), posted, roles)
    sent = None
    if posted is not None:
        mine = {a.pk for a in actions_led_by(request.user, improvement_plan.pk, area, today)}
        waits = waiting_at(request, area)
        sent = send_cards(cards, request.user.actor, _role, {*keys} - mine, waiting_at=waits)
        if not sent.faulty:
            words = f"{len(sent.kept)} sent, in your name on behalf of the leads."
            messages.success(request, words if sent.kept else "Nothing was filled in.")
            return redirect("improvement:late", area.slug)
    kept = {action.pk for action in sent.kept} if sent else set()
    context = {
        "cards": [card for card in cards if card.action.pk not in kept],
        "standing": standing_of(improvement_plan, request.as_at, list(shown.object_list)),
        "page": shown,
        "sent": sent,
        "may": Permission.UPDATE_FOR_OTHERS in area.permitted and not request.past,
        "roles": roles,
    }
    return page(request, "late", area, context, status=400 if posted else 200)


def _roles(actions: list[Action]) -> dict[int, list[str]]:
    """Return the roles that lead each action, as printed; words where the plan names none."""
    found: dict[int, list[str]] = {action.pk: [] for action in actions}
    for pk, role in Lead.objects.filter(action__in=actions).values_list("action_id", "role"):
        found[pk].append(role)
    return {pk: roles or [NOBODY] for pk, roles in found.items()}


def _role(card: Card) -> str:
    said: str = card.form.cleaned_data["by_role"]
    return said or card.form.fields["by_role"].choices[0][0]
