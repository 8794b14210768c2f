"""What other rooms may read of inspections."""

from dataclasses import dataclass
from datetime import date

from .models import Inspection, InspectionEvent, RegimeClock
from .rules import ClockRule, Event, InspectionKind, applies, due_on


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit running from an event: what, since when, due when, and how sure the rule is."""

    name: str
    started_by: InspectionEvent
    due: date
    confirmed: bool
    source: str


def latest_full_inspection(area_id: int) -> Inspection | None:
    """Return the last full inspection of an area, or None when none is recorded."""
    full = Inspection.objects.filter(area_id=area_id, kind=InspectionKind.FULL.value)
    return full.order_by("-inspected_from", "-id").first()


def revisit_of(inspection: Inspection) -> Inspection | None:
    """Return the revisit that follows an inspection, if it has happened."""
    return inspection.followed_by.filter(kind=InspectionKind.REVISIT.value).first()


def clocks_of(inspection: Inspection) -> list[Clock]:
    """Return the clocks that the events of an inspection start, by due date."""
    rules = [
        ClockRule(
            c.code,
            c.name,
            Event(c.starts_with),
            c.amount,
            c.unit,
            c.valid_from,
            c.valid_to,
            c.confirmed,
            c.source,
        )
        for c in RegimeClock.objects.filter(regime=inspection.regime)
    ]
    clocks = [
        Clock(rule.name, event, due_on(rule, event.on), rule.confirmed, rule.source)
        for event in inspection.events.all()
        for rule in rules
        if rule.starts_with.value == event.event and applies(rule, event.on)
    ]
    return sorted(clocks, key=lambda clock: clock.due)


def revisit_due(inspection: Inspection) -> date | None:
    """Return the day by which the revisit was due, or None where nothing yet starts that clock."""
    for clock in clocks_of(inspection):
        if clock.started_by.event == Event.FIT_FOR_PURPOSE.value:
            return clock.due
    return None
