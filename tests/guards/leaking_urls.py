"""Addresses that let people in: what the sweep must catch."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from goldenthread.config.urls import urlpatterns as house


@login_not_required
def left_open(request: HttpRequest) -> HttpResponse:
    """Let everyone in."""
    return HttpResponse("anyone")


def asks_no_role(request: HttpRequest) -> HttpResponse:
    """Let anyone in who has signed in."""
    return HttpResponse("anyone signed in")


leaks = [
    path("left-open", left_open, name="left_open"),
    path("no-role", asks_no_role, name="asks_no_role"),
]
urlpatterns = [*house, path("", include((leaks, "leaking")))]
