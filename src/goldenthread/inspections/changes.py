"""Recording inspections, what they found and what they judged."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import cite
from goldenthread.documents.rules import Cite

from .models import (
    AreaForImprovement,
    Finding,
    FindingOfWeakness,
    Inspection,
    InspectionEvent,
    Judgement,
    MonitoringNote,
    PriorityAction,
    RegimeClock,
    Weakness,
)
from .rules import (
    ClockRule,
    DraftFinding,
    DraftInspection,
    DraftJudgement,
    DraftNumbered,
    Event,
    short_name,
)


@transaction.atomic
def record_inspection(
    *, by: Actor, area: LocalArea, draft: DraftInspection, follows: Inspection | None = None
) -> Inspection:
    """Record an inspection with all its findings and citations."""
    inspection = Inspection.objects.create(
        area=area,
        regime=draft.regime.value,
        kind=draft.kind.value,
        title=draft.title,
        inspected_from=draft.inspected_from,
        inspected_to=draft.inspected_to,
        letter_dated=draft.letter_dated,
        published=draft.published,
        outcome=draft.outcome,
        plan_required=draft.plan_required,
        responsible=list(draft.responsible),
        document_id=draft.document_id,
        follows=follows,
    )
    _add_findings(by, inspection, draft.findings)
    for noun, model, drafts in (
        ("weakness", Weakness, draft.weaknesses),
        ("priority_action", PriorityAction, draft.priority_actions),
        ("improvement", AreaForImprovement, draft.improvements),
    ):
        _add_numbered(by, inspection, noun, model, drafts)
    cite(
        by=by,
        fact="inspection",
        cites=[(inspection.pk, field, where) for field, where in draft.cites],
    )
    record(
        by=by,
        verb="record_inspection",
        subject="inspection",
        ref=inspection.pk,
        after={
            "title": draft.title,
            "findings": len(draft.findings),
            "weaknesses": len(draft.weaknesses),
        },
    )
    return inspection


def _add_findings(by: Actor, inspection: Inspection, drafts: Sequence[DraftFinding]) -> None:
    ordinals: dict[tuple[str, str], int] = {}
    rows = []
    for draft in drafts:
        place = (draft.section, draft.side.value)
        ordinals[place] = ordinals.get(place, 0) + 1
        rows.append(
            Finding(
                inspection=inspection,
                section=draft.section,
                side=draft.side.value,
                ordinal=ordinals[place],
                text=draft.text,
            )
        )
    Finding.objects.bulk_create(rows)
    pairs = zip(rows, drafts, strict=True)
    cite(by=by, fact="finding", cites=[(r.pk, "text", d.cite) for r, d in pairs if d.cite])


def _add_numbered(
    by: Actor,
    inspection: Inspection,
    noun: str,
    model: type[Weakness] | type[PriorityAction] | type[AreaForImprovement],
    drafts: Sequence[DraftNumbered],
) -> None:
    rows = []
    for draft in drafts:
        row = model(inspection=inspection, number=draft.number, text=draft.text)
        if isinstance(row, Weakness):
            row.short = draft.short or short_name(draft.text)
        if isinstance(row, PriorityAction):
            row.responsible = list(draft.responsible)
        rows.append(row)
    model.objects.bulk_create(rows)
    pairs = zip(rows, drafts, strict=True)
    cite(by=by, fact=noun, cites=[(r.pk, "text", d.cite) for r, d in pairs if d.cite])


@transaction.atomic
def record_judgements(
    *, by: Actor, revisit: Inspection, drafts: Iterable[DraftJudgement]
) -> list[Judgement]:
    """Record what a revisit judged of each weakness of the inspection that it follows."""
    weaknesses = {w.number: w for w in Weakness.objects.filter(inspection=revisit.follows)}
    given = list(drafts)
    rows = [
        Judgement(
            inspection=revisit,
            weakness=weaknesses[d.weakness],
            judged=d.judged.value,
            strengths=list(d.strengths),
            caveats=list(d.caveats),
        )
        for d in given
    ]
    Judgement.objects.bulk_create(rows)
    pairs = zip(rows, given, strict=True)
    cite(by=by, fact="judgement", cites=[(r.pk, "judged", d.cite) for r, d in pairs if d.cite])
    record(
        by=by,
        verb="record_judgements",
        subject="inspection",
        ref=revisit.pk,
        after={d.weakness: d.judged.value for d in given},
    )
    return rows


@transaction.atomic
def record_event(
    *,
    by: Actor,
    inspection: Inspection,
    event: Event,
    on: date,
    note: str = "",
    notes: Iterable[tuple[int | None, str]] = (),
    where: Cite | None = None,
) -> InspectionEvent:
    """Record something that happened on a date; `notes` are (weakness number or None, words)."""
    row = InspectionEvent.objects.create(inspection=inspection, event=event.value, on=on, note=note)
    weaknesses = {w.number: w for w in Weakness.objects.filter(inspection=inspection)}
    MonitoringNote.objects.bulk_create(
        MonitoringNote(event=row, weakness=weaknesses[n] if n else None, text=text)
        for n, text in notes
    )
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
def link_findings(
    *, by: Actor, inspection: Inspection, links: Iterable[tuple[Finding, Weakness]], state: str
) -> int:
    """Let findings bear on weaknesses, proposed or confirmed; returns how many links are new."""
    new = [
        FindingOfWeakness(
            finding=finding,
            weakness=weakness,
            state=state,
            decided_by=by.name if state == "confirmed" else "",
        )
        for finding, weakness in links
    ]
    FindingOfWeakness.objects.bulk_create(new, ignore_conflicts=True)
    record(
        by=by,
        verb="link_findings",
        subject="inspection",
        ref=inspection.pk,
        after={"links": len(new), "state": state},
    )
    return len(new)


@transaction.atomic
def set_clock(*, by: Actor, rule: ClockRule, regime: str) -> RegimeClock:
    """Set a limit of a regime, keeping the one before with the date on which it ended."""
    fields = {
        "name": rule.name,
        "starts_with": rule.starts_with.value,
        "amount": rule.amount,
        "unit": rule.unit,
        "valid_to": rule.valid_to,
        "confirmed": rule.confirmed,
        "source": rule.source,
    }
    clock, _ = RegimeClock.objects.update_or_create(
        regime=regime, code=rule.code, valid_from=rule.valid_from, defaults=fields
    )
    record(
        by=by,
        verb="set_clock",
        subject="regime_clock",
        ref=clock.pk,
        after={**fields, "valid_to": str(rule.valid_to) if rule.valid_to else None},
    )
    return clock
