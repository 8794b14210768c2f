"""Where actions stand on a day: what is reported, what is computed, what difference is agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from goldenthread.core.calendar import Precision

from ..models import ImprovementPlan, Milestone, RagOverride, Redating, Update
from ..rules import (
    ActionFacts,
    Delivery,
    Difference,
    DifferenceState,
    Grade,
    Rag,
    Waiting,
    computed_rag,
    is_embedded,
    is_late,
    reported_rag,
)
from .facts import (
    ActionPast,
    PlanPast,
    override_on,
    past_of,
    updates_on,
    verdict_on,
    verdict_state,
    waiting_on,
)

WITHOUT_END = {Precision.ONGOING.value, Precision.REPEATING.value, Precision.OPEN_FROM.value}
WITH_START = {Precision.OPEN_FROM.value, Precision.RANGE.value}


@dataclass(frozen=True, slots=True)
class ActionStanding:
    """Where one action stands on a day.

    `rule` and `why` are the rule that computed the colour and its reason in a sentence.
    `shown_rag` is a person's colour where one is in force, else the computed one. `late_since` is
    the day the missing update was due. `waiting` is the last update that waits for a chair.
    `due_to` is the last date after every move agreed, and `slipped` how often it moved back;
    `due_words` are the words for it. `difference_waiting` says that a verdict waits for a second
    person; `judge_on` is when the difference will be judged, while it is not agreed, and
    `judging_late` says that this day has passed.
    """

    action: int
    number: str
    group: int
    delivery: Delivery | None
    reported_rag: Rag
    computed_rag: Rag
    rule: str
    why: str
    override: RagOverride | None
    shown_rag: Rag
    late_since: date | None
    last_update: Update | None
    waiting: Update | None
    due_to: date | None
    due_words: str
    slipped: int
    evidence: int
    difference: Difference | None
    difference_state: DifferenceState
    difference_waiting: bool
    judge_on: date | None
    judging_late: bool
    embedded: bool

    @property
    def late(self) -> bool:
        """Say whether the last round of updates closed without one."""
        return self.late_since is not None


def standing_of(
    improvement_plan: ImprovementPlan, on: date, actions: Collection[int] | None = None
) -> dict[int, ActionStanding]:
    """Return where each action of a plan stands on a day, by its key; or some of them by key.

    Asks the database the same number of questions however many actions there are.
    """
    return standings(past_of(improvement_plan, on, actions), on)


def standings(past: PlanPast, on: date) -> dict[int, ActionStanding]:
    """Return where each action stood on a day no later than the one its past was read for."""
    return {pk: _standing(past, past.actions[pk], on) for pk in past.asked}


def _standing(past: PlanPast, action: ActionPast, on: date) -> ActionStanding:
    facts = _facts(past, action, on)
    colour = computed_rag(facts, on)
    override = override_on(action.overrides, on)
    updates = updates_on(action.updates, on)
    verdict, state = verdict_on(action.verdicts, on)
    held = past.grades.get(verdict.pk, []) if verdict else []
    grades = [grade for grade, gone in held if gone is None or gone > on]
    dates = dates_on(action, on)
    waiting = waiting_on(action.updates, on)
    return ActionStanding(
        action=action.pk,
        number=action.number,
        group=action.group,
        delivery=facts.delivery,
        reported_rag=reported_rag(facts.delivery),
        computed_rag=colour.rag,
        rule=colour.rule,
        why=colour.why,
        override=override,
        shown_rag=Rag(override.rag) if override else colour.rag,
        late_since=facts.late_since,
        last_update=updates[-1] if updates else None,
        waiting=waiting[-1] if waiting else None,
        due_to=dates.due_to,
        due_words=dates.words,
        slipped=facts.slipped,
        evidence=facts.evidence,
        difference=facts.difference,
        difference_state=state,
        difference_waiting=any(
            verdict_state(v, on) is DifferenceState.PROPOSED for v in action.verdicts if v.on <= on
        ),
        judge_on=facts.judge_on,
        judging_late=facts.judge_on is not None and facts.judge_on < on,
        embedded=is_embedded(facts.delivery, facts.difference, state, grades),
    )


def _facts(past: PlanPast, action: ActionPast, on: date) -> ActionFacts:
    """Return what the rules of colour look at."""
    updates = updates_on(action.updates, on)
    last = updates[-1] if updates else None
    delivery = Delivery(last.delivery) if last else None
    verdict, state = verdict_on(action.verdicts, on)
    dates = dates_on(action, on)
    evidence = [Grade(e.grade) for e in action.evidence if e.stood_on(on)]
    said = [u.on for u in (*updates, *waiting_on(action.updates, on))]
    return ActionFacts(
        delivery=delivery,
        reported_on=last.on if last else None,
        late_since=is_late(past.cycles, said, delivery, on),
        starts=dates.starts,
        due_to=None if dates.ongoing else dates.due_to,
        ongoing=dates.ongoing,
        slipped=dates.slipped,
        evidence=len(evidence),
        evidenced=sum(grade is not Grade.LEADER_WORD for grade in evidence),
        difference=Difference(verdict.verdict) if verdict else None,
        difference_state=state,
        judge_on=_judge_on(action, on, verdict.verdict if verdict else "", state),
        rests_on=tuple(_waiting_for(past.actions[pk], on) for pk in action.rests_on),
        waits_for=tuple(
            Waiting(
                f"group {each.on_group.number}: {each.words.rstrip('.')}",
                each.needed_by,
                settled=bool(each.settled_on and each.settled_on <= on),
            )
            for each in action.waits_for
            if each.on <= on
        ),
        agreed_by=last.agreed_by if last else "",
        other=last.replaced_by.number if last and last.replaced_by else "",
    )


def _judge_on(action: ActionPast, on: date, verdict: str, state: DifferenceState) -> date | None:
    """Return when the difference will be judged, None once it has been."""
    if state is DifferenceState.AGREED and verdict != Difference.TOO_EARLY.value:
        return None
    days = [due for due in action.judging if due.on <= on]
    return max(days, key=lambda due: (due.on, due.pk)).judge_on if days else None


def _waiting_for(other: ActionPast, on: date) -> Waiting:
    updates = updates_on(other.updates, on)
    delivery = Delivery(updates[-1].delivery) if updates else None
    return Waiting(f"action {other.number}", dates_on(other, on).due_to, delivery)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an action on a day, after every move agreed by then."""

    starts: date | None
    due_to: date | None
    words: str
    ongoing: bool
    slipped: int


def dates_on(action: ActionPast, on: date) -> Dates:
    """Return an action's dates on a day: as printed, or as last moved."""
    moves = _moves(action, on)
    last, points = _as_moved(action, moves)
    ends = [day for day in map(_end, points) if day]
    starts = [m.starts for m in action.milestones if m.starts and m.precision in WITH_START]
    return Dates(
        min(starts, default=None),
        max(ends, default=None),
        "; ".join(map(_words, points)),
        any(m.precision in WITHOUT_END and m.pk not in last for m in action.milestones),
        sum(bool(r.old_to and r.new_to and r.new_to > r.old_to) for r in moves),
    )


def next_date(action: ActionPast, on: date) -> tuple[date | None, str]:
    """Return an action's first date that has not passed by a day, with its words, else its last.

    The day is None, and the words are what is printed, where no date of it ends on a day.
    """
    _, points = _as_moved(action, _moves(action, on))
    dated = sorted(((day, _words(p)) for p in points if (day := _end(p))), key=lambda each: each[0])
    if not dated:
        return None, "; ".join(map(_words, points))
    return next((each for each in dated if each[0] >= on), dated[-1])


def _moves(action: ActionPast, on: date) -> list[Redating]:
    return sorted((r for r in action.redatings if r.on <= on), key=lambda r: (r.on, r.pk))


def _as_moved(
    action: ActionPast, moves: list[Redating]
) -> tuple[dict[int | None, Redating], list[Milestone | Redating]]:
    """Return the last move of each milestone, and the milestones with each as last moved."""
    last: dict[int | None, Redating] = {r.milestone_id: r for r in moves}
    points: list[Milestone | Redating] = [last.get(m.pk, m) for m in action.milestones]
    return last, [*points, last[None]] if None in last else points


def _end(point: Milestone | Redating) -> date | None:
    return point.new_to if isinstance(point, Redating) else point.ends


def _words(point: Milestone | Redating) -> str:
    return point.new_words if isinstance(point, Redating) else point.words
