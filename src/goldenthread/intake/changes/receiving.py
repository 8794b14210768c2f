"""Taking a file in: read within limits, then stored whole with everything read from it."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import PartOfDocument, hold_document, receive_document
from goldenthread.documents.models import Document
from goldenthread.documents.queries import document_with_hash
from goldenthread.inspections.models import Inspection
from goldenthread.reading.facts import Part, State
from goldenthread.reading.read import WholeReading, read_whole

from ..models import Intake, ReadFact, ReadPart
from ..queries.memory import earlier_versions, remembered
from ..rules.gathering import Gathered, doubts_of, facts_of, skeleton_of
from ..rules.places import ENTERS
from ..rules.remembering import words_key
from .deciding import locked_intake


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file taken in, and whether its text was held already."""

    intake: Intake
    known: bool


def take_in(
    *,
    by: Actor,
    area: LocalArea,
    name: str,
    data: bytes,
    newer_version_of: Document | None = None,
) -> TakenIn:
    """Read a file and store it with its parts and facts; nothing is stored if that fails.

    UserError says what is wrong with the file. The same bytes a second time lead to what is
    already there.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = document_with_hash(area.pk, digest)
    if known is not None and known.held:
        intake = Intake.objects.filter(document=known).first()
        if intake is not None:
            return TakenIn(intake, known=True)
    read = read_whole(data, name)
    return TakenIn(_store(by, area, name, data, read, newer_version_of), known=False)


@transaction.atomic
def _store(
    by: Actor,
    area: LocalArea,
    name: str,
    data: bytes,
    read: WholeReading,
    newer_version_of: Document | None,
) -> Intake:
    lines = [(line.text, line.page) for line in read.source.lines]
    main = max(read.parts, key=lambda part: part.span[1] - part.span[0]) if read.parts else None
    document = receive_document(
        by=by,
        area=area,
        name=name[:300],
        title=(main.title if main and len(read.parts) == 1 else name)[:300],
        kind=main.kind.value if main and len(read.parts) == 1 else "agenda",
        sha256=read.source.sha256,
        media=read.source.media,
        data=data,
        lines=lines,
        parts=[PartOfDocument(p.kind.value, p.title, p.span) for p in read.parts],
        supersedes=newer_version_of,
    )
    if not document.held:
        hold_document(by=by, document=document, data=data, lines=lines, media=read.source.media)
    known = Intake.objects.filter(document=document).first()
    if known is not None:
        return known
    intake = Intake.objects.create(document=document, opened_at=timezone.now(), opened_by=by.name)
    _add_parts(intake, read.parts)
    record(
        by=by,
        verb="take_in",
        subject="intake",
        ref=intake.pk,
        after={"document": document.pk, "parts": len(read.parts)},
    )
    return intake


def _add_parts(intake: Intake, parts: list[Part]) -> None:
    for position, part in enumerate(parts):
        row = ReadPart.objects.create(
            intake=intake,
            position=position,
            kind=part.kind.value,
            title=part.title[:300],
            line_from=part.span[0],
            line_to=part.span[1],
            area_named=str(part.facts.get("area") or "")[:200],
            framework=str(part.facts.get("framework") or "")[:10],
            taken=part.kind.value in ENTERS and not _recorded(intake, part),
            notes=list(dict.fromkeys(doubts_of(part))),
            skeleton=skeleton_of(part),
        )
        _add_facts(row, facts_of(part))


def _recorded(intake: Intake, part: Part) -> bool:
    """Say whether the inspection that a letter or report tells of is recorded already."""
    begun = part.facts.get("inspected_from")
    if part.kind.value == "statement" or not begun:
        return False
    same = Inspection.objects.filter(area_id=intake.document.area_id, inspected_from=begun)
    return same.exists()


def _add_facts(part: ReadPart, gathered: list[Gathered]) -> None:
    texts = {f.place.key: str(f.value) for f in gathered if f.place.field == "text"}
    rows = []
    for position, fact in enumerate(gathered):
        place = fact.place
        otherwise = f"{place.key} {place.item} {texts.get(place.key, '')}"
        rows.append(
            ReadFact(
                part=part,
                position=position,
                noun=place.noun,
                key=place.key[:200],
                field=place.field,
                item=place.item[:40],
                form=fact.form.value,
                state=fact.state.value,
                reason=fact.reason,
                read=fact.value,
                value=fact.value,
                alternatives=fact.alternatives,
                cites=fact.cites,
                bundle=fact.bundle,
                cause=fact.cause,
                words_key=words_key(place.noun, place.field, fact.words, fact.value, otherwise),
            )
        )
    _remember(part, rows)
    ReadFact.objects.bulk_create(rows, batch_size=500)


def _remember(part: ReadPart, rows: list[ReadFact]) -> None:
    """Apply what people decided of the same words in an earlier version of this document."""
    earlier = earlier_versions(part.intake.document, part.kind, part.title)
    if not earlier:
        return
    known = remembered(earlier, part.kind, (row.words_key for row in rows))
    for row in rows:
        before = known.get(row.words_key)
        if before is not None:
            row.value = before.value
            row.state = State.SURE.value
            verb = "corrected" if before.decided == "corrected" else "accepted"
            row.reason, row.bundle, row.cause = f"As you {verb} it before.", "", ""
            row.remembered = True


@transaction.atomic
def choose_parts(*, by: Actor, intake: Intake, taken: set[int]) -> None:
    """Say which parts of a document are to enter the record; only some kinds can."""
    locked_intake(intake)
    parts = list(ReadPart.objects.filter(intake=intake))
    for part in parts:
        part.taken = part.pk in taken and part.kind in ENTERS
    ReadPart.objects.bulk_update(parts, ["taken"])
    record(
        by=by,
        verb="choose_parts",
        subject="intake",
        ref=intake.pk,
        after={"taken": [part.position for part in parts if part.taken]},
    )
