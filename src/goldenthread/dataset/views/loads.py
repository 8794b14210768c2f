"""Bringing an extract in, one load with its balance, and its rows that were held back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.loads import Extract
from ..changes.mending import give_out_quarantine
from ..changes.sending import send_extract
from ..forms.loads import MendForm, SendForm
from ..models import Load
from ..queries.agreements import purposes
from ..queries.loads import loading_of, made_up, removed_since
from ..queries.overview import faults_of
from ..sources import all_sources
from ..sources import source as source_of

KNOWN = "These files are loaded already, so nothing was done. This is the load."


def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an extract in for the worker to load: its source, day, sender, purpose and files."""
    area = area_for(request.user, slug, Permission.LOAD_DATA)
    given = {"purposes": purposes(area)}
    if request.method != "POST":
        code = request.GET.get("source", "")
        shape = all_sources().get(code)
        initial = {"extract_on": timezone.localdate()}
        initial |= {"source": code, "purpose": shape.purpose} if shape else {}
        return _drawn(request, "send", area, {"form": SendForm(initial=initial, **given)})
    form = SendForm(request.POST, request.FILES, **given)
    if form.is_valid():
        said = form.cleaned_data
        extract = Extract(
            area=area,
            source=source_of(said["source"]),
            files=(),
            digest="",
            purpose=said["purpose"],
            on=said["extract_on"],
            partner=said["partner"],
        )
        try:
            return _sent(request, extract, said["files"], said["mapping"])
        except UserError as wrong:
            form.add_error("files", wrong.message)
    return _drawn(request, "send", area, {"form": form}, status=400)


def _sent(request: HttpRequest, extract: Extract, files: list[Any], mapping: Any) -> HttpResponse:
    """Hand files to the worker, and go to the page of the load."""
    load = send_extract(by=request.user.actor, extract=extract, files=files, mapping=mapping)
    if load.state == Load.COMPLETE:
        messages.info(request, KNOWN)
    return redirect("dataset:load", extract.area.slug, load.pk)


def one_load(request: HttpRequest, slug: str, load: int) -> HttpResponse:
    """Show a load: how far it is, or the sum of its rows, its faults, and what is missing."""
    area = area_for(request.user, slug, Permission.SEE_DATASET)
    row = _load(area, load)
    context = {
        "load": row,
        "source": all_sources().get(row.source),
        "tables": list(row.tables.order_by("pk")),
        "faults": faults_of(row),
        "removed": removed_since(row),
        "mended_by": row.mended_by.filter(state=Load.COMPLETE).order_by("pk"),
        "progress": loading_of(row) if row.state == Load.BEGUN else None,
        "may_load": Permission.LOAD_DATA in area.permitted,
    }
    return _drawn(request, "load", area, context)


def quarantine(request: HttpRequest, slug: str, load: int, table: str) -> HttpResponse:
    """Give out the rows of a table that were held back, to be mended; who takes them is kept."""
    area = area_for(request.user, slug, Permission.LOAD_DATA)
    row = _load(area, load)
    held = row.tables.filter(table=table).first()
    if held is None or not held.quarantined or row.state != Load.COMPLETE:
        raise Http404
    if request.method != "POST":
        context = {
            "load": row,
            "table": held,
            "words": source_of(row.source).table(table).words,
            "form": MendForm(),
            "faults": [one for one in faults_of(row) if one.table == table],
        }
        return _drawn(request, "quarantine", area, context)
    lines = give_out_quarantine(by=request.user.actor, load=row, table=table)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.pk}-{table}.csv"'
    return answer


@require_POST
def mend(request: HttpRequest, slug: str, load: int, table: str) -> HttpResponse:
    """Take mended rows in as a load of their own, with the day and purpose of the one they mend."""
    area = area_for(request.user, slug, Permission.LOAD_DATA)
    row = _load(area, load)
    held = get_object_or_404(row.tables, table=table)
    form = MendForm(request.POST, request.FILES)
    if form.is_valid():
        extract = Extract(
            area=area,
            source=source_of(row.source),
            files=(),
            digest="",
            purpose=row.purpose,
            on=row.extract_on,
            partner=row.partner,
            made_up=row.made_up,
            engine=row.engine,
            mends=row,
        )
        try:
            return _sent(request, extract, form.cleaned_data["files"], None)
        except UserError as wrong:
            form.add_error("files", wrong.message)
    context = {
        "load": row,
        "table": held,
        "words": source_of(row.source).table(table).words,
        "form": form,
        "faults": [one for one in faults_of(row) if one.table == table],
    }
    return _drawn(request, "quarantine", area, context, status=400)


def _load(area: LocalArea, number: int) -> Load:
    rows = Load.objects.filter(area=area).prefetch_related("tables", "faults")
    return get_object_or_404(rows.select_related("area", "mends"), pk=number)


def _drawn(
    request: HttpRequest, name: str, area: LocalArea, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {"area": area, "here": "dataset", "made_up": made_up(area)} | context
    return render(request, f"dataset/{name}.html", context, status=status)
