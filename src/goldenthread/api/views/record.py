"""What may be read of an area: inspections, plans, promises, meetings, decisions and reports."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from ninja import Query, Router

from goldenthread.accounts.rules import Permission, Scope
from goldenthread.areas.models import LocalArea
from goldenthread.improvement.models import ImprovementPlan, Promise
from goldenthread.reports.rules import Form

from .. import forms, queries
from .answers import MOST, page_from, page_of
from .doors import Refusal, area_of

router = Router(tags=["Record"])
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
AsAt = Annotated[
    date | None, Query(description="The day the record is given as it stood on; today without it")
]
MEDIA = {
    Form.HTML: "text/html; charset=utf-8",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
FILES = {
    media: {"schema": {"type": "string", "contentMediaType": media.partition(";")[0]}}
    for media in MEDIA.values()
}
NOT_COME = "The day in as_at has not come yet. Ask for today or a day before it."


def seen(request: HttpRequest, slug: str) -> LocalArea:
    """Return the area whose record is read."""
    return area_of(request, slug, Scope.READ, Permission.SEE)


def day_of(as_at: date | None) -> date:
    """Return the day asked for, or refuse one that has not come."""
    today = timezone.localdate()
    if as_at is not None and as_at > today:
        raise Refusal(400, "Not a day past", NOT_COME)
    return as_at or today


def plan_of(area: LocalArea, key: int) -> ImprovementPlan:
    """Return a plan of an area by its key."""
    return get_object_or_404(ImprovementPlan, area=area, pk=key)


@router.get("/areas", response=forms.Page[forms.AreaOut], summary="The area of this token")
def areas(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """Return the local area that the token is for."""
    return page_from(request, queries.areas_for(vars(request)["auth"]), limit, offset)


@router.get(
    "/areas/{slug}/inspections",
    response=forms.Page[forms.InspectionOut],
    summary="Inspections and what they required",
)
def inspections(
    request: HttpRequest, slug: str, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Return the inspections of the area, each in its regime's own shape."""
    return page_from(request, queries.inspections(seen(request, slug)), limit, offset)


@router.get("/areas/{slug}/plans", response=forms.Page[forms.PlanOut], summary="Improvement plans")
def plans(request: HttpRequest, slug: str, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """Return the improvement plans of the area."""
    return page_from(request, queries.plans(seen(request, slug)), limit, offset)


@router.get(
    "/areas/{slug}/plans/{plan}/promises",
    response=forms.Page[forms.PromiseOut],
    summary="Promises, as families read them",
)
def promises(
    request: HttpRequest, slug: str, plan: int, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Return the promises of a plan that are not withheld."""
    improvement_plan = plan_of(seen(request, slug), plan)
    rows = Promise.objects.filter(improvement_plan=improvement_plan, withheld_since=None)
    items = [queries.promise_row(row) for row in rows[offset : offset + limit]]
    return page_of(request, rows.count(), items, offset)


@router.get("/areas/{slug}/meetings", response=forms.Page[forms.MeetingOut], summary="Meetings")
def meetings(
    request: HttpRequest,
    slug: str,
    start: date | None = None,
    end: date | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Return the meetings of the area's bodies between two days, all without them."""
    rows = queries.meetings(seen(request, slug), start or queries.FIRST, end or queries.LAST)
    return page_from(request, rows, limit, offset)


@router.get(
    "/areas/{slug}/decisions",
    response=forms.Page[forms.DecisionOut],
    summary="Decisions that were to come back",
)
def decisions(
    request: HttpRequest, slug: str, as_at: AsAt = None, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Return the decisions that leave something to be done, as they stood on a day."""
    rows = queries.decisions(seen(request, slug), day_of(as_at))
    return page_from(request, rows, limit, offset)


@router.get(
    "/areas/{slug}/reports", response=forms.Page[forms.ReportOut], summary="Published reports"
)
def reports(
    request: HttpRequest, slug: str, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Return the published reports of the area."""
    return page_from(request, queries.reports(seen(request, slug)), limit, offset)


@router.get(
    "/areas/{slug}/reports/{key}/file/{form}",
    response=None,
    summary="A published report as a file",
    openapi_extra={"responses": {200: {"description": "The file", "content": FILES}}},
)
def report_file(request: HttpRequest, slug: str, key: int, form: Form) -> HttpResponse:
    """Return a published report as it was made on the day it was published; never made anew."""
    found = queries.rendering(seen(request, slug), key, form)
    if found is None:
        raise Http404("There is no such published report here, or this file is not made yet.")
    etag = f'"{found.sha256[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": etag})
    name = slugify(f"{found.report.title} {found.report.as_at}")
    return HttpResponse(
        bytes(found.data),
        content_type=MEDIA[form],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{form}"',
            "ETag": etag,
            "Cache-Control": "private, no-cache",
        },
    )
