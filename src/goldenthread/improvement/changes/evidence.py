"""Giving evidence of what became of an action."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import hold_document, receive_document
from goldenthread.documents.models import Document
from goldenthread.reading.extract import extract_bytes

from ..models import Action, Evidence, SuccessMeasure, Update
from ..rules import EvidenceKind, Grade
from .met import refuse


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """One piece of evidence: its kind says which of document, address, measure or day it needs."""

    kind: EvidenceKind
    grade: Grade
    words: str = ""
    address: str = ""
    document: Document | None = None
    measure: SuccessMeasure | None = None
    dated: date | None = None


def faults_of_evidence(draft: EvidenceDraft) -> dict[str, str]:
    """Return what a piece of evidence lacks, a sentence by the field that would mend it."""
    if draft.kind is EvidenceKind.FILE and draft.document is None:
        return {"file": "Choose the file"}
    if draft.kind is EvidenceKind.ADDRESS:
        parts = urlsplit(draft.address.strip())
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return {"address": "Give the whole address, beginning with https://"}
    if draft.kind is EvidenceKind.MEASURE and draft.measure is None:
        return {"measure": "Choose the measure"}
    if draft.kind is EvidenceKind.MEETING:
        return _faults_of_meeting(draft)
    return {}


def _faults_of_meeting(draft: EvidenceDraft) -> dict[str, str]:
    faults = {}
    if not draft.words.strip():
        faults["evidence_words"] = "Say which meeting it was and what it heard"
    if draft.dated is None:
        faults["dated"] = "Give the day of the meeting"
    return faults


@transaction.atomic
def add_evidence(
    *,
    by: Actor,
    action: Action,
    on: date,
    draft: EvidenceDraft,
    update: Update | None = None,
) -> Evidence:
    """Add evidence to an action, with an update or by itself; raises Unfit for what it lacks."""
    faults = faults_of_evidence(draft)
    if draft.measure and draft.measure.improvement_plan_id != action.improvement_plan_id:
        faults["measure"] = "Choose a measure of the same plan"
    refuse(faults)
    evidence = Evidence.objects.create(
        action=action,
        update=update,
        kind=draft.kind.value,
        document=draft.document,
        measure=draft.measure,
        address=draft.address.strip()[:500],
        words=draft.words,
        grade=draft.grade.value,
        dated=draft.dated,
        on=on,
        entered_by=by.name,
        entered_by_ref=by.ref,
    )
    record(
        by=by,
        verb="add_evidence",
        subject="action",
        ref=action.pk,
        after={"evidence": evidence.pk, "kind": draft.kind.value, "grade": draft.grade.value},
    )
    return evidence


@transaction.atomic
def receive_evidence(*, by: Actor, area: LocalArea, name: str, data: bytes) -> Document:
    """Take in a file as evidence: its kind is told by its content, and its words can be opened.

    The same file twice is one document. Raises UserError for a file that cannot be read.
    """
    source = extract_bytes(data, name).source
    lines = [(line.text, line.page) for line in source.lines]
    document = receive_document(
        by=by,
        area=area,
        name=name[:300],
        title=name[:300],
        kind="evidence",
        sha256=source.sha256,
        media=source.media,
        data=data,
        lines=lines,
    )
    if not document.held:
        hold_document(by=by, document=document, data=data, lines=lines, media=source.media)
    return document
