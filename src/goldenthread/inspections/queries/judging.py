"""What inspectors judged, notice that they come back, and what is expected after, as of a day."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from ..models import (
    Inspection,
    Judgement,
    NextStep,
    ProgressSaid,
    ReturnDraft,
    TimetableSlot,
    VisitNotice,
)
from ..rules import Judged, was_on
from .inspecting import has_said

Said = TypeVar("Said", Judgement, ProgressSaid)


def as_recorded(row: Said, on: date) -> Said:
    """Return a row, not to be saved, as it was recorded on a day: before it was put right."""
    for name, value in (was_on(row.corrected, on) or {}).items():
        setattr(row, name, value)
    row.corrected = [c for c in row.corrected if date.fromisoformat(c["on"]) <= on]
    return row


@dataclass(frozen=True, slots=True)
class Expected:
    """A judgement of not sufficient progress and what is expected after it; empty is not known."""

    judgement: Judgement
    steps: tuple[NextStep, ...]


def judgements_on(inspection: Inspection, on: date) -> list[Judgement]:
    """Return what was judged of an inspection's weaknesses by a day: the last word on each."""
    rows = Judgement.objects.filter(inspection__follows=inspection)
    last: dict[int, Judgement] = {}
    for row in rows.select_related("inspection", "weakness").order_by("inspection__inspected_from"):
        if has_said(row.inspection, on):
            last[row.weakness_id] = as_recorded(row, on)
    return sorted(last.values(), key=lambda row: row.weakness.number)


def progress_said_on(inspection: Inspection, on: date) -> list[ProgressSaid]:
    """Return what monitoring inspections said of a report's priority actions by a day: the last."""
    rows = ProgressSaid.objects.filter(inspection__follows=inspection)
    last: dict[int, ProgressSaid] = {}
    rows = rows.select_related("inspection", "priority_action")
    for row in rows.order_by("inspection__inspected_from", "pk"):
        if has_said(row.inspection, on):
            last[row.priority_action_id] = as_recorded(row, on)
    return sorted(last.values(), key=lambda row: row.priority_action.number)


def open_return_draft(inspection: Inspection) -> ReturnDraft | None:
    """Return the draft of a return that is neither entered nor set aside, None without one."""
    rows = ReturnDraft.objects.filter(inspection=inspection, entered_as=None, set_aside_on=None)
    return rows.first()


def notices_of(inspection: Inspection, on: date) -> list[VisitNotice]:
    """Return every notice of a visit given by a day, the last first, withdrawn ones among them."""
    rows = VisitNotice.objects.filter(inspection=inspection, given_on__lte=on)
    return list(rows.select_related("document").order_by("-given_on", "-pk"))


def standing_notice(inspection: Inspection, on: date) -> VisitNotice | None:
    """Return the last notice of a visit that was not withdrawn by a day."""
    for notice in notices_of(inspection, on):
        if notice.withdrawn_on is None or notice.withdrawn_on > on:
            return notice
    return None


def timetable_of(notice: VisitNotice, on: date) -> list[TimetableSlot]:
    """Return the lines of a visit's timetable as agreed by a day, in order."""
    standing = Q(struck_on=None) | Q(struck_on__gt=on)
    rows = TimetableSlot.objects.filter(standing, notice=notice, agreed_on__lte=on)
    return list(rows.order_by("day", "starts", "pk"))


def steps_after(inspection: Inspection, on: date) -> list[NextStep]:
    """Return everything expected after a visit or report, as was known by a day."""
    rows = NextStep.objects.filter(inspection=inspection, on__lte=on)
    return list(rows.select_related("judgement__weakness", "document"))


def expected_after(revisit: Inspection, on: date) -> list[Expected]:
    """Return each weakness judged not sufficient with what was expected of the area by a day."""
    if not has_said(revisit, on):
        return []
    by_judgement: dict[int | None, list[NextStep]] = {}
    for step in steps_after(revisit, on):
        by_judgement.setdefault(step.judgement_id, []).append(step)
    rows = Judgement.objects.filter(inspection=revisit).select_related("weakness")
    return [
        Expected(row, tuple(by_judgement.get(row.pk, [])))
        for row in (as_recorded(row, on) for row in rows)
        if row.judged == Judged.NOT_SUFFICIENT.value
    ]
