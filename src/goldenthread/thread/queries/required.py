"""What inspectors required of an area, each regime in its own shape."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from goldenthread.improvement.models import (
    ImprovementPlan,
    MeasureOfWeakness,
    Priority,
    Promise,
    SuccessMeasure,
)
from goldenthread.improvement.queries import actions_with_delivery
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import Inspection, Judgement
from goldenthread.inspections.rules import short_name

from ..rules import view
from ..rules.letter import studies
from ..rules.strands import Silence, Strand, contradictions, delivered, lived, measured


@dataclass(slots=True)
class Required:
    """One thing required: its noun, number, words, strands, and the judgement if there is one."""

    noun: str
    pk: int
    number: int
    short: str
    text: str
    delivery: Strand
    measure: Strand
    voice: Strand
    contradictions: list[str]
    judgement: Judgement | None = None


@dataclass(slots=True)
class _Plan:
    """The parts of a plan that the strands need, read once."""

    groups: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    actions: dict[int, list[tuple[str | None, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    silences: dict[int, list[Silence]] = field(default_factory=lambda: defaultdict(list))
    measures: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    unlinked: int | None = None


def _read_plan(improvement_plan: ImprovementPlan, today: date) -> _Plan:
    read = _Plan()
    priorities = Priority.objects.filter(improvement_plan=improvement_plan, group__isnull=False)
    for weakness, required, improvement, group in priorities.values_list(
        "weakness_id", "priority_action_id", "improvement_id", "group_id"
    ):
        for noun, pk in (
            ("weakness", weakness),
            ("priority_action", required),
            ("improvement", improvement),
        ):
            if pk:
                read.groups[noun, pk].append(group)
    actions = actions_with_delivery(improvement_plan).order_by()
    for group, delivery, text in actions.values_list("group_id", "delivery", "text"):
        read.actions[group].append((delivery, text))
    promised = Promise.objects.filter(
        improvement_plan=improvement_plan,
        evidence_by__lt=today,
        evidence_came_on=None,
        action__isnull=False,
    ).exclude(evidence_promised="")
    for group, what, by, number in promised.values_list(
        "action__group_id", "evidence_promised", "evidence_by", "action__number"
    ):
        if by is not None and number is not None:
            read.silences[group].append(Silence(what, by, number))
    links = MeasureOfWeakness.objects.filter(measure__improvement_plan=improvement_plan)
    for weakness in links.exclude(state=LinkState.REJECTED.value).values_list(
        "weakness_id", flat=True
    ):
        read.measures[weakness] += 1
    listed = SuccessMeasure.objects.filter(improvement_plan=improvement_plan).count()
    read.unlinked = 0 if links.exists() else listed
    return read


def _row(noun: str, pk: int, number: int, short: str, text: str, plan: _Plan) -> Required:
    groups = plan.groups[noun, pk]
    actions = [action for group in groups for action in plan.actions[group]]
    silences = [silence for group in groups for silence in plan.silences[group]]
    measures = plan.measures[pk] if noun == "weakness" else 0
    planned = plan.unlinked is not None
    delivery = delivered([state for state, _ in actions], planned)
    studying = sum(studies(view.Action("", "", text)) for _, text in actions)
    return Required(
        noun,
        pk,
        number,
        short,
        text,
        delivery,
        measured(measures, 0, plan.unlinked),
        lived(0),
        contradictions(delivery, silences, studying, len(actions), measures),
    )


def required_of(
    inspection: Inspection, improvement_plan: ImprovementPlan | None, today: date
) -> list[Required]:
    """Return all that an inspection required, in the letter's order, each on its strands."""
    plan = _read_plan(improvement_plan, today) if improvement_plan else _Plan()
    judged = {
        j.weakness_id: j
        for j in Judgement.objects.filter(weakness__inspection=inspection).select_related(
            "inspection"
        )
    }
    rows = [
        _row("weakness", w.pk, w.number, w.short, w.text, plan) for w in inspection.weaknesses.all()
    ]
    for row in rows:
        row.judgement = judged.get(row.pk)
    rows += [
        _row("priority_action", p.pk, p.number, p.short or short_name(p.text), p.text, plan)
        for p in inspection.priority_actions.all()
    ]
    rows += [
        _row("improvement", i.pk, i.number, i.short or short_name(i.text), i.text, plan)
        for i in inspection.improvements.all()
    ]
    return rows
