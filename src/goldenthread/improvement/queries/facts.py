"""Everything dated of a plan's actions, read once, so that any day up to then can be told."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model

from ..models import (
    Action,
    ActionRestsOn,
    DifferenceDue,
    DifferenceVerdict,
    Evidence,
    GroupDependency,
    ImprovementPlan,
    Milestone,
    RagOverride,
    Redating,
    Revision,
    Theme,
    Update,
    UpdateCycle,
    WorkingGroup,
)
from ..rules import DifferenceState, Grade, UpdateState
from .following import followed
from .together import Part, together

EVER_AGREED = frozenset({DifferenceState.AGREED, DifferenceState.REOPENED})


@dataclass(slots=True)
class ActionPast:
    """All that was recorded of one action up to a day, in the order it was said."""

    pk: int
    number: str
    group: int
    milestones: list[Milestone] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    redatings: list[Redating] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    verdicts: list[DifferenceVerdict] = field(default_factory=list)
    judging: list[DifferenceDue] = field(default_factory=list)
    overrides: list[RagOverride] = field(default_factory=list)
    waits_for: list[GroupDependency] = field(default_factory=list)
    rests_on: list[int] = field(default_factory=list)


# Where each kind of row of an action is laid; all but milestones were said `on` a day.
DATED: dict[str, type[Model]] = {
    "milestones": Milestone,
    "updates": Update,
    "redatings": Redating,
    "evidence": Evidence,
    "verdicts": DifferenceVerdict,
    "judging": DifferenceDue,
    "overrides": RagOverride,
    "waits_for": GroupDependency,
}


@dataclass(slots=True)
class PlanPast:
    """All that was recorded of a plan's actions up to a day.

    `asked` are the keys of the actions asked for; `actions` holds those they rest on besides.
    `grades` is, of each verdict, the grade of each piece of its evidence and when that was
    withdrawn, None where it still stands; `cycles` is (opens, due).
    """

    asked: list[int]
    actions: dict[int, ActionPast]
    cycles: list[tuple[date, date]]
    grades: dict[int, list[tuple[Grade, date | None]]]


def past_of(
    improvement_plan: ImprovementPlan, on: date, actions: Collection[int] | None = None
) -> PlanPast:
    """Return what was recorded up to a day of a plan's actions, or of some of them by key.

    One question to the database, however many actions there are. What an accelerated plan took
    over is read where it is said, on the actions that its own follow.
    """
    past = _own_past(improvement_plan, on, actions)
    theirs = {pk: row for pk, row in followed(improvement_plan).items() if pk in past.actions}
    for plan in {row.improvement_plan for row in theirs.values()}:
        of_plan = {pk: row.pk for pk, row in theirs.items() if row.improvement_plan_id == plan.pk}
        _follow(past, _own_past(plan, on, list(of_plan.values())), of_plan)
    return past


def _follow(past: PlanPast, theirs: PlanPast, keys: dict[int, int]) -> None:
    """Lay what was said of actions to those that follow them, by the keys of these."""
    for pk, source in keys.items():
        for name in DATED:
            setattr(past.actions[pk], name, getattr(theirs.actions[source], name))
    past.cycles = theirs.cycles
    past.grades |= theirs.grades


def _own_past(
    improvement_plan: ImprovementPlan, on: date, actions: Collection[int] | None = None
) -> PlanPast:
    """Return what was recorded of the very actions of a plan."""
    of_plan = {"improvement_plan": improvement_plan.pk, "on": on}
    if actions is None:
        held = together(_parts(_OF_PLAN), **of_plan)
    else:
        held = together(_parts(_OF_SOME), **of_plan, keys=actions)
    (rows, links, groups, cycles, grounds, moved, themes), dated = held[:7], held[7:]
    then = _groups_then(moved, themes)
    pasts = {
        action.pk: ActionPast(action.pk, action.number, then.get(action.pk, action.group_id))
        for action in sorted(rows, key=lambda action: action.position)
    }
    for link in links:
        pasts[link.action_id].rests_on.append(link.on_id)
    for name, said in zip(DATED, dated, strict=True):
        for row in said:
            getattr(pasts[row.action_id], name).append(row)
    _lead_on(pasts, {row.pk: row for row in rows}, {group.pk: group for group in groups})
    asked = pasts.keys() if actions is None else set(actions)
    return PlanPast(
        [pk for pk in pasts if pk in asked],
        pasts,
        sorted((cycle.opens, cycle.due) for cycle in cycles),
        _grades(pasts, grounds),
    )


_PLAN = "improvement_plan_id = %(improvement_plan)s"
_LINKS = "improvement_actionrestson.state = 'confirmed'"
_OF_PLAN = (_PLAN, "true")
_OF_SOME = (
    f"{_PLAN} AND (id IN KEYS OR id IN (SELECT on_id FROM improvement_actionrestson "
    f"WHERE {_LINKS} AND action_id IN KEYS) OR id IN (SELECT replaced_by_id "
    "FROM improvement_update WHERE replaced_by_id IS NOT NULL AND action_id IN KEYS))",
    "action_id IN KEYS",
)


@cache
def _parts(which: tuple[str, str]) -> tuple[Part, ...]:
    """Return what to ask for: actions, what they rest on, groups, rounds, grounds, moves to other
    themes after the day with the themes they were moved from, and DATED.

    `which` says in SQL which actions, those that some rest on or went over to among them, and of
    which of them what they rest on.
    """
    wanted, linked = which
    of_them = f"action_id IN (SELECT id FROM improvement_action WHERE {wanted})"
    said = f'{of_them} AND "on" <= %(on)s'
    verdicts = f"SELECT id FROM improvement_differenceverdict WHERE {said}"
    moved = f"{of_them} AND field = 'theme' AND \"on\" > %(on)s"
    left = f"{_PLAN} AND number IN (SELECT old FROM improvement_revision WHERE {moved})"
    return (
        Part(Action, wanted, ("number", "group", "position")),
        Part(ActionRestsOn, f"{_LINKS} AND {of_them} AND {linked}", ("action", "on")),
        Part(WorkingGroup, _PLAN, ("number", "name")),
        Part(UpdateCycle, f"{_PLAN} AND opens <= %(on)s"),
        Part(DifferenceVerdict.evidence.through, f"differenceverdict_id IN ({verdicts})"),
        Part(Revision, moved, ("action", "old", "on")),
        Part(Theme, left, ("number", "group")),
        *(Part(model, of_them if model is Milestone else said) for model in DATED.values()),
    )


def _groups_then(moved: Iterable[Revision], themes: Iterable[Theme]) -> dict[int, int]:
    """Return the group on the day of each action that was moved to another theme after it."""
    group_of = {theme.number: theme.group_id for theme in themes}
    latest_first = sorted(moved, key=lambda row: (row.on, row.pk), reverse=True)
    first = {row.action_id: row.old for row in latest_first}
    return {pk: group_of[number] for pk, number in first.items() if number in group_of}


def _lead_on(
    pasts: dict[int, ActionPast], actions: dict[int, Action], groups: dict[int, WorkingGroup]
) -> None:
    """Put each in its order; let an update lead to what replaces it, a wait to its group."""
    for past in pasts.values():
        past.milestones.sort(key=lambda milestone: milestone.position)
        for name in list(DATED)[1:]:
            getattr(past, name).sort(key=lambda row: (row.on, row.pk))
        for update in past.updates:
            if update.replaced_by_id in actions:
                update.replaced_by = actions[update.replaced_by_id]
        for wait in past.waits_for:
            wait.on_group = groups[wait.on_group_id]


def _grades(
    pasts: dict[int, ActionPast], grounds: Iterable[Any]
) -> dict[int, list[tuple[Grade, date | None]]]:
    """Return of each verdict the grade of its evidence, and when that was withdrawn."""
    given = {
        each.pk: (Grade(each.grade), each.withdrawn_on)
        for past in pasts.values()
        for each in past.evidence
    }
    found: dict[int, list[tuple[Grade, date | None]]] = defaultdict(list)
    for each in grounds:
        if each.evidence_id in given:
            found[each.differenceverdict_id].append(given[each.evidence_id])
    return found


def state_on(update: Update, on: date) -> UpdateState:
    """Return what a chair had said of an update by a day."""
    if update.decided_on is not None and update.decided_on > on:
        return UpdateState.PROPOSED
    return UpdateState(update.state)


def updates_on(updates: Iterable[Update], on: date) -> list[Update]:
    """Return the updates that were accepted by a day and not superseded, first to last."""
    accepted = [u for u in updates if u.on <= on and state_on(u, on) is UpdateState.ACCEPTED]
    superseded = {u.supersedes_id for u in accepted}
    return sorted((u for u in accepted if u.pk not in superseded), key=lambda u: (u.on, u.pk))


def waiting_on(updates: Iterable[Update], on: date) -> list[Update]:
    """Return the updates that waited for a chair on a day, first to last."""
    rows = (u for u in updates if u.on <= on and state_on(u, on) is UpdateState.PROPOSED)
    return sorted(rows, key=lambda u: (u.on, u.pk))


def verdict_state(verdict: DifferenceVerdict, on: date) -> DifferenceState:
    """Return how far a verdict had come by a day."""
    if verdict.reopened_on and verdict.reopened_on <= on:
        return DifferenceState.REOPENED
    if verdict.agreed_on and verdict.agreed_on <= on:
        return DifferenceState.AGREED
    if verdict.declined_on and verdict.declined_on <= on:
        return DifferenceState.DECLINED
    return DifferenceState.PROPOSED


def verdict_on(
    verdicts: Iterable[DifferenceVerdict], on: date
) -> tuple[DifferenceVerdict | None, DifferenceState]:
    """Return the verdict that counts on a day with its state.

    The last one that was ever agreed, be it open again since; else the last one said.
    """
    said = sorted((v for v in verdicts if v.on <= on), key=lambda v: (v.on, v.pk))
    decided = [v for v in said if verdict_state(v, on) in EVER_AGREED]
    if not said:
        return None, DifferenceState.NONE
    found = (decided or said)[-1]
    return found, verdict_state(found, on)


def override_on(overrides: Iterable[RagOverride], on: date) -> RagOverride | None:
    """Return a person's colour in force on a day, the last one set, if any."""
    rows = [o for o in overrides if o.on <= on]
    last = max(rows, key=lambda o: (o.on, o.pk), default=None)
    return last if last and (last.ends is None or last.ends >= on) else None
