"""Recording contacts, what was shared and advised there, and what was done with the advice."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite
from goldenthread.documents.models import Document

from ..models import (
    Advice,
    AdviceAnswer,
    AreaForImprovement,
    Contact,
    Inspection,
    MonitoringNote,
    PriorityAction,
    Shared,
    Weakness,
)
from ..rules import About, DraftContact, DraftNote, DraftShared, Taken
from .repeats import hold_findings, propose_repeats

REQUIRED: dict[str, type[Weakness] | type[PriorityAction] | type[AreaForImprovement]] = {
    "weakness": Weakness,
    "priority_action": PriorityAction,
    "improvement": AreaForImprovement,
}


@transaction.atomic
def record_contact(
    *, by: Actor, area: LocalArea, draft: DraftContact, inspection: Inspection | None = None
) -> Contact:
    """Record a contact with what was shared, said and advised at it; findings may repeat others.

    Raises UserError where a note is about something that the inspection did not require, or a
    document is not of this area.
    """
    if inspection is not None and inspection.area_id != area.pk:
        raise UserError("That inspection is of another area. Nothing was kept.")
    _refuse_elsewhere(area, [draft.document_id, *(s.document_id for s in draft.shared)])
    hold_findings(area)
    contact = Contact.objects.create(
        area=area,
        inspection=inspection,
        kind=draft.kind.value,
        on=draft.on,
        title=draft.title,
        by_whom=draft.by_whom,
        record_words=draft.record_words,
        record_on=draft.record_on or (draft.on if draft.record_words else None),
        document_id=draft.document_id,
    )
    if draft.cite is not None:
        cite(by=by, fact="contact", cites=[(contact.pk, "on", draft.cite)])
    _add_shared(contact, draft.shared)
    _add_notes(by, contact, draft.notes)
    _add_advice(by, contact, draft.advice, draft.on)
    record(
        by=by,
        verb="record_contact",
        subject="contact",
        ref=contact.pk,
        after={
            "kind": draft.kind.value,
            "on": str(draft.on),
            "title": draft.title,
            "shared": len(draft.shared),
            "notes": len(draft.notes),
            "advice": len(draft.advice),
        },
    )
    propose_repeats(by=by, area=area)
    return contact


def _refuse_elsewhere(area: LocalArea, documents: Iterable[int | None]) -> None:
    """Refuse documents that belong to another area."""
    named = {key for key in documents if key is not None}
    if Document.objects.filter(pk__in=named, area=area).count() != len(named):
        raise UserError("A document named here is not one of this area’s. Nothing was kept.")


def about_fields(inspection: Inspection | None, about: About) -> dict[str, int]:
    """Return the field of what words are about and its key; UserError when it was not required."""
    if not about.noun:
        return {}
    rows = REQUIRED[about.noun]._default_manager.filter(inspection=inspection)
    row = rows.filter(number=about.number).first() if inspection is not None else None
    if row is None:
        raise UserError(
            f"The inspection recorded here has no {about.noun.replace('_', ' ')} {about.number}. "
            "Nothing was kept: record the inspection that found it first."
        )
    return {f"{about.noun}_id": row.pk}


def _add_shared(contact: Contact, drafts: Iterable[DraftShared]) -> list[Shared]:
    return Shared.objects.bulk_create(
        Shared(contact=contact, words=d.words, document_id=d.document_id) for d in drafts
    )


def _add_notes(by: Actor, contact: Contact, drafts: Iterable[DraftNote]) -> list[MonitoringNote]:
    given = list(drafts)
    rows = MonitoringNote.objects.bulk_create(
        MonitoringNote(
            contact=contact,
            side=d.side.value,
            text=d.text,
            **about_fields(contact.inspection, d.about),
        )
        for d in given
    )
    pairs = zip(rows, given, strict=True)
    cite(by=by, fact="monitoring_note", cites=[(r.pk, "text", d.cite) for r, d in pairs if d.cite])
    return rows


def _add_advice(by: Actor, contact: Contact, drafts: Iterable[DraftNote], on: date) -> list[Advice]:
    given = list(drafts)
    rows = Advice.objects.bulk_create(
        Advice(contact=contact, on=on, words=d.text, **about_fields(contact.inspection, d.about))
        for d in given
    )
    pairs = zip(rows, given, strict=True)
    cite(by=by, fact="advice", cites=[(r.pk, "words", d.cite) for r, d in pairs if d.cite])
    return rows


def _locked(contact: Contact) -> Contact:
    return Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)


@transaction.atomic
def add_shared(*, by: Actor, contact: Contact, draft: DraftShared) -> Shared:
    """Record one more thing that was shared at a contact, in words or as a stored document."""
    if not draft.words.strip() and draft.document_id is None:
        raise UserError("Say what was shared, or choose the document. Nothing was kept.")
    if draft.document_id is not None:
        _refuse_elsewhere(contact.area, [draft.document_id])
    row = _add_shared(contact, [draft])[0]
    after = {"words": draft.words, "document": draft.document_id}
    record(by=by, verb="add_shared", subject="contact", ref=contact.pk, after=after)
    return row


@transaction.atomic
def add_note(*, by: Actor, contact: Contact, draft: DraftNote) -> MonitoringNote:
    """Record one more thing that was said at a contact; it may repeat an earlier finding."""
    hold_findings(contact.area)
    row = _add_notes(by, contact, [draft])[0]
    after = {"text": draft.text, "about": f"{draft.about.noun} {draft.about.number}".strip(" 0")}
    record(by=by, verb="add_note", subject="contact", ref=contact.pk, after=after)
    propose_repeats(by=by, area=contact.area)
    return row


@transaction.atomic
def keep_record(
    *, by: Actor, contact: Contact, words: str, on: date, document: Document | None = None
) -> bool:
    """Keep the formal record of a contact, or correct it; the trail keeps what it was before.

    Returns whether anything was different.
    """
    now = _locked(contact)
    if on < now.on:
        raise UserError(
            "The record cannot be older than the contact itself. Nothing was changed.", "on"
        )
    if document is not None and document.area_id != now.area_id:
        raise UserError("That document is not one of this area’s. Nothing was changed.")
    key = document.pk if document else None
    if (now.record_words, now.record_on, now.document_id) == (words, on, key):
        return False
    before = {"words": now.record_words, "on": now.record_on, "document": now.document_id}
    now.record_words, now.record_on, now.document = words, on, document
    now.save(update_fields=["record_words", "record_on", "document"])
    after = {"words": words, "on": on, "document": key}
    record(by=by, verb="keep_record", subject="contact", ref=now.pk, before=before, after=after)
    return True


@transaction.atomic
def give_advice(*, by: Actor, contact: Contact, draft: DraftNote, on: date) -> Advice:
    """Record a piece of advice given at a contact, or after it in writing."""
    if on < contact.on:
        raise UserError(
            "Advice cannot be older than the contact it came of. Nothing was kept.", "on"
        )
    row = _add_advice(by, contact, [draft], on)[0]
    after = {"words": draft.text, "on": str(on), "contact": contact.pk}
    record(by=by, verb="give_advice", subject="advice", ref=row.pk, after=after)
    return row


@transaction.atomic
def answer_advice(
    *, by: Actor, advice: Advice, state: Taken, words: str, role: str, on: date
) -> AdviceAnswer:
    """Record what was done with a piece of advice; an earlier answer stays beside it.

    Raises UserError without words or role, or for a day before the advice or its last answer.
    """
    held = Advice.objects.select_for_update(no_key=True).get(pk=advice.pk)
    if not words.strip() or not role.strip():
        raise UserError(
            "Say what was done with the advice or why not, and whose answer it is. "
            "Nothing was kept."
        )
    last = held.answers.order_by("on").last()
    if on < held.on or (last is not None and on < last.on):
        raise UserError(
            "That day is before the advice or before its last answer. Nothing was kept.", "on"
        )
    row = AdviceAnswer.objects.create(
        advice=held, state=state.value, words=words.strip(), role=role.strip(), on=on
    )
    record(
        by=by,
        verb="answer_advice",
        subject="advice",
        ref=held.pk,
        before={"state": last.state, "on": str(last.on)} if last else None,
        after={"state": row.state, "words": row.words, "role": row.role, "on": str(on)},
    )
    return row
