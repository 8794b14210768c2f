"""Who changed what, when: the trail, for administrators."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from goldenthread.audit.queries import events_like, subjects_and_verbs
from goldenthread.audit.rules import DIGEST

from ..queries import administers_every_area, refuse_without_second_step
from ..rules import Role
from .told import told

EACH = 25


def trail(request: HttpRequest) -> HttpResponse:
    """Show the events of the whole installation, narrowed, with before and after."""
    if not administers_every_area(request.user):
        raise PermissionDenied(
            "You cannot see the trail of changes. It covers every area here, so it is for people "
            "who are administrator in each of them."
        )
    refuse_without_second_step(request.user, {Role.ADMINISTRATOR})
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("who", "what", "done")}
    days = {name: _day(request.GET.get(name, "")) for name in ("since", "until")}
    found = events_like(who=asked["who"], subject=asked["what"], verb=asked["done"], **days)
    page = Paginator(found, EACH).get_page(request.GET.get("page"))
    rows = told(list(page.object_list))
    subjects, verbs = subjects_and_verbs()
    shown = {"page": page, "rows": rows, "asked": asked, "days": days, "mark": DIGEST}
    return render(request, "accounts/trail.html", {**shown, "subjects": subjects, "verbs": verbs})


def _day(words: str) -> object:
    """Return the day that a field names, or None for none or nonsense."""
    try:
        return parse_date(words)
    except ValueError:
        return None
