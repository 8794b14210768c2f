"""What inspectors required that findings and listed measures belong to, in either regime."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.improvement.models import MEASURE_OF
from goldenthread.improvement.models.links import MeasureLink
from goldenthread.improvement.rules import LinkState
from goldenthread.inspections.models import FINDING_OF, FindingLink

WORDS = {
    "weakness": "Weakness",
    "priority_action": "Area for priority action",
    "improvement": "Area for improvement",
}


@dataclass(frozen=True, slots=True)
class Belongs:
    """One thing required that something belongs to: its noun, number, words and the link's state.

    `noun` is weakness, priority_action or improvement, as its page is named.
    """

    noun: str
    number: int
    words: str
    state: str


def required_of_findings(findings: Iterable[int]) -> dict[int, list[Belongs]]:
    """Return what each finding bears on, by the finding's key; what was turned down is left out."""
    return _belonging(FINDING_OF, "finding", findings)


def required_of_measures(measures: Iterable[int]) -> dict[int, list[Belongs]]:
    """Return what each measure says something of, by its key; what was turned down is left out."""
    return _belonging(MEASURE_OF, "measure", measures)


def _belonging(
    kinds: Mapping[str, type[MeasureLink] | type[FindingLink]], end: str, keys: Iterable[int]
) -> dict[int, list[Belongs]]:
    asked, found = list(keys), dict[int, list[Belongs]]()
    for noun, kind in kinds.items():
        links = kind._default_manager.filter(**{f"{end}__in": asked})
        rows = links.exclude(state=LinkState.REJECTED.value).order_by(f"{noun}__number", "pk")
        for key, number, state in rows.values_list(f"{end}_id", f"{noun}__number", "state"):
            found.setdefault(key, []).append(Belongs(noun, number, WORDS[noun], state))
    return found
