"""What became of decisions: they come back, or are given another date."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Decision, DecisionRedated, Meeting
from .calendar import held_for_change


@transaction.atomic
def bring_back(
    *, by: Actor, decision: Decision, on: date, words: str, at: Meeting | None = None
) -> Decision:
    """Record that a decision came back, with what was reported, and to which meeting if to one.

    That meeting is held before the decision is, as whoever minutes it holds them.
    """
    if at is not None:
        held_for_change(at)
    row = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    if row.back_on is not None:
        day = row.back_on
        raise UserError(
            f"This came back on {day.day} {day:%B %Y} already. Nothing was changed: what was "
            "reported then stands."
        )
    if not words.strip():
        raise UserError("Say what was reported of it. Nothing was changed.")
    if on < row.on:
        raise UserError("It cannot have come back before it was decided. Nothing was changed.")
    row.back_on, row.back_words, row.back_at = on, words.strip(), at
    row.version += 1
    row.save(update_fields=["back_on", "back_words", "back_at", "version"])
    after = {"on": str(on), "at": at.pk if at else None}
    record(by=by, verb="bring_back", subject="decision", ref=row.pk, after=after)
    return row


@transaction.atomic
def redate_decision(
    *, by: Actor, decision: Decision, due_on: date, why: str, agreed_by: str, on: date
) -> Decision:
    """Give a decision another date to come back by; the old one, the reason and who agreed stay."""
    row = Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    if row.back_on is not None:
        raise UserError("This decision has come back, so its date stands. Nothing was changed.")
    if not why.strip() or not agreed_by.strip():
        raise UserError("Say why the date moves and which role agreed. Nothing was changed.")
    if due_on < row.on:
        raise UserError("It would be due before it was decided. Nothing was changed.")
    DecisionRedated.objects.create(
        decision=row,
        old_due=row.due_on,
        new_due=due_on,
        why=why.strip(),
        agreed_by=agreed_by.strip(),
        on=on,
    )
    before = {"due_on": str(row.due_on) if row.due_on else None}
    row.due_on = due_on
    row.version += 1
    row.save(update_fields=["due_on", "version"])
    after = {"due_on": str(due_on), "why": why.strip(), "agreed_by": agreed_by.strip()}
    record(
        by=by, verb="redate_decision", subject="decision", ref=row.pk, before=before, after=after
    )
    return row
