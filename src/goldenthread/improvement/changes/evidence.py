"""Giving evidence of what became of an action, withdrawing it and putting other in its place."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import hold_document, receive_document
from goldenthread.documents.models import Document
from goldenthread.reading.extract import extract_bytes

from ..models import Action, Evidence, SuccessMeasure, Update
from ..queries import said_at
from ..rules import EvidenceKind, Grade, refusal_of_withdrawing
from .difference import hold_verdicts, reopen_difference
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
    replaces: Evidence | None = None,
) -> Evidence:
    """Add evidence to an action, with an update or by itself; raises Unfit for what it lacks.

    `replaces` is a piece that was withdrawn for it. What an accelerated plan took over has its
    evidence where the action it follows has it.
    """
    action = said_at(action)
    _refuse_unfit(action, draft)
    evidence = Evidence.objects.create(
        action=action,
        update=update,
        replaces=replaces,
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
        after={
            "evidence": evidence.pk,
            "kind": draft.kind.value,
            "grade": draft.grade.value,
            "replaces": replaces.pk if replaces else None,
        },
    )
    return evidence


def _refuse_unfit(action: Action, draft: EvidenceDraft) -> None:
    faults = faults_of_evidence(draft)
    if draft.measure and draft.measure.improvement_plan_id != action.improvement_plan_id:
        faults["measure"] = "Choose a measure of the same plan"
    refuse(faults)


@transaction.atomic
def withdraw_evidence(
    *, by: Actor, evidence: Evidence, on: date, why: str, coordinates: bool = False
) -> int:
    """Withdraw evidence that was wrong, with the reason; it stays on record and counts no more.

    What was agreed of a difference on it is opened again; returns how many verdicts. UserError for
    anybody but who gave it and those who coordinate the plan, and where it is withdrawn already.
    """
    now = _held(by, evidence, coordinates)
    if not why.strip():
        raise UserError("Say why this evidence is withdrawn. It was kept as it is.")
    return _withdraw(by, now, on, why.strip(), f"Evidence it rests on was withdrawn: {why.strip()}")


@transaction.atomic
def replace_evidence(
    *,
    by: Actor,
    evidence: Evidence,
    on: date,
    draft: EvidenceDraft,
    why: str,
    coordinates: bool = False,
) -> Evidence:
    """Put other evidence in the place of a piece, which is withdrawn with the reason and kept.

    A verdict that was agreed on the old piece is opened again: nobody has judged on the new one.
    """
    now = _held(by, evidence, coordinates)
    refuse({} if why.strip() else {"why": "Say what was wrong with it"})
    _refuse_unfit(now.action, draft)
    words = f"Other evidence took the place of what it rests on: {why.strip()}"
    _withdraw(by, now, on, why.strip(), words)
    return add_evidence(
        by=by, action=now.action, on=on, draft=draft, update=now.update, replaces=now
    )


def _held(by: Actor, evidence: Evidence, coordinates: bool) -> Evidence:
    """Hold evidence, its action and the verdicts on it, or refuse who may not take it back."""
    Action.objects.select_for_update(no_key=True).get(pk=evidence.action_id)
    now = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    hold_verdicts(now.action)
    if now.withdrawn_on is not None:
        raise UserError(f"{now.withdrawn_by} has withdrawn this evidence already. Theirs was kept.")
    refused = refusal_of_withdrawing(gave_it=now.entered_by_ref == by.ref, coordinates=coordinates)
    if refused:
        raise UserError(f"{refused} It was kept as it is.")
    return now


def _withdraw(by: Actor, now: Evidence, on: date, why: str, reopened_why: str) -> int:
    now.withdrawn_on, now.withdrawn_why = on, why
    now.withdrawn_by, now.withdrawn_by_ref = by.name, by.ref
    now.save(update_fields=["withdrawn_on", "withdrawn_why", "withdrawn_by", "withdrawn_by_ref"])
    record(
        by=by,
        verb="withdraw_evidence",
        subject="action",
        ref=now.action_id,
        before={"evidence": now.pk},
        after={"on": str(on), "why": why},
    )
    return reopen_difference(by=by, action=now.action, on=on, why=reopened_why, resting_on=now)


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
