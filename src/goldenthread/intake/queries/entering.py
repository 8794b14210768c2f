"""What is about to enter the record, and how it differs from what is held."""

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.documents.rules import Cite
from goldenthread.improvement.models import Action, ImprovementPlan
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.improvement.rules import DraftImprovementPlan, Life, PlanType, may_become
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import latest_full_inspection
from goldenthread.inspections.rules import Regime

from ..models import Decided, Intake, ReadFact, ReadPart
from ..rules.comparing import Compared, compare
from ..rules.drafting import DecidedFact, Facts, draft_improvement_plan, plan_type_of
from ..rules.returning import OPENING, says_monitoring

_MAY_BE_FOLLOWED = [life.value for life in Life if may_become(life, Life.SUPERSEDED)]


def decided_facts(part: ReadPart) -> Facts:
    """Return the decided facts of a part; what is still pending is left out."""
    document_id = part.intake.document_id
    rows = ReadFact.objects.filter(part=part).exclude(decided=Decided.PENDING.value)
    return Facts.of(
        DecidedFact(
            noun=row.noun,
            key=row.key,
            field=row.field,
            item=row.item,
            value=row.value,
            cites=tuple(
                Cite(
                    document_id,
                    tuple(where["lines"]) if where["lines"] else None,
                    where["words"],
                    where["page"],
                    (where["sheet"] or "")[:100],
                    (where["cell"] or "")[:50],
                )
                for where in row.cites
            ),
            unknown=row.decided == Decided.LEFT_UNKNOWN.value,
            reason=row.reason,
        )
        for row in rows.order_by("position")
    )


@dataclass(frozen=True, slots=True)
class PartEntering:
    """A part that is to enter: what it will make, or why it cannot."""

    part: ReadPart
    draft: DraftImprovementPlan | None
    recorded: Inspection | None


def parts_entering(intake: Intake) -> list[PartEntering]:
    """Return the parts taken, statements with the plan that they would make now."""
    found = []
    for part in ReadPart.objects.filter(intake=intake, taken=True).select_related("intake"):
        draft = draft_of(part) if part.kind == "statement" else None
        found.append(PartEntering(part, draft, recorded_inspection(part)))
    return found


def recorded_inspection(part: ReadPart) -> Inspection | None:
    """Return the inspection of the same first day that is recorded already, if any."""
    return _recorded(part.intake.document.area_id, [part.pk]).get(part.pk)


def recorded_titles(area_id: int, parts: Iterable[int]) -> dict[int, str]:
    """Return, by part, the inspection of the same first day that is recorded already."""
    return {part: found.title for part, found in _recorded(area_id, parts).items()}


def _recorded(area_id: int, parts: Iterable[int]) -> dict[int, Inspection]:
    begun = ReadFact.objects.filter(part__in=list(parts), noun="", field="inspected_from")
    days = {part: day for part, day in begun.values_list("part_id", "value") if day}
    held = Inspection.objects.filter(area_id=area_id, inspected_from__in=days.values())
    by_day = {str(inspection.inspected_from): inspection for inspection in held}
    return {part: by_day[day] for part, day in days.items() if day in by_day}


@dataclass(frozen=True, slots=True)
class Return:
    """A report that may be of a monitoring inspection: the report it may follow, and its words."""

    part: ReadPart
    follows: Inspection
    words: str


def may_be_return(intake: Intake) -> Return | None:
    """Return the part taken that may be of a monitoring inspection, with the words that say so.

    None where no report of the 2023 framework enters, or where the area has none to come back on.
    """
    rows = ReadPart.objects.filter(intake=intake, taken=True, kind="area_report")
    part = rows.order_by("position").first()
    held = latest_full_inspection(intake.document.area_id) if part else None
    if part is None or held is None or held.regime != Regime.AREA_SEND_2023.value:
        return None
    if recorded_inspection(part) is not None:
        return None
    content = getattr(intake.document, "content", None)
    start = max(part.line_from - 1, 0)
    opening = content.lines[start : start + OPENING] if content else []
    return Return(part, held, says_monitoring(part.title, [text for text, _ in opening]))


def draft_of(
    part: ReadPart, title: str = "", plan_type: PlanType | None = None
) -> DraftImprovementPlan:
    """Return the plan that a statement's decided facts make."""
    title = title or part.title
    return draft_improvement_plan(
        decided_facts(part),
        part.skeleton,
        title=title,
        plan_type=plan_type or suggested_type(part),
        document_id=part.intake.document_id,
    )


def suggested_type(part: ReadPart) -> PlanType:
    """Return the type of plan that a statement most likely is."""
    inspection = latest_full_inspection(part.intake.document.area_id)
    return plan_type_of(part.title, inspection.regime if inspection else "")


def held_plan(intake: Intake, plan_type: PlanType) -> ImprovementPlan | None:
    """Return the newest plan of a type that a newer version may follow, else the one worked to.

    A plan that is closed, or superseded already, is followed by none.
    """
    area = intake.document.area_id
    same = ImprovementPlan.objects.filter(area_id=area, superseded_by=None)
    own = same.filter(plan_type=plan_type.value, life__in=_MAY_BE_FOLLOWED).order_by("-pk").first()
    current = own or current_improvement_plan(area)
    return current if current and current.life in _MAY_BE_FOLLOWED else None


_PLAIN = ("resources", "baseline", "target", "evidence")


def _in_lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {text}" for label, text in pairs)


def rows_of_plan(plan: ImprovementPlan) -> dict[str, dict[str, str]]:
    """Return the words of a plan's actions by number, as they are compared."""
    rows = Action.objects.filter(improvement_plan=plan).prefetch_related("leads", "milestones")
    return {
        action.number: {
            "text": action.text,
            "intended_impact": action.intended_impact,
            "success_measure": action.success_measure,
            "lead": "; ".join(lead.role for lead in action.leads.all()),
            "due": "; ".join(m.words for m in action.milestones.all()),
            "rag": action.rag,
            **{name: getattr(action, name) for name in _PLAIN},
            "also_printed": _in_lines((row["label"], row["text"]) for row in action.also_printed),
        }
        for action in rows
    }


def rows_of_draft(draft: DraftImprovementPlan) -> dict[str, dict[str, str]]:
    """Return the words of a draft's actions by number, as they are compared."""
    return {
        action.number: {
            "text": action.text,
            "intended_impact": action.intended_impact,
            "success_measure": action.success_measure,
            "lead": "; ".join(action.leads),
            "due": "; ".join(due.text for due in action.due),
            "rag": action.rag,
            **{name: getattr(action, name) for name in _PLAIN},
            "also_printed": _in_lines(action.also_printed),
        }
        for action in draft.actions
    }


def compared_with_held(draft: DraftImprovementPlan, held: ImprovementPlan) -> list[Compared]:
    """Return every action of either, and how the newer version differs from the one held."""
    return compare(rows_of_plan(held), rows_of_draft(draft))
