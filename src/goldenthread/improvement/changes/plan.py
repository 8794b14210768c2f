"""Recording a whole improvement plan as accepted."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db import transaction

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import cite
from goldenthread.documents.rules import Cite
from goldenthread.inspections.models import Inspection

from ..models import (
    Action,
    ActionGroup,
    ActionRestsOn,
    ImprovementPlan,
    Lead,
    Milestone,
    Priority,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from ..rules import DraftAction, DraftImprovementPlan, faults_of


class _Cited(Protocol):
    @property
    def cites(self) -> tuple[tuple[str, Cite], ...]: ...


@transaction.atomic
def record_improvement_plan(
    *,
    by: Actor,
    area: LocalArea,
    draft: DraftImprovementPlan,
    inspection: Inspection | None = None,
    supersedes: ImprovementPlan | None = None,
) -> ImprovementPlan:
    """Record a plan with its groups, themes, actions, dates, leads, measures and citations.

    Raises UserError for a number used twice or a group or theme that is not there.
    """
    faults = faults_of(draft)
    if faults:
        raise UserError(f"{faults[0]} Nothing was kept: put the numbers right and accept again.")
    improvement_plan = ImprovementPlan.objects.create(
        area=area,
        inspection=inspection,
        document_id=draft.document_id,
        plan_type=draft.plan_type.value,
        title=draft.title[:300],
        life=draft.life.value,
        supersedes=supersedes,
        governance=list(draft.governance),
        glossary=[list(pair) for pair in draft.glossary],
    )
    groups = _add_groups(by, improvement_plan, draft)
    themes = _add_themes(by, improvement_plan, draft, groups)
    _add_priorities(improvement_plan, draft, groups)
    actions = _add_actions(by, improvement_plan, draft, groups, themes)
    _add_leads_and_dates(improvement_plan, actions, draft.actions)
    _add_references(actions, groups, draft.actions)
    _add_measures(by, improvement_plan, draft)
    record(
        by=by,
        verb="record_improvement_plan",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={
            "title": draft.title,
            "groups": len(groups),
            "themes": len(themes),
            "actions": len(actions),
            "measures": len(draft.measures),
        },
    )
    return improvement_plan


def _cite_all(by: Actor, fact: str, pairs: Iterable[tuple[int, _Cited]]) -> None:
    cite(
        by=by,
        fact=fact,
        cites=[(pk, field, where) for pk, draft in pairs for field, where in draft.cites],
    )


def _add_groups(
    by: Actor, improvement_plan: ImprovementPlan, draft: DraftImprovementPlan
) -> dict[str, WorkingGroup]:
    bodies = {b.name.casefold(): b for b in Body.objects.filter(area=improvement_plan.area)}
    rows = [
        WorkingGroup(
            improvement_plan=improvement_plan,
            number=g.number,
            name=g.name[:300],
            position=i,
            also_called=list(g.also_called),
            chair_role=g.chair_role[:300],
            body=bodies.get(g.name.casefold()),
        )
        for i, g in enumerate(draft.groups)
    ]
    WorkingGroup.objects.bulk_create(rows)
    _cite_all(by, "group", zip((r.pk for r in rows), draft.groups, strict=True))
    return {row.number: row for row in rows}


def _add_themes(
    by: Actor,
    improvement_plan: ImprovementPlan,
    draft: DraftImprovementPlan,
    groups: dict[str, WorkingGroup],
) -> dict[str, Theme]:
    rows = [
        Theme(
            improvement_plan=improvement_plan,
            group=groups[t.group],
            number=t.number,
            title=t.title,
            position=i,
        )
        for i, t in enumerate(draft.themes)
    ]
    Theme.objects.bulk_create(rows)
    _cite_all(by, "theme", zip((r.pk for r in rows), draft.themes, strict=True))
    return {row.number: row for row in rows}


def _add_priorities(
    improvement_plan: ImprovementPlan,
    draft: DraftImprovementPlan,
    groups: dict[str, WorkingGroup],
) -> None:
    """Add the priorities, each for the weakness or priority action of the same number."""
    inspection = improvement_plan.inspection
    weaknesses = {w.number: w for w in inspection.weaknesses.all()} if inspection else {}
    required = {p.number: p for p in inspection.priority_actions.all()} if inspection else {}
    Priority.objects.bulk_create(
        Priority(
            improvement_plan=improvement_plan,
            group=groups[g.number],
            number=number,
            text=text,
            weakness=weaknesses.get(number),
            priority_action=required.get(number),
        )
        for g in draft.groups
        for number, text in g.priorities
    )


def _add_actions(
    by: Actor,
    improvement_plan: ImprovementPlan,
    draft: DraftImprovementPlan,
    groups: dict[str, WorkingGroup],
    themes: dict[str, Theme],
) -> dict[str, Action]:
    rows = []
    for position, a in enumerate(draft.actions):
        starts = [d.start for d in a.due if d.start]
        ends = [d.end for d in a.due if d.end]
        rows.append(
            Action(
                improvement_plan=improvement_plan,
                group=groups[a.group],
                theme=themes[a.theme],
                number=a.number,
                position=position,
                text=a.text,
                intended_impact=a.intended_impact,
                success_measure=a.success_measure,
                rag=a.rag[:20],
                resources=a.resources,
                baseline=a.baseline,
                target=a.target,
                evidence=a.evidence,
                also_printed=_labelled(a.also_printed),
                left_unknown=dict(a.left_unknown),
                lead_shared=a.lead_shared,
                due_from=min(starts, default=None),
                due_to=max(ends, default=None),
            )
        )
    Action.objects.bulk_create(rows, batch_size=500)
    _cite_all(by, "action", zip((r.pk for r in rows), draft.actions, strict=True))
    return {row.number: row for row in rows}


def _labelled(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "text": text} for label, text in pairs]


def _add_leads_and_dates(
    improvement_plan: ImprovementPlan,
    actions: dict[str, Action],
    drafts: Sequence[DraftAction],
) -> None:
    Lead.objects.bulk_create(
        (
            Lead(improvement_plan=improvement_plan, action=actions[a.number], role=role[:300])
            for a in drafts
            for role in a.leads
        ),
        batch_size=500,
    )
    Milestone.objects.bulk_create(
        (
            Milestone(
                action=actions[a.number],
                words=d.text[:500],
                starts=d.start,
                ends=d.end,
                precision=d.precision.value,
                position=i,
            )
            for a in drafts
            for i, d in enumerate(a.due)
        ),
        batch_size=500,
    )


def _add_references(
    actions: dict[str, Action], groups: dict[str, WorkingGroup], drafts: Sequence[DraftAction]
) -> None:
    ActionGroup.objects.bulk_create(
        ActionGroup(action=actions[a.number], group=groups[number])
        for a in drafts
        for number in dict.fromkeys(a.refers_to_groups)
        if number in groups
    )
    ActionRestsOn.objects.bulk_create(
        ActionRestsOn(action=actions[a.number], on=actions[number])
        for a in drafts
        for number in dict.fromkeys(a.rests_on)
        if number in actions and number != a.number
    )


def _add_measures(
    by: Actor, improvement_plan: ImprovementPlan, draft: DraftImprovementPlan
) -> None:
    rows = [
        SuccessMeasure(
            improvement_plan=improvement_plan,
            number=m.number,
            text=m.text,
            heading=m.heading[:300],
            baseline=m.baseline[:300],
            target=m.target[:300],
            also_printed=_labelled(m.also_printed),
        )
        for m in draft.measures
    ]
    SuccessMeasure.objects.bulk_create(rows)
    _cite_all(by, "measure", zip((r.pk for r in rows), draft.measures, strict=True))
