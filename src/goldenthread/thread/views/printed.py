"""The plan and its check to take away."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.writing.findings import findings_docx, findings_xlsx
from goldenthread.writing.model import Layout, PrintedImprovementPlan
from goldenthread.writing.plan_document import docx_of
from goldenthread.writing.plan_workbook import ods_of, xlsx_of

from ..queries.check import check_page
from ..queries.printed import printed_plan
from ..queries.then import plans_on, worked_to
from ..rules import printed_findings
from .places import area_at, plan_or_404

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
LAYOUT_WORDS = {
    Layout.STATEMENT: "Statement of action: the table by working group",
    Layout.ACCELERATED_PROGRESS_PLAN: "Accelerated progress plan: by weakness, with milestones",
    Layout.PRIORITY_ACTION_PLAN: "Priority action plan: by area for priority action",
}


def as_file(data: bytes, name: str, form: str) -> HttpResponse:
    """Return bytes as a file to keep."""
    response = HttpResponse(data, content_type=MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{form}"'
    return response


def _day_in_name(request: HttpRequest) -> str:
    """Return what the name of a file ends with that shows a day in the past."""
    return f" as it stood on {request.as_at.isoformat()}" if request.past else ""


def _bytes_of(plan: PrintedImprovementPlan, layout: Layout, form: str) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx_of(plan, layout),
        "xlsx": lambda: xlsx_of(plan),
        "ods": lambda: ods_of(plan),
    }
    return makers[form]()


@require_safe
def take_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer every plan that an area had begun by a day, in every layout and form."""
    area, on = area_at(request, slug), request.as_at
    begun = plans_on(area.pk, on)
    current = worked_to(begun)
    context = {
        "area": area,
        "here": "plan",
        "true_at": on,
        "plans": sorted(begun, key=lambda plan: plan != current),
        "layouts": LAYOUT_WORDS,
    }
    return render(request, "thread/take_away.html", context)


@require_safe
def printed(request: HttpRequest, slug: str, pk: int, layout: str, form: str) -> HttpResponse:
    """Give a plan as it stood on a day as a file: a document, or a workbook that reads back."""
    area = area_at(request, slug)
    chosen = next((row for row in plans_on(area.pk, request.as_at) if row.pk == pk), None)
    if chosen is None or layout not in set(Layout) or form not in MEDIA:
        raise Http404("There is no such plan, layout or form here.")
    plan = printed_plan(chosen, request.as_at)
    name = f"{chosen.title} {layout}{_day_in_name(request)}"
    return as_file(_bytes_of(plan, Layout(layout), form), name, form)


@require_safe
def check_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the findings of the check of a day that nobody had answered, ranked, as a file."""
    area, on = area_at(request, slug), request.as_at
    if form not in ("docx", "xlsx"):
        raise Http404("The findings can be had as docx or xlsx.")
    found = check_page(plan_or_404(area, on), on)
    title = f"Plan check: {area.name}{_day_in_name(request) or f', {on.isoformat()}'}"
    rows = printed_findings([*found.first, *found.rest])
    maker = findings_docx if form == "docx" else findings_xlsx
    return as_file(maker(title, rows), title, form)
