"""The kinds of link of the thread, each regime's own, and which of them a plan can hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from goldenthread.improvement.models import (
    MEASURE_OF,
    ActionAnswersFinding,
    ActionRestsOn,
    ActionServesMeasure,
    ImprovementPlan,
)
from goldenthread.inspections.models import FINDING_OF


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link: its name, what it asks of a person, its model and its two ends.

    `of_plan` is the way from the link to its improvement plan, `order` that of the rows, and
    `by` the end by which they are gathered: all links of one finding, for example, together.
    `required` is the noun of what inspectors required at its right end, empty where it is none.
    """

    name: str
    title: str
    question: str
    model: type[Model]
    left: str
    right: str
    of_plan: str
    order: tuple[str, ...]
    by: str
    required: str = ""

    @property
    def other(self) -> str:
        """Return the end by which links are not gathered."""
        return self.left if self.by == self.right else self.right


# By the noun of what was required: the ends of the names of its kinds, its words, one and many.
REQUIRED = {
    "weakness": ("", "weakness", "weaknesses"),
    "priority_action": (
        "-priority-action",
        "area for priority action",
        "areas for priority action",
    ),
    "improvement": ("-improvement", "area for improvement", "areas for improvement"),
}


def _bearing() -> Iterator[LinkKind]:
    """Yield how findings bear on what was required, a kind for each noun."""
    for noun, (name, one, many) in REQUIRED.items():
        yield LinkKind(
            f"bears{name}",
            f"Findings and {many}",
            f"Does this finding bear on this {one}?",
            FINDING_OF[noun],
            "finding",
            noun,
            "finding__inspection__improvement_plans",
            (f"{noun}__number", f"{noun}_id", "finding_id"),
            noun,
            noun,
        )


def _measuring() -> Iterator[LinkKind]:
    """Yield how listed measures speak of what was required, a kind for each noun."""
    for noun, (name, one, many) in REQUIRED.items():
        yield LinkKind(
            f"measures{name}",
            f"Measures and {many}",
            f"Does this measure say something of this {one}?",
            MEASURE_OF[noun],
            "measure",
            noun,
            "measure__improvement_plan",
            (f"{noun}__number", f"{noun}_id", "measure__number"),
            noun,
            noun,
        )


KINDS = {
    kind.name: kind
    for kind in (
        LinkKind(
            "answers",
            "Actions and findings",
            "Does this action answer this finding?",
            ActionAnswersFinding,
            "action",
            "finding",
            "action__improvement_plan",
            ("finding_id", "action__position"),
            "finding",
        ),
        *_bearing(),
        *_measuring(),
        LinkKind(
            "serves",
            "Actions and measures",
            "Should this action move this measure?",
            ActionServesMeasure,
            "action",
            "measure",
            "action__improvement_plan",
            ("measure__number", "measure_id", "action__position"),
            "measure",
        ),
        LinkKind(
            "rests",
            "Actions that rest on actions",
            "Does this action rest on what the other one brings?",
            ActionRestsOn,
            "action",
            "on",
            "action__improvement_plan",
            ("action__position", "action_id", "on__position"),
            "action",
        ),
    )
}


def kinds_of(improvement_plan: ImprovementPlan) -> dict[str, LinkKind]:
    """Return the kinds of link that a plan can hold: those of its inspection's own regime."""
    inspection = improvement_plan.inspection
    held = {
        noun
        for noun, rows in (
            ("weakness", inspection and inspection.weaknesses),
            ("priority_action", inspection and inspection.priority_actions),
            ("improvement", inspection and inspection.improvements),
        )
        if rows and rows.exists()
    }
    return {
        name: kind for name, kind in KINDS.items() if not kind.required or kind.required in held
    }
