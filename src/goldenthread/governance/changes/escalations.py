"""The area's policy of moving things up, and each move that a person confirms."""

from datetime import date, timedelta

from django.db import transaction

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow, letter
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import ChangedMeanwhile
from goldenthread.improvement.models import Action

from ..models import Challenge, Disagreement, Escalation, EscalationRule
from ..queries.escalations import SUBJECTS, DueUp, due_to_escalate
from ..queries.people import chair_of
from ..rules.escalating import Due
from ..rules.letters import letter_of_moved_up
from ..rules.states import EscalationKind, StepKind
from .challenges import ShownAt, take_step

LONGEST = 730


@transaction.atomic
def set_escalation_rule(
    *,
    by: Actor,
    area: LocalArea,
    kind: EscalationKind,
    after_days: int,
    answer_days: int,
    starts: date,
    body: Body | None = None,
) -> EscalationRule:
    """Let a kind of thing move up after so many days in a body, or any; the rule before it ends."""
    if not 1 <= after_days <= LONGEST or not 1 <= answer_days <= LONGEST:
        raise UserError(f"Give from 1 to {LONGEST} days. Nothing was changed.")
    earlier = EscalationRule.objects.filter(area=area, kind=kind.value, body=body, ends=None)
    for rule in earlier.select_for_update(no_key=True):
        rule.ends = max(rule.starts, starts - timedelta(days=1))
        rule.save(update_fields=["ends"])
    rule = EscalationRule.objects.create(
        area=area,
        kind=kind.value,
        body=body,
        after_days=after_days,
        answer_days=answer_days,
        starts=starts,
    )
    after = {"kind": kind.value, "after_days": after_days, "answer_days": answer_days}
    record(by=by, verb="set_escalation_rule", subject="escalation_rule", ref=rule.pk, after=after)
    return rule


@transaction.atomic
def end_escalation_rule(*, by: Actor, rule: EscalationRule, last_day: date) -> None:
    """End a rule on a day; what it moved stays moved."""
    rule.ends = last_day
    rule.save(update_fields=["ends"])
    after = {"ends": str(last_day)}
    record(by=by, verb="end_escalation_rule", subject="escalation_rule", ref=rule.pk, after=after)


@transaction.atomic
def escalate(
    *,
    by: Actor,
    area: LocalArea,
    kind: EscalationKind,
    key: int,
    to: Body,
    on: date,
    why: str = "",
    shown_at: ShownAt | None = None,
    moved_at: str = "",
) -> Escalation:
    """Confirm that a thing which is due moves to a body its present one reports to.

    UserError when it is not due, or moved meanwhile. The chair of the body gets a letter with the
    address of the challenge (`shown_at`) or of what moved up (`moved_at`); a challenge takes its
    whole history along.
    """
    LocalArea.objects.select_for_update(no_key=True).get(pk=area.pk)
    due = _due_to(area, kind, key, to, on)
    words = why.strip() or reason(due.due)
    row = Escalation.objects.create(
        area=area,
        kind=kind.value,
        rule_id=due.due.rule.pk,
        from_body=due.body,
        to_body=to,
        why=words,
        on=on,
        due_on=due.due.answer_by,
        by=by.name,
        by_ref=by.ref,
        **{SUBJECTS[kind]: key},
    )
    if kind is EscalationKind.CHALLENGE:
        take_step(
            by=by,
            challenge=Challenge.objects.get(pk=key),
            kind=StepKind.MOVED,
            words=words,
            on=on,
            body=to,
            shown_at=shown_at,
        )
    after = {"kind": kind.value, "key": key, "from": due.body.pk, "to": to.pk, "why": words}
    follow = _tell(row, due.due.thing.words, on, moved_at)
    record(by=by, verb="escalate", subject="escalation", ref=row.pk, after=after, follow=follow)
    return row


def _due_to(area: LocalArea, kind: EscalationKind, key: int, to: Body, on: date) -> DueUp:
    """Return what is due to move up to a body, or refuse."""
    for each in due_to_escalate(area, on):
        if each.due.thing.kind is kind and each.due.thing.key == key:
            if to.pk in each.due.to:
                return each
            raise UserError(f"{each.body.name} does not report to {to.name}. Nothing was moved.")
    raise UserError(
        "This is not due to move up, or somebody has moved it meanwhile. Nothing was moved."
    )


def reason(due: Due) -> str:
    """Return why a thing moves up, in a sentence, where a person gives no other."""
    day = due.due_on
    return f"By the escalation policy: it was due by {day.day} {day:%B %Y}."


def _tell(row: Escalation, words: str, on: date, moved_at: str) -> list[Follow]:
    """Return the letter to the chair of the body that a thing came to, where known."""
    chair = chair_of(row.to_body, on)
    if chair is None or row.kind == EscalationKind.CHALLENGE.value:
        return []
    moved = f"{row.from_body.name} could not settle this and it has moved up to {row.to_body.name}:"
    text = letter_of_moved_up(
        words=words,
        moved=moved,
        why=row.why,
        due_on=row.due_on,
        address=moved_at,
        exercise=row.area.exercise,
    )
    subject = f"Moved up to {row.to_body.name}: {row.area.name}"
    return [letter(to=chair.email, subject=subject, text=text)]


@transaction.atomic
def record_outcome(*, by: Actor, escalation: Escalation, words: str, on: date) -> Escalation:
    """Record what a body made of a thing that moved up to it; it goes back to where it came from.

    A disagreement is thereby settled; it is held before the trail is, as settling it alone does.
    """
    row = Escalation.objects.select_for_update(no_key=True).get(pk=escalation.pk)
    held = Disagreement.objects.select_for_update(no_key=True).filter(escalations=row).first()
    if row.outcome_on is not None:
        raise ChangedMeanwhile("recorded an outcome", row)
    if not words.strip():
        raise UserError("Say what the outcome was. Nothing was changed.")
    row.outcome, row.outcome_on, row.outcome_by = words.strip(), on, by.name
    row.save(update_fields=["outcome", "outcome_on", "outcome_by"])
    record(by=by, verb="record_outcome", subject="escalation", ref=row.pk, after={"on": str(on)})
    if held is not None and held.settled_on is None:
        settle_disagreement(by=by, disagreement=held, words=words, on=on)
    return row


@transaction.atomic
def raise_disagreement(
    *,
    by: Actor,
    area: LocalArea,
    body: Body,
    words: str,
    on: date,
    action: Action | None = None,
) -> Disagreement:
    """Record that a body cannot agree; it moves up by the policy until it is settled."""
    if not words.strip():
        raise UserError("Say what is not agreed, and between whom. Nothing was kept.")
    row = Disagreement.objects.create(
        area=area,
        body=body,
        action=action,
        words=words.strip(),
        raised_by=by.name,
        raised_by_ref=by.ref,
        on=on,
    )
    after = {"body": body.pk, "words": row.words}
    record(by=by, verb="raise_disagreement", subject="disagreement", ref=row.pk, after=after)
    return row


@transaction.atomic
def settle_disagreement(
    *, by: Actor, disagreement: Disagreement, words: str, on: date
) -> Disagreement:
    """Record how a disagreement was settled."""
    row = Disagreement.objects.select_for_update(no_key=True).get(pk=disagreement.pk)
    if row.settled_on is not None:
        raise ChangedMeanwhile("recorded how this was settled", row)
    if not words.strip():
        raise UserError("Say how it was settled. Nothing was changed.")
    row.settled_on, row.settled_words, row.settled_by = on, words.strip(), by.name
    row.save(update_fields=["settled_on", "settled_words", "settled_by"])
    record(by=by, verb="settle_disagreement", subject="disagreement", ref=row.pk, after={})
    return row
