"""Promises as they stood on a day that has passed."""

from collections.abc import Iterable, Sequence
from datetime import date

from goldenthread.improvement.models import ImprovementPlan, Promise, PromiseRevision
from goldenthread.improvement.rules import Standing

from ..rules.backing import Backing
from .promises import NEVER, Counted, Stand, Topic, backing_on, promises_of, stand_of

FIELDS = {field.name: field for field in Promise._meta.concrete_fields}


def put_back(promises: Sequence[Promise], on: date) -> None:
    """Put promises back to what was said of them on a day; for showing only, never saved.

    What was changed later is undone from what was kept of it. Of a change from which nothing was
    kept only its day is known: then what stood before is not known either.
    """
    by_key = {promise.pk: promise for promise in promises}
    later = PromiseRevision.objects.filter(promise__in=by_key, on__gt=on).order_by("-on", "-pk")
    for pk, name, old in later.values_list("promise_id", "field", "old"):
        field = FIELDS[name]
        setattr(by_key[pk], name, None if field.null and not old else field.to_python(old))
    for promise in promises:
        _undo_undated(promise, on)


def _undo_undated(promise: Promise, on: date) -> None:
    if promise.changed_on and promise.changed_on > on:
        promise.standing = Standing.UNKNOWN.value
        promise.what_changed = promise.no_because = ""
        promise.changed_on = None
    if promise.evidence_came_on and promise.evidence_came_on > on:
        promise.evidence_came_on = None
    if promise.withheld_since and promise.withheld_since > on:
        promise.withheld_by, promise.withheld_since = "", None


def promises_then(plans: Iterable[ImprovementPlan], on: date) -> list[Promise]:
    """Return the promises of plans as on a day, as `promises.promises_of` does, in its order."""
    promises = list(promises_of(plans, on))
    put_back(promises, on)
    for promise in promises:
        vars(promise)["change"] = _last_change(promise)
    return sorted(promises, key=_place)


def _last_change(promise: Promise) -> date:
    if promise.withheld_by or promise.withheld_since:
        return promise.withheld_since or NEVER
    told_on: date | None = vars(promise).get("told_on")
    return max(day or NEVER for day in (promise.changed_on, promise.evidence_came_on, told_on))


def _place(promise: Promise) -> tuple[int, date, int, int]:
    due = None if promise.withheld_by or promise.withheld_since else promise.due_to
    inspection = promise.improvement_plan.inspection
    began = inspection.inspected_from if inspection else None
    if due and began and due < began:
        due = None
    changed: date = vars(promise)["change"]
    return (-changed.toordinal(), due or date.max, promise.position, promise.pk)


def count_then(promises: Sequence[Promise], topics: list[Topic], on: date) -> Counted:
    """Count promises of `promises_then` by where they stood and by topic."""
    stands = [stand_of(promise, on) for promise in promises]
    last = max((vars(promise)["change"] for promise in promises), default=NEVER)
    return Counted(
        len(promises),
        {stand: stands.count(stand) for stand in Stand},
        {topic.key: sum(topic.covers(p) for p in promises) for topic in topics},
        last if last > NEVER else None,
        sum(
            backing_on(promise, stand, on) is Backing.CHECKED
            for promise, stand in zip(promises, stands, strict=True)
        ),
    )


def search_then(promises: Iterable[Promise], words: str) -> list[Promise]:
    """Return those of `promises_then` that hold every word; never by words that are withheld."""
    wanted = words.casefold().split()
    return [p for p in promises if not wanted or all(word in _held(p) for word in wanted)]


def _held(promise: Promise) -> str:
    if promise.withheld_by or promise.withheld_since:
        return ""
    said = (
        promise.plain,
        promise.due_words,
        promise.what_changed,
        promise.no_because,
        promise.evidence_promised,
        vars(promise).get("told") or "",
    )
    return "\n".join(said).casefold()
