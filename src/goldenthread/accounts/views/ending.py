"""A sign-in ends by itself: after so long without a page, and at an age whatever happens."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from ..changes import LAST_SEEN, note_watched

SIGNED_IN = "signed_in"
NOT_TYPED = {"csrfmiddlewaretoken", "password", "again", "oldpassword", "password1", "password2"}


class EndingMiddleware:
    """Signs a person out who has been silent too long, or whose sign-in is too old.

    What they had just typed and sent is shown to them again, to copy: nothing of it was saved.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *_: Any
    ) -> HttpResponse | None:
        """End what has lasted too long, before a page that asks for a sign-in is made."""
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        words = _over(request)
        if not words:
            return None
        note_watched(event="sign_in_over", request=request)
        get_adapter().logout(request)
        if request.method != "POST":
            messages.info(request, words)
            return None
        typed = [(name, request.POST.getlist(name)) for name in request.POST]
        kept = [(name, held) for name, held in typed if name not in NOT_TYPED and any(held)]
        page = {"why": words, "kept": kept, "back": request.get_full_path()}
        return render(request, "accounts/ended.html", page, status=403)


def _over(request: HttpRequest) -> str:
    """Return why a sign-in is over, or "" while it is not; a new one begins with its first page."""
    now = timezone.now().timestamp()
    began = request.session.get(SIGNED_IN)
    if began is None:
        request.session[SIGNED_IN] = int(now)
        return ""
    if now - request.session.get(LAST_SEEN, now) > settings.SESSION_IDLE:
        minutes = settings.SESSION_IDLE // 60
        return f"You were signed out, because you opened no page for {minutes} minutes."
    if now - began > settings.SESSION_COOKIE_AGE:
        hours = settings.SESSION_COOKIE_AGE // 3600
        return f"You were signed out: a sign-in lasts {hours} hours at most."
    return ""
