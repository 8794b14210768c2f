"""Findings as they were said, and which say again what an earlier one said."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.areas.models import LocalArea, SuccessionParty

from ..models import (
    AreaForImprovement,
    Contact,
    Finding,
    Inspection,
    MonitoringNote,
    PriorityAction,
    RepeatFinding,
    Weakness,
)
from ..rules import MAKES_FINDINGS, InspectionKind, Said, Side
from .inspecting import said_on

_OF_INSPECTIONS: dict[str, Any] = {
    "finding": Finding,
    "weakness": Weakness,
    "priority_action": PriorityAction,
    "improvement": AreaForImprovement,
}
NOUNS = {
    "finding": "Finding",
    "weakness": "Area of significant weakness",
    "priority_action": "Area for priority action",
    "improvement": "Area for improvement",
    "monitoring_note": "Said",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What one side of a repeat says: its words, what it is, and the inspection or contact."""

    noun: str
    ref: int
    text: str
    source: Inspection | Contact

    @property
    def on(self) -> date | None:
        """Return the day on which it was said."""
        return self.source.on if isinstance(self.source, Contact) else said_on(self.source)

    @property
    def area(self) -> LocalArea:
        """Return the area of which it was said: this one, or one that it took the place of."""
        return self.source.area

    @property
    def contact(self) -> Contact | None:
        """Return the contact at which it was said, None when in a letter or report."""
        return self.source if isinstance(self.source, Contact) else None

    @property
    def inspection(self) -> Inspection | None:
        """Return the inspection whose letter or report says it, None when at a contact."""
        return self.source if isinstance(self.source, Inspection) else None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A later finding beside the earlier one it may repeat, and how that was decided by a day."""

    row: RepeatFinding
    later: Words
    earlier: Words
    state: str


def areas_before(area: LocalArea) -> set[int]:
    """Return the keys of the areas that an area took the place of, and those that they did."""
    sides = SuccessionParty.objects.filter(area__isnull=False)
    ends = list(sides.values_list("succession_id", "side", "area_id"))
    before: set[int] = set()
    here = {area.pk}
    while here:
        met = {key for key, side, one in ends if side == SuccessionParty.TO and one in here}
        found = {one for key, side, one in ends if side == SuccessionParty.FROM and key in met}
        here = found - before - {area.pk}
        before |= here
    return before


def _in_inspections(areas: Iterable[int]) -> Iterator[tuple[Said, Inspection]]:
    for noun, model in _OF_INSPECTIONS.items():
        rows = model._default_manager.filter(inspection__area__in=areas).select_related(
            "inspection"
        )
        if noun == "finding":
            rows = rows.exclude(side=Side.STRENGTH.value)
        for row in rows:
            day = said_on(row.inspection)
            if day is not None:
                source = ("inspection", row.inspection_id)
                yield Said(noun, row.pk, row.text, day, source), row.inspection


def _at_contacts(areas: Iterable[int]) -> Iterator[tuple[Said, Contact]]:
    rows = MonitoringNote.objects.filter(contact__area__in=areas).exclude(side=Side.STRENGTH.value)
    for row in rows.select_related("contact"):
        source = ("contact", row.contact_id)
        yield Said("monitoring_note", row.pk, row.text, row.contact.on, source), row.contact


def said_in(area: LocalArea) -> tuple[list[Said], list[Said]]:
    """Return what may repeat something, and all that may be repeated: never a strength.

    Findings of reports, focused visits and reviews may repeat; a revisit judges the old ones. What
    was said of an area that this one took the place of may be repeated here, not repeat.
    """
    areas = [area.pk, *sorted(areas_before(area))]
    inspected, met = list(_in_inspections(areas)), list(_at_contacts(areas))
    makes = {kind.value for kind in MAKES_FINDINGS}
    later = [
        said
        for said, inspection in inspected
        if inspection.area_id == area.pk
        and inspection.kind != InspectionKind.REVISIT.value
        and said.noun != "weakness"
    ]
    later += [said for said, contact in met if contact.area_id == area.pk and contact.kind in makes]
    return later, [said for said, _ in [*inspected, *met]]


def _texts(rows: Iterable[RepeatFinding]) -> Callable[[str, int], Words]:
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        keys[row.later].add(row.later_ref)
        keys[row.earlier].add(row.earlier_ref)
    held: dict[tuple[str, int], Words] = {}
    for noun, model in _OF_INSPECTIONS.items():
        found = model._default_manager.filter(pk__in=keys[noun]).select_related("inspection__area")
        for each in found:
            held[noun, each.pk] = Words(noun, each.pk, each.text, each.inspection)
    notes = MonitoringNote.objects.filter(pk__in=keys["monitoring_note"])
    for note in notes.select_related("contact__area"):
        key = ("monitoring_note", note.pk)
        held[key] = Words(*key, note.text, note.contact)
    return lambda noun, ref: held[noun, ref]


def repeat_findings(area: LocalArea, on: date) -> list[Repeat]:
    """Return which findings known by a day may repeat an earlier one, and how that stood then.

    A decision taken after the day is not known yet; it stands as proposed.
    """
    rows = list(RepeatFinding.objects.filter(area=area, on__lte=on))
    words = _texts(rows)
    return [
        Repeat(
            row,
            words(row.later, row.later_ref),
            words(row.earlier, row.earlier_ref),
            row.state if row.decided_on and row.decided_on <= on else "proposed",
        )
        for row in rows
    ]
