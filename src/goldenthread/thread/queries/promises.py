"""What families may read of promises: where each stands, about what, and what was told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from goldenthread.documents.models import Citation, Document
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.models import (
    MEASURE_OF,
    DifferenceVerdict,
    ForumMark,
    ImprovementPlan,
    Priority,
    Promise,
)
from goldenthread.improvement.queries import updates_in_force
from goldenthread.improvement.rules import CLAIMS, DOUBTS, LinkState, Mark, Standing
from goldenthread.inspections.models import (
    AreaForImprovement,
    PriorityAction,
    Weakness,
)
from goldenthread.inspections.rules import short_name

from ..rules.backing import BACKED, EASILY_BACKED, Backing, backing_of
from ..rules.plain_dates import plain_date
from .published import Published

NEVER = date(1, 1, 1)
FILE_NAME = re.compile(r"(.+)\.[A-Za-z]{2,4}[A-Za-z0-9]?")


class Stand(StrEnum):
    """Where a promise stands for a family that reads it on a day; every promise has one."""

    KEPT = "kept"
    PARTLY = "partly-kept"
    NOT_KEPT = "not-kept"
    WILL_NOT_HAPPEN = "will-not-happen"
    UNKNOWN = "we-do-not-know"
    TO_COME = "still-to-come"
    WITHHELD = "withheld"


SETTLED = {
    Stand.KEPT: Standing.KEPT,
    Stand.PARTLY: Standing.PARTLY,
    Stand.NOT_KEPT: Standing.NOT_KEPT,
    Stand.WILL_NOT_HAPPEN: Standing.WILL_NOT_HAPPEN,
}
OPEN = Q(withheld_by="", withheld_since=None)
# Where families are told that a promise was kept, and so on whose word that is.
SAID_KEPT = frozenset({Stand.KEPT, Stand.PARTLY})


@dataclass(frozen=True, slots=True)
class Topic:
    """Something inspectors required, and the groups and measures by which promises answer it."""

    key: str
    name: str
    groups: frozenset[int]
    measures: frozenset[int]

    def covers(self, promise: Promise) -> bool:
        """Say whether a promise is about this: by its action's group, else by its measure."""
        if promise.action:
            return promise.action.group_id in self.groups
        return promise.measure_id in self.measures

    @property
    def condition(self) -> Q:
        """Return the same as `covers`, for the database."""
        return Q(action__group_id__in=self.groups) | Q(action=None, measure_id__in=self.measures)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many promises there are, by where they stand and by topic, and the last change.

    `checked` is how many of those said to be kept, in full or in part, somebody else bears out.
    """

    total: int
    stands: dict[Stand, int]
    topics: dict[str, int]
    last_change: date | None
    checked: int = 0

    @property
    def said_kept(self) -> int:
        """Return how many are said to be kept, in full or in part."""
        return sum(self.stands[stand] for stand in SAID_KEPT)


@dataclass(slots=True)
class Card:
    """One promise ready to be shown: where it stands, its topics, what families were told.

    `backing` is None where nobody says that it was kept; `newest` is the day on which something
    last changed, by which promises are put in order.
    """

    promise: Promise
    stand: Stand
    backing: Backing | None
    topics: list[Topic]
    by_when: str
    told: str
    told_on: date | None
    newest: date | None
    date_in_doubt: bool
    date_passed: bool
    evidence_late: bool

    @property
    def on_our_word(self) -> bool:
        """Say whether only who made the promise says that it was kept, or the forum doubts it."""
        return self.backing not in (None, Backing.CHECKED)

    @property
    def backed(self) -> str:
        """Return in a sentence what bears out that it was kept."""
        return BACKED[self.backing] if self.backing else ""

    @property
    def easily_backed(self) -> str:
        """Return the same in easy words."""
        return EASILY_BACKED[self.backing] if self.backing else ""


def _required(
    priority: Priority,
) -> tuple[int, str, Weakness | PriorityAction | AreaForImprovement] | None:
    """Return what a priority is for, with its noun and the place of that noun among topics."""
    for order, noun in enumerate(MEASURE_OF):
        required = getattr(priority, noun)
        if required:
            return order, noun.replace("_", "-"), required
    return None


def _measures_of(plans: Iterable[ImprovementPlan]) -> dict[tuple[int, int], set[int]]:
    """Return the listed measures that say something of a thing required, by noun and key."""
    found: dict[tuple[int, int], set[int]] = {}
    for order, (noun, kind) in enumerate(MEASURE_OF.items()):
        links = kind._default_manager.filter(measure__improvement_plan__in=plans)
        for required, measure in links.exclude(state=LinkState.REJECTED.value).values_list(
            f"{noun}_id", "measure_id"
        ):
            found.setdefault((order, required), set()).add(measure)
    return found


def topics_of(published: Published) -> list[Topic]:
    """Return what the published plans answer, in the inspectors' order; each key once."""
    plans = published.improvement_plans
    priorities = Priority.objects.filter(improvement_plan__in=plans)
    groups: dict[tuple[int, int, int], set[int]] = {}
    named: dict[tuple[int, int, int], tuple[str, str]] = {}
    for priority in priorities.select_related("weakness", "priority_action", "improvement"):
        found = _required(priority)
        if found is None:
            continue
        order, noun, required = found
        place = (order, required.number, required.pk)
        named[place] = (noun, getattr(required, "short", "") or short_name(required.text))
        answering = groups.setdefault(place, set())
        if priority.group_id:
            answering.add(priority.group_id)
    measures, topics = _measures_of(plans), dict[str, Topic]()
    for place, (noun, name) in sorted(named.items()):
        order, number, pk = place
        key = f"{noun}-{number}" if f"{noun}-{number}" not in topics else f"{noun}-{number}-{pk}"
        serving = measures.get((order, pk), set())
        topics[key] = Topic(key, name, frozenset(groups[place]), frozenset(serving))
    return list(topics.values())


def promises_of(plans: Iterable[ImprovementPlan], on: date) -> QuerySet[Promise]:
    """Return the promises of plans, newest change first, then by date, each with what was told.

    Adds `told` and `told_on` (the last words for families on its action that a chair had accepted
    by a day) and `change`, the day on which something last changed. Of a withheld promise only
    that it was withheld counts.
    """
    words = updates_in_force(on).filter(action=OuterRef("action")).exclude(changed_for_families="")
    told = words.order_by("-on", "-pk")
    promises = with_backing(Promise.objects.filter(improvement_plan__in=plans), on).annotate(
        told=Subquery(told.values("changed_for_families")[:1]),
        told_on=Subquery(told.values("on")[:1]),
    )
    days = [
        Coalesce(F(name), Value(NEVER), output_field=DateField())
        for name in ("changed_on", "evidence_came_on", "told_on")
    ]
    withheld = Coalesce(F("withheld_since"), Value(NEVER), output_field=DateField())
    promises = promises.annotate(
        change=Case(When(OPEN, then=Greatest(*days)), default=withheld, output_field=DateField()),
        believed_due=Case(
            When(~OPEN | _doubtful(), then=None), default=F("due_to"), output_field=DateField()
        ),
    )
    return promises.select_related(
        "action__group", "measure", "improvement_plan__inspection"
    ).order_by(F("change").desc(), F("believed_due").asc(nulls_last=True), "position", "pk")


def with_backing(promises: QuerySet[Promise], on: date) -> QuerySet[Promise]:
    """Return promises with what `backing_on` asks of them.

    Adds `agreed` (a second person had agreed a difference of its action by a day) and `mark`, the
    forum's last mark by then on the promise or its action.
    """
    verdicts = DifferenceVerdict.objects.filter(
        Q(reopened_on=None) | Q(reopened_on__gt=on),
        action=OuterRef("action"),
        agreed_on__lte=on,
        verdict__in=[claim.value for claim in CLAIMS],
    )
    marks = ForumMark.objects.filter(
        Q(promise=OuterRef("pk")) | Q(action=OuterRef("action")), on__lte=on
    )
    last = marks.order_by("-on", "-pk").values("mark")[:1]
    return promises.annotate(agreed=Exists(verdicts), mark=Subquery(last))


def backing_on(promise: Promise, stand: Stand, on: date) -> Backing | None:
    """Return what bears out a promise of `with_backing`; None where nobody says it was kept."""
    if stand not in SAID_KEPT:
        return None
    came, held = promise.evidence_came_on, vars(promise)
    mark = Mark(held["mark"]) if held["mark"] else None
    return backing_of(proof_came=bool(came and came <= on), agreed=held["agreed"], mark=mark)


def _checked(today: date) -> Q:
    """Return the condition of being said to be kept and borne out, as `backing_on` has it."""
    kept = stand_condition(Stand.KEPT, today) | stand_condition(Stand.PARTLY, today)
    undoubted = Q(mark=None) | ~Q(mark__in=[doubt.value for doubt in DOUBTS])
    borne_out = Q(evidence_came_on__lte=today) | Q(agreed=True) | Q(mark=Mark.OURS.value)
    return kept & undoubted & borne_out


def _doubtful() -> Q:
    """Return the condition of a date that lies before the inspection that its plan answers."""
    return Q(due_to__lt=F("improvement_plan__inspection__inspected_from"))


def stand_condition(stand: Stand, today: date) -> Q:
    """Return the condition under which a promise stands so on a day."""
    if stand is Stand.WITHHELD:
        return ~OPEN
    if stand in SETTLED:
        return OPEN & Q(standing=SETTLED[stand].value)
    unsettled = OPEN & Q(standing=Standing.UNKNOWN.value)
    to_come = Q(due_to__isnull=False, due_to__gte=today)
    return unsettled & (to_come if stand is Stand.TO_COME else ~to_come)


def stand_of(promise: Promise, today: date) -> Stand:
    """Return where a promise stands on a day."""
    if promise.withheld_by or promise.withheld_since:
        return Stand.WITHHELD
    for stand, standing in SETTLED.items():
        if promise.standing == standing.value:
            return stand
    coming = promise.due_to is not None and promise.due_to >= today
    return Stand.TO_COME if coming else Stand.UNKNOWN


def count_promises(promises: QuerySet[Promise], topics: list[Topic], today: date) -> Counted:
    """Count promises by where they stand and by topic, in one question to the database."""
    asked = {f"stand_{s.name}": Count("pk", filter=stand_condition(s, today)) for s in Stand}
    asked |= {f"topic_{i}": Count("pk", filter=t.condition) for i, t in enumerate(topics)}
    asked["checked"] = Count("pk", filter=_checked(today))
    row = promises.order_by().aggregate(total=Count("pk"), last=Max("change"), **asked)
    last = row["last"]
    return Counted(
        row["total"],
        {stand: row[f"stand_{stand.name}"] for stand in Stand},
        {topic.key: row[f"topic_{i}"] for i, topic in enumerate(topics)},
        last if last and last > NEVER else None,
        row["checked"],
    )


def search_promises(promises: QuerySet[Promise], words: str) -> QuerySet[Promise]:
    """Return the promises that hold every one of the words; never by words that are withheld."""
    for word in words.split():
        promises = promises.filter(
            OPEN,
            Q(plain__icontains=word)
            | Q(due_words__icontains=word)
            | Q(what_changed__icontains=word)
            | Q(no_because__icontains=word)
            | Q(evidence_promised__icontains=word)
            | Q(told__icontains=word),
        )
    return promises


def card_of(promise: Promise, topics: list[Topic], today: date) -> Card:
    """Return a promise of `promises_of` as a family reads it on a day."""
    inspection = promise.improvement_plan.inspection
    began = inspection.inspected_from if inspection else None
    due, evidence = promise.due_to, promise.evidence_by or promise.due_to
    stand = stand_of(promise, today)
    return Card(
        promise,
        stand,
        backing_on(promise, stand, today),
        [topic for topic in topics if topic.covers(promise)],
        plain_date(promise.due_words),
        getattr(promise, "told", "") or "",
        getattr(promise, "told_on", None),
        _newest(promise),
        bool(due and began and due < began),
        bool(due and due < today),
        bool(evidence and evidence < today and not promise.evidence_came_on),
    )


def _newest(promise: Promise) -> date | None:
    """Return the day of the newest change, by which promises are put in order; None for none."""
    day: date | None = vars(promise).get("change")
    return None if day is None or day == NEVER else day


def cards_of(promises: Iterable[Promise], topics: list[Topic], today: date) -> list[Card]:
    """Return many promises as a family reads them."""
    return [card_of(promise, topics, today) for promise in promises]


def shared_promise(slug: str, pk: int, on: date) -> Promise | None:
    """Return a promise by its own address, in any plan that its area published."""
    plans = ImprovementPlan.objects.filter(area__slug=slug, published_at__isnull=False)
    return promises_of(plans, on).filter(pk=pk).first()


def sources_of(promise: Promise) -> list[Citation]:
    """Return where the action or the measure that a promise comes from is written."""
    if promise.action_id:
        return citations_of("action", [promise.action_id])[promise.action_id]
    if promise.measure_id:
        return citations_of("measure", [promise.measure_id])[promise.measure_id]
    return []


def title_of(document: Document) -> str:
    """Return what a family can call a document: its title, but never the bare name of a file."""
    named = FILE_NAME.fullmatch(document.title)
    if named is None:
        return document.title
    return named[1] if " " in named[1].strip() else "a document of the area"


def main_promises(promises: Iterable[Promise], topics: list[Topic], most: int) -> list[Promise]:
    """Return one promise for each topic, rather one that named its proof; at most `most`.

    Where none is about a topic, the first are returned. Withheld promises are left out.
    """
    able = sorted(
        (p for p in promises if not (p.withheld_by or p.withheld_since)),
        key=lambda p: (not p.evidence_promised, p.position, p.pk),
    )
    chosen: list[Promise] = []
    for topic in topics:
        chosen += [p for p in able if p not in chosen and topic.covers(p)][:1]
    if not chosen:
        chosen = able
    return chosen[:most]
