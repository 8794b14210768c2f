"""Making a plan of parts of another: its groups, priorities, themes, actions, and their life."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from goldenthread.core.calendar import FuzzyDate, Precision
from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of
from goldenthread.documents.rules import Cite

from ..models import (
    Action,
    ActionOrigin,
    ImprovementPlan,
    Priority,
    SuccessMeasure,
    Theme,
    WorkingGroup,
)
from ..rules import DraftAction, DraftGroup, DraftMeasure, DraftTheme

Cites = tuple[tuple[str, Cite], ...]


def drafted_groups(
    priorities: Collection[Priority], groups: Sequence[WorkingGroup]
) -> list[DraftGroup]:
    """Return groups ready to be recorded, each with those of the priorities that it oversees."""
    return [
        DraftGroup(
            g.number,
            g.name,
            tuple(g.also_called),
            g.chair_role,
            tuple((p.number, p.text) for p in priorities if p.group_id == g.pk),
        )
        for g in groups
    ]


def drafted_themes(groups: Sequence[WorkingGroup]) -> list[DraftTheme]:
    """Return the themes of groups ready to be recorded."""
    rows = Theme.objects.filter(group__in=groups).select_related("group").order_by("position")
    return [DraftTheme(t.number, t.group.number, t.title) for t in rows]


def drafted_actions(keys: Collection[int]) -> list[DraftAction]:
    """Return actions ready to be recorded in another plan, with what each was read from."""
    rows = Action.objects.filter(pk__in=keys).select_related("group", "theme")
    cites = citations_of("action", list(keys))
    return [
        DraftAction(
            number=a.number,
            theme=a.theme.number,
            group=a.group.number,
            text=a.text,
            intended_impact=a.intended_impact,
            success_measure=a.success_measure,
            leads=tuple(lead.role for lead in a.leads.all()),
            lead_shared=a.lead_shared,
            due=tuple(
                FuzzyDate(m.words, m.starts, m.ends, Precision(m.precision))
                for m in a.milestones.all()
            ),
            rag=a.rag,
            resources=a.resources,
            baseline=a.baseline,
            target=a.target,
            evidence=a.evidence,
            also_printed=_pairs(a.also_printed),
            left_unknown=tuple(a.left_unknown.items()),
            cites=_cites(cites.get(a.pk, [])),
        )
        for a in rows.prefetch_related("leads", "milestones").order_by("position")
    ]


def drafted_measure(row: SuccessMeasure, number: int, cites: Sequence[Citation]) -> DraftMeasure:
    """Return a measure ready to be recorded under a number."""
    return DraftMeasure(
        number,
        row.text,
        row.heading,
        row.baseline,
        row.target,
        _pairs(row.also_printed),
        _cites(cites),
    )


def _pairs(rows: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["label"], row["text"]) for row in rows)


def _cites(rows: Sequence[Citation]) -> Cites:
    return tuple((row.field, _cite(row)) for row in rows)


def _cite(row: Citation) -> Cite:
    p = row.passage
    lines = None if p.line_from is None or p.line_to is None else (p.line_from, p.line_to)
    return Cite(p.document_id, lines, p.words, p.page, p.sheet, p.cell)


def point_priorities(new: ImprovementPlan, priorities: Collection[Priority]) -> None:
    """Let each priority of a new plan answer what the one of its number in the old plan did."""
    for was in priorities:
        Priority.objects.filter(improvement_plan=new, number=was.number).update(
            weakness=was.weakness_id,
            priority_action=was.priority_action_id,
            improvement=was.improvement_id,
        )


def keep_bodies(new: ImprovementPlan, groups: Sequence[WorkingGroup]) -> None:
    """Let each group of a new plan meet as the body that the old plan's group meets as."""
    for was in groups:
        WorkingGroup.objects.filter(improvement_plan=new, number=was.number).update(
            body=was.body_id
        )


def keep_origins(new: ImprovementPlan, keys: Collection[int], on: date) -> dict[int, int]:
    """Keep where each action of a new plan came from; return the new key by the old one's."""
    now = dict(Action.objects.filter(improvement_plan=new).values_list("number", "pk"))
    rows = Action.objects.filter(pk__in=keys).values_list("pk", "number")
    after = {pk: now[number] for pk, number in rows if number in now}
    ActionOrigin.objects.bulk_create(
        ActionOrigin(action_id=then, source_id=pk, on=on) for pk, then in after.items()
    )
    return after
