"""Notice of a visit, its timetable, and what is expected after it."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite

from ..models import Inspection, Judgement, NextStep, TimetableSlot, VisitNotice
from ..rules import (
    DraftNotice,
    DraftSlot,
    DraftStep,
    InspectionKind,
    Regime,
    why_no_notice,
    why_no_slot,
)

# What inspectors come back for, in each regime's own shape.
COMES_BACK = {
    Regime.LOCAL_AREA_2016: InspectionKind.REVISIT,
    Regime.AREA_SEND_2023: InspectionKind.MONITORING,
}


@transaction.atomic
def record_notice(*, by: Actor, inspection: Inspection, draft: DraftNotice) -> VisitNotice:
    """Record notice that inspectors will come back; one that stands must be withdrawn first."""
    why_not = why_no_notice(draft)
    if why_not:
        raise UserError(why_not, "ends" if draft.ends < draft.starts else "given_on")
    held = Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    if held.notices.filter(withdrawn_on=None, ends__gte=draft.given_on).exists():
        raise UserError(
            "Notice of a visit is recorded already. Nothing was kept: withdraw that one first."
        )
    row = VisitNotice.objects.create(
        inspection=held,
        kind=COMES_BACK[Regime(held.regime)].value,
        given_on=draft.given_on,
        starts=draft.starts,
        ends=draft.ends,
        words=draft.words,
        document_id=draft.document_id,
    )
    if draft.cite is not None:
        cite(by=by, fact="visit_notice", cites=[(row.pk, "given_on", draft.cite)])
    after = {"given_on": draft.given_on, "starts": draft.starts, "ends": draft.ends}
    record(by=by, verb="record_notice", subject="visit_notice", ref=row.pk, after=after)
    return row


@transaction.atomic
def withdraw_notice(*, by: Actor, notice: VisitNotice, on: date, why: str) -> None:
    """Withdraw notice of a visit that will not happen then; it stays on record with the reason."""
    held = VisitNotice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if held.withdrawn_on is not None:
        return
    if on < held.given_on or not why.strip():
        raise UserError(
            "Say why it was withdrawn, and a day on or after the notice. Nothing was changed.",
            "on" if on < held.given_on else "why",
        )
    held.withdrawn_on, held.withdrawn_why = on, why.strip()
    held.save(update_fields=["withdrawn_on", "withdrawn_why"])
    after = {"on": on, "why": held.withdrawn_why}
    record(by=by, verb="withdraw_notice", subject="visit_notice", ref=held.pk, after=after)


@transaction.atomic
def add_slot(*, by: Actor, notice: VisitNotice, draft: DraftSlot, agreed_on: date) -> TimetableSlot:
    """Put a line into the timetable of a visit."""
    held = VisitNotice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if held.withdrawn_on is not None:
        raise UserError("Notice of this visit was withdrawn. Nothing was kept.")
    why_not = why_no_slot(draft, held.starts, held.ends)
    if why_not:
        inside = held.starts <= draft.day <= held.ends
        raise UserError(why_not, "ends" if inside else "day")
    row = TimetableSlot.objects.create(
        notice=held,
        day=draft.day,
        starts=draft.starts,
        ends=draft.ends,
        activity=draft.activity,
        who=draft.who,
        place=draft.place,
        agreed_on=agreed_on,
    )
    after = {"day": draft.day, "starts": draft.starts, "activity": draft.activity, "who": draft.who}
    record(by=by, verb="add_slot", subject="visit_notice", ref=held.pk, after=after)
    return row


@transaction.atomic
def strike_slot(*, by: Actor, slot: TimetableSlot, on: date) -> None:
    """Strike a line out of a timetable; it stays on record."""
    held = TimetableSlot.objects.select_for_update(no_key=True).get(pk=slot.pk)
    if held.struck_on is not None:
        return
    held.struck_on = on
    held.save(update_fields=["struck_on"])
    before = {"activity": held.activity, "day": held.day}
    record(
        by=by,
        verb="strike_slot",
        subject="visit_notice",
        ref=held.notice_id,
        before=before,
        after={"struck_on": on},
    )


@transaction.atomic
def expect_step(*, by: Actor, inspection: Inspection, draft: DraftStep) -> NextStep:
    """Record what is expected after a judgement or report, by when if anybody said, and who says.

    Raises UserError without a source, or for a weakness that was not judged at this inspection.
    """
    if not draft.source.strip() or not draft.words.strip():
        raise UserError("Say what is expected and who says so. Nothing was kept.")
    judgement = None
    if draft.weakness is not None:
        judged = Judgement.objects.filter(inspection=inspection)
        judgement = judged.filter(weakness__number=draft.weakness).first()
        if judgement is None:
            raise UserError(
                f"Weakness {draft.weakness} was not judged at this visit. Nothing was kept."
            )
    row = NextStep.objects.create(
        inspection=inspection,
        judgement=judgement,
        kind=draft.kind.value,
        words=draft.words.strip(),
        on=draft.on,
        due_on=draft.due_on,
        source=draft.source.strip(),
        document_id=draft.document_id,
    )
    if draft.cite is not None:
        cite(by=by, fact="next_step", cites=[(row.pk, "words", draft.cite)])
    after = {
        "kind": draft.kind.value,
        "words": row.words,
        "weakness": draft.weakness,
        "due_on": draft.due_on,
        "source": row.source,
    }
    record(by=by, verb="expect_step", subject="next_step", ref=row.pk, after=after)
    return row


@transaction.atomic
def finish_step(*, by: Actor, step: NextStep, on: date, words: str) -> None:
    """Record that what was expected has been done, and how; the first to say so counts."""
    held = NextStep.objects.select_for_update(no_key=True).get(pk=step.pk)
    if held.done_on is not None:
        raise UserError("This is recorded as done already. Nothing was changed.")
    if on < held.on or not words.strip():
        raise UserError(
            "Say what was done, and a day on or after it was asked for. Nothing was changed.",
            "on" if on < held.on else "words",
        )
    held.done_on, held.done_words = on, words.strip()
    held.save(update_fields=["done_on", "done_words"])
    after = {"done_on": on, "done_words": held.done_words}
    record(by=by, verb="finish_step", subject="next_step", ref=held.pk, after=after)
