"""The product's addresses and an empty page to compare the others with."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.config.urls import handler400, handler403, handler404, handler500
from goldenthread.config.urls import urlpatterns as house

__all__ = ["handler400", "handler403", "handler404", "handler500"]

EMPTY = engines["jinja2"].from_string('{% extends "design/area.html" %}')


def empty(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the base template alone, after the same session and permission."""
    area = area_for(request.user, slug, Permission.SEE)
    return HttpResponse(EMPTY.render({"area": area, "here": "plan"}, request))


urlpatterns = [*house, path("areas/<slug:slug>/empty/", empty, name="empty")]
