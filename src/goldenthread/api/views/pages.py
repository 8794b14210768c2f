"""Pages about what programs do, for people: what may be asked, who is told, what work waits."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldenthread.accounts.queries import administers_every_area, area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.audit import changes
from goldenthread.audit.queries import work_counted
from goldenthread.audit.tasks.webhook import secret_shown
from goldenthread.core.errors import UserError

from .. import queries
from ..forms import TOLD_OF, WebhookForm

MOST_SHOWN = 100
SILENT = timedelta(minutes=5)
KINDS_OF_WORK = {
    "mail": "Letter",
    "webhook": "Word to a webhook",
    "render_report": "Files of a report",
    "remind": "Reminder of an update",
    "dataset_retention": "End of retention in the data set",
}


@lru_cache
def operations() -> tuple[tuple[str, tuple[dict[str, Any], ...]], ...]:
    """Return what programs may ask, by part, as the description for programs has it."""
    from . import api

    parts: dict[str, list[dict[str, Any]]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            row = {
                "method": method.upper(),
                "path": path,
                "summary": told["summary"],
                "words": told["description"].split("\n\n")[0].replace("`", ""),
                "asks": [each["name"] for each in told["parameters"] if each["in"] == "query"],
            }
            parts.setdefault(told["tags"][0], []).append(row)
    return tuple((name, tuple(rows)) for name, rows in parts.items())


@require_safe
def programs(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what programs may ask of an area, and how a spreadsheet is connected."""
    area = area_for(request.user, slug, Permission.SEE)
    root = request.build_absolute_uri(f"{reverse('api:api-root')}areas/{area.slug}/")
    context = {
        "area": area,
        "here": "people",
        "parts": operations(),
        "tables": list(queries.COLUMNS),
        "root": root,
        "secure": request.is_secure(),
    }
    return render(request, "api/programs.html", context)


@never_cache
def webhooks(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which addresses are told of an area's events and how it went, and add one."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    form = WebhookForm(request.POST if request.method == "POST" else None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = _added(request, area, form)
        form = WebhookForm() if secret else form
    context = {
        "area": area,
        "here": "people",
        "form": form,
        "secret": secret,
        "rows": queries.webhooks(area),
        "told_of": TOLD_OF,
        "moment": timezone.now(),
    }
    return render(request, "api/webhooks.html", context, status=400 if form.errors else 200)


def _added(request: HttpRequest, area: LocalArea, form: WebhookForm) -> str:
    """Add the address on a form and return its secret; "" and the reason on the form if not."""
    given = form.cleaned_data
    try:
        made = changes.add_webhook(
            by=request.user.actor, url=given["url"], kinds=given["kinds"], area=area.slug
        )
    except UserError as refused:
        form.add_error("url", refused.message)
        return ""
    return secret_shown(made)


@require_POST
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Tell an address nothing more."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    if pk not in {row.pk for row, _ in queries.webhooks(area)}:
        raise Http404("There is no such address in this area.")
    stopped = changes.stop_webhook(by=request.user.actor, pk=pk)
    told = "It is told nothing more." if stopped else "It had been stopped already."
    messages.success(request, told)
    return redirect("api:webhooks", area.slug)


def _work(request: HttpRequest, area: LocalArea) -> list[Any]:
    return queries.work_of(area, whole=administers_every_area(request.user))


@require_safe
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits to be done, what is being done and what was given up, with the reason."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    now = timezone.now()
    rows = _work(request, area)
    beat = work_counted(now - SILENT).last_beat
    context = {
        "area": area,
        "here": "people",
        "rows": rows[:MOST_SHOWN],
        "moment": now,
        "count": len(rows),
        "given_up": sum(row.state == "exhausted" for row in rows),
        "kinds": KINDS_OF_WORK,
        "whole": administers_every_area(request.user),
        "beat": beat,
        "silent": beat is None or beat < now - SILENT,
    }
    return render(request, "api/work.html", context)


@require_POST
def again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a piece of work be tried again at once."""
    area = area_for(request.user, slug, Permission.MANAGE_PEOPLE)
    if pk not in {row.pk for row in _work(request, area)}:
        raise Http404("There is no such work waiting in this area.")
    if changes.try_again(by=request.user.actor, pk=pk):
        messages.success(request, "It is tried again as soon as a worker is free.")
    else:
        messages.info(request, "A worker is at it already. Nothing was changed.")
    return redirect("api:work", area.slug)
