"""The source documents and what rests on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goldenthread.accounts.rules import Permission
from goldenthread.documents.models import Document
from goldenthread.intake.queries.progress import unfinished_documents

from ..queries.documents import newer_on, there_on
from ..queries.resting import page_of_document
from .places import area_at


@require_safe
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """List the documents of an area that were there on a day."""
    area, on = area_at(request, slug), request.as_at
    rows = Document.objects.filter(area=area).prefetch_related("parts", "superseded_by")
    every = list(rows.order_by("-received_at"))
    there = there_on(every, on)
    may_repair = Permission.REPAIR in area.permitted
    context = {
        "area": area,
        "here": "documents",
        "true_at": on,
        "documents": there,
        "there": {row.pk for row in there},
        "undated": sum(row.dated is None for row in every) - sum(d.dated is None for d in there),
        "unfinished": unfinished_documents(area.pk) if may_repair else set(),
    }
    return render(request, "thread/documents.html", context)


@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a document as it stood on a day, its passages marked and what rests on each."""
    area, on = area_at(request, slug), request.as_at
    found = get_object_or_404(Document, area=area, pk=pk)
    if not there_on([found], on):
        later = {"area": area, "here": "documents", "true_at": on, "document": found}
        return render(request, "thread/document_later.html", later)
    asked = request.GET.get("from"), request.GET.get("to")
    context = {
        "area": area,
        "here": "documents",
        "true_at": on,
        "document": found,
        "parts": list(found.parts.all()),
        "page": page_of_document(found, area.slug, *asked, on),
        "superseded_by": newer_on(found, on),
    }
    return render(request, "thread/document.html", context)
