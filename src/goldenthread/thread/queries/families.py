"""What families will read of a plan, for those who write it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldenthread.audit.queries import latest_event
from goldenthread.improvement.models import Action, ImprovementPlan, Promise
from goldenthread.improvement.rules import Standing

from .promises import OPEN
from .promises_then import put_back
from .then import worked_to

MOST_WORDS = 100
NOT_PLAIN = Q(plain_checked=False)
SHOWS = {
    "not-plain": ("Not yet in plain words", NOT_PLAIN),
    "no-date": ("No date", Q(due_words="")),
    "unknown": ("Where it stands is not known", Q(standing=Standing.UNKNOWN.value)),
    "withheld": ("Withheld", ~OPEN),
}


@dataclass(frozen=True, slots=True)
class Told:
    """How ready a plan's promises are for families to read; `unpromised` are actions without."""

    promises: int
    not_plain: int
    no_date: int
    unknown: int
    withheld: int
    unpromised: int


def told_of(improvement_plan: ImprovementPlan) -> Told:
    """Count what a person should know before families read a plan's promises."""
    promises = Promise.objects.filter(improvement_plan=improvement_plan)
    counts = promises.order_by().aggregate(
        promises=Count("pk"),
        **{
            key.replace("-", "_"): Count("pk", filter=condition)
            for key, (_, condition) in SHOWS.items()
        },
    )
    promised = Promise.objects.filter(action=OuterRef("pk"))
    actions = Action.objects.filter(~Exists(promised), improvement_plan=improvement_plan)
    return Told(unpromised=actions.count(), **counts)


@dataclass(frozen=True, slots=True)
class ToPublish:
    """What becomes public when a plan is published: the promises, and what is said of them.

    The counts but `withheld` are of those whose words are shown; `stamp` changes with any promise.
    """

    promises: list[Promise]
    shown: int
    own_words: int
    no_date: int
    unknown: int
    evidence_awaited: int
    withheld: int
    stamp: str


def to_publish(improvement_plan: ImprovementPlan) -> ToPublish:
    """Return exactly what families would read of a plan if it were published as it stands."""
    rows = Promise.objects.filter(improvement_plan=improvement_plan)
    promises = list(rows.select_related("action", "measure").order_by("position", "pk"))
    shown = [p for p in promises if not (p.withheld_by or p.withheld_since)]
    seen = "\n".join(f"{p.pk} {p.stamp} {p.withheld_by} {p.withheld_since}" for p in promises)
    return ToPublish(
        promises=promises,
        shown=len(shown),
        own_words=sum(not p.plain_checked for p in shown),
        no_date=sum(not p.due_words for p in shown),
        unknown=sum(p.standing == Standing.UNKNOWN.value for p in shown),
        evidence_awaited=sum(bool(p.evidence_promised and not p.evidence_came_on) for p in shown),
        withheld=len(promises) - len(shown),
        stamp=sha256(seen.encode()).hexdigest(),
    )


def promises_to_write(
    improvement_plan: ImprovementPlan, words: str, show: str
) -> QuerySet[Promise]:
    """Return a plan's promises in order that hold all the words, narrowed to one of SHOWS."""
    promises = Promise.objects.filter(improvement_plan=improvement_plan)
    if show in SHOWS:
        promises = promises.filter(SHOWS[show][1])
    for word in words.split():
        promises = promises.filter(
            Q(plain__icontains=word)
            | Q(due_words__icontains=word)
            | Q(evidence_promised__icontains=word)
            | Q(action__number__icontains=word)
            | Q(action__text__icontains=word)
            | Q(measure__text__icontains=word)
        )
    return promises.select_related("action", "measure").order_by("position", "pk")


def next_to_write(promise: Promise) -> Promise | None:
    """Return the next promise of a plan not yet in plain words, from the start after the last."""
    waiting = Promise.objects.filter(NOT_PLAIN, improvement_plan=promise.improvement_plan_id)
    waiting = waiting.exclude(pk=promise.pk).order_by("position", "pk")
    later = Q(position__gt=promise.position) | Q(position=promise.position, pk__gt=promise.pk)
    return waiting.filter(later).first() or waiting.first()


def who_changed(promise: Promise) -> str:
    """Return who last changed a promise, by name; "Somebody" where the trail does not say."""
    event = latest_event("promise", promise.pk)
    return event.actor_name if event else "Somebody"


def chosen_improvement_plan(begun: Sequence[ImprovementPlan], asked: str) -> ImprovementPlan | None:
    """Return the one of some plans that was asked for by its key, else the one worked to."""
    key = int(asked) if asked.isdecimal() and len(asked) < 12 else None
    return next((plan for plan in begun if plan.pk == key), None) or worked_to(begun)


# The same as SHOWS, of a promise put back to a day that has passed.
_SHOWED: dict[str, Callable[[Promise], bool]] = {
    "not-plain": lambda p: not p.plain_checked,
    "no-date": lambda p: not p.due_words,
    "unknown": lambda p: p.standing == Standing.UNKNOWN.value,
    "withheld": lambda p: bool(p.withheld_by or p.withheld_since),
}


def written_then(
    improvement_plan: ImprovementPlan, words: str, show: str, on: date
) -> tuple[list[Promise], Told]:
    """Return a plan's promises as they stood on a day that has passed, narrowed, and their count.

    The counts are of all of them; what holds all the words is looked for as things stand today.
    """
    promises = list(promises_to_write(improvement_plan, "", ""))
    put_back(promises, on)
    counts = {key.replace("-", "_"): sum(map(test, promises)) for key, test in _SHOWED.items()}
    unpromised = Action.objects.filter(improvement_plan=improvement_plan, promises=None).count()
    told = Told(promises=len(promises), unpromised=unpromised, **counts)
    asked = set(promises_to_write(improvement_plan, words, "").values_list("pk", flat=True))
    test = _SHOWED.get(show)
    return [p for p in promises if p.pk in asked and (test is None or test(p))], told
