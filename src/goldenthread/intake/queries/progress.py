"""Documents brought in and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Intake, ReadPart
from .entering import recorded_titles
from .repair import Counts, counts_by_intake, parts_by_intake

MOST_SHOWN = 20


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


def unfinished_documents(area_id: int) -> set[int]:
    """Return the documents of an area of which a part is to enter the record but has not yet."""
    rows = Intake.objects.filter(document__area_id=area_id, finished_at=None, parts__taken=True)
    return set(rows.values_list("document_id", flat=True))


def in_progress(area_id: int, documents: Iterable[int] = ()) -> list[Progress]:
    """Return the documents asked for, or else all that are not finished, newest first."""
    rows = Intake.objects.filter(document__area_id=area_id).select_related("document")
    asked = list(documents)
    rows = rows.filter(document_id__in=asked) if asked else rows.filter(finished_at=None)
    intakes = list(rows[:MOST_SHOWN])
    counts, parts = counts_by_intake(intakes), parts_by_intake(intakes)
    recorded = recorded_titles(area_id, [part.pk for own in parts.values() for part in own])
    return [
        Progress(
            intake,
            parts.get(intake.pk, []),
            counts.get(intake.pk, Counts()),
            {} if intake.finished_at else recorded,
        )
        for intake in intakes
    ]
