"""What was accepted enters the record: one change, nothing of it or all of it."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.accounts.changes.posts import hold_posts
from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.rules import Cite, readable_title
from goldenthread.improvement.changes import (
    carry_over,
    ensure_posts_of_leads,
    move_life,
    record_improvement_plan,
)
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.rules import Life, PlanType
from goldenthread.inspections.changes import record_event, record_inspection, record_judgements
from goldenthread.inspections.models import Inspection, InspectionEvent, Weakness
from goldenthread.inspections.queries import latest_full_inspection
from goldenthread.inspections.rules import Event

from ..models import Intake, ReadPart
from ..queries.counts import counts_of
from ..queries.entering import (
    decided_facts,
    draft_of,
    held_plan,
    recorded_inspection,
    suggested_type,
)
from ..rules.drafting import Facts
from ..rules.drafting_inspection import dated_events, draft_inspection, draft_judgements
from .deciding import locked_intake

_ORDER = {"inspection_letter": 0, "area_report": 0, "revisit_letter": 1, "statement": 2}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a statement is to enter: its name, its type, and the key of the plan it follows."""

    title: str = ""
    plan_type: PlanType | None = None
    supersedes: int | None = None


@transaction.atomic
def finish(*, by: Actor, intake: Intake, wanted: Wanted | None = None) -> Intake:
    """Let all that was accepted or corrected enter the record, in one change.

    UserError, and nothing entered, while facts are undecided, where nothing was taken or where
    an inspection is recorded already.
    """
    intake = locked_intake(intake)
    _check_decided(intake)
    area, wanted = intake.document.area, wanted or Wanted()
    if wanted.supersedes is not None:
        ImprovementPlan.objects.select_for_update(no_key=True).filter(pk=wanted.supersedes).first()
    hold_posts(area)
    outcome: dict[str, Any] = {"inspections": 0, "judgements": 0}
    parts = ReadPart.objects.filter(intake=intake, taken=True).select_related("intake__document")
    for part in sorted(parts, key=lambda p: (_ORDER[p.kind], p.position)):
        if part.kind == "statement":
            intake.improvement_plan = _enter_statement(by, area, part, wanted, outcome)
        else:
            _enter_inspection(by, area, part, outcome)
    outcome |= _left_unknown(intake)
    intake.outcome = outcome
    intake.finished_at = timezone.now()
    intake.finished_by = by.name
    intake.save()
    if intake.improvement_plan is not None:
        ensure_posts_of_leads(by=by, improvement_plan=intake.improvement_plan)
    record(by=by, verb="finish_intake", subject="intake", ref=intake.pk, after=outcome)
    return intake


def _check_decided(intake: Intake) -> None:
    counts = counts_of(intake)
    if not ReadPart.objects.filter(intake=intake, taken=True).exists():
        raise UserError(
            "No part of this document is chosen, so nothing can enter the record. Choose at least "
            "one letter or statement."
        )
    if ReadPart.objects.filter(intake=intake, taken=True, kind="statement").count() > 1:
        raise UserError(
            "More than one statement is chosen, and each makes a plan of its own. Nothing has "
            "entered the record; your decisions are kept. Choose one of them and finish again."
        )
    if counts.pending:
        raise UserError(
            f"{counts.pending} facts are not decided yet, so nothing has entered the record. Your "
            "decisions are kept. Decide them, or leave the rest unknown on purpose."
        )


def _left_unknown(intake: Intake) -> dict[str, int]:
    counts = counts_of(intake)
    return {
        "left_unknown": counts.left_unknown,
        "corrected": counts.corrected,
        "decisions": intake.decisions.filter(undone_at=None).count(),
    }


def _title_of(part: ReadPart) -> str:
    """Return what a part is called: never the bare name of the file that it came in."""
    name = part.intake.document.name
    return readable_title(name) if part.title == name else part.title


def _enter_statement(
    by: Actor, area: LocalArea, part: ReadPart, wanted: Wanted, outcome: dict[str, Any]
) -> ImprovementPlan:
    plan_type = wanted.plan_type or suggested_type(part)
    draft = draft_of(part, wanted.title or _title_of(part), plan_type)
    if not draft.actions:
        raise UserError(
            f"“{part.title}” has no action that was accepted, so no plan can be made of it. "
            "Nothing has entered the record; your decisions are kept."
        )
    held = _superseded(part, wanted.supersedes) if wanted.supersedes else None
    plan = record_improvement_plan(
        by=by,
        area=area,
        draft=draft,
        inspection=latest_full_inspection(area.pk),
        supersedes=held,
    )
    if held is not None:
        outcome["carried"] = asdict(carry_over(by=by, old=held, new=plan))
        move_life(
            by=by,
            improvement_plan=held,
            to=Life.SUPERSEDED,
            on=timezone.localdate(),
            note=f"A newer version was brought in: {part.intake.document.name}",
        )
    outcome |= {
        "actions": len(draft.actions),
        "groups": len(draft.groups),
        "themes": len(draft.themes),
        "priorities": sum(len(group.priorities) for group in draft.groups),
        "measures": len(draft.measures),
        "superseded": held.pk if held else None,
    }
    return plan


def _superseded(part: ReadPart, pk: int) -> ImprovementPlan:
    """Return the plan that a newer version follows, if it is still the one that is held.

    It is locked already: whoever finishes does that before anything is written to the trail.
    """
    held = held_plan(part.intake, suggested_type(part))
    if held is None or held.pk != pk:
        raise UserError(
            "The plan that is held has changed since this page was drawn. Nothing has entered the "
            "record; your decisions are kept. Look at the differences again, then finish."
        )
    return held


def _enter_inspection(by: Actor, area: LocalArea, part: ReadPart, outcome: dict[str, Any]) -> None:
    facts = decided_facts(part)
    same = recorded_inspection(part)
    if same is not None:
        raise UserError(
            f"An inspection that began on the same day is recorded already: {same.title}. Nothing "
            "has entered the record; your decisions are kept. Take this part out and finish again."
        )
    follows = latest_full_inspection(area.pk) if part.kind == "revisit_letter" else None
    if part.kind == "revisit_letter" and follows is None:
        raise UserError(
            "This letter is of a revisit, and the inspection that it follows is not here. Nothing "
            "has entered the record; your decisions are kept. Bring in the first letter first."
        )
    draft = draft_inspection(
        facts,
        kind=part.kind,
        framework=part.framework,
        title=_title_of(part),
        document_id=part.intake.document_id,
    )
    inspection = record_inspection(by=by, area=area, draft=draft, follows=follows)
    outcome["inspections"] += 1
    if follows is not None:
        _enter_judgements(by, inspection, follows, facts, outcome)
    elif draft.published:
        record_event(by=by, inspection=inspection, event=Event.LETTER_PUBLISHED, on=draft.published)


def _enter_judgements(
    by: Actor, revisit: Inspection, follows: Inspection, facts: Facts, outcome: dict[str, Any]
) -> None:
    known = set(Weakness.objects.filter(inspection=follows).values_list("number", flat=True))
    drafts = draft_judgements(facts, known)
    record_judgements(by=by, revisit=revisit, drafts=drafts)
    outcome["judgements"] += len(drafts)
    for event, day in dated_events(facts):
        if not InspectionEvent.objects.filter(inspection=follows, event=event.value).exists():
            record_event(
                by=by,
                inspection=follows,
                event=event,
                on=day,
                note="As the letter of the revisit says.",
                where=_first_cite(facts, event.value),
            )


_FIELD_OF_EVENT = {
    "letter_published": "original_letter_published",
    "fit_for_purpose": "statement_fit_for_purpose_on",
}


def _first_cite(facts: Facts, event: str) -> Cite | None:
    fact = facts.rows.get(("", "", _FIELD_OF_EVENT[event], ""))
    return fact.cites[0] if fact and fact.cites else None
