"""A person's own sign-in: what they hold, and where they are signed in."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ..changes import end_sessions
from ..models import PostHeld, RoleHeld
from ..rules import device_words


def yours(request: HttpRequest) -> HttpResponse:
    """Show who a person is here, what they hold, and the ways they sign in."""
    today = timezone.localdate()
    roles = RoleHeld.objects.on(today).filter(user=request.user)
    posts = PostHeld.objects.on(today).filter(user=request.user)
    page = {
        "roles": roles.select_related("area", "body").order_by("area__name", "starts"),
        "posts": posts.select_related("post__area").order_by("post__title"),
        "elsewhere": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "accounts/yours.html", page)


def sessions(request: HttpRequest) -> HttpResponse:
    """Show where a person is signed in, and sign them out of one place, or of all."""
    rows = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        return _sign_out_of(request, rows)
    here = request.session.session_key
    listed = [
        {
            "pk": row.pk,
            "device": device_words(row.user_agent),
            "ip": row.ip,
            "since": row.created_at,
            "seen": row.last_seen_at,
            "here": row.session_key == here,
        }
        for row in sorted(rows, key=lambda row: row.created_at, reverse=True)
    ]
    return render(request, "accounts/sessions.html", {"rows": listed})


def _sign_out_of(request: HttpRequest, rows: list[UserSession]) -> HttpResponse:
    wanted = request.POST.get("session", "")
    everywhere = wanted == "all"
    keys = [row.pk for row in rows if everywhere or str(row.pk) == wanted]
    user, here = request.user, request.session.session_key
    leaving = any(row.pk in keys and row.session_key == here for row in rows)
    ended = end_sessions(by=user.actor, user=user, keys=keys)
    if leaving or everywhere:
        get_adapter().logout(request)
        messages.success(request, "You are signed out. Sign in again when you like.")
        return redirect("accounts:sign_in")
    told = "Signed out there." if ended else "That sign-in had ended already. Nothing was changed."
    messages.success(request, told)
    return redirect("accounts:sessions")
