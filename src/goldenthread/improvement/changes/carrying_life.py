"""Carrying over what was said, moved, shown, judged, paid and risked of a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q

from ..models import (
    CoProduction,
    Cost,
    DifferenceDue,
    DifferenceVerdict,
    Evidence,
    ForumMark,
    GroupDependency,
    ImprovementPlan,
    Milestone,
    RagOverride,
    Redating,
    Risk,
    RiskAction,
    RiskScore,
    Update,
    UpdateCycle,
)

M = TypeVar("M", bound=Model)
Keys = Mapping[int, int]
BATCH = 500


@dataclass(frozen=True, slots=True)
class After:
    """The key that follows each old key: of actions, measures, groups and promises."""

    actions: Keys
    measures: Keys
    groups: Keys
    promises: Keys


@dataclass(frozen=True, slots=True)
class LifeCarried:
    """How many updates were carried, how many belong to no action any more, and other rows."""

    updates: int
    updates_left: int
    others: int


def copied(row: Model, **different: Any) -> dict[str, Any]:
    """Return the fields of a row, its key left out, with some of them different."""
    fields = (field for field in row._meta.concrete_fields if not field.primary_key)
    return {field.attname: getattr(row, field.attname) for field in fields} | different


def carry_life(old: ImprovementPlan, new: ImprovementPlan, after: After) -> LifeCarried:
    """Copy the working life of a plan to its newer version; the old keeps its own.

    What belongs to an action that the newer version does not have stays with the old. Rewritten
    words stay with the version whose words they are.
    """
    of = {"action__improvement_plan": old}
    dates = _milestones_after(old, after)
    updates, said = _carry_updates(old, after, dates)
    moves = _carry(
        Redating.objects.filter(**of),
        action_id=after.actions,
        milestone_id=_or_none(dates),
        update_id=_or_none(updates),
    )
    evidence = _carry(
        Evidence.objects.filter(**of),
        action_id=after.actions,
        update_id=_or_none(updates),
        measure_id=_or_none(after.measures),
        replaces_id=_OrNone(),
    )
    _point_again(Evidence.objects.filter(**of, replaces__isnull=False), "replaces", evidence)
    verdicts = _carry(DifferenceVerdict.objects.filter(**of), action_id=after.actions)
    _carry_grounds(verdicts, evidence)
    kinds: tuple[type[Model], ...] = (DifferenceDue, RagOverride, Cost, CoProduction)
    plain = [_carry(k._default_manager.filter(**of), action_id=after.actions) for k in kinds]
    others = [moves, evidence, verdicts, *plain, *_carry_registers(old, new, after)]
    return LifeCarried(len(updates), said - len(updates), sum(map(len, others)))


class _OrNone(dict[int, int]):
    """Keys of which one that nothing follows becomes none, where others leave the row behind."""


def _or_none(keys: Keys) -> _OrNone:
    return _OrNone(keys)


def _carry(rows: Iterable[M], **ends: Keys) -> dict[int, int]:
    """Copy rows to what follows their ends and return the key of each copy by the old key.

    A row one of whose ends nothing follows is left, unless that end may be none.
    """
    kept: list[tuple[int, M]] = []
    for row in rows:
        different = {}
        for name, keys in ends.items():
            before = getattr(row, name)
            different[name] = keys.get(before) if before is not None else None
            if before is not None and different[name] is None and not isinstance(keys, _OrNone):
                break
        else:
            kept.append((row.pk, type(row)(**copied(row, **different))))
    if not kept:
        return {}
    made = type(kept[0][1])._default_manager.bulk_create((row for _, row in kept), batch_size=BATCH)
    return {pk: row.pk for (pk, _), row in zip(kept, made, strict=True)}


def _milestones_after(old: ImprovementPlan, after: After) -> dict[int, int]:
    """Return the date of the same action and words that follows each old one."""
    held = Milestone.objects.filter(action__in=list(after.actions.values()))
    there = {(m.action_id, " ".join(m.words.split())): m.pk for m in held}
    before = Milestone.objects.filter(action__improvement_plan=old, action__in=list(after.actions))
    found = {
        m.pk: there.get((after.actions[m.action_id], " ".join(m.words.split()))) for m in before
    }
    return {pk: then for pk, then in found.items() if then is not None}


def _carry_updates(old: ImprovementPlan, after: After, dates: Keys) -> tuple[dict[int, int], int]:
    """Copy what was said of actions; return the key of each copy and how much was said."""
    rows = list(Update.objects.filter(action__improvement_plan=old).order_by("on", "pk"))
    keys = _carry(
        rows,
        action_id=after.actions,
        milestone_id=_or_none(dates),
        replaced_by_id=_or_none(after.actions),
        supersedes_id=_OrNone(),
    )
    _point_again((row for row in rows if row.supersedes_id), "supersedes", keys)
    return keys, len(rows)


def _point_again(rows: Iterable[M], name: str, keys: Keys) -> None:
    """Let the copy of each row point to the copy of what the row points to among its own kind."""
    points = {
        keys[row.pk]: (type(row), getattr(row, f"{name}_id")) for row in rows if row.pk in keys
    }
    for kind in {kind for kind, _ in points.values()}:
        again = kind._default_manager.in_bulk(list(points))
        for pk, copy in again.items():
            setattr(copy, f"{name}_id", keys.get(points[pk][1]))
        kind._default_manager.bulk_update(list(again.values()), [name], batch_size=BATCH)


def _carry_grounds(verdicts: Keys, evidence: Keys) -> None:
    """Let each copied verdict rest on the copies of its evidence."""
    through = DifferenceVerdict.evidence.through
    held = through.objects.filter(differenceverdict__in=list(verdicts))
    pairs = held.values_list("differenceverdict_id", "evidence_id")
    through.objects.bulk_create(
        (
            through(differenceverdict_id=verdicts[v], evidence_id=evidence[e])
            for v, e in pairs
            if e in evidence
        ),
        batch_size=BATCH,
    )


def _carry_registers(
    old: ImprovementPlan, new: ImprovementPlan, after: After
) -> list[dict[int, int]]:
    """Copy the forum's marks, risks, groups that wait and rounds of updates."""
    marks = ForumMark.objects.filter(
        Q(action__improvement_plan=old) | Q(promise__improvement_plan=old)
    )
    same = {old.pk: new.pk}
    risks = _carry(Risk.objects.filter(improvement_plan=old), improvement_plan_id=same)
    return [
        _carry(marks, action_id=after.actions, promise_id=after.promises),
        risks,
        _carry(RiskScore.objects.filter(risk__improvement_plan=old), risk_id=risks),
        _carry(
            RiskAction.objects.filter(risk__improvement_plan=old),
            risk_id=risks,
            action_id=after.actions,
        ),
        _carry(
            GroupDependency.objects.filter(waits__improvement_plan=old),
            waits_id=after.groups,
            on_group_id=after.groups,
            action_id=_or_none(after.actions),
        ),
        _carry(UpdateCycle.objects.filter(improvement_plan=old), improvement_plan_id=same),
    ]
