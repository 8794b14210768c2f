"""Made-up contacts with advisers and regulators: what was shared, said, advised and answered."""

from datetime import date

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.inspections.changes import answer_advice, record_contact
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import (
    About,
    ContactKind,
    DraftContact,
    DraftNote,
    DraftShared,
    Side,
)
from goldenthread.inspections.rules.contacts import Taken

from .diary import when
from .files import Row, day, load_file


def make_contacts(*, by: Actor, area: LocalArea, inspection: Inspection) -> None:
    """Record the made-up contacts, and what was done with the advice given there."""
    for row in load_file("contacts")["contacts"]:
        contact = record_contact(
            by=by,
            area=area,
            inspection=inspection,
            draft=DraftContact(
                ContactKind(row["kind"]),
                when(row),
                row["title"],
                by_whom=row["by_whom"],
                record_words=row["record"],
                record_on=day(row["recorded"]),
                shared=tuple(DraftShared(words) for words in row["shared"]),
                notes=tuple(_note(note) for note in row["notes"]),
                advice=tuple(_note(advice) for advice in row["advice"]),
            ),
        )
        given = contact.advice.order_by("pk")
        for advice, said in zip(given, row["advice"], strict=True):
            for answer in said["answers"]:
                answer_advice(
                    by=by,
                    advice=advice,
                    state=Taken(answer["state"]),
                    words=answer["words"],
                    role=answer["role"],
                    on=day(answer["at"]) or date.min,
                )


def _note(row: Row) -> DraftNote:
    number = row["weakness"]
    about = About("weakness", number) if number else About()
    return DraftNote(row["words"], about, Side(row.get("side", "finding")))
