"""What is due on a meeting's agenda."""

from datetime import date

from goldenthread.areas.models import LocalArea

from ..models import AgendaItem, Escalation, Meeting
from ..rules.agenda import Drafted, Known, missing, off_course, opening
from ..rules.states import ItemKind
from .bodies import standing_items_of
from .challenges import due_before, open_challenges
from .decisions import TrackedDecision, tracked_decisions
from .escalations import IN_PRIVATE, open_escalations_to
from .forward import forward_plan
from .meetings import meeting_before
from .off_course import off_course_in

TITLE = 500


def _cut(words: str) -> str:
    return words if len(words) <= TITLE else words[: TITLE - 1].rstrip() + "…"


def due_on_agenda(meeting: Meeting, on: date) -> list[Drafted]:
    """Return all that belongs on a meeting's agenda by what is known on a day, in its order."""
    area, body, held = meeting.body.area, meeting.body, meeting.held_on
    before = meeting_before(meeting)
    day = before.held_on if before else None
    previous = (before.pk, f"{day.day} {day:%B %Y}") if before and day else None
    items = opening(previous)
    items += [_decision(d) for d in tracked_decisions(area, on) if _due_here(d, meeting)]
    items += [_escalated(e) for e in open_escalations_to(body, on)]
    for each in open_challenges(area, on):
        if due_before(each, body):
            title = _cut(f"Challenge {each.challenge.number}: {each.challenge.words}")
            asked = each.challenge.on
            words = f"Asked on {asked.day} {asked:%B %Y}; no answer yet."
            items.append(
                Drafted(ItemKind.CHALLENGE, title, words, each.to, "challenge", each.challenge.pk)
            )
    items += _off_course(area, body.pk, on)
    items += [
        Drafted(ItemKind.STANDING, item.title, "", item.owner_role)
        for item in standing_items_of(body, held)
    ]
    items += [
        Drafted(
            ItemKind.FORWARD, a.item.title, a.item.words, a.item.owner_role, "forward", a.item.pk
        )
        for a in forward_plan(area, on)
        if a.item.meeting_id == meeting.pk
        or (a.item.body_id == body.pk and a.item.decide_on == held)
    ]
    return items


def _due_here(each: TrackedDecision, meeting: Meeting) -> bool:
    """Say whether a decision is due back at this meeting: its body's, dated by then or undated."""
    decision = each.decision
    body = decision.to_body_id or decision.meeting.body_id
    if not each.open or decision.meeting_id == meeting.pk or body != meeting.body_id:
        return False
    return each.due_on is None or each.due_on <= meeting.held_on


def _decision(each: TrackedDecision) -> Drafted:
    decision = each.decision
    due = f"due {each.due_on.day} {each.due_on:%B %Y}" if each.due_on else "no date was given"
    when = decision.on
    words = f"{decision.verb} on {when.day} {when:%B %Y}; {due}."
    title = "A decision taken in private is due back" if each.exempt else _cut(decision.words)
    return Drafted(
        ItemKind.DECISION_DUE, title, words, decision.owner_role, "decision", decision.pk
    )


def _escalated(move: Escalation) -> Drafted:
    due = move.due_on
    words = f"{move.why} An outcome is due by {due.day} {due:%B %Y}."
    title = _cut(f"From {move.from_body.name}: {subject_words(move)}")
    return Drafted(ItemKind.ESCALATION, title, words, "", "escalation", move.pk)


def subject_words(move: Escalation) -> str:
    """Return what was moved up, in its own words; nothing of what was decided in private."""
    if move.challenge is not None:
        return f"challenge {move.challenge.number}, {move.challenge.words}"
    if move.decision is not None:
        item = move.decision.item
        hidden = item is not None and item.exempt
        return f"{move.decision.verb} {IN_PRIVATE if hidden else move.decision.words}"
    if move.action is not None:
        return f"action {move.action.number}, {move.action.text}"
    return move.disagreement.words if move.disagreement else ""


def _off_course(area: LocalArea, body: int, on: date) -> list[Drafted]:
    here = [each for each in off_course_in(area, on) if each.body_id == body]
    red = [
        (a.pk, _cut(f"Action {a.number}: {a.text}"), each.why, each.lead[:200])
        for each in here
        if each.red and (a := each.action)
    ]
    return off_course(red, [each.action.number for each in here if not each.red])


def missing_from(meeting: Meeting, on: date) -> list[Drafted]:
    """Return what is due on an agenda and not on it, items a person withdrew left out."""
    there = [
        Known(ItemKind(item.kind), item.title, key_of(item))
        for item in AgendaItem.objects.filter(meeting=meeting)
    ]
    return missing(due_on_agenda(meeting, on), there)


def key_of(item: AgendaItem) -> int | None:
    """Return the key of what an item is about, by its kind."""
    keys = {
        ItemKind.DECISION_DUE: item.decision_id,
        ItemKind.CHALLENGE: item.challenge_id,
        ItemKind.ESCALATION: item.escalation_id,
        ItemKind.FORWARD: item.forward_item_id,
        ItemKind.OFF_COURSE: item.action_id,
        ItemKind.PREVIOUS_MINUTES: item.previous_id,
    }
    return keys.get(ItemKind(item.kind))
