"""Decisions that must come back, and those that never did."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.documents.models import Citation
from goldenthread.documents.queries import citations_of

from ..models import AgendaItem, Decision, DecisionRedated, Meeting
from ..rules.deciding import leaves_something, never_back
from ..rules.states import DecisionVerb


@dataclass(frozen=True, slots=True)
class TrackedDecision:
    """A decision as it stood on a day: when due after re-datings, whether back, what is missed.

    `never_came_back` is a sentence, or None. `redated` counts its earlier dates.
    """

    decision: Decision
    due_on: date | None
    back_on: date | None
    redated: int
    never_came_back: str | None
    exempt: bool

    @property
    def open(self) -> bool:
        """Say whether it has not come back."""
        return self.back_on is None


def _met(area: LocalArea, on: date) -> dict[int, list[date]]:
    """Return the days on which each body of an area met and was minuted, up to a day."""
    days: dict[int, list[date]] = defaultdict(list)
    rows = Meeting.objects.filter(body__area=area, drafted_on__lte=on)
    for body, starts_at in rows.values_list("body_id", "starts_at"):
        days[body].append(timezone.localtime(starts_at).date())
    return days


def due_at(decision: Decision, on: date) -> date | None:
    """Return when a decision was due back, as it stood on a day."""
    later = [moved for moved in decision.redatings.all() if moved.on > on]
    return later[0].old_due if later else decision.due_on


def tracked_decisions(area: LocalArea, on: date) -> list[TrackedDecision]:
    """Return the decisions of an area that leave something to be done, by date, back or not.

    Decisions that only note are left out; exempt ones are marked.
    """
    moved = Prefetch("redatings", DecisionRedated.objects.order_by("on", "pk"))
    rows = Decision.objects.filter(meeting__body__area=area, on__lte=on)
    rows = rows.select_related("meeting__body", "item", "to_body", "back_at__body")
    met = _met(area, on)
    found = []
    for decision in rows.prefetch_related(moved):
        due = due_at(decision, on)
        verb = DecisionVerb(decision.verb)
        if leaves_something(verb, decision.words, decision.owner_role, due):
            found.append(_tracked(decision, due, met[decision.meeting.body_id], on))
    return found


def _tracked(decision: Decision, due: date | None, met: list[date], on: date) -> TrackedDecision:
    back = decision.back_on if decision.back_on and decision.back_on <= on else None
    since = sum(1 for day in met if decision.on < day <= on)
    item: AgendaItem | None = decision.item
    return TrackedDecision(
        decision=decision,
        due_on=due,
        back_on=back,
        redated=sum(1 for moved in decision.redatings.all() if moved.on <= on),
        never_came_back=never_back(leaves=True, due=due, back=back, met_since=since, on=on),
        exempt=item is not None and item.exempt,
    )


def never_came_back(area: LocalArea, on: date) -> list[TrackedDecision]:
    """Return the decisions that were to come back and did not, each with why it is missed."""
    return [each for each in tracked_decisions(area, on) if each.never_came_back]


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision on a day: when due, what became of it, its earlier dates, what it rests on.

    `heard_at` are the items under which later agendas had it, the first first.
    """

    due_on: date | None
    back: bool
    redatings: list[DecisionRedated]
    cited: list[Citation]
    heard_at: list[AgendaItem]


def decision_record(decision: Decision, on: date) -> DecisionRecord:
    """Return how a decision stood on a day."""
    heard = AgendaItem.objects.filter(decision=decision, added_on__lte=on)
    heard = heard.exclude(withdrawn_on__lte=on).select_related("meeting__body")
    moved = sorted(decision.redatings.all(), key=lambda row: (row.on, row.pk))
    return DecisionRecord(
        due_on=due_at(decision, on),
        back=decision.back_on is not None and decision.back_on <= on,
        redatings=[row for row in moved if row.on <= on],
        cited=citations_of("decision", [decision.pk]).get(decision.pk, []),
        heard_at=list(heard.order_by("meeting__starts_at", "pk")),
    )
