"""Which priorities of a plan have stalled on a day, and what that rests on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..models import MEASURE_OF, Action, Evidence, ImprovementPlan, Priority, Promise
from ..rules import Delivery, DifferenceState, Grade, LinkState
from ..rules.stalled import ActionOfIt, Missing, Stall, WeaknessFacts, stalled
from .facts import PlanPast, past_of, verdict_on
from .standing import ActionStanding, standings

# What an accelerated plan does not take over: nobody works on it any more.
GIVEN_UP = frozenset({Delivery.REPLACED, Delivery.STOPPED, Delivery.MERGED})


@dataclass(frozen=True, slots=True)
class PriorityStood:
    """A priority on a day: what is known of it, and the reasons why it stalled, if any."""

    priority: Priority
    facts: WeaknessFacts
    reasons: list[Stall]
    to_take: list[Action]

    @property
    def text(self) -> str:
        """Return what it is about: what inspectors required, else the plan's own words."""
        given = self.priority.weakness or self.priority.priority_action or self.priority.improvement
        return given.text if given else self.priority.text


def priorities_stood(improvement_plan: ImprovementPlan, on: date) -> list[PriorityStood]:
    """Return how each priority of a plan stands on a day, in the plan's order.

    Asks the database the same number of questions however many there are.
    """
    rows = Priority.objects.filter(improvement_plan=improvement_plan)
    past = past_of(improvement_plan, on)
    standing = standings(past, on)
    by_group: dict[int, list[Action]] = defaultdict(list)
    for action in Action.objects.filter(improvement_plan=improvement_plan).order_by("position"):
        by_group[action.group_id].append(action)
    missing = _missing(improvement_plan, on)
    measures, with_results = _measures(improvement_plan, on)
    found = []
    for row in rows.select_related("group", "weakness", "priority_action", "improvement"):
        actions = by_group.get(row.group_id or 0, [])
        held = [pk for noun in MEASURE_OF for pk in measures.get((noun, _required(row, noun)), [])]
        facts = WeaknessFacts(
            tuple(_action(standing[a.pk], _by_data(past, a.pk, on)) for a in actions),
            len(held),
            len(with_results.intersection(held)),
            tuple(each for a in actions for each in missing.get(a.pk, [])),
        )
        to_take = [a for a in actions if _taken(standing[a.pk])]
        found.append(PriorityStood(row, facts, stalled(facts, on), to_take))
    return found


def _required(row: Priority, noun: str) -> int | None:
    """Return the key of what inspectors required of one kind, None where it is of another."""
    key: int | None = getattr(row, f"{noun}_id")
    return key


def _by_data(past: PlanPast, action: int, on: date) -> bool:
    """Say whether data that stood on a day is behind the verdict that counts of an action."""
    verdict, _ = verdict_on(past.actions[action].verdicts, on)
    held = past.grades.get(verdict.pk, []) if verdict else []
    return any(grade is Grade.DATA and (gone is None or gone > on) for grade, gone in held)


def _action(row: ActionStanding, by_data: bool) -> ActionOfIt:
    agreed = row.difference if row.difference_state is DifferenceState.AGREED else None
    return ActionOfIt(
        row.number, row.delivery, row.due_to, row.slipped, agreed, bool(agreed) and by_data
    )


def _taken(row: ActionStanding) -> bool:
    """Say whether an accelerated plan takes an action over: open, or done and not yet judged."""
    if row.delivery is Delivery.DONE:
        return row.difference_state is not DifferenceState.AGREED
    return row.delivery not in GIVEN_UP


def _missing(improvement_plan: ImprovementPlan, on: date) -> dict[int, list[Missing]]:
    rows = Promise.objects.filter(
        Q(evidence_came_on=None) | Q(evidence_came_on__gt=on),
        improvement_plan=improvement_plan,
        evidence_by__lt=on,
        action__isnull=False,
    ).exclude(evidence_promised="")
    found: dict[int, list[Missing]] = defaultdict(list)
    for action, number, what, by in rows.order_by("evidence_by", "pk").values_list(
        "action_id", "action__number", "evidence_promised", "evidence_by"
    ):
        if action is not None and by is not None and number is not None:
            found[action].append(Missing(what, by, number))
    return found


def _measures(
    improvement_plan: ImprovementPlan, on: date
) -> tuple[dict[tuple[str, int | None], list[int]], set[int]]:
    """Return the measures of each thing required, and those that data has been given for by a day.

    What is required is a weakness, or a priority action or area for improvement of 2023, by its
    noun and key.
    """
    found: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for noun, kind in MEASURE_OF.items():
        links = kind._default_manager.filter(measure__improvement_plan=improvement_plan)
        rows = links.exclude(state=LinkState.REJECTED.value).order_by("pk")
        for required, measure in rows.values_list(f"{noun}_id", "measure_id"):
            found[noun, required].append(measure)
    given = Evidence.objects.filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=on),
        measure__improvement_plan=improvement_plan,
        grade=Grade.DATA.value,
        on__lte=on,
    )
    return found, {m for m in given.values_list("measure_id", flat=True) if m is not None}
