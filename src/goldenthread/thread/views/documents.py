"""The source documents and what rests on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.documents.models import Document
from goldenthread.intake.queries.progress import unfinished_documents

from ..queries.resting import page_of_document


@require_safe
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """List the documents of an area."""
    area = area_for(request.user, slug, Permission.SEE)
    rows = Document.objects.filter(area=area).prefetch_related("parts").order_by("-received_at")
    may_repair = Permission.REPAIR in area.permitted
    context = {
        "area": area,
        "here": "documents",
        "documents": list(rows),
        "unfinished": unfinished_documents(area.pk) if may_repair else set(),
    }
    return render(request, "thread/documents.html", context)


@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a document with its passages marked and what rests on each."""
    area = area_for(request.user, slug, Permission.SEE)
    found = get_object_or_404(Document, area=area, pk=pk)
    context = {
        "area": area,
        "here": "documents",
        "document": found,
        "parts": list(found.parts.all()),
        "page": page_of_document(found, area.slug, request.GET.get("from"), request.GET.get("to")),
        "superseded_by": found.superseded_by.first(),
    }
    return render(request, "thread/document.html", context)
