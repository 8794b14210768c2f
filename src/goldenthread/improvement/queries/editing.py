"""What can be changed of many actions at once, as words, and the stamps that workbooks carry."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.signing import BadSignature, Signer

from ..models import Action, ImprovementPlan, Lead
from ..rules.editing import EDITABLE, TEXTS, digest_of, stamp_of
from .facts import ActionPast, past_of
from .standing import dates_on

STAMPS = Signer(salt="goldenthread.improvement.workbook")


@dataclass(frozen=True, slots=True)
class Editable:
    """An action with all that can be changed of it at once, as words, by field."""

    action: Action
    values: dict[str, str]

    @property
    def stamp(self) -> str:
        """Return a digest that differs as soon as any of it has changed."""
        return stamp_of(self.values)


def editable(
    improvement_plan: ImprovementPlan, on: date, keys: Collection[int] | None = None
) -> dict[int, Editable]:
    """Return what can be changed of a plan's actions, or of some of them, by key and in order.

    Asks the database the same number of questions however many actions there are.
    """
    rows = Action.objects.filter(improvement_plan=improvement_plan).select_related("group", "theme")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    leads: dict[int, list[str]] = defaultdict(list)
    for pk, role in Lead.objects.filter(action__in=rows).values_list("action_id", "role"):
        leads[pk].append(role)
    past = past_of(improvement_plan, on, keys)
    return {
        action.pk: Editable(
            action,
            {name: getattr(action, name) for name in TEXTS}
            | {
                "theme": action.theme.number,
                "leads": "; ".join(leads[action.pk]),
                "due": last_date_words(past.actions[action.pk], on),
            },
        )
        for action in rows.order_by("position")
    }


def last_date_words(past: ActionPast, on: date) -> str:
    """Return the words of the date that a new one would move: the last one, as last moved."""
    milestones = sorted(past.milestones, key=lambda m: (m.ends or date.min, m.position))
    last = milestones[-1] if milestones else None
    moves = [m for m in past.redatings if m.on <= on and m.milestone_id == (last and last.pk)]
    if moves:
        return max(moves, key=lambda m: (m.on, m.pk)).new_words
    return last.words if last else ""


def all_dates_words(past: ActionPast, on: date) -> str:
    """Return every date of an action in words, after every move agreed by a day."""
    return dates_on(past, on).words


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a row of a workbook says of its own origin: plan, action, and each field's digest."""

    improvement_plan: int
    action: int
    digests: dict[str, str]
    on: date


def stamp_words(row: Editable, on: date) -> str:
    """Return the signed words that a row of a workbook carries, to be known again."""
    return STAMPS.sign_object(
        {
            "plan": row.action.improvement_plan_id,
            "action": row.action.pk,
            "on": str(on),
            "was": {name: digest_of(row.values[name]) for name in EDITABLE},
        }
    )


def stamp_in(words: str) -> Stamp | None:
    """Return what a row's signed words say, None where they are not ours."""
    try:
        held = STAMPS.unsign_object(words.strip())
    except (BadSignature, ValueError):
        return None
    return Stamp(held["plan"], held["action"], held["was"], date.fromisoformat(held["on"]))
