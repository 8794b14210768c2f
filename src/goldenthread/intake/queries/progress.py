"""Documents brought in and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.documents.models import Document

from ..models import Intake, ReadPart
from .entering import recorded_inspection
from .repair import Counts, counts_of, parts_of


@dataclass(frozen=True, slots=True)
class Progress:
    """One document, its parts, and what is left to do."""

    intake: Intake
    parts: list[ReadPart]
    counts: Counts
    recorded: dict[int, str]


def intake_of(area_id: int, document_pk: int) -> Intake | None:
    """Return the intake of a document of this area, if it has been brought in."""
    rows = Intake.objects.select_related("document", "improvement_plan")
    return rows.filter(document__area_id=area_id, document_id=document_pk).first()


def progress_of(intake: Intake) -> Progress:
    """Return how far one document has come."""
    parts = parts_of(intake)
    entered = {} if intake.finished_at else {part.pk: recorded_inspection(part) for part in parts}
    titles = {pk: inspection.title for pk, inspection in entered.items() if inspection}
    return Progress(intake, parts, counts_of(intake), titles)


def in_progress(area_id: int, documents: Iterable[int] = ()) -> list[Progress]:
    """Return the documents asked for, or else all that are not finished, newest first."""
    rows = Intake.objects.filter(document__area_id=area_id).select_related("document")
    asked = list(documents)
    rows = rows.filter(document_id__in=asked) if asked else rows.filter(finished_at=None)
    return [progress_of(intake) for intake in rows[:20]]


def versions_to_name(area_id: int) -> list[Document]:
    """Return the documents that a new file could be a newer version of."""
    return list(Document.objects.filter(area_id=area_id).order_by("-received_at"))
