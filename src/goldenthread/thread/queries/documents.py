"""Which documents of an area were there on a day."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from goldenthread.documents.models import Document
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import said_on


def days_of(documents: Collection[Document]) -> dict[int, date]:
    """Return the day from which each document counts, by key.

    It is the day the document is of; without one, the day on which the inspection whose letter or
    report it is had spoken; without that too, the day on which it came in.
    """
    letters = Inspection.objects.filter(document__in=[row.pk for row in documents])
    spoken = {row.document_id: said_on(row) for row in letters}
    return {
        row.pk: row.dated or spoken.get(row.pk) or timezone.localdate(row.received_at)
        for row in documents
    }


def there_on(documents: Collection[Document], on: date) -> list[Document]:
    """Return those documents that were there on a day, in the order given; today, all of them."""
    if on >= timezone.localdate():
        return list(documents)
    days = days_of(documents)
    return [row for row in documents if days[row.pk] <= on]


def newer_on(document: Document, on: date) -> Document | None:
    """Return the newer version that had taken a document's place by a day, if any."""
    newer = there_on(list(document.superseded_by.order_by("received_at", "pk")), on)
    return newer[0] if newer else None
