"""Putting right what was copied wrongly from a letter; what stood before stays, struck out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Judgement, ProgressSaid
from ..rules import ActionTaken, Judged

Row = TypeVar("Row", Judgement, ProgressSaid)


@transaction.atomic
def correct_judgement(
    *,
    by: Actor,
    judgement: Judgement,
    seen: int,
    judged: Judged,
    strengths: Sequence[str],
    caveats: Sequence[str],
    why: str,
    on: date,
) -> Judgement:
    """Put right what was recorded of a weakness as judged, from the day `on`, with the reason.

    `seen` is how often it had been put right when it was read; UserError where somebody did so
    since, where nothing is different or where no reason is given. What stood before is kept.
    """
    held = Judgement.objects.select_for_update(no_key=True).get(pk=judgement.pk)
    now = {"judged": judged.value, "strengths": list(strengths), "caveats": list(caveats)}
    return _put_right(by, "judgement", held, seen, now, why, on)


@transaction.atomic
def correct_progress_said(
    *,
    by: Actor,
    said_of: ProgressSaid,
    seen: int,
    said: ActionTaken,
    words: str,
    why: str,
    on: date,
) -> ProgressSaid:
    """Put right what was recorded of a priority action as said, from the day `on`, with the reason.

    `seen` is how often it had been put right when it was read; UserError where somebody did so
    since, where nothing is different or where no reason is given. What stood before is kept.
    """
    held = ProgressSaid.objects.select_for_update(no_key=True).get(pk=said_of.pk)
    now = {"said": said.value, "words": words.strip()}
    return _put_right(by, "progress_said", held, seen, now, why, on)


def _put_right(
    by: Actor, subject: str, held: Row, seen: int, now: Mapping[str, Any], why: str, on: date
) -> Row:
    before = {name: getattr(held, name) for name in now}
    _refuse(held, seen, before == now, why, on)
    held.corrected = [*held.corrected, {"on": on.isoformat(), "why": why.strip(), "was": before}]
    for name, value in now.items():
        setattr(held, name, value)
    held.save(update_fields=["corrected", *now])
    after = {**now, "on": on, "why": why.strip()}
    record(
        by=by, verb=f"correct_{subject}", subject=subject, ref=held.pk, before=before, after=after
    )
    return held


def _refuse(held: Judgement | ProgressSaid, seen: int, same: bool, why: str, on: date) -> None:
    """Refuse a correction that was overtaken, changes nothing, says not why, or runs backwards."""
    if len(held.corrected) != seen:
        raise UserError(
            "Somebody else put this right after you opened it. Theirs is kept and yours is not: "
            "read what stands now, then correct that."
        )
    if same:
        raise UserError("Nothing is different from what is recorded. Nothing was changed.")
    if not why.strip():
        raise UserError("Say why what is recorded is wrong. Nothing was changed.")
    if held.struck and on < held.struck[-1].on:
        raise UserError("A later correction is recorded already. Nothing was changed.")
