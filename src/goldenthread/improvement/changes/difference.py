"""Proposing, agreeing, declining and opening again what difference an action made."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.errors import UserError

from ..models import Action, DifferenceVerdict, Evidence
from ..rules import Agreeing, Difference, Grade, faults_of_verdict, refusal_of_agreeing
from .met import ChangedMeanwhile, refuse


@dataclass(frozen=True, slots=True)
class VerdictDraft:
    """What difference an action made in a window of days, and the evidence that shows it."""

    verdict: Difference
    window_from: date
    window_to: date
    words: str = ""
    evidence: tuple[Evidence, ...] = ()


@transaction.atomic
def propose_difference(
    *, by: Actor, action: Action, on: date, draft: VerdictDraft, seen: int | None = None
) -> DifferenceVerdict:
    """Propose what difference an action made; nothing is agreed until a second person agrees it.

    `seen` is the key of the newest verdict the person saw, 0 for none; ChangedMeanwhile where
    another came since. Raises Unfit for what the rules refuse.
    """
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    newest = DifferenceVerdict.objects.filter(action=action).order_by("-pk").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise ChangedMeanwhile("proposed a verdict on this action", newest)
    refuse(_faults(action, draft, on))
    verdict = DifferenceVerdict.objects.create(
        action=action,
        verdict=draft.verdict.value,
        window_from=draft.window_from,
        window_to=draft.window_to,
        words=draft.words,
        proposed_by=by.name,
        proposed_by_ref=by.ref,
        on=on,
    )
    verdict.evidence.set(draft.evidence)
    record(
        by=by,
        verb="propose_difference",
        subject="action",
        ref=action.pk,
        after={
            "verdict": verdict.pk,
            "difference": draft.verdict.value,
            "window": [str(draft.window_from), str(draft.window_to)],
            "evidence": [each.pk for each in draft.evidence],
        },
    )
    return verdict


def _faults(action: Action, draft: VerdictDraft, on: date) -> dict[str, str]:
    faults = faults_of_verdict(
        draft.verdict,
        draft.words,
        [Grade(each.grade) for each in draft.evidence],
        in_order=draft.window_from <= draft.window_to,
    )
    if any(each.action_id != action.pk for each in draft.evidence):
        faults["evidence"] = "Choose evidence of this action"
    elif Evidence.objects.filter(pk__in=_keys(draft), withdrawn_on__isnull=False).exists():
        faults["evidence"] = "Some of this evidence has been withdrawn. Choose what still stands"
    if draft.window_to > on and "window_to" not in faults:
        faults["window_to"] = "Nobody can see past today: end the window on a day that has come"
    return faults


def _keys(draft: VerdictDraft) -> list[int]:
    return [each.pk for each in draft.evidence]


@transaction.atomic
def agree_difference(
    *, by: Actor, verdict: DifferenceVerdict, who: Agreeing, on: date
) -> DifferenceVerdict:
    """Agree a verdict as a second person from outside the group; UserError with why not."""
    now = _still_proposed(by, verdict, who)
    if now.evidence.filter(withdrawn_on__isnull=False).exists():
        raise UserError(
            "Evidence that this verdict rests on has been withdrawn, so it cannot be agreed. "
            "Decline it, or propose another on what still stands. Nothing was changed."
        )
    now.agreed_by, now.agreed_by_ref, now.agreed_on = by.name, by.ref, on
    now.save(update_fields=["agreed_by", "agreed_by_ref", "agreed_on"])
    record(
        by=by,
        verb="agree_difference",
        subject="action",
        ref=now.action_id,
        after={"verdict": now.pk, "difference": now.verdict, "on": str(on)},
    )
    return now


@transaction.atomic
def decline_difference(
    *, by: Actor, verdict: DifferenceVerdict, who: Agreeing, on: date, why: str
) -> DifferenceVerdict:
    """Decline a verdict as a second person from outside the group, with the reason."""
    now = _still_proposed(by, verdict, who)
    if not why.strip():
        raise UserError("Say why you do not agree. The verdict still waits for a second person.")
    now.declined_by, now.declined_by_ref, now.declined_on = by.name, by.ref, on
    now.declined_why = why.strip()
    now.save(update_fields=["declined_by", "declined_by_ref", "declined_on", "declined_why"])
    record(
        by=by,
        verb="decline_difference",
        subject="action",
        ref=now.action_id,
        after={"verdict": now.pk, "on": str(on), "why": why.strip()},
    )
    return now


def _still_proposed(by: Actor, verdict: DifferenceVerdict, who: Agreeing) -> DifferenceVerdict:
    now = DifferenceVerdict.objects.select_for_update(no_key=True).get(pk=verdict.pk)
    if now.agreed_on or now.declined_on:
        first = now.agreed_by or now.declined_by
        raise UserError(
            f"{first} has {'agreed' if now.agreed_on else 'declined'} this verdict already. "
            "Theirs was kept."
        )
    refused = refusal_of_agreeing(who)
    if refused or now.proposed_by_ref == by.ref:
        raise UserError(f"{refused or 'You proposed this verdict.'} Nothing was changed.")
    return now


def hold_verdicts(action: Action) -> None:
    """Hold the verdicts on an action until all is written, before the trail is held."""
    rows = (
        DifferenceVerdict.objects.select_for_update(no_key=True)
        .filter(action=action)
        .order_by("pk")
    )
    list(rows.values_list("pk"))


@transaction.atomic
def reopen_difference(
    *, by: Actor, action: Action, on: date, why: str, resting_on: Evidence | None = None
) -> int:
    """Open what was agreed of an action again, with the reason, and return how many verdicts.

    Only what rests on a piece of evidence, where one is given.
    """
    agreed = DifferenceVerdict.objects.select_for_update(no_key=True).filter(
        action=action, agreed_on__isnull=False, reopened_on=None
    )
    if resting_on is not None:
        rests = DifferenceVerdict.evidence.through.objects.filter(evidence=resting_on)
        agreed = agreed.filter(pk__in=rests.values("differenceverdict"))
    keys = list(agreed.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return 0
    DifferenceVerdict.objects.filter(pk__in=keys).update(reopened_on=on, reopened_why=why)
    record(
        by=by,
        verb="reopen_difference",
        subject="action",
        ref=action.pk,
        after={"verdicts": keys, "on": str(on), "why": why},
    )
    return len(keys)
