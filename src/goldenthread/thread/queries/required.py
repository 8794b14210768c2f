"""What inspectors required of an area, each regime in its own shape."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from goldenthread.improvement.models import (
    MEASURE_OF,
    Action,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    ImprovementPlan,
    Priority,
    Promise,
    SuccessMeasure,
)
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.queries.together import Part, together
from goldenthread.improvement.rules import Difference, Grade, LinkState, Mark
from goldenthread.inspections.models import Inspection, Judgement
from goldenthread.inspections.queries import judgements_on
from goldenthread.inspections.rules import short_name

from ..rules import view
from ..rules.letter import studies
from ..rules.strands import (
    Claimed,
    Silence,
    Strand,
    contradictions,
    delivered,
    differed,
    lived,
    measured,
)
from .standings import Stood
from .then import words_then


@dataclass(slots=True)
class Required:
    """One thing required: its noun, number, words, strands, and the judgement if there is one."""

    noun: str
    pk: int
    number: int
    short: str
    text: str
    delivery: Strand
    difference: Strand
    measure: Strand
    voice: Strand
    contradictions: list[str]
    judgement: Judgement | None = None


@dataclass(slots=True)
class _Plan:
    """The parts of a plan that the strands need, read once; by group but for the measures."""

    groups: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[int, list[Claimed]] = field(default_factory=lambda: defaultdict(list))
    by_data: dict[int, list[Difference]] = field(default_factory=lambda: defaultdict(list))
    studying: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    marks: dict[int, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    silences: dict[int, list[Silence]] = field(default_factory=lambda: defaultdict(list))
    measures: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    with_results: set[int] = field(default_factory=set)
    unlinked: int | None = None


def _read_plan(improvement_plan: ImprovementPlan, on: date, stood: Stood) -> _Plan:
    read = _Plan()
    _read_links(read, improvement_plan, on)
    _read_actions(read, improvement_plan, on, stood)
    _read_silences(read, improvement_plan, on)
    return read


def _read_actions(read: _Plan, improvement_plan: ImprovementPlan, on: date, stood: Stood) -> None:
    marked = _read_marks(read, improvement_plan, on)
    verdicts = DifferenceVerdict.objects.filter(
        Q(reopened_on=None) | Q(reopened_on__gt=on),
        action__improvement_plan=improvement_plan,
        agreed_on__lte=on,
        evidence__grade=Grade.DATA.value,
    )
    on_data = set(verdicts.values_list("action_id", "verdict"))
    texts = Action.objects.filter(improvement_plan=improvement_plan).order_by()
    words = dict(texts.values_list("pk", "text"))
    then = words_then(words, on) if words else {}
    for pk, standing in stood.actions.items():
        claim = claimed(standing, marked.get(pk))
        read.claims[standing.group].append(claim)
        if claim.agreed and (pk, claim.agreed.value) in on_data:
            read.by_data[standing.group].append(claim.agreed)
        text = then.get(pk, {}).get("text", words[pk])
        read.studying[standing.group] += studies(view.Action("", "", text))


def claimed(standing: ActionStanding, mark: Mark | None) -> Claimed:
    """Return what is claimed of an action beside what the record shows and the forum said."""
    return Claimed(
        standing.number,
        standing.delivery,
        standing.reported_rag,
        standing.computed_rag,
        standing.difference,
        standing.difference_state,
        mark,
    )


def _read_marks(read: _Plan, improvement_plan: ImprovementPlan, on: date) -> dict[int, Mark]:
    """Read the forum's last mark on each action and promise; return those by action."""
    ours = Q(action__improvement_plan=improvement_plan) | Q(
        promise__improvement_plan=improvement_plan
    )
    rows = ForumMark.objects.filter(ours, on__lte=on).order_by("on", "pk")
    last: dict[tuple[int | None, int | None], tuple[int | None, int | None, Mark]] = {}
    for action, promise, of_promise, of_group, group_of_promise, mark in rows.values_list(
        "action_id",
        "promise_id",
        "promise__action_id",
        "action__group_id",
        "promise__action__group_id",
        "mark",
    ):
        last[action, promise] = (action or of_promise, of_group or group_of_promise, Mark(mark))
    by_action: dict[int, Mark] = {}
    for marked, group, said in last.values():
        if group:
            read.marks[group].append(said)
        if marked and by_action.get(marked) is not Mark.NOT_OURS:
            by_action[marked] = said
    return by_action


def _read_silences(read: _Plan, improvement_plan: ImprovementPlan, on: date) -> None:
    promised = Promise.objects.filter(
        Q(evidence_came_on=None) | Q(evidence_came_on__gt=on),
        improvement_plan=improvement_plan,
        evidence_by__lt=on,
        action__isnull=False,
    ).exclude(evidence_promised="")
    for group, what, by, number in promised.values_list(
        "action__group_id", "evidence_promised", "evidence_by", "action__number"
    ):
        if by is not None and number is not None and group is not None:
            read.silences[group].append(Silence(what, by, number))


_PLAN = "improvement_plan_id = %(improvement_plan)s"
_MEASURED = f"measure_id IN (SELECT id FROM improvement_successmeasure WHERE {_PLAN})"
_LINKED = (
    Part(Priority, f"{_PLAN} AND group_id IS NOT NULL", ("group", "number", *MEASURE_OF)),
    Part(SuccessMeasure, _PLAN, ("number",)),
    Part(
        Evidence,
        f"{_MEASURED} AND grade = 'data' AND \"on\" <= %(on)s "
        "AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s)",
        ("measure",),
    ),
    *(Part(kind, _MEASURED, (noun, "measure", "state")) for noun, kind in MEASURE_OF.items()),
)


def _read_links(read: _Plan, improvement_plan: ImprovementPlan, on: date) -> None:
    """Read which groups and measures answer for what was required, and which have results."""
    priorities, listed, given, *links = together(
        _LINKED, improvement_plan=improvement_plan.pk, on=on
    )
    for priority in sorted(priorities, key=lambda row: row.number):
        for noun in MEASURE_OF:
            if required := getattr(priority, f"{noun}_id"):
                read.groups[noun, required].append(priority.group_id)
    for noun, rows in zip(MEASURE_OF, links, strict=True):
        for link in rows:
            if link.state != LinkState.REJECTED.value:
                read.measures[noun, getattr(link, f"{noun}_id")].append(link.measure_id)
    read.with_results = {piece.measure_id for piece in given}
    read.unlinked = 0 if any(links) else len(listed)


def _row(noun: str, pk: int, number: int, short: str, text: str, plan: _Plan) -> Required:
    groups = plan.groups[noun, pk]
    claims = [claim for group in groups for claim in plan.claims[group]]
    silences = [silence for group in groups for silence in plan.silences[group]]
    measures = plan.measures[noun, pk]
    delivery = delivered([c.delivery for c in claims], plan.unlinked is not None)
    studying = sum(plan.studying[group] for group in groups)
    return Required(
        noun,
        pk,
        number,
        short,
        text,
        delivery,
        differed(claims),
        measured(
            len(measures),
            len(plan.with_results.intersection(measures)),
            plan.unlinked,
            [verdict for group in groups for verdict in plan.by_data[group]],
        ),
        lived(mark for group in groups for mark in plan.marks[group]),
        contradictions(delivery, silences, studying, len(claims), len(measures), claims),
    )


def required_of(
    inspection: Inspection,
    improvement_plan: ImprovementPlan | None,
    on: date,
    stood: Stood | None = None,
) -> list[Required]:
    """Return all that an inspection required, in the letter's order, on its strands on a day.

    `stood` is where the plan's actions stood on that day, where it is known already.
    """
    plan = _Plan()
    if improvement_plan:
        plan = _read_plan(improvement_plan, on, stood or Stood(improvement_plan, on))
    judged = {j.weakness_id: j for j in judgements_on(inspection, on)}
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
