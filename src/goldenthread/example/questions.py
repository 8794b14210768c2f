"""Made-up challenges, disagreements and what moved up; decisions ahead on the forward plan."""

from datetime import date, timedelta
from functools import partial

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.governance.changes import (
    ask_challenge,
    escalate,
    put_on_forward_plan,
    raise_disagreement,
    record_outcome,
    set_escalation_rule,
    take_step,
)
from goldenthread.governance.models import Challenge, Disagreement
from goldenthread.governance.rules import EscalationKind, StepKind
from goldenthread.improvement.models import Action

from .diary import Diary, Order, days_ago, when
from .files import Row, day
from .papers import CLERK
from .people import Cast
from .places import Places

ANNOUNCED_AGO = 10


class Asking:
    """Who can ask what of whom: the area, its places and actions, and the people."""

    def __init__(
        self, area: LocalArea, places: Places, actions: dict[str, Action], cast: Cast
    ) -> None:
        self.area = area
        self.places = places
        self.actions = actions
        self.cast = cast


def set_rules(area: LocalArea, rows: list[Row], starts: date) -> None:
    """Set after how many days what moves up."""
    for row in rows:
        set_escalation_rule(
            by=CLERK,
            area=area,
            kind=EscalationKind(row["kind"]),
            after_days=row["after"],
            answer_days=row["answer"],
            starts=starts,
        )


def note_challenges(diary: Diary, asking: Asking, rows: list[Row]) -> None:
    """Note every challenge and each step that it took."""
    for row in rows:
        on = when(row)
        diary.on(on, Order.QUESTION, partial(_ask, asking, row, on))
        for step in row["steps"]:
            diary.on(when(step), Order.ANSWER, partial(_step, asking, row, step))


def _ask(asking: Asking, row: Row, on: date) -> None:
    within = row.get("answer_within")
    ask_challenge(
        by=asking.cast[row["by"]],
        area=asking.area,
        words=row["words"],
        on=on,
        to_role=row["role"],
        to_body=asking.places.bodies.get(row["to"] or ""),
        raised_by_body=asking.places.bodies[row["for"]],
        action=asking.actions.get(row.get("action", "")),
        answer_by=on + timedelta(days=within) if within else day(row["answer_by"]),
    )


def _step(asking: Asking, row: Row, step: Row) -> None:
    take_step(
        by=asking.cast[step["by"]],
        challenge=Challenge.objects.get(area=asking.area, words=row["words"]),
        kind=StepKind(step["kind"]),
        words=step["words"],
        on=when(step),
        body=asking.places.bodies.get(step["to"] or ""),
        to_role=step["role"],
    )


def note_disagreements(diary: Diary, asking: Asking, rows: list[Row]) -> None:
    """Note what a body could not agree, and how it was settled above it."""
    for row in rows:
        on = when(row)
        raised = partial(
            raise_disagreement,
            by=asking.cast[row["by"]],
            area=asking.area,
            body=asking.places.bodies[row["body"]],
            words=row["words"],
            on=on,
            action=asking.actions[row["action"]],
        )
        diary.on(on, Order.QUESTION, raised)
        if row["moved_at"]:
            moved = partial(_move_disagreement, asking, row)
            diary.on(day(row["moved_at"]) or on, Order.ANSWER, moved)


def _move_disagreement(asking: Asking, row: Row) -> None:
    key = Disagreement.objects.get(area=asking.area, words=row["words"]).pk
    _move_up(asking, row, EscalationKind.DISAGREEMENT, key, row["moved_at"], row["moved_to"])


def note_moved_up(diary: Diary, asking: Asking, rows: list[Row]) -> None:
    """Note the red actions that moved up from their group, and what came of each."""
    for row in rows:
        key = asking.actions[row["action"]].pk
        kind = EscalationKind(row["kind"])
        moved = partial(_move_up, asking, row, kind, key, row["at"], row["to"])
        diary.on(when(row), Order.ANSWER, moved)


def _move_up(asking: Asking, row: Row, kind: EscalationKind, key: int, moved: str, to: str) -> None:
    by: Actor = asking.cast["independent"]
    body = asking.places.bodies[to]
    on = day(moved) or date.min
    escalation = escalate(
        by=by, area=asking.area, kind=kind, key=key, to=body, on=on, why=row.get("why", "")
    )
    outcome = day(row["outcome_at"]) or on
    record_outcome(by=by, escalation=escalation, words=row["outcome"], on=outcome)


def plan_ahead(places: Places, rows: list[Row]) -> None:
    """Put on the forward plan what is to be decided in the weeks after loading."""
    for row in rows:
        put_on_forward_plan(
            by=CLERK,
            body=places.bodies[row["body"]],
            title=row["title"],
            words=row["words"],
            decide_on=days_ago(-row["in"]),
            on=days_ago(ANNOUNCED_AGO),
            key_decision=row["key"],
            owner_role=row["owner"],
            ask_at=row["ask_at"],
        )
