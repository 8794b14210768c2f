"""Recording what is said of an action, and what the chair of its group says to that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor
from goldenthread.core.calendar import FuzzyDate
from goldenthread.core.errors import UserError
from goldenthread.reading.dates import parse_due

from ..models import Action, DifferenceVerdict, Milestone, Update
from ..queries import said_at, updates_in_force
from ..rules import (
    Delivery,
    Said,
    UpdateState,
    fault_of_closing,
    faults_of_update,
)
from .dates import move_date, set_judging_day
from .evidence import EvidenceDraft, add_evidence
from .met import ChangedMeanwhile, refuse
from .telling import chairs_to_tell, tell_leads

DECIDED = {UpdateState.ACCEPTED.value: "accepted", UpdateState.DECLINED.value: "declined"}


@dataclass(frozen=True, slots=True)
class UpdateDraft:
    """What a lead says of an action on one form.

    A proposed date is given in words, such as 31 March 2020 or spring 2020; it moves `milestone`,
    or the action's last date. `judge_on` is when the difference will be judged, of one that is
    done. `supersedes` is an update that this one puts right.
    """

    delivery: Delivery
    words: str = ""
    changed_for_families: str = ""
    milestone: Milestone | None = None
    proposed_words: str = ""
    proposed_reason: str = ""
    agreed_by: str = ""
    agreed_why: str = ""
    replaced_by: Action | None = None
    judge_on: date | None = None
    supersedes: Update | None = None
    evidence: tuple[EvidenceDraft, ...] = ()


@transaction.atomic
def record_update(
    *,
    by: Actor,
    action: Action,
    on: date,
    by_role: str,
    delivery: Delivery,
    words: str = "",
    changed_for_families: str = "",
    proposed_words: str = "",
    proposed_reason: str = "",
    agreed_by: str = "",
    agreed_why: str = "",
) -> Update:
    """Record an update that was accepted before it came here, as an old tracker prints it.

    No rule is asked, and no date is moved: what was said in the past was said.
    """
    dates = parse_due(proposed_words)
    update = Update.objects.create(
        action=action,
        on=on,
        at=timezone.now(),
        by_role=by_role,
        entered_by=by.name,
        entered_by_ref=by.ref,
        delivery=delivery.value,
        words=words,
        changed_for_families=changed_for_families,
        proposed_words=proposed_words,
        proposed_from=min((due.start for due in dates if due.start), default=None),
        proposed_to=max((due.end for due in dates if due.end), default=None),
        proposed_reason=proposed_reason,
        agreed_by=agreed_by,
        agreed_why=agreed_why,
        state=UpdateState.ACCEPTED.value,
    )
    record(
        by=by,
        verb="record_update",
        subject="action",
        ref=action.pk,
        after={"on": str(on), "delivery": delivery.value, "by_role": by_role},
    )
    return update


@transaction.atomic
def propose_update(
    *,
    by: Actor,
    action: Action,
    on: date,
    by_role: str,
    draft: UpdateDraft,
    on_behalf: bool = False,
    seen: int | None = None,
    waiting_at: str = "",
) -> Update:
    """Say where an action is, for the chair of its group to accept; `on_behalf` of `by_role`.

    `seen` is the key of the newest update the person saw, 0 for none; ChangedMeanwhile where
    another came since. What an accelerated plan took over is said of the action it follows. The
    chair is written to where the address of the page on which updates
    wait is given, once a day at most. Raises Unfit for what the rules refuse, with nothing written.
    """
    action = said_at(action)
    hold_action(action)
    newest = Update.objects.filter(action=action).order_by("-pk").first()
    if seen is not None and newest is not None and newest.pk != seen:
        raise ChangedMeanwhile("updated this action", newest)
    dates = parse_due(draft.proposed_words)
    refuse(_faults(action, draft, [due.end for due in dates if due.end]))
    update = _kept(by, action, on, by_role, draft, dates, on_behalf)
    _keep_what_comes_with_it(by, update, draft)
    record(
        by=by,
        verb="propose_update",
        subject="action",
        ref=action.pk,
        after={
            "update": update.pk,
            "on": str(on),
            "delivery": draft.delivery.value,
            "by_role": by_role,
            "on_behalf": on_behalf,
            "proposed": draft.proposed_words,
        },
        follow=chairs_to_tell(action.improvement_plan_id, waiting_at),
    )
    return update


def _kept(
    by: Actor,
    action: Action,
    on: date,
    by_role: str,
    draft: UpdateDraft,
    dates: Sequence[FuzzyDate],
    on_behalf: bool,
) -> Update:
    """Keep an update as it was said, with its proposed date as it was read."""
    return Update.objects.create(
        action=action,
        on=on,
        at=timezone.now(),
        by_role=by_role[:300],
        entered_by=by.name,
        entered_by_ref=by.ref,
        on_behalf=on_behalf,
        delivery=draft.delivery.value,
        words=draft.words,
        changed_for_families=draft.changed_for_families,
        milestone=draft.milestone,
        proposed_words=draft.proposed_words[:300],
        proposed_from=min((due.start for due in dates if due.start), default=None),
        proposed_to=max((due.end for due in dates if due.end), default=None),
        proposed_reason=draft.proposed_reason,
        agreed_by=draft.agreed_by[:200],
        agreed_why=draft.agreed_why,
        replaced_by=draft.replaced_by,
        supersedes=draft.supersedes,
        state=UpdateState.PROPOSED.value,
    )


def _keep_what_comes_with_it(by: Actor, update: Update, draft: UpdateDraft) -> None:
    if draft.judge_on is not None:
        set_judging_day(by=by, action=update.action, judge_on=draft.judge_on, on=update.on)
    for each in draft.evidence:
        add_evidence(by=by, action=update.action, on=update.on, draft=each, update=update)


def _faults(action: Action, draft: UpdateDraft, ends: list[date]) -> dict[str, str]:
    last = updates_in_force().filter(action=action).order_by("-on", "-pk").first()
    said = Said(
        draft.delivery,
        draft.words,
        draft.agreed_by,
        draft.agreed_why,
        draft.replaced_by is not None,
        bool(draft.proposed_words.strip()),
        draft.proposed_reason,
    )
    faults = faults_of_update(Delivery(last.delivery) if last else None, said)
    if draft.replaced_by is not None and (
        draft.replaced_by.pk == action.pk
        or draft.replaced_by.improvement_plan_id != action.improvement_plan_id
    ):
        faults["replaced_by"] = "Choose another action of the same plan"
    if draft.proposed_words.strip() and not ends:
        faults["proposed_words"] = (
            "No date could be read from this. Write it as 31 March 2020, or spring 2020"
        )
    if draft.supersedes is not None:
        fault = fault_of_righting(draft.supersedes, action)
        faults |= {"supersedes": fault} if fault else {}
    if draft.delivery is Delivery.DONE and draft.judge_on is None:
        unjudged = _fault_of_closing(action)
        faults |= {"judge_on": unjudged} if unjudged else {}
    return faults


def fault_of_righting(update: Update, action: Action) -> str:
    """Return why an update of an action cannot be put right by another, in words, or nothing."""
    if update.action_id != action.pk:
        return "Only an update of the same action can be put right"
    if update.state == UpdateState.DECLINED.value:
        return "That update was declined and changes nothing. Send a new one instead"
    if update.superseded_by.exclude(state=UpdateState.DECLINED.value).exists():
        return "Somebody has put that update right already. Put theirs right instead"
    return ""


def _fault_of_closing(action: Action) -> str | None:
    verdicts = DifferenceVerdict.objects.filter(action=action, declined_on=None)
    return fault_of_closing(verdicts=verdicts.count(), judging_days=action.judged_on.count())


@transaction.atomic
def accept_update(*, by: Actor, update: Update, on: date, words: str = "") -> None:
    """Accept an update as the chair of its group; a date it proposes is moved with it.

    Refused to whoever entered it, where it was decided already, and for one that is done with
    neither a verdict on the difference nor a day to judge it.
    """
    _hold([update])
    now = _still_waiting(by, update)
    if now.delivery == Delivery.DONE.value:
        unjudged = _fault_of_closing(now.action)
        if unjudged:
            raise UserError(f"{unjudged}. The update was not accepted.")
    if now.proposed_to is not None:
        move_date(by=by, update=now, on=on)
    _decide(by, now, UpdateState.ACCEPTED, on, words)
    update.refresh_from_db()


@transaction.atomic
def accept_updates(
    *,
    by: Actor,
    updates: Sequence[Update],
    on: date,
    words: str = "",
    shown_at: Callable[[str], str] | None = None,
) -> int:
    """Accept several updates at once, all or none, and return how many.

    Their leads are written to where `shown_at` gives the address of an action by its number.
    """
    _hold(updates)
    for update in updates:
        accept_update(by=by, update=update, on=on, words=words)
    if shown_at is not None:
        tell_leads(by=by, updates=updates, shown_at=shown_at)
    return len(updates)


@transaction.atomic
def decline_updates(
    *,
    by: Actor,
    updates: Sequence[Update],
    on: date,
    words: str,
    shown_at: Callable[[str], str] | None = None,
) -> int:
    """Decline several updates at once, all or none, with words for their leads, who are told."""
    _hold(updates)
    for update in updates:
        decline_update(by=by, update=update, on=on, words=words)
    if shown_at is not None:
        tell_leads(by=by, updates=updates, shown_at=shown_at)
    return len(updates)


@transaction.atomic
def decline_update(*, by: Actor, update: Update, on: date, words: str) -> None:
    """Decline an update, with words for its lead; it stays on record and changes no state."""
    now = _still_waiting(by, update)
    if not words.strip():
        raise UserError("Say to the lead why you decline this update. It still waits for you.")
    _decide(by, now, UpdateState.DECLINED, on, words.strip())
    update.refresh_from_db()


def hold_action(action: Action) -> None:
    """Hold an action until all is written, before anything else of it writes to the trail."""
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)


def _hold(updates: Sequence[Update]) -> None:
    """Hold the actions of updates and then the updates, each in one order, until all is written.

    Who has written to the trail holds it to the end, so must not wait for a row after that: two
    lists that overlap would wait for each other. Two dates of one action follow one another.
    """
    actions = Action.objects.filter(pk__in={row.action_id for row in updates})
    rows = Update.objects.filter(pk__in=[row.pk for row in updates])
    for held in (actions, rows):
        list(held.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _still_waiting(by: Actor, update: Update) -> Update:
    now = Update.objects.select_for_update(no_key=True).get(pk=update.pk)
    if now.state != UpdateState.PROPOSED.value:
        raise UserError(
            f"{now.decided_by or 'Somebody'} has {DECIDED[now.state]} the update of action "
            f"{now.action.number} already. Theirs was kept."
        )
    if now.entered_by_ref == by.ref:
        raise UserError(
            f"You entered the update of action {now.action.number} yourself. Somebody else who "
            "chairs the group has to accept it."
        )
    return now


def _decide(by: Actor, update: Update, state: UpdateState, on: date, words: str) -> None:
    update.state, update.decided_by, update.decided_by_ref = state.value, by.name, by.ref
    update.decided_on, update.decided_words = on, words
    update.save(
        update_fields=["state", "decided_by", "decided_by_ref", "decided_on", "decided_words"]
    )
    record(
        by=by,
        verb=f"{'accept' if state is UpdateState.ACCEPTED else 'decline'}_update",
        subject="action",
        ref=update.action_id,
        before={"update": update.pk, "state": UpdateState.PROPOSED.value},
        after={"state": state.value, "on": str(on), "words": words},
    )
