"""The plan and its check to take away."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.improvement.queries import current_improvement_plan, improvement_plans_of
from goldenthread.writing.findings import findings_docx, findings_xlsx
from goldenthread.writing.model import Layout, PrintedImprovementPlan
from goldenthread.writing.plan_document import docx_of
from goldenthread.writing.plan_workbook import ods_of, xlsx_of

from ..queries.check import check_page
from ..queries.printed import printed_plan
from ..rules import printed_findings
from .plan import current_plan_or_404

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


def _bytes_of(plan: PrintedImprovementPlan, layout: Layout, form: str) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx_of(plan, layout),
        "xlsx": lambda: xlsx_of(plan),
        "ods": lambda: ods_of(plan),
    }
    return makers[form]()


@require_safe
def take_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer every plan of an area in every layout and form."""
    area = area_for(request.user, slug, Permission.SEE)
    current = current_improvement_plan(area.pk)
    plans = sorted(improvement_plans_of(area.pk), key=lambda plan: plan != current)
    context = {
        "area": area,
        "here": "plan",
        "plans": plans,
        "layouts": LAYOUT_WORDS,
    }
    return render(request, "thread/take_away.html", context)


@require_safe
def printed(request: HttpRequest, slug: str, pk: int, layout: str, form: str) -> HttpResponse:
    """Give a plan as a file in a layout: a document, or a workbook that reads back."""
    area = area_for(request.user, slug, Permission.SEE)
    chosen = next((row for row in improvement_plans_of(area.pk) if row.pk == pk), None)
    if chosen is None or layout not in set(Layout) or form not in MEDIA:
        raise Http404("There is no such plan, layout or form here.")
    plan = printed_plan(chosen, timezone.localdate())
    return as_file(_bytes_of(plan, Layout(layout), form), f"{chosen.title} {layout}", form)


@require_safe
def check_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the findings of the plan check that nobody has answered, ranked, as a file."""
    area = area_for(request.user, slug, Permission.SEE)
    if form not in ("docx", "xlsx"):
        raise Http404("The findings can be had as docx or xlsx.")
    found = check_page(current_plan_or_404(area))
    title = f"Plan check: {area.name}, {timezone.localdate().isoformat()}"
    rows = printed_findings([*found.first, *found.rest])
    maker = findings_docx if form == "docx" else findings_xlsx
    return as_file(maker(title, rows), title, form)
