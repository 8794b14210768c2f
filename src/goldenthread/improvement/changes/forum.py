"""What the parent carer forum says of actions and promises, and what is answered."""

from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, CoProduction, ForumMark, Promise
from ..rules import DOUBTS, CoProductionLevel, Mark
from .difference import hold_verdicts, reopen_difference
from .met import refuse


@transaction.atomic
def mark_experience(
    *,
    by: Actor,
    on: date,
    mark: Mark,
    comment: str = "",
    action: Action | None = None,
    promise: Promise | None = None,
) -> ForumMark:
    """Set the forum's own mark on an action or a promise.

    One that doubts what is claimed needs its comment, and opens the agreed difference again.
    """
    if (action is None) == (promise is None):
        raise UserError("A mark is for one action or one promise. Nothing was saved.")
    if mark in DOUBTS:
        refuse({} if comment.strip() else {"comment": "Say what your experience is"})
    meant = action or (promise.action if promise else None)
    if meant is not None:
        hold_verdicts(meant)
    row = ForumMark.objects.create(
        action=action,
        promise=promise,
        mark=mark.value,
        comment=comment.strip(),
        by=by.name,
        by_ref=by.ref,
        on=on,
    )
    record(
        by=by,
        verb="mark_experience",
        subject="action" if action else "promise",
        ref=(action or promise or row).pk,
        after={"mark": mark.value, "comment": comment.strip(), "on": str(on)},
    )
    if meant is not None and mark in DOUBTS:
        why = f"The parent carer forum marked it: {comment.strip()}"
        reopen_difference(by=by, action=meant, on=on, why=why)
    return row


@transaction.atomic
def answer_mark(*, by: Actor, mark: ForumMark, answer: str, on: date) -> None:
    """Answer the forum's mark; the mark stays beside the answer, and the first answer counts."""
    now = ForumMark.objects.select_for_update(no_key=True).get(pk=mark.pk)
    if now.answered_on is not None:
        raise UserError(f"{now.answered_by} has answered this mark already. Theirs was kept.")
    refuse({} if answer.strip() else {"answer": "Write the answer"})
    now.answer, now.answered_by, now.answered_on = answer.strip(), by.name, on
    now.save(update_fields=["answer", "answered_by", "answered_on"])
    record(
        by=by,
        verb="answer_mark",
        subject="forum_mark",
        ref=now.pk,
        after={"answer": answer.strip(), "on": str(on)},
    )


@transaction.atomic
def sign_co_production(
    *, by: Actor, action: Action, level: CoProductionLevel, on: date, words: str = ""
) -> CoProduction:
    """Sign as the forum how far an action was co-produced; what was signed before is kept."""
    row = CoProduction.objects.create(
        action=action,
        level=level.value,
        words=words.strip(),
        signed_by=by.name,
        signed_by_ref=by.ref,
        on=on,
    )
    record(
        by=by,
        verb="sign_co_production",
        subject="action",
        ref=action.pk,
        after={"level": level.value, "words": words.strip(), "on": str(on)},
    )
    return row
