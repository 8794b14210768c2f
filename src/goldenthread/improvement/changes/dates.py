"""Moving dates of actions, setting days to judge them, and opening rounds of updates."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import (
    Action,
    DifferenceDue,
    ImprovementPlan,
    Milestone,
    Redating,
    Update,
    UpdateCycle,
)


@transaction.atomic
def move_date(*, by: Actor, update: Update, on: date) -> Redating:
    """Move a date as an update proposes it; the old one, the reason and who agreed are kept."""
    milestone = update.milestone or _last_milestone(update.action)
    before = Redating.objects.filter(action=update.action_id, milestone=milestone).last()
    old_words = before.new_words if before else milestone.words if milestone else ""
    old_to = before.new_to if before else milestone.ends if milestone else None
    move = Redating.objects.create(
        action_id=update.action_id,
        milestone=milestone,
        update=update,
        old_words=old_words,
        old_to=old_to,
        new_words=update.proposed_words,
        new_from=update.proposed_from,
        new_to=update.proposed_to,
        reason=update.proposed_reason,
        agreed_by=by.name,
        agreed_by_ref=by.ref,
        on=on,
    )
    record(
        by=by,
        verb="move_date",
        subject="action",
        ref=update.action_id,
        before={"words": old_words, "to": str(old_to) if old_to else None},
        after={"words": move.new_words, "to": str(move.new_to), "reason": move.reason},
    )
    return move


def _last_milestone(action: Action) -> Milestone | None:
    """Return the date of an action that ends last, one without an end where none has one."""
    rows = sorted(action.milestones.all(), key=lambda m: (m.ends or date.min, m.position))
    return rows[-1] if rows else None


@transaction.atomic
def set_judging_day(*, by: Actor, action: Action, judge_on: date, on: date) -> DifferenceDue:
    """Set the day on which it will be judged what difference an action made."""
    if judge_on < on:
        raise UserError(
            "The day on which the difference will be judged lies in the past. Nothing was saved: "
            "give one that is still to come."
        )
    due = DifferenceDue.objects.create(action=action, judge_on=judge_on, set_by=by.name, on=on)
    record(
        by=by,
        verb="set_judging_day",
        subject="action",
        ref=action.pk,
        after={"judge_on": str(judge_on), "on": str(on)},
    )
    return due


@transaction.atomic
def open_cycle(
    *, by: Actor, improvement_plan: ImprovementPlan, opens: date, due: date
) -> UpdateCycle:
    """Open a round of updates, which is late after `due`; there once, it is returned as it is."""
    if due < opens:
        raise UserError("A round of updates cannot be due before it opens. Nothing was changed.")
    cycle, created = UpdateCycle.objects.get_or_create(
        improvement_plan=improvement_plan,
        opens=opens,
        defaults={"due": due, "set_by": by.name},
    )
    if created:
        record(
            by=by,
            verb="open_cycle",
            subject="improvement_plan",
            ref=improvement_plan.pk,
            after={"opens": str(opens), "due": str(due)},
        )
    return cycle
