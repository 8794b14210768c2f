"""Documents brought in and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Intake, ReadPart
from .counts import Counts, added, parts_by_intake
from .entering import recorded_titles

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """One document, its parts with what is counted of each, and what is left to do."""

    intake: Intake
    parts: list[tuple[ReadPart, Counts]]
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
    parts = parts_by_intake(intakes)
    known = recorded_titles(area_id, [part.pk for own in parts.values() for part, _ in own])
    return [
        Progress(
            intake,
            parts.get(intake.pk, []),
            added(counts for part, counts in parts.get(intake.pk, []) if part.taken),
            {} if intake.finished_at else known,
        )
        for intake in intakes
    ]
