"""The day a page is shown as it stood on."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.core.errors import UserError

UNCHANGED = (
    "This page shows a day in the past, so nothing was changed. Go back to today and make the "
    "change there."
)


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


class MomentMiddleware:
    """Gives every view `request.as_at`, a date, and `request.past`, whether it is before today.

    The day comes from `?as-at=2019-12-01`; without it a page shows today. Nothing can be changed
    from a page of the past.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

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
