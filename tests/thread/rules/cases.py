"""What a drawn case is: a plan on which a rule speaks, and one beside it where it is silent."""

from dataclasses import dataclass

from goldenthread.thread.rules.view import CheckedPlan
from tests.thread.rules.drawn import measure


@dataclass(frozen=True)
class Case:
    """What the case is, the plan on which the rule speaks once, and one on which it does not."""

    rule: str
    says: str
    speaks: CheckedPlan
    silent: CheckedPlan


def plan(*actions, **others) -> CheckedPlan:
    return CheckedPlan(actions=actions, **others)


def measured(*texts: str, **others) -> CheckedPlan:
    return CheckedPlan(measures=tuple(measure(n, t) for n, t in enumerate(texts, 1)), **others)
