"""Exempt papers: given only to the members of the body and who keeps its meetings."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission

from ..models import Paper
from ..queries.people import sees_exempt

EXEMPT = (
    "This paper is exempt from publication. Members of the body and those who keep its meetings "
    "can open it."
)


@require_safe
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Open a paper: an open one in the area's documents, an exempt one as a file."""
    area = area_for(request.user, slug, Permission.SEE)
    rows = Paper.objects.select_related("item__meeting__body")
    row = get_object_or_404(rows, item__meeting__body__area=area, pk=pk)
    if row.document_id is not None:
        return redirect(reverse("thread:document", args=[slug, row.document_id]))
    body = row.item.meeting.body
    if not sees_exempt(request.user, area, body, timezone.localdate()):
        raise PermissionDenied(EXEMPT)
    answer = HttpResponse(bytes(row.exempt_content.data), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer
