"""Carrying what people decided and promised over to the newer version of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import (
    MEASURE_OF,
    Action,
    ActionAnswersFinding,
    ActionGroup,
    ActionRestsOn,
    ActionServesMeasure,
    ImprovementPlan,
    Promise,
    SuccessMeasure,
    Update,
    WorkingGroup,
)
from ..models.links import Link
from ..rules import LinkState, followers, same_words
from .carrying_life import After, carry_life, copied

WORDS_CHANGED = "confirmed for the version before; the words changed"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """How much a newer version took from the one before it, in rows.

    `links_again` of the links were confirmed and are proposed again, because the words changed;
    `promises_again` of the promises need their plain words checked for the same reason. What is
    `left` belongs to an action or a measure that the newer version does not have. `others` are the
    rows of the working life besides updates: dates moved, evidence, verdicts, risks and the rest.
    """

    promises: int
    links: int
    updates: int
    promises_again: int
    links_again: int
    promises_left: int
    links_left: int
    updates_left: int
    others: int


@dataclass(frozen=True, slots=True)
class _Follower:
    """What follows an action, a measure or a group, and the words of both."""

    pk: int
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return not same_words(self.before, self.after)


_Followers = Mapping[int, _Follower]


@transaction.atomic
def carry_over(*, by: Actor, old: ImprovementPlan, new: ImprovementPlan) -> CarriedOver:
    """Copy promises, links and the working life of a plan to the one that supersedes it.

    An action follows the one of the same number; a measure or a group follows the one of equal
    words, else of the same number and similar words. A confirmed link whose words changed is
    proposed again. The old plan keeps its own; nothing is published. UserError where `new` does
    not supersede `old`, or where it holds promises or updates already.
    """
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=new.pk)
    _refuse_unfit(old, new)
    actions = _actions(old, new)
    measures = _alike(SuccessMeasure, "text", old, new)
    groups = _alike(WorkingGroup, "name", old, new)
    promises, promises_left = _carried_promises(old, new, actions, measures)
    same_measures = {pk: row for pk, row in measures.items() if not row.changed}
    links = [
        _carry_links(ActionAnswersFinding, old, {"action": actions}, "finding"),
        _carry_links(ActionServesMeasure, old, {"action": actions, "measure": measures}),
        _carry_links(ActionRestsOn, old, {"action": actions, "on": actions}),
        _carry_links(ActionGroup, old, {"action": actions, "group": groups}),
        *(
            _carry_links(kind, old, {"measure": same_measures}, noun)
            for noun, kind in MEASURE_OF.items()
        ),
    ]
    kept = _write_promises(promises)
    life = carry_life(old, new, After(_keys(actions), _keys(measures), _keys(groups), kept))
    carried = CarriedOver(
        promises=len(promises),
        links=sum(kind.carried for kind in links),
        updates=life.updates,
        promises_again=sum(promise.again for promise in promises),
        links_again=sum(kind.again for kind in links),
        promises_left=promises_left,
        links_left=sum(kind.left for kind in links),
        updates_left=life.updates_left,
        others=life.others,
    )
    record(
        by=by,
        verb="carry_over",
        subject="improvement_plan",
        ref=new.pk,
        before={"improvement_plan": old.pk},
        after=asdict(carried),
    )
    return carried


def _refuse_unfit(old: ImprovementPlan, new: ImprovementPlan) -> None:
    if new.supersedes_id != old.pk:
        raise UserError(
            "The newer plan is not a version of the older one. Nothing was carried over."
        )
    if (
        Promise.objects.filter(improvement_plan=new).exists()
        or Update.objects.filter(action__improvement_plan=new).exists()
    ):
        raise UserError("The newer plan has promises or updates already. Nothing was carried over.")


def _actions(old: ImprovementPlan, new: ImprovementPlan) -> _Followers:
    """Return the new action of each old one's number, by the old one's key."""
    after = {
        number: (pk, text)
        for pk, number, text in Action.objects.filter(improvement_plan=new).values_list(
            "pk", "number", "text"
        )
    }
    before = Action.objects.filter(improvement_plan=old).values_list("pk", "number", "text")
    return {
        pk: _Follower(after[number][0], text, after[number][1])
        for pk, number, text in before
        if number in after
    }


def _alike(
    kind: type[SuccessMeasure] | type[WorkingGroup],
    words: str,
    old: ImprovementPlan,
    new: ImprovementPlan,
) -> _Followers:
    """Return what follows each old measure or group, by the old one's key."""
    rows: list[dict[int, tuple[str, str]]] = [
        {
            pk: (str(number), text)
            for pk, number, text in kind._default_manager.filter(
                improvement_plan=improvement_plan
            ).values_list("pk", "number", words)
        }
        for improvement_plan in (old, new)
    ]
    before, after = rows
    return {
        pk: _Follower(then, before[pk][1], after[then][1])
        for pk, then in followers(before, after).items()
    }


@dataclass(frozen=True, slots=True)
class _CarriedPromise:
    was: int
    row: Promise
    again: bool


def _carried_promises(
    old: ImprovementPlan, new: ImprovementPlan, actions: _Followers, measures: _Followers
) -> tuple[list[_CarriedPromise], int]:
    """Return the promises as the newer plan makes them, and how many it cannot make."""
    carried: list[_CarriedPromise] = []
    left = 0
    for promise in Promise.objects.filter(improvement_plan=old).order_by("position", "pk"):
        action = actions.get(promise.action_id) if promise.action_id else None
        measure = measures.get(promise.measure_id) if promise.measure_id else None
        tied = bool(promise.action_id or promise.measure_id)
        if tied and not (action if promise.action_id else measure):
            left += 1
            continue
        changed = any(row.changed for row in (action, measure) if row)
        fields = copied(
            promise,
            improvement_plan_id=new.pk,
            action_id=action.pk if action else None,
            measure_id=measure.pk if measure else None,
            position=len(carried),
            plain=_plain_words(promise, action or measure),
            plain_checked=promise.plain_checked and not changed,
        )
        carried.append(_CarriedPromise(promise.pk, Promise(**fields), changed))
    return carried, left


def _keys(rows: _Followers) -> dict[int, int]:
    return {pk: row.pk for pk, row in rows.items()}


def _write_promises(promises: Sequence[_CarriedPromise]) -> dict[int, int]:
    """Write promises and return the key of each by that of the promise it was."""
    made = Promise.objects.bulk_create((promise.row for promise in promises), batch_size=500)
    return {promise.was: row.pk for promise, row in zip(promises, made, strict=True)}


def _plain_words(promise: Promise, follower: _Follower | None) -> str:
    """Return a promise's words; those that were only the plan's own become its own of today."""
    if follower and not promise.plain_checked and same_words(promise.plain, follower.before):
        return follower.after
    return promise.plain


@dataclass(frozen=True, slots=True)
class _CarriedLinks:
    carried: int
    again: int
    left: int


def _carry_links(
    kind: type[Link], old: ImprovementPlan, ends: Mapping[str, _Followers], kept: str = ""
) -> _CarriedLinks:
    """Copy the links of one kind to what follows their ends; the end that is `kept` stays.

    A link that the newer plan proposes itself takes on what was decided before.
    """
    first = next(iter(ends))
    names = [*ends, kept] if kept else [*ends]
    held = list(kind._default_manager.filter(**{f"{first}__improvement_plan": old}))
    rows: list[Link] = []
    again = 0
    for link in held:
        after = [follow.get(getattr(link, f"{end}_id")) for end, follow in ends.items()]
        if not all(after):
            continue
        different: dict[str, Any] = {
            f"{end}_id": row.pk for end, row in zip(ends, after, strict=True) if row
        }
        changed = any(row.changed for row in after if row)
        if changed and link.state == LinkState.CONFIRMED.value:
            different |= {"state": LinkState.PROPOSED.value, "why": WORDS_CHANGED, "decided_by": ""}
            again += 1
        rows.append(kind(**copied(link, **different)))
    _write_links(kind, names, rows)
    return _CarriedLinks(len(rows), again, len(held) - len(rows))


def _write_links(kind: type[Link], names: Sequence[str], rows: Iterable[Link]) -> None:
    """Write links; one between the same ends that is there already takes their state."""
    kind._default_manager.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=names,
        update_fields=["state", "why", "decided_by"],
    )
