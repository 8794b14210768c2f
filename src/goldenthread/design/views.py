"""Pages about the service itself; open to everyone, about nobody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Say where words and figures come from and how to open them."""
    return render(request, "design/sources.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the service is, how it was checked and what to do when it fails."""
    return render(request, "design/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say which cookies are set and what is kept about people who sign in."""
    return render(request, "design/privacy.html")
