"""What every page of a document asks first: which area, whether one may, and which document."""

from django.http import Http404, HttpRequest

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Document

from ..models import Intake
from ..queries.progress import intake_of


def area_to_repair(request: HttpRequest, slug: str) -> LocalArea:
    """Return the area, or refuse anyone who may not repair there."""
    return area_for(request.user, slug, Permission.REPAIR)


def document_of(area: LocalArea, pk: int) -> Document:
    """Return a document of this area, 404 for any other."""
    document = Document.objects.filter(area=area, pk=pk).first()
    if document is None:
        raise Http404("There is no such document in this area.")
    return document


def brought_in(area: LocalArea, pk: int) -> Intake:
    """Return the intake of a document of this area, 404 where none was brought in."""
    intake = intake_of(area.pk, pk)
    if intake is None:
        raise Http404("That document has not been brought in here.")
    return intake
