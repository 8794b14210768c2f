"""Minutes found in a document become a meeting, once somebody who keeps meetings has looked."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError
from goldenthread.documents.models import DocumentPart
from goldenthread.governance.changes import take_over_minutes
from goldenthread.governance.models import Meeting
from goldenthread.reading.facts import Part

from ..forms import MinutesForm
from ..queries.minutes import cites_of, doubts_about, minutes_in


def minutes(request: HttpRequest, slug: str, pk: int, part: int) -> HttpResponse:
    """Show what minutes say and let them become the draft minutes of a meeting."""
    area = area_for(request.user, slug, Permission.RUN_MEETINGS)
    row = get_object_or_404(DocumentPart, document__area=area, document=pk, pk=part, kind="minutes")
    read = minutes_in(row)
    if read is None:
        raise Http404("The words of this document are not kept here.")
    form = _form(area, read, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            meeting = _take_over(request, area, row, read, form.cleaned_data)
        except UserError as wrong:
            problem = wrong.message
        else:
            messages.success(request, "The minutes are kept as a draft. Correct them there.")
            return redirect("governance:meeting", slug, meeting.pk)
    context = {
        "area": area,
        "here": "meetings",
        "part": row,
        "document": row.document,
        "facts": read.facts,
        "doubts": doubts_about(read),
        "form": form,
        "problem": problem,
        "held": Meeting.objects.filter(document=row.document).select_related("body"),
    }
    status = 400 if problem or form.errors else 200
    return render(request, "intake/minutes.html", context, status=status)


def _form(area: LocalArea, read: Part, data: Any) -> MinutesForm:
    bodies = Body.objects.filter(area=area).order_by("name")
    named = str(read.facts.get("body") or "")
    first = {"held_on": read.facts.get("held_on"), "body": _alike(list(bodies), named)}
    return MinutesForm(data, bodies=bodies, initial=first)


def _alike(bodies: list[Body], named: str) -> int | None:
    """Return the key of the one body that the minutes name, whatever stands around its name."""
    found = [
        body.pk
        for body in bodies
        if any(name.lower() in named.lower() for name in (body.name, *body.also_called))
    ]
    return found[0] if len(found) == 1 else None


def _take_over(
    request: HttpRequest, area: LocalArea, row: DocumentPart, read: Part, said: dict[str, Any]
) -> Meeting:
    held_on: date = said["held_on"]
    return take_over_minutes(
        by=request.user.actor,
        area=area,
        facts={**read.facts, "held_on": held_on.isoformat()},
        document=row.document,
        body=said["body"],
        citations=cites_of(row.document, read),
    )
