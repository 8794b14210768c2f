"""The actions that somebody leads by their posts: where each stands and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.areas.models import LocalArea
from goldenthread.improvement.models import Action, ImprovementPlan, Lead
from goldenthread.improvement.queries import ActionStanding
from goldenthread.improvement.queries.asked import cycle_under_way
from goldenthread.improvement.queries.people import lead_key, post_keys
from goldenthread.improvement.rules import ENDED, Rag

from .plan import lead_roles
from .standings import Stood

MOST_SHOWN = 10
WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREY, Rag.GREEN, Rag.BLUE)

NextDates = Mapping[int, tuple[date | None, str]]


@dataclass(frozen=True, slots=True)
class MyAction:
    """An action that somebody leads, as it stands.

    `next_on` is its first date that has not passed, else its last, with its words; `due_by` is
    when the round under way wants its update, None where that has come or no round is under way.
    """

    text: str
    standing: ActionStanding
    next_on: date | None
    next_words: str
    due_by: date | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody leads: the worst of what is open, and how many each of their posts leads.

    `open` and `due` count what is not ended, and of these what an update is late or due of;
    `roles` are the posts as the plan names them, each with all the actions it leads.
    """

    shown: tuple[MyAction, ...]
    open: int
    due: int
    roles: tuple[tuple[str, int], ...]


def mine_of(
    user: Any, area: LocalArea, improvement_plan: ImprovementPlan | None, stood: Stood
) -> Mine | None:
    """Return what somebody leads on a day, None where they hold no post that leads anything.

    Asks the same few questions however many actions there are.
    """
    held = post_keys(user, area, stood.on) if improvement_plan else set()
    if improvement_plan is None or not held:
        return None
    roles = [role for role in lead_roles(improvement_plan) if lead_key(role) in held]
    if not roles:
        return None
    rows = Lead.objects.filter(improvement_plan=improvement_plan, role__in=roles)
    led = list(rows.values_list("action_id", "role").distinct())
    mine = {pk for pk, _ in led}
    standings = [row for pk, row in stood.actions.items() if pk in mine]
    open_ones = [row for row in standings if row.delivery not in ENDED]
    due = _due_of(improvement_plan, open_ones, stood.on)
    dates = stood.next_dates([row.action for row in open_ones])
    open_ones.sort(key=lambda row: _worst_first(row, due, dates, stood.on))
    return Mine(
        _shown(open_ones[:MOST_SHOWN], due, dates),
        len(open_ones),
        sum(row.late or row.action in due for row in open_ones),
        tuple((role, sum(one == role for _, one in led)) for role in roles),
    )


def _due_of(
    improvement_plan: ImprovementPlan, standings: list[ActionStanding], on: date
) -> dict[int, date]:
    """Return by when the round under way wants the updates that have not come, by action."""
    cycle = cycle_under_way(improvement_plan, on)
    if cycle is None:
        return {}
    return {row.action: cycle.due for row in standings if not _said_since(row, cycle.opens)}


def _said_since(standing: ActionStanding, opens: date) -> bool:
    given = (standing.last_update, standing.waiting)
    return any(update is not None and update.on >= opens for update in given)


def _worst_first(
    row: ActionStanding,
    due: dict[int, date],
    dates: NextDates,
    on: date,
) -> tuple[object, ...]:
    """Return by what actions are put in order: late, past their date, asked for, then colour."""
    day = dates[row.action][0]
    return (
        row.late_since or date.max,
        day is None or day >= on,
        row.action not in due,
        WORST_FIRST.index(row.shown_rag),
        day or date.max,
    )


def _shown(
    standings: list[ActionStanding],
    due: dict[int, date],
    dates: NextDates,
) -> tuple[MyAction, ...]:
    keys = [row.action for row in standings]
    texts = dict(Action.objects.filter(pk__in=keys).values_list("pk", "text"))
    return tuple(
        MyAction(texts[row.action], row, *dates[row.action], due.get(row.action))
        for row in standings
    )
