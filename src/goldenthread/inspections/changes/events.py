"""Recording what happened to the statement or plan that an inspection asked for."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite
from goldenthread.documents.rules import Cite

from ..models import Inspection, InspectionEvent
from ..rules import STEPS, Dated, Event, why_not_next


@transaction.atomic
def record_event(
    *,
    by: Actor,
    inspection: Inspection,
    event: Event,
    on: date,
    note: str = "",
    where: Cite | None = None,
) -> InspectionEvent:
    """Record something that happened to what an inspection asked for, on its date."""
    row = InspectionEvent.objects.create(inspection=inspection, event=event.value, on=on, note=note)
    if where is not None:
        cite(by=by, fact="inspection_event", cites=[(row.pk, "on", where)])
    record(
        by=by,
        verb="record_event",
        subject="inspection",
        ref=inspection.pk,
        after={"event": event.value, "on": str(on)},
    )
    return row


@transaction.atomic
def correct_event(*, by: Actor, event: InspectionEvent, on: date, note: str) -> bool:
    """Put right when something happened or its note; the trail keeps what was recorded before.

    Returns whether anything was different. The reasons for "not fit" cannot be taken away.
    """
    refuse_without_reasons(Event(event.event), note)
    now = InspectionEvent.objects.select_for_update(no_key=True).get(pk=event.pk)
    if (now.on, now.note) == (on, note):
        return False
    before = {"event": now.event, "on": now.on, "note": now.note}
    event.on, event.note = on, note
    event.save(update_fields=["on", "note"])
    record(
        by=by,
        verb="correct_event",
        subject="inspection_event",
        ref=event.pk,
        before=before,
        after={"event": now.event, "on": on, "note": note},
    )
    return True


def refuse_without_reasons(event: Event, reasons: str) -> None:
    """Raise UserError for "not fit for purpose" without the reasons that inspectors gave."""
    if event is Event.NOT_FIT_FOR_PURPOSE and not reasons.strip():
        raise UserError(
            "Say why it was found not fit for purpose. Nothing was recorded.", "reasons"
        )


@transaction.atomic
def record_progress(
    *, by: Actor, inspection: Inspection, event: Event, on: date, reasons: str = ""
) -> InspectionEvent:
    """Record that a statement or plan was submitted, found fit or found not fit, in its order.

    Raises UserError for a step that cannot follow what is recorded, or for "not fit" without the
    reasons that inspectors gave. A statement submitted after it was not fit is submitted again.
    """
    held = Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    done = [Dated(Event(e.event), e.on) for e in held.events.all()]
    why_not = why_not_next(done, Dated(event, on))
    if why_not:
        late = any(event.on > on for event in done if event.event in STEPS)
        raise UserError(f"{why_not} Nothing was recorded.", "on" if late else "event")
    refuse_without_reasons(event, reasons)
    return record_event(by=by, inspection=held, event=event, on=on, note=reasons.strip())
