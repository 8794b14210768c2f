"""What may move up the lines of report, what is due to, and what has moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from goldenthread.areas.models import Body, LocalArea

from ..models import Disagreement, Escalation, EscalationRule
from ..rules.escalating import Due, RuleSeen, Thing, due_to_move
from ..rules.states import EscalationKind
from .bodies import pairs_on
from .challenges import asked_in, open_challenges
from .decisions import never_came_back
from .off_course import red_since

IN_PRIVATE = "a decision taken in private"
SUBJECTS = {
    EscalationKind.CHALLENGE: "challenge_id",
    EscalationKind.DECISION: "decision_id",
    EscalationKind.OFF_COURSE: "action_id",
    EscalationKind.DISAGREEMENT: "disagreement_id",
}


@dataclass(frozen=True, slots=True)
class DueUp:
    """A thing due to move up, with the bodies it stands in and may go to loaded."""

    due: Due
    body: Body
    to: tuple[Body, ...]


def rules_in_force(area: LocalArea, on: date) -> list[RuleSeen]:
    """Return the escalation policy of an area on a day, as the rule takes it."""
    rows = EscalationRule.objects.filter(area=area, starts__lte=on).exclude(ends__lt=on)
    return [
        RuleSeen(
            r.pk, EscalationKind(r.kind), r.body_id, r.after_days, r.answer_days, r.starts, r.ends
        )
        for r in rows
    ]


def _open_things(area: LocalArea, on: date) -> Iterable[Thing]:
    """Yield what is open in each body, before any move up is counted."""
    for each in open_challenges(area, on):
        at = each.where
        body = at.body or each.challenge.raised_by_body_id or asked_in(each)
        if at.unanswered and body is not None:
            words = f"Challenge {each.challenge.number}: {each.challenge.words}"
            yield Thing(EscalationKind.CHALLENGE, each.challenge.pk, body, at.since, words)
    for tracked in never_came_back(area, on):
        decision = tracked.decision
        since = tracked.due_on or decision.on
        words = f"{decision.verb}: {IN_PRIVATE if tracked.exempt else decision.words}"
        body = decision.to_body_id or decision.meeting.body_id
        yield Thing(EscalationKind.DECISION, decision.pk, body, since, words)
    for red in red_since(area, on):
        if red.body_id is not None and red.since is not None:
            words = f"Action {red.action.number}: {red.why}"
            kind = EscalationKind.OFF_COURSE
            yield Thing(kind, red.action.pk, red.body_id, red.since, words)
    rows = Disagreement.objects.filter(area=area, on__lte=on).exclude(settled_on__lte=on)
    for row in rows:
        yield Thing(EscalationKind.DISAGREEMENT, row.pk, row.body_id, row.on, row.words)


def things_of(area: LocalArea, on: date) -> list[Thing]:
    """Return what is open and where it stands on a day, moves up until then counted."""
    moves: dict[tuple[str, int], list[Escalation]] = {}
    for move in Escalation.objects.filter(area=area, on__lte=on).order_by("on", "pk"):
        key = getattr(move, SUBJECTS[EscalationKind(move.kind)])
        moves.setdefault((move.kind, key), []).append(move)
    return [
        _where_it_is(t, moves.get((t.kind.value, t.key), []), on) for t in _open_things(area, on)
    ]


def _where_it_is(thing: Thing, moves: list[Escalation], on: date) -> Thing:
    """Return a thing in the body that its last move brought it to.

    A move from before it came to be open in its present way does not count; one with an outcome
    sent it back. A challenge knows by its own steps which body has it.
    """
    live = [m for m in moves if m.on >= thing.since and not (m.outcome_on and m.outcome_on <= on)]
    if not live:
        settled = [m.outcome_on for m in moves if m.outcome_on and m.outcome_on <= on]
        since = max([thing.since, *settled])
        return Thing(thing.kind, thing.key, thing.body, since, thing.words)
    last = live[-1]
    had = frozenset({thing.body, *(m.from_body_id for m in live)})
    body = thing.body if thing.kind is EscalationKind.CHALLENGE else last.to_body_id
    return Thing(thing.kind, thing.key, body, last.on, thing.words, last.due_on, had)


def due_to_escalate(area: LocalArea, on: date) -> list[DueUp]:
    """Return what the area's policy moves up on a day, longest due first."""
    found = due_to_move(things_of(area, on), rules_in_force(area, on), pairs_on(area, on), on)
    bodies = {body.pk: body for body in Body.objects.filter(area=area)}
    return [DueUp(due, bodies[due.thing.body], tuple(bodies[k] for k in due.to)) for due in found]


def escalations_of(area: LocalArea, on: date) -> list[Escalation]:
    """Return what moved up by a day, newest first; an outcome given later is not shown."""
    rows = Escalation.objects.filter(area=area, on__lte=on).order_by("-on", "-pk")
    subjects = ("from_body", "to_body", "challenge", "decision__item", "action", "disagreement")
    return _as_at(rows.select_related(*subjects), on)


def _as_at(rows: Iterable[Escalation], on: date) -> list[Escalation]:
    """Return moves up without the outcomes that were given after a day; for showing only."""
    found = list(rows)
    for row in found:
        if row.outcome_on and row.outcome_on > on:
            row.outcome, row.outcome_on = "", None
    return found


def moves_of(kind: EscalationKind, key: int, on: date) -> list[Escalation]:
    """Return every move up of one thing by a day, the first first; no outcome given later."""
    rows = Escalation.objects.filter(**{SUBJECTS[kind]: key}, kind=kind.value, on__lte=on)
    return _as_at(rows.select_related("from_body", "to_body").order_by("on", "pk"), on)


def open_escalations_to(body: Body, on: date) -> list[Escalation]:
    """Return what was moved up to a body and has no outcome by a day."""
    rows = Escalation.objects.filter(to_body=body, on__lte=on).exclude(outcome_on__lte=on)
    subjects = ("challenge", "decision__item", "action", "disagreement")
    return list(rows.select_related("from_body", *subjects))


def disagreements_of(area: LocalArea, on: date) -> list[Disagreement]:
    """Return the disagreements of an area that were open on a day, moves up loaded."""
    moves = Prefetch("escalations", Escalation.objects.select_related("to_body"))
    rows = Disagreement.objects.filter(area=area, on__lte=on).exclude(settled_on__lte=on)
    return list(rows.select_related("body", "action").prefetch_related(moves))
