"""What the plan check found on a plan, with what people have answered."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from goldenthread.audit.models import Event
from goldenthread.improvement.models import MEASURE_OF, ActionAnswersFinding, ImprovementPlan
from goldenthread.improvement.rules import LinkState

from ..models import FindingSettled, RuleSwitchedOff
from ..rules import FIRST
from ..rules.ranking import ranked
from ..rules.registry import Finding as Found
from ..rules.registry import run_rules
from .checked import checked_plan
from .held import names_of_documents

PLANS_KEPT_IN_MIND = 8


@dataclass(frozen=True, slots=True)
class Resting:
    """How many things count by recorded links, and how many only by links nobody confirmed."""

    counted: int
    only_proposed: int


@dataclass(slots=True)
class CheckPage:
    """The findings that matter first, the rest, what was settled and which rules are off.

    `places` gives the key of each document by the name that citations call it.
    """

    first: list[Found]
    rest: list[Found]
    settled: list[FindingSettled]
    rules_off: list[RuleSwitchedOff]
    answered: Resting
    measured: Resting
    places: dict[str, int]


def check_page(improvement_plan: ImprovementPlan, on: date | None = None) -> CheckPage:
    """Return the findings of the check that nobody has answered, ranked, and the rest around.

    With a day that has passed: of the plan, the letters, the answers and the rules of that day.
    """
    past = on if on is not None and on < timezone.localdate() else None
    off_then, settled_then = _in_force("ended_at", past), _in_force("undone_at", past)
    rules_off = list(RuleSwitchedOff.objects.filter(off_then, improvement_plan=improvement_plan))
    settled = list(FindingSettled.objects.filter(settled_then, improvement_plan=improvement_plan))
    answered = {(row.rule, row.subject) for row in settled}
    off = {row.rule for row in rules_off}
    found = [
        finding
        for finding in ranked([f for f in _found(improvement_plan, past) if f.rule not in off])
        if (finding.rule, finding.subject) not in answered
    ]
    answers = ActionAnswersFinding.objects.filter(action__improvement_plan=improvement_plan)
    measured = [
        ((noun, required), state)
        for noun, kind in MEASURE_OF.items()
        for required, state in kind._default_manager.filter(
            measure__improvement_plan=improvement_plan
        ).values_list(noun, "state")
    ]
    return CheckPage(
        found[:FIRST],
        found[FIRST:],
        settled,
        rules_off,
        _resting(answers.values_list("finding", "state")),
        _resting(measured),
        {name: pk for pk, name in names_of_documents(improvement_plan.area_id).items()},
    )


def _in_force(ended: str, on: date | None) -> Q:
    """Return what of answers and of rules switched off was in force on a day; None: at present."""
    if on is None:
        return Q(**{ended: None})
    return Q(at__date__lte=on) & (Q(**{ended: None}) | Q(**{f"{ended}__date__gt": on}))


def stands(improvement_plan: ImprovementPlan, rule: str, subject: str) -> bool:
    """Say whether a rule finds something on this subject in the plan as it is now."""
    return any((f.rule, f.subject) == (rule, subject) for f in _found(improvement_plan))


def _found(improvement_plan: ImprovementPlan, on: date | None = None) -> list[Found]:
    last = Event.objects.order_by("-pk").values_list("hash", flat=True).first()
    return _found_as_of(improvement_plan.pk, on, last or "")


@lru_cache(maxsize=PLANS_KEPT_IN_MIND)
def _found_as_of(improvement_plan_id: int, on: date | None, last_change: str) -> list[Found]:
    """Return what all rules find; every change is audited, so nothing differs until the next."""
    plans = ImprovementPlan.objects.select_related("inspection", "area")
    return run_rules(checked_plan(plans.get(pk=improvement_plan_id), on))


def _resting(links: Iterable[tuple[Hashable, str]]) -> Resting:
    states: dict[Hashable, set[str]] = {}
    for counted, state in links:
        if state != LinkState.REJECTED.value:
            states.setdefault(counted, set()).add(state)
    proposed = sum(LinkState.CONFIRMED.value not in each for each in states.values())
    return Resting(len(states), proposed)
