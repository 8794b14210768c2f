"""The set at a glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..sources import all_sources


def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the data set can hold."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    context = {"area": area, "here": "dataset", "sources": list(all_sources().values())}
    return render(request, "dataset/overview.html", context)
