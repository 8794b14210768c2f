"""Which inspections an area has had, what followed them, and what was known on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ..models import Inspection, InspectionEvent
from ..rules import Dated, Event, InspectionKind, Standing, standing

# An area hears of these in writing; a due day is known since the last of them before it.
_IN_WRITING = frozenset({Event.LETTER_RECEIVED, Event.LETTER_PUBLISHED, Event.NOT_FIT_FOR_PURPOSE})


def said_on(inspection: Inspection) -> date | None:
    """Return the day on which an inspection's letter or report was known, None if undated."""
    days = (inspection.letter_dated, inspection.published)
    return min((d for d in days if d), default=inspection.inspected_to or inspection.inspected_from)


def has_said(inspection: Inspection, on: date) -> bool:
    """Say whether an inspection's letter or report was known on a day; an undated one always is."""
    day = said_on(inspection)
    return day is None or day <= on


def _begun(on: date) -> Q:
    return Q(inspected_from__lte=on) | Q(inspected_from=None)


def inspections_of(area_id: int, on: date) -> list[Inspection]:
    """Return the inspections of an area that had begun by a day, the newest first."""
    rows = Inspection.objects.filter(_begun(on), area_id=area_id)
    return list(rows.select_related("document", "follows").order_by("-inspected_from", "-id"))


def latest_full_inspection(area_id: int, on: date | None = None) -> Inspection | None:
    """Return the last full inspection of an area, begun by a day if given; None without any."""
    full = Inspection.objects.filter(area_id=area_id, kind=InspectionKind.FULL.value)
    if on is not None:
        full = full.filter(_begun(on))
    return full.order_by("-inspected_from", "-id").first()


def revisit_of(inspection: Inspection, on: date | None = None) -> Inspection | None:
    """Return the revisit that follows an inspection, if it had happened by a day if given."""
    rows = inspection.followed_by.filter(kind=InspectionKind.REVISIT.value)
    return (rows if on is None else rows.filter(_begun(on))).first()


def came_back(inspection: Inspection, on: date) -> list[Inspection]:
    """Return the revisits and monitoring inspections after an inspection, begun by a day."""
    kinds = (InspectionKind.REVISIT.value, InspectionKind.MONITORING.value)
    rows = inspection.followed_by.filter(_begun(on), kind__in=kinds)
    return list(rows.order_by("inspected_from", "id"))


def known_from(event: InspectionEvent, events: Iterable[InspectionEvent]) -> date:
    """Return the day since which an event is known: a due day, since the letter that sets it."""
    if event.event != Event.STATEMENT_DUE.value:
        return event.on
    written = [e.on for e in events if Event(e.event) in _IN_WRITING and e.on <= event.on]
    return max(written, default=event.on)


def events_on(inspection: Inspection, on: date) -> list[InspectionEvent]:
    """Return what was known by a day to have happened, or to be due, in order."""
    events = list(inspection.events.all())
    return [event for event in events if known_from(event, events) <= on]


def progress_on(inspection: Inspection, on: date) -> Standing:
    """Return where the statement or plan that an inspection asked for stood on a day."""
    return standing([Dated(Event(e.event), e.on) for e in inspection.events.all() if e.on <= on])
