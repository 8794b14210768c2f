"""Beginning the whole partnership's rolling plan from the plan before it."""

from datetime import date

from django.db import transaction

from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError
from goldenthread.documents.queries import citations_of

from ..models import ImprovementPlan, Priority, SuccessMeasure, WorkingGroup
from ..queries import standing_of
from ..rules import ENDED, DraftImprovementPlan, Life, PlanType, may_become
from .carrying import CarriedOver, carry_over
from .life import move_life
from .plan import record_improvement_plan
from .taking_over import (
    drafted_actions,
    drafted_groups,
    drafted_measure,
    drafted_themes,
    keep_bodies,
    keep_origins,
    point_priorities,
)


@transaction.atomic
def begin_continuous(
    *, by: Actor, improvement_plan: ImprovementPlan, title: str, on: date
) -> tuple[ImprovementPlan, CarriedOver]:
    """Begin a continuous improvement plan that takes the place of a plan, and return both.

    Every group, priority, theme and measure goes on, and every action that is still open, with its
    promises, links and all that was said of it; each keeps where it came from. What has ended stays
    with the plan before, which is superseded. UserError where that is not possible.
    """
    old = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    if not title.strip():
        raise UserError("Give the plan a title. Nothing was begun.")
    if old.superseded_by.exists() or not may_become(Life(old.life), Life.SUPERSEDED):
        raise UserError(
            "This plan has been closed, or another has taken its place. Nothing was begun."
        )
    keys = [pk for pk, row in standing_of(old, on).items() if row.delivery not in ENDED]
    groups = list(WorkingGroup.objects.filter(improvement_plan=old))
    priorities = list(Priority.objects.filter(improvement_plan=old))
    new = record_improvement_plan(
        by=by,
        area=old.area,
        inspection=old.inspection,
        supersedes=old,
        draft=_draft(old, title.strip(), groups, priorities, keys),
    )
    point_priorities(new, priorities)
    keep_bodies(new, groups)
    keep_origins(new, keys, on)
    carried = carry_over(by=by, old=old, new=new)
    note = f"“{new.title}” goes on from it"
    move_life(by=by, improvement_plan=old, to=Life.SUPERSEDED, on=on, note=note)
    move_life(by=by, improvement_plan=new, to=Life.LIVE, on=on, note=f"Begun from “{old.title}”")
    return new, carried


def _draft(
    old: ImprovementPlan,
    title: str,
    groups: list[WorkingGroup],
    priorities: list[Priority],
    keys: list[int],
) -> DraftImprovementPlan:
    measures = list(SuccessMeasure.objects.filter(improvement_plan=old))
    cites = citations_of("measure", [m.pk for m in measures])
    return DraftImprovementPlan(
        PlanType.CONTINUOUS,
        title,
        groups=tuple(drafted_groups(priorities, groups)),
        themes=tuple(drafted_themes(groups)),
        actions=tuple(drafted_actions(keys)),
        measures=tuple(drafted_measure(m, m.number, cites.get(m.pk, [])) for m in measures),
        governance=tuple(old.governance),
        glossary=tuple((term, meaning) for term, meaning in old.glossary),
    )
