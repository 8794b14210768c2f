"""Recording inspections, what they found and what they judged."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Manager, Model

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite

from ..models import AreaForImprovement, Finding, Inspection, Judgement, PriorityAction, Weakness
from ..rules import DraftFinding, DraftInspection, DraftJudgement, DraftNumbered, short_name
from .repeats import hold_findings, propose_repeats


@transaction.atomic
def record_inspection(
    *, by: Actor, area: LocalArea, draft: DraftInspection, follows: Inspection | None = None
) -> Inspection:
    """Record an inspection with all its findings and citations; findings may repeat others."""
    _refuse_numbers_twice(draft)
    hold_findings(area)
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
    propose_repeats(by=by, area=area)
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
