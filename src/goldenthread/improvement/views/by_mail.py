"""Updating by the link in a letter: a person's own actions, without signing in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from goldenthread.core.errors import UserError

from ..changes.cycles import note_opened
from ..models import UpdateLink
from ..queries import standing_of
from ..queries.asked import evidence_sent, link_with, updates_since, who_to_ask
from .by_mail_evidence import RIGHTED, righted
from .cards import Card, Sent, cards_of, offered_in, send_cards
from .places import waiting_at


@login_not_required
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest, key: str) -> HttpResponse:
    """Show a person the actions they lead, and keep what they send.

    Opening the link changes nothing: programs that look through letters open links too. Whoever is
    signed in on the device does not matter; what is said is said by whom the letter was sent to.
    """
    try:
        link = link_with(key, timezone.now())
    except UserError as refused:
        return _not_good(request, refused.message)
    if "evidence" in request.GET:
        return _kept_private(righted(request, link, request.GET["evidence"]))
    today = timezone.localdate()
    asked = who_to_ask(link.cycle.improvement_plan, today)
    actions = asked.actions.get(link.user_id, [])
    posted = request if request.method == "POST" else None
    cards = cards_of(actions, offered_in(link.cycle.improvement_plan), posted)
    if posted is None:
        note_opened(link=link)
        return _draw(request, link, cards)
    roles = asked.roles
    sent = send_cards(
        cards,
        link.user.actor,
        lambda c: roles[link.user_id, c.action.pk],
        waiting_at=waiting_at(request, link.cycle.improvement_plan.area),
    )
    if sent.kept and not sent.faulty:
        return redirect(f"{request.path}?sent={len(sent.kept)}")
    return _draw(request, link, _renewed(link, cards, sent), sent)


def _renewed(link: UpdateLink, cards: list[Card], sent: Sent) -> list[Card]:
    """Return the cards to mend as they were typed, and the others as they stand now."""
    faulty = {card.action.pk: card for card in sent.faulty}
    fresh = cards_of([c.action for c in cards], offered_in(link.cycle.improvement_plan))
    return [faulty.get(card.action.pk, card) for card in fresh]


def _not_good(request: HttpRequest, words: str) -> HttpResponse:
    answer = render(request, "improvement/by_mail_closed.html", {"words": words}, status=410)
    return _kept_private(answer)


def _kept_private(answer: HttpResponse) -> HttpResponse:
    """Keep the address of a page, which is a key, out of search engines and of other sites."""
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _draw(
    request: HttpRequest, link: UpdateLink, cards: list[Card], sent: Sent | None = None
) -> HttpResponse:
    improvement_plan = link.cycle.improvement_plan
    today = timezone.localdate()
    keys = [card.action.pk for card in cards]
    said = updates_since(link.cycle, keys, today)
    faulty = {card.action.pk for card in sent.faulty} if sent else set()
    context: dict[str, Any] = {
        "link": link,
        "area": improvement_plan.area,
        "improvement_plan": improvement_plan,
        "cards": sorted(cards, key=lambda c: (c.action.pk not in faulty, c.action.pk in said)),
        "said": said,
        "missing": sum(pk not in said for pk in keys),
        "standing": standing_of(improvement_plan, today, keys) if keys else {},
        "sent": sent,
        "given": evidence_sent(link),
        "righted": RIGHTED.get(request.GET.get("righted", "")),
        "on": today,
        "sent_before": _number(request.GET.get("sent", "")),
        "closed": link.cycle.due < today,
    }
    status = 400 if request.method == "POST" else 200
    return _kept_private(render(request, "improvement/by_mail.html", context, status=status))


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 4 else 0
