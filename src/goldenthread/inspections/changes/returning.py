"""Writing down a return of inspectors by hand: a draft that is kept, then all of it at once."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite

from ..models import Inspection, PriorityAction, ProgressSaid, ReturnDraft
from ..queries import open_return_draft
from ..rules import DraftInspection, DraftJudgement, DraftProgressSaid, why_no_return
from .inspecting import record_inspection, record_judgements

MEANWHILE = (
    "somebody else kept this draft after you opened it. Theirs is kept; open the draft again, "
    "then put in what is missing."
)


@transaction.atomic
def keep_return_draft(
    *, by: Actor, inspection: Inspection, said: Mapping[str, str], version: int
) -> ReturnDraft:
    """Keep what was written down so far of a return; nothing of it enters the record.

    `version` is that of the draft it was begun from, 0 without one; UserError where another was
    kept meanwhile.
    """
    Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    kept = open_return_draft(inspection)
    if (kept.version if kept else 0) != version:
        raise UserError(f"Not kept: {MEANWHILE}")
    now, fields = timezone.now(), dict(said)
    if kept is None:
        kept = ReturnDraft.objects.create(
            inspection=inspection, said=fields, saved_at=now, saved_by=by.name
        )
    else:
        kept.said, kept.version, kept.saved_at, kept.saved_by = fields, version + 1, now, by.name
        kept.save(update_fields=["said", "version", "saved_at", "saved_by"])
    record(
        by=by,
        verb="keep_return_draft",
        subject="return_draft",
        ref=kept.pk,
        after={"version": kept.version, "fields": sum(bool(v) for v in fields.values())},
    )
    return kept


@transaction.atomic
def set_draft_aside(*, by: Actor, inspection: Inspection, on: date) -> None:
    """Set the open draft of a return aside; it stays on record, and a new one can be begun."""
    Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    kept = open_return_draft(inspection)
    if kept is None:
        raise UserError("There is no draft here any more. Nothing was changed.")
    kept.set_aside_on = on
    kept.save(update_fields=["set_aside_on"])
    after = {"set_aside_on": on}
    record(by=by, verb="set_draft_aside", subject="return_draft", ref=kept.pk, after=after)


@transaction.atomic
def enter_return(
    *,
    by: Actor,
    follows: Inspection,
    version: int,
    draft: DraftInspection,
    judged: Sequence[DraftJudgement] = (),
    said: Sequence[DraftProgressSaid] = (),
) -> Inspection:
    """Let the draft of a return enter the record with all that was judged or said, or nothing.

    UserError where the draft was kept anew or entered meanwhile, where its days cannot be, or where
    an inspection that began on the same day is recorded.
    """
    held = Inspection.objects.select_for_update(no_key=True).get(pk=follows.pk)
    kept = open_return_draft(held)
    if kept is None or kept.version != version:
        raise UserError(f"Nothing has entered the record: {MEANWHILE}")
    _refuse_days(held, draft)
    visit = record_inspection(by=by, area=held.area, draft=draft, follows=held)
    if judged:
        record_judgements(by=by, revisit=visit, drafts=judged)
    if said:
        record_progress_said(by=by, visit=visit, drafts=said)
    kept.entered_as = visit
    kept.save(update_fields=["entered_as"])
    after = {"entered_as": visit.pk, "version": kept.version}
    record(by=by, verb="enter_return", subject="return_draft", ref=kept.pk, after=after)
    return visit


def _refuse_days(held: Inspection, draft: DraftInspection) -> None:
    """Refuse a return whose days cannot be, or one that is recorded already."""
    wrong = why_no_return(draft, held.inspected_to or held.inspected_from)
    if wrong:
        raise UserError(f"{next(iter(wrong.values()))}. Nothing has entered the record.")
    same = Inspection.objects.filter(area=held.area, inspected_from=draft.inspected_from).first()
    if draft.inspected_from is not None and same is not None:
        raise UserError(
            f"An inspection that began on the same day is recorded already: {same.title}. Nothing "
            "has entered the record; the draft is kept."
        )


@transaction.atomic
def record_progress_said(
    *, by: Actor, visit: Inspection, drafts: Sequence[DraftProgressSaid]
) -> list[ProgressSaid]:
    """Record what a monitoring inspection said of each area for priority action it came back on.

    Raises UserError for an area for priority action that the first report does not have, or twice.
    """
    rows = PriorityAction.objects.filter(inspection=visit.follows)
    by_number = {row.number: row for row in rows}
    numbers = [draft.priority_action for draft in drafts]
    for number in numbers:
        if number not in by_number or numbers.count(number) > 1:
            raise UserError(
                f"The report that this follows has no area for priority action {number}, or it "
                "stands here twice. Nothing was kept."
            )
    kept = ProgressSaid.objects.bulk_create(
        ProgressSaid(
            inspection=visit,
            priority_action=by_number[d.priority_action],
            said=d.said.value,
            words=d.words,
        )
        for d in drafts
    )
    pairs = zip(kept, drafts, strict=True)
    cite(by=by, fact="progress_said", cites=[(r.pk, "words", d.cite) for r, d in pairs if d.cite])
    record(
        by=by,
        verb="record_progress_said",
        subject="inspection",
        ref=visit.pk,
        after={str(d.priority_action): d.said.value for d in drafts},
    )
    return kept
