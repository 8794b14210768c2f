"""The day a page is shown as it stood on, and links that keep to that day."""

import re
from collections.abc import Callable
from datetime import date
from html import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.core.errors import UserError

UNCHANGED = (
    "This page shows a day in the past, so nothing was changed. Go back to today and make the "
    "change there."
)
# A link or a form that asks, with where it leads: to an area's own pages, or to the same page.
LINK = re.compile(r'(<a\b[^>]*?\bhref=")((?:/(?:areas|public)/[a-z0-9-]+/|\?)[^"]*)"([^>]*>)')
ASKING = re.compile(r'<form\b[^>]*\bmethod="get"[^>]*>')


def _day_asked(words: str) -> date:
    """Return the day that the address names, today when it names none; UserError for nonsense."""
    if not words:
        return timezone.localdate()
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise UserError(
            f"“{words[:30]}” is not a day. Write it as 2019-12-01, or take it off the address "
            "to see today."
        ) from None
    if day > timezone.localdate():
        raise UserError("That day has not come yet. Choose today or a day before it.")
    return day


def kept_to(html: str, day: date) -> str:
    """Return a page of the past whose links and forms that ask lead to the same day.

    A link that carries `data-today` after its address, or names a day itself, stays as it is; so
    does a form that has its own field for the day, and one that leads out of the area.
    """
    return ASKING.sub(lambda m: _asking_of(m, day), LINK.sub(lambda m: _link_to(m, day), html))


def _link_to(found: re.Match[str], day: date) -> str:
    opening, address, rest = found.groups()
    if "data-today" in rest or "as-at=" in address:
        return found[0]
    path, mark, place = address.partition("#")
    joined = "&amp;" if "?" in path and not path.endswith("?") else "" if "?" in path else "?"
    return f'{opening}{path}{joined}as-at={day.isoformat()}{mark}{place}"{rest}'


def _asking_of(found: re.Match[str], day: date) -> str:
    leads_out = 'action="/' in found[0] and not re.search(r'action="/(areas|public)/', found[0])
    if "data-today" in found[0] or leads_out:
        return found[0]
    return f'{found[0]}<input type="hidden" name="as-at" value="{escape(day.isoformat())}">'


class MomentMiddleware:
    """Gives every view `request.as_at`, a date, and `request.past`, whether it is before today.

    The day comes from `?as-at=2019-12-01`; without it a page shows today. Nothing can be changed
    from a page of the past, and its links lead to the same day.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; keep the links of a page of the past to its day."""
        response = self.get_response(request)
        page = response.get("Content-Type", "").startswith("text/html")
        if vars(request).get("past") and page and not response.streaming:
            response.content = kept_to(response.text, vars(request)["as_at"]).encode()
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Read the day from the address, or refuse one that is no day or has not come."""
        try:
            as_at = _day_asked(request.GET.get("as-at", ""))
            past = as_at < timezone.localdate()
            if past and request.method == "POST":
                raise UserError(UNCHANGED)
        except UserError as wrong:
            return render(request, "design/400.html", {"message": wrong.message}, status=400)
        vars(request).update(as_at=as_at, past=past)
        return None
