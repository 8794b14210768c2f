"""The dates of an inspection as they are recorded, each with where it stands."""

from collections.abc import Iterator, Mapping
from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision, day_words
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import revisit_due
from goldenthread.inspections.rules import Event
from goldenthread.reading.facts import Citation

from ..rules.view import DatedFact
from .citing import Cites

EVENTS = {
    Event.FIT_FOR_PURPOSE.value: "accepted",
    Event.LETTER_PUBLISHED.value: "letter published",
}


def recorded_dates(
    inspection: Inspection, names: Mapping[int, str], on: date | None = None
) -> list[DatedFact]:
    """Return when inspectors came, what they wrote when, acceptance, and when a revisit is due.

    With a day, what had come by then.
    """
    last = on or date.max
    return [*_of_the_letter(inspection, names, last), *_of_events(inspection, names, on)]


def _of_the_letter(
    inspection: Inspection, names: Mapping[int, str], on: date
) -> Iterator[DatedFact]:
    cites = Cites("inspection", [inspection.pk], names).by_field(inspection.pk)
    anywhere = next(iter(cites.values()), None)
    first, last = inspection.inspected_from, inspection.inspected_to
    if first and last:
        words = f"{day_words(first)} to {day_words(last)}"
        where = cites.get("inspected_from") or cites.get("inspected_to") or anywhere
        when = FuzzyDate(words, first, last, Precision.RANGE)
        yield DatedFact("inspection", when, where or _unplaced(inspection, words), True)
    for field, event in (("letter_dated", "letter dated"), ("published", "letter published")):
        if (day := getattr(inspection, field)) and day <= on:
            where = cites.get(field) or anywhere or _unplaced(inspection, day_words(day))
            yield _on(event, day, where)


def _of_events(
    inspection: Inspection, names: Mapping[int, str], on: date | None
) -> Iterator[DatedFact]:
    rows = list(inspection.events.filter(event__in=EVENTS, on__lte=on or date.max))
    cites = Cites("inspection_event", [row.pk for row in rows], names)
    due = revisit_due(inspection, on)
    for row in rows:
        where = cites.first(row.pk) or _unplaced(inspection, str(row))
        yield _on(EVENTS[row.event], row.on, where)
        if due and row.event == Event.FIT_FOR_PURPOSE.value:
            yield _on("revisit due", due, where)


def _on(event: str, day: date, where: Citation) -> DatedFact:
    return DatedFact(event, FuzzyDate(day_words(day), day, day, Precision.DAY), where)


def _unplaced(inspection: Inspection, words: str) -> Citation:
    """Cite a date that was recorded by hand, with no passage behind it."""
    return Citation(inspection.title, words)
