"""Rewriting the words of an action, which keeps the old ones."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import WORDS, Action, Revision


class ActionChanged(UserError):
    """Somebody rewrote an action after it was shown; `now` is as they left it."""

    def __init__(self, now: Action) -> None:
        super().__init__(
            f"Somebody else rewrote action {now.number} after you opened it. Theirs was kept and "
            "nothing of yours was saved."
        )
        self.now = now


@transaction.atomic
def rewrite_action(
    *, by: Actor, action: Action, seen: str, words: Mapping[str, str], on: date
) -> list[Revision]:
    """Rewrite words of an action by field, unless it is no longer as `seen` (its stamp).

    The old words are kept with the day and who rewrote them. Returns a revision for each field
    that is different; ActionChanged, with nothing written, where somebody was first.
    """
    unknown = set(words) - set(WORDS)
    if unknown:
        raise UserError(f"An action has no words called {sorted(unknown)[0]}. Nothing was changed.")
    now = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    if now.stamp != seen:
        raise ActionChanged(now)
    if not words.get("text", now.text).strip():
        raise UserError("An action cannot be without words. Nothing was changed.")
    changed = {name: said for name, said in words.items() if said != getattr(now, name)}
    rows = [
        Revision(
            action=now,
            field=name,
            old=getattr(now, name),
            new=said,
            on=on,
            by=by.name,
            by_ref=by.ref,
        )
        for name, said in changed.items()
    ]
    if not rows:
        return []
    Revision.objects.bulk_create(rows)
    for name, said in changed.items():
        setattr(now, name, said)
    now.save(update_fields=list(changed))
    record(
        by=by,
        verb="rewrite_action",
        subject="action",
        ref=now.pk,
        before={row.field: row.old for row in rows},
        after={row.field: row.new for row in rows},
    )
    action.refresh_from_db()
    return rows
