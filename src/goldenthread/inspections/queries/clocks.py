"""The limits that run for an inspection, what each rests on, and how each stands on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from goldenthread.core.calendar import add_months

from ..models import Inspection, InspectionEvent, RegimeClock
from ..rules import (
    MET_BY,
    ClockRule,
    Ends,
    Event,
    InspectionKind,
    Running,
    applies,
    due_on,
    running,
)
from .inspecting import known_from

_ANSWERED = (Event.FIT_FOR_PURPOSE.value, Event.NOT_FIT_FOR_PURPOSE.value)


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit running from an event: what, since when, due when, and what it rests on.

    `confirmed` says whether `source` was seen to say so. `said` is a day that a letter gives, not
    one that is counted. `state` and `met_on` stand as of the day asked for, None without one.
    """

    code: str
    name: str
    started_by: InspectionEvent
    since: date
    due: date
    confirmed: bool
    source: str
    said: bool = False
    state: Running | None = None
    met_on: date | None = None


def _rules_of(inspection: Inspection) -> list[ClockRule]:
    """Return the limits of the regime that count for an inspection of this outcome."""
    rows = RegimeClock.objects.filter(regime=inspection.regime)
    return [
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
            c.outcome,
        )
        for c in rows
        if c.outcome in (None, inspection.outcome)
    ]


def _of_the_report(inspection: Inspection, events: Sequence[InspectionEvent]) -> Iterator[Clock]:
    """Yield the limits that a report sets itself, from the day it was received or published."""
    by_event = {Event(e.event): e for e in reversed(events)}
    start = by_event.get(Event.LETTER_RECEIVED) or by_event.get(Event.LETTER_PUBLISHED)
    months = inspection.monitoring_within_months
    years = inspection.next_inspection_within_years
    source = f"The report itself: {inspection.title}"
    if start is not None and months:
        name = "Monitoring inspection, as the report says"
        due = add_months(start.on, months)
        yield Clock("monitoring-inspection", name, start, start.on, due, True, source)
    if start is not None and years:
        name = "Next full inspection, as the report says"
        due = add_months(start.on, 12 * years)
        yield Clock("next-full", name, start, start.on, due, True, source)


def _counted(inspection: Inspection, events: Sequence[InspectionEvent]) -> list[Clock]:
    own = list(_of_the_report(inspection, events))
    told = tuple(clock.code for clock in own)
    rules = _rules_of(inspection)
    counted = [
        Clock(
            rule.code,
            rule.name,
            event,
            event.on,
            due_on(rule, event.on),
            rule.confirmed,
            rule.source,
        )
        for event in events
        for rule in rules
        if rule.starts_with.value == event.event
        and applies(rule, event.on)
        and not (told and rule.code.startswith(told))
    ]
    return [*counted, *own]


def clocks_of(inspection: Inspection, on: date | None = None) -> list[Clock]:
    """Return the limits that the events of an inspection start, by due date.

    With a day: only what was known by then, each with how it stood.
    """
    events = list(inspection.events.all())
    if on is None:
        return sorted(_counted(inspection, events), key=attrgetter("due"))
    known = [event for event in events if event.on <= on]
    return _standing(inspection, _counted(inspection, known), known, on)


def limits_of(inspection: Inspection, on: date) -> list[Clock]:
    """Return the limits counted and the due days that letters give, as they stood on a day."""
    events = list(inspection.events.all())
    said = [
        Clock(
            "said",
            "Statement or plan due, as the letter says",
            event,
            known_from(event, events),
            event.on,
            True,
            event.note or f"The letter: {inspection.title}",
            said=True,
        )
        for event in events
        if event.event == Event.STATEMENT_DUE.value and known_from(event, events) <= on
    ]
    known = [event for event in events if event.on <= on]
    return _standing(inspection, [*_counted(inspection, known), *said], known, on)


def _standing(
    inspection: Inspection, clocks: list[Clock], known: Sequence[InspectionEvent], on: date
) -> list[Clock]:
    came = _days_inspectors_came(inspection)
    found = []
    for clock in clocks:
        ends = _ends(clock, clocks, known, came)
        state, met_on = running(clock.since, clock.due, ends, on)
        found.append(replace(clock, state=state, met_on=met_on))
    return sorted(found, key=attrgetter("due"))


def _days_inspectors_came(inspection: Inspection) -> dict[InspectionKind, list[date]]:
    came: dict[InspectionKind, list[date]] = {kind: [] for kind in InspectionKind}
    for each in inspection.followed_by.all():
        if each.inspected_from:
            came[InspectionKind(each.kind)].append(each.inspected_from)
    if inspection.inspected_from:
        later = Inspection.objects.filter(
            area_id=inspection.area_id,
            kind=InspectionKind.FULL.value,
            inspected_from__gt=inspection.inspected_from,
        )
        came[InspectionKind.FULL] += [each.inspected_from for each in later if each.inspected_from]
    return came


def _ends(
    clock: Clock,
    clocks: Sequence[Clock],
    known: Sequence[InspectionEvent],
    came: dict[InspectionKind, list[date]],
) -> Ends:
    met_by = MET_BY.get(clock.code)
    again = [c.since for c in clocks if c.code == clock.code and c.since > clock.since]
    again_on = min(again, default=None)
    if isinstance(met_by, InspectionKind):
        return Ends(came[met_by], again_on=again_on)
    if met_by is None:
        return Ends(known=False, again_on=again_on)
    answered = (e.on for e in known if e.event in _ANSWERED and e.on >= clock.since)
    met = [e.on for e in known if e.event == met_by.value]
    over_on = min(
        (day for day in answered if not (clock.said and day == clock.since)), default=None
    )
    return Ends(met, over_on=over_on, again_on=again_on)


def revisit_due(inspection: Inspection, on: date | None = None) -> date | None:
    """Return the day by which the revisit was due, or None where nothing yet starts that clock."""
    for clock in clocks_of(inspection, on):
        if clock.started_by.event == Event.FIT_FOR_PURPOSE.value:
            return clock.due
    return None
