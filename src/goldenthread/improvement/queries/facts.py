"""Everything dated of a plan's actions, read once, so that any day up to then can be told."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

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
    Update,
    UpdateCycle,
)
from ..rules import DifferenceState, Grade, LinkState, UpdateState

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

    Asks the database the same number of questions however many actions there are.
    """
    links = _rests_on(improvement_plan, actions)
    rows = Action.objects.filter(improvement_plan=improvement_plan).order_by("position")
    if actions is not None:
        rows = rows.filter(pk__in={*actions, *(end for ends in links.values() for end in ends)})
    pasts = {
        pk: ActionPast(pk, number, group, rests_on=links.get(pk, []))
        for pk, number, group in rows.values_list("pk", "number", "group_id")
    }
    of: dict[str, Any] = {"action__improvement_plan": improvement_plan}
    if actions is not None:
        of = {"action__in": list(pasts)}
    said = of | {"on__lte": on}
    _lay(pasts, "milestones", Milestone.objects.filter(**of))
    _lay(pasts, "updates", Update.objects.filter(**said).select_related("replaced_by"))
    _lay(pasts, "redatings", Redating.objects.filter(**said))
    _lay(pasts, "evidence", Evidence.objects.filter(**said))
    _lay(pasts, "verdicts", DifferenceVerdict.objects.filter(**said))
    _lay(pasts, "judging", DifferenceDue.objects.filter(**said))
    _lay(pasts, "overrides", RagOverride.objects.filter(**said))
    _lay(pasts, "waits_for", GroupDependency.objects.filter(**said).select_related("on_group"))
    cycles = UpdateCycle.objects.filter(improvement_plan=improvement_plan, opens__lte=on)
    return PlanPast(
        [pk for pk in pasts if actions is None or pk in set(actions)],
        pasts,
        list(cycles.values_list("opens", "due")),
        _grades(said),
    )


def _lay(pasts: dict[int, ActionPast], name: str, rows: Iterable[Any]) -> None:
    """Lay rows beside the action they belong to."""
    for row in rows:
        getattr(pasts[row.action_id], name).append(row)


def _rests_on(
    improvement_plan: ImprovementPlan, actions: Collection[int] | None
) -> dict[int, list[int]]:
    """Return what each action rests on, by links that somebody has confirmed."""
    links = ActionRestsOn.objects.filter(
        action__improvement_plan=improvement_plan, state=LinkState.CONFIRMED.value
    )
    if actions is not None:
        links = links.filter(action__in=actions)
    found: dict[int, list[int]] = defaultdict(list)
    for action, on in links.order_by("pk").values_list("action_id", "on_id"):
        found[action].append(on)
    return found


def _grades(said: dict[str, Any]) -> dict[int, list[tuple[Grade, date | None]]]:
    found: dict[int, list[tuple[Grade, date | None]]] = defaultdict(list)
    rows = DifferenceVerdict.objects.filter(evidence__isnull=False, **said).order_by("pk")
    for pk, grade, gone in rows.values_list("pk", "evidence__grade", "evidence__withdrawn_on"):
        found[pk].append((Grade(grade), gone))
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
