"""The records of one person, each with the step that linked it and what it rests on."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.areas.models import LocalArea

from ..models import Joining
from ..rules.comparing import Line, side_by_side, without_places
from ..sources import all_sources
from .shields import shielded
from .spine import part_of_spine, said_of_records

STEP_WORDS = {
    "single": "Alone: no other record was linked to it",
    "identical": "Says just the same as another record",
    "reference": "The same reference in one source",
    "nhs_number": "The same NHS number and date of birth",
    "nhs_number_near_birth": "The same NHS number and surname, date of birth almost the same",
    "nhs_number_names": "The same NHS number and names, a date of birth missing",
    "upn": "The same pupil number and date of birth",
    "upn_near_birth": "The same pupil number and surname, date of birth almost the same",
    "upn_names": "The same pupil number and names, a date of birth missing",
    "uln": "The same learner number and date of birth",
    "uln_near_birth": "The same learner number and surname, date of birth almost the same",
    "uln_names": "The same learner number and names, a date of birth missing",
    "demographics": "The same names, date of birth and postcode",
    "traced": "What came back from tracing the NHS number",
    "likelihood": "Likely, by all that both say",
    "decided": "Decided by people",
}
EVIDENCE_WORDS = {
    "agree": "agree",
    "near": "nearly agree",
    "differ": "differ",
    "missing": "missing",
}


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """One record of a person: where it came from, what it says, and why it is this person's."""

    record: str
    source: str
    on: date | None
    lines: tuple[Line, ...]
    step: str
    score: float | None
    evidence: tuple[tuple[str, str], ...]


def records_linked(area: LocalArea, person: str) -> list[LinkedRecord]:
    """Return the records of a person after the latest run, by source and day; none where unknown.

    Of a shielded person what tells a place is hidden. Whoever shows it writes the reading down.
    """
    links = part_of_spine(area, "links", "person", {person})
    said = said_of_records(area, [row["record"] for row in links])
    hidden = shielded(area)
    shown = without_places if hidden.hides(person) else dict[str, Any]
    found = [_linked(row, shown(said[row["record"]])) for row in links if row["record"] in said]
    return sorted(found, key=lambda one: (one.source, one.on or date.min, one.record))


def _linked(link: dict[str, Any], said: dict[str, Any]) -> LinkedRecord:
    source = all_sources().get(link["source"])
    return LinkedRecord(
        record=link["record"],
        source=source.words if source else link["source"],
        on=link["extract_on"],
        lines=side_by_side(said, {}),
        step=STEP_WORDS.get(link["step"], str(link["step"]).replace("_", " ")),
        score=link["score"],
        evidence=_evidence(link["evidence"]),
    )


def _evidence(said: str | None) -> tuple[tuple[str, str], ...]:
    """Return which fields agree, nearly agree, differ or are missing, in words."""
    try:
        told = json.loads(said or "{}")
    except ValueError:
        return ()
    return tuple(
        (words, ", ".join(str(name).replace("_", " ") for name in told[key]))
        for key, words in EVIDENCE_WORDS.items()
        if told.get(key)
    )


def joinings_about(area: LocalArea, person: str) -> list[Joining]:
    """Return what was joined to and parted from a person by hand, the newest first."""
    every = Joining.objects.filter(area=area).order_by("-pk")
    return [one for one in every if person in (one.person, one.other)]
