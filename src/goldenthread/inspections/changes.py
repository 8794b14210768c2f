"""Recording inspections, what they found and what they judged."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Manager, Model, Q

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
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
    _refuse_numbers_twice(draft)
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
        monitoring_within_months=draft.monitoring_within_months,
        next_inspection_within_years=draft.next_inspection_within_years,
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


def _refuse_numbers_twice(draft: DraftInspection) -> None:
    """Refuse an inspection in which two things of one sort bear one number."""
    for words, drafts in (
        ("weakness", draft.weaknesses),
        ("area for priority action", draft.priority_actions),
        ("area for improvement", draft.improvements),
    ):
        _refuse_twice(words, [d.number for d in drafts])


def _refuse_twice(words: str, numbers: Sequence[int]) -> None:
    """Refuse a list in which a number stands twice."""
    twice = sorted({n for n in numbers if numbers.count(n) > 1})
    if twice:
        raise UserError(
            f"There are two of {words} number {twice[0]}. Nothing was kept: give each its own "
            "number."
        )


def _weakness_by_number(inspection: Inspection | None) -> Callable[[int], Weakness]:
    """Return how to find a weakness of an inspection by its number, or refuse in words."""
    found = {w.number: w for w in Weakness.objects.filter(inspection=inspection)}

    def weakness(number: int) -> Weakness:
        if number not in found:
            raise UserError(
                f"The inspection recorded here has no weakness {number}. Nothing was kept: "
                "record the inspection that found it first."
            )
        return found[number]

    return weakness


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
    rows: list[Model] = []
    for draft in drafts:
        row = model(inspection=inspection, number=draft.number, text=draft.text)
        row.short = draft.short or short_name(draft.text)
        if isinstance(row, PriorityAction):
            row.responsible = list(draft.responsible)
        rows.append(row)
    manager: Manager[Model] = model._default_manager
    manager.bulk_create(rows)
    pairs = zip(rows, drafts, strict=True)
    cite(by=by, fact=noun, cites=[(r.pk, "text", d.cite) for r, d in pairs if d.cite])


@transaction.atomic
def name_required(
    *, by: Actor, required: Weakness | PriorityAction | AreaForImprovement, short: str
) -> bool:
    """Give what inspectors required the short name people know it by; return whether it changed.

    Its own words stay as printed. Raises UserError for an empty name or one over 100 characters.
    """
    given = " ".join(short.split())
    if not given or len(given) > 100:
        raise UserError("Give a short name of at most 100 characters. Nothing was changed.")
    before = required.short
    if given == before:
        return False
    required.short = given
    required.save(update_fields=["short"])
    record(
        by=by,
        verb="name_required",
        subject=required._meta.model_name or "required",
        ref=required.pk,
        before={"short": before},
        after={"short": given},
    )
    return True


@transaction.atomic
def record_judgements(
    *, by: Actor, revisit: Inspection, drafts: Iterable[DraftJudgement]
) -> list[Judgement]:
    """Record what a revisit judged of each weakness of the inspection that it follows."""
    weakness = _weakness_by_number(revisit.follows)
    given = list(drafts)
    _refuse_twice("a judgement on weakness", [d.weakness for d in given])
    rows = [
        Judgement(
            inspection=revisit,
            weakness=weakness(d.weakness),
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
        after={str(d.weakness): d.judged.value for d in given},
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
    weakness = _weakness_by_number(inspection)
    row = InspectionEvent.objects.create(inspection=inspection, event=event.value, on=on, note=note)
    MonitoringNote.objects.bulk_create(
        MonitoringNote(event=row, weakness=None if n is None else weakness(n), text=text)
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
def correct_event(*, by: Actor, event: InspectionEvent, on: date, note: str) -> bool:
    """Put right when something happened or its note; the trail keeps what was recorded before.

    Returns whether anything was different.
    """
    now = InspectionEvent.objects.select_for_update().get(pk=event.pk)
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
    links_here = FindingOfWeakness.objects.filter(finding__inspection=inspection)
    before = links_here.count()
    FindingOfWeakness.objects.bulk_create(new, ignore_conflicts=True)
    added = links_here.count() - before
    record(
        by=by,
        verb="link_findings",
        subject="inspection",
        ref=inspection.pk,
        after={"links": added, "state": state},
    )
    return added


DECIDED = {"confirmed": "confirmed", "rejected": "turned down"}


@transaction.atomic
def decide_finding_link(*, by: Actor, link: FindingOfWeakness, state: str) -> None:
    """Confirm or turn down that a finding bears on a weakness, or propose it again to undo that.

    The first to decide counts: the same answer twice changes nothing, another raises UserError.
    """
    now = FindingOfWeakness.objects.select_for_update().get(pk=link.pk)
    undo = state == "proposed"
    if undo and now.state == "proposed":
        raise UserError("This decision has been undone already. Nothing was changed.")
    if now.state == state:
        return
    if not undo and now.state != "proposed":
        raise UserError(
            f"{now.decided_by or 'Somebody'} has {DECIDED[now.state]} this match already. "
            "Theirs was kept."
        )
    before = {"state": now.state, "decided_by": now.decided_by}
    now.state, now.decided_by = state, "" if undo else by.name
    now.save(update_fields=["state", "decided_by"])
    record(
        by=by,
        verb="decide_finding_link",
        subject="finding_of_weakness",
        ref=now.pk,
        before=before,
        after={"state": state},
    )


@transaction.atomic
def set_clock(*, by: Actor, rule: ClockRule, regime: str) -> RegimeClock:
    """Set a limit of a regime, keeping the one before with the date on which it ended.

    One that counts from the same day is put right where it stands; the trail keeps what it was.
    """
    fields = {
        "name": rule.name,
        "starts_with": rule.starts_with.value,
        "amount": rule.amount,
        "unit": rule.unit,
        "valid_to": rule.valid_to,
        "confirmed": rule.confirmed,
        "source": rule.source,
    }
    if rule.valid_from:
        RegimeClock.objects.filter(
            Q(valid_from=None) | Q(valid_from__lt=rule.valid_from),
            Q(valid_to=None) | Q(valid_to__gte=rule.valid_from),
            regime=regime,
            code=rule.code,
        ).update(valid_to=rule.valid_from - timedelta(days=1))
    same = RegimeClock.objects.filter(regime=regime, code=rule.code, valid_from=rule.valid_from)
    before = same.values(*fields).first()
    clock, _ = RegimeClock.objects.update_or_create(
        regime=regime, code=rule.code, valid_from=rule.valid_from, defaults=fields
    )
    record(
        by=by,
        verb="set_clock",
        subject="regime_clock",
        ref=clock.pk,
        before=before,
        after=fields,
    )
    return clock
