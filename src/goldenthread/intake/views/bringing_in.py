"""Bringing files in, and how far each has come."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError
from goldenthread.documents.models import Document
from goldenthread.reading.extract import limits

from .. import changes
from ..changes.receiving import TakenIn
from ..forms import UploadForm
from ..queries.progress import in_progress
from ..rules.places import ENTERS
from .asking import area_to_repair, brought_in


def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Take files in; what cannot be read is said in one sentence each, and not stored."""
    area = area_to_repair(request, slug)
    sent = request.method == "POST"
    form = UploadForm(*((request.POST, request.FILES) if sent else ()), area_id=area.pk)
    taken: list[TakenIn] = []
    if sent and form.is_valid():
        files = form.cleaned_data["files"]
        older = form.cleaned_data["newer_version_of"] if len(files) == 1 else None
        for file in files:
            try:
                taken.append(_take_in(request, area, file, older))
            except UserError as error:
                form.add_error("files", error.message)
        if taken and not form.errors:
            return _onward(request, area, taken)
    status = 400 if form.errors else 200
    context = {"area": area, "here": "documents", "form": form, "taken": taken}
    return render(request, "intake/upload.html", context, status=status)


def _take_in(request: HttpRequest, area: LocalArea, file: Any, older: Document | None) -> TakenIn:
    limits.check_file_size(file.size, file.name)
    return changes.take_in(
        by=request.user.actor,
        area=area,
        name=file.name,
        data=file.read(),
        newer_version_of=older,
    )


def _onward(request: HttpRequest, area: LocalArea, taken: list[TakenIn]) -> HttpResponse:
    """Go to the progress of what was sent; a file that was here already to where it is."""
    if len(taken) == 1 and taken[0].known:
        intake = taken[0].intake
        page = "done" if intake.finished_at else "repair"
        messages.info(
            request,
            f"“{intake.document.name}” is here already, so nothing was stored again. "
            "This is where it is.",
        )
        return redirect(f"intake:{page}", area.slug, intake.document_id)
    query = urlencode([("document", one.intake.document_id) for one in taken])
    return redirect(f"{reverse('intake:progress', args=[area.slug])}?{query}")


def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far documents have come: those asked for, else all not finished."""
    area = area_to_repair(request, slug)
    asked = [int(n) for n in request.GET.getlist("document") if n.isdecimal() and len(n) < 12]
    context = {
        "area": area,
        "here": "documents",
        "rows": in_progress(area.pk, asked),
        "enters": ENTERS,
    }
    return render(request, "intake/progress.html", context)


@require_POST
def parts(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Save which parts of a document are to enter, and go on to repair."""
    area = area_to_repair(request, slug)
    intake = brought_in(area, pk)
    chosen = {int(n) for n in request.POST.getlist("part") if n.isdecimal() and len(n) < 12}
    changes.choose_parts(by=request.user.actor, intake=intake, taken=chosen)
    return redirect("intake:repair", area.slug, pk)
