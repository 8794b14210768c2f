"""Sending people out to have their NHS numbers traced."""

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import TraceBatch
from ..queries.shields import Shielded, shielded
from ..queries.spine import part_of_spine
from ..queries.worklist import everybody
from ..rules.numbers import Number
from .reading import record_read

# Headings of a request to the Master Person Service, in its order, and where each comes from.
HEADINGS = {
    "UNIQUE_REFERENCE": "record",
    "NHS_NO": "nhs_number",
    "FAMILY_NAME": "surname",
    "GIVEN_NAME": "forename",
    "GENDER": "sex",
    "DATE_OF_BIRTH": "birth_date",
    "POSTCODE": "postcode",
}
GENDERS = {"M": "1", "F": "2"}
NEEDED = ("surname", "birth_date")


@dataclass(frozen=True, slots=True)
class Batch:
    """A file to be traced, as bytes, and what the register keeps of it."""

    data: bytes
    kept: TraceBatch


@transaction.atomic
def make_trace_batch(*, by: Actor, area: LocalArea) -> Batch:
    """Return a file of everybody whose NHS number is not traced, and note that it went out.

    Whoever has no surname or date of birth cannot be traced and is left out; of a shielded person
    the postcode is. The reading of all who are in it is written down. UserError for nobody.
    """
    wanted = [each.person for each in everybody(area) if each.status is not Number.TRACED]
    rows = list(_rows(area, wanted))
    good = [row for row in rows if all(row[name] for name in NEEDED)]
    if not good:
        raise UserError("There is nobody to be traced. No file was made.")
    hidden = shielded(area)
    record_read(
        by=by,
        area=area,
        persons=[row["person"] for row in good],
        reason="tracing",
        page="dataset:trace_batch",
    )
    data = _written(good, hidden)
    kept = TraceBatch.objects.create(
        area=area,
        by_name=by.name,
        people=len(good),
        held_back=len(wanted) - len(good),
        digest=hashlib.sha256(data).hexdigest(),
    )
    after = {"people": len(good), "left_out": kept.held_back, "sha256": kept.digest}
    record(by=by, verb="send", subject="trace_batch", ref=kept.pk, after=after)
    return Batch(data, kept)


def _rows(area: LocalArea, persons: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Yield what is best known of each person: the latest thing said that has most parts."""
    units = part_of_spine(area, "units", "person", set(persons))
    best: dict[str, dict[str, Any]] = {}
    for unit in sorted(units, key=_worth):
        best[unit["person"]] = unit
    links = part_of_spine(area, "links", "unit", {unit["unit"] for unit in best.values()})
    record_of = {row["unit"]: row["record"] for row in sorted(links, key=lambda row: row["record"])}
    for unit in sorted(best.values(), key=lambda unit: record_of[unit["unit"]]):
        yield {**unit, "record": record_of[unit["unit"]]}


def _worth(unit: dict[str, Any]) -> tuple[int, date, str]:
    parts = sum(bool(unit[name]) for name in HEADINGS.values() if name != "record")
    return parts, unit["last_on"] or date.min, unit["unit"]


def _written(rows: Iterable[dict[str, Any]], hidden: Shielded) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for row in rows:
        shown = {**row, "postcode": "" if hidden.hides(row["person"]) else row["postcode"]}
        shown["sex"] = GENDERS.get(row["sex"] or "", "0")
        shown["birth_date"] = row["birth_date"].replace("-", "")
        writer.writerow([shown[name] or "" for name in HEADINGS.values()])
    return text.getvalue().encode()
