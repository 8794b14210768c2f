"""Raising an accelerated progress plan from what has stalled, in the form the DfE asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Manager

from goldenthread.accounts.changes import ensure_posts
from goldenthread.accounts.changes.posts import hold_posts
from goldenthread.accounts.rules import PostKind
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import add_months, day_words
from goldenthread.core.errors import UserError
from goldenthread.documents.queries import citations_of

from ..models import MEASURE_OF, ImprovementPlan, LifeEvent, SuccessMeasure, WorkingGroup
from ..models.links import MeasureLink
from ..queries.stalled import PriorityStood, priorities_stood
from ..rules import AlsoPrinted, DraftImprovementPlan, DraftMeasure, Life, LinkState, PlanType
from ..rules.editing import roles_in
from .carrying_life import After, carry_life
from .met import refuse
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


@dataclass(frozen=True, slots=True)
class Milestones:
    """What must be seen of one priority after 6 and after 12 months."""

    six: str
    twelve: str


@dataclass(frozen=True, slots=True)
class AcceleratedDraft:
    """What a person says of an accelerated plan; `milestones` by the key of each priority in it.

    `officers` and `advisers` are posts, parted by semicolons; `governance` is a line each.
    """

    title: str
    starts: date
    milestones: Mapping[int, Milestones]
    officers: str = ""
    advisers: str = ""
    governance: str = ""


@transaction.atomic
def raise_accelerated(
    *, by: Actor, improvement_plan: ImprovementPlan, draft: AcceleratedDraft, on: date
) -> ImprovementPlan:
    """Raise an accelerated progress plan from priorities of a plan; that plan stays as it is.

    Takes over the actions that are open, or done without an agreed difference, with all that was
    said of them, the linked measures and the risk register; each keeps where it came from. Raises
    Unfit for what is missing, UserError where a priority has not stalled.
    """
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    hold_posts(improvement_plan.area)
    refuse(_faults(draft))
    stood = {row.priority.pk: row for row in priorities_stood(improvement_plan, on)}
    rows = [stood[pk] for pk in stood if pk in draft.milestones]
    if len(rows) != len(draft.milestones) or not all(row.reasons for row in rows):
        raise UserError(
            "One of those you chose has not stalled by today's record. Nothing was raised: look "
            "at the list again."
        )
    groups = _groups_of(rows)
    keys = list(dict.fromkeys(action.pk for row in rows for action in row.to_take))
    measures = _measures(rows, draft)
    new = record_improvement_plan(
        by=by,
        area=improvement_plan.area,
        inspection=improvement_plan.inspection,
        draft=DraftImprovementPlan(
            PlanType.ACCELERATED_PROGRESS,
            draft.title.strip(),
            groups=tuple(drafted_groups([row.priority for row in rows], groups)),
            themes=tuple(drafted_themes(groups)),
            actions=tuple(drafted_actions(keys)),
            measures=tuple(measure for _, _, measure in measures),
            governance=tuple(_governance(draft)),
        ),
    )
    point_priorities(new, [row.priority for row in rows])
    keep_bodies(new, groups)
    after = keep_origins(new, keys, on)
    kept = _link_measures(by, new, measures)
    carry_life(improvement_plan, new, After(after, kept, _followed(groups, new), {}))
    LifeEvent.objects.create(
        improvement_plan=new, life=Life.DRAFTING.value, on=on, note="Raised from what has stalled"
    )
    _ensure_posts(by, improvement_plan, draft)
    _tell(by, improvement_plan, new, rows, draft)
    return new


def _faults(draft: AcceleratedDraft) -> dict[str, str]:
    faults = {} if draft.title.strip() else {"title": "Give the plan a title"}
    if not draft.milestones:
        faults["chosen"] = "Choose at least one that has stalled"
    for pk, each in draft.milestones.items():
        for name, words, months in (("six", each.six, 6), ("twelve", each.twelve, 12)):
            if not words.strip():
                faults[f"{name}-{pk}"] = f"Say what must be seen after {months} months"
    if any(len(t) > 200 for t in roles_in(f"{draft.officers};{draft.advisers}")):
        faults["officers"] = "A post has at most 200 characters"
    return faults


def _groups_of(rows: Sequence[PriorityStood]) -> list[WorkingGroup]:
    found = {row.priority.group.pk: row.priority.group for row in rows if row.priority.group}
    return list(found.values())


def _followed(groups: Sequence[WorkingGroup], new: ImprovementPlan) -> dict[int, int]:
    now = dict(new.groups.values_list("number", "pk"))
    return {group.pk: now[group.number] for group in groups}


# A measure to record, with the priority it is for and the link it comes from, if any.
_Measure = tuple[PriorityStood, MeasureLink | None, DraftMeasure]


def _measures(rows: Sequence[PriorityStood], draft: AcceleratedDraft) -> list[_Measure]:
    """Return what shows progress: milestones at 6 and 12 months, then the linked measures."""
    found: list[_Measure] = []
    for row in rows:
        found.append((row, None, _milestones(row, draft, len(found) + 1)))
        for link in _linked(row):
            cites = citations_of("measure", [link.measure_id]).get(link.measure_id, [])
            copy = drafted_measure(link.measure, len(found) + 1, cites)
            others = [p for p in copy.also_printed if p[0] != AlsoPrinted.PRIORITY.value]
            found.append((row, link, replace(copy, also_printed=(_of(row), *others))))
    return found


def _of(row: PriorityStood) -> tuple[str, str]:
    return AlsoPrinted.PRIORITY.value, str(row.priority.number)


def _milestones(row: PriorityStood, draft: AcceleratedDraft, number: int) -> DraftMeasure:
    """Return the milestones of one priority as a measure: each with its day and its words."""
    said = draft.milestones[row.priority.pk]
    printed = []
    for months, words in ((6, said.six), (12, said.twelve)):
        day = add_months(draft.starts, months)
        heading = f"{months} month milestone, by {day_words(day)}"
        printed.append((heading, words.strip().rstrip(".")))
    text = "What must be seen. " + " ".join(f"{head}: {words}." for head, words in printed)
    return DraftMeasure(number, text, also_printed=(_of(row), *printed))


def _link_measures(by: Actor, new: ImprovementPlan, measures: Sequence[_Measure]) -> dict[int, int]:
    """Link each measure to what it is for; return the new key of each copy by the old."""
    now = dict(SuccessMeasure.objects.filter(improvement_plan=new).values_list("number", "pk"))
    for noun, kind in MEASURE_OF.items():
        manager: Manager[Any] = kind._default_manager
        manager.bulk_create(
            kind(
                **{f"{noun}_id": getattr(row.priority, f"{noun}_id")},
                measure_id=now[measure.number],
                state=link.state if link else LinkState.CONFIRMED.value,
                why=link.why if link else "Raised with the accelerated plan",
                decided_by=link.decided_by if link else by.name,
            )
            for row, link, measure in measures
            if getattr(row.priority, f"{noun}_id") and (link is None or isinstance(link, kind))
        )
    return {link.measure_id: now[measure.number] for _, link, measure in measures if link}


def _linked(row: PriorityStood) -> list[MeasureLink]:
    """Return the links of measures to what a priority answers, whichever framework it is of."""
    found: list[MeasureLink] = []
    for noun, kind in MEASURE_OF.items():
        required = getattr(row.priority, f"{noun}_id")
        if required is None:
            continue
        links = kind._default_manager.filter(
            **{noun: required}, measure__improvement_plan=row.priority.improvement_plan_id
        ).exclude(state=LinkState.REJECTED.value)
        found += links.select_related("measure").order_by("measure__number")
    return found


def _governance(draft: AcceleratedDraft) -> list[str]:
    ends = [add_months(draft.starts, months) for months in (6, 12)]
    six, twelve = (day_words(day) for day in ends)
    begins = day_words(draft.starts)
    counted = f"Counted from {begins}: 6 months end on {six}, 12 months on {twelve}."
    return [line.strip() for line in draft.governance.splitlines() if line.strip()] + [counted]


def _ensure_posts(by: Actor, old: ImprovementPlan, draft: AcceleratedDraft) -> None:
    kinds = ((draft.officers, PostKind.ACCOUNTABLE_OFFICER), (draft.advisers, PostKind.ADVISER))
    for words, kind in kinds:
        ensure_posts(by=by, area=old.area, titles=roles_in(words), kind=kind)


def _tell(
    by: Actor,
    old: ImprovementPlan,
    new: ImprovementPlan,
    rows: Sequence[PriorityStood],
    draft: AcceleratedDraft,
) -> None:
    record(
        by=by,
        verb="raise_accelerated",
        subject="improvement_plan",
        ref=new.pk,
        before={"improvement_plan": old.pk},
        after={
            "title": new.title,
            "starts": str(draft.starts),
            "because": {
                str(row.priority.number): [stall.reason.value for stall in row.reasons]
                for row in rows
            },
        },
    )
