"""Asking leads for updates by mail: opening a round, reminding, taking links back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from goldenthread.accounts.models import User
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow, letter
from goldenthread.core.errors import UserError

from ..models import Action, ImprovementPlan, UpdateCycle, UpdateLink
from ..queries.asked import SIGNER, cycle_under_way, key_digest, round_on, who_to_ask
from ..rules.asking import (
    Request,
    fault_of_round,
    letter_of,
    remind_on,
    subject_of,
    works_until,
)
from .posts import ensure_posts_of_leads

REMIND_AT = time(9)


@dataclass(frozen=True, slots=True)
class Asked:
    """A round that was opened, how many people it asked, and the posts that nobody holds."""

    cycle: UpdateCycle
    people: int
    empty: list[str]


@transaction.atomic
def ask_for_updates(
    *, by: Actor, improvement_plan: ImprovementPlan, opens: date, due: date, address: str
) -> Asked:
    """Open a round of updates and send everybody who leads an open action one letter.

    `address` is what stands before the key in a link. A post is made for each lead that has none.
    Those who have not answered are reminded three days before it closes. UserError, and nothing
    sent, while another round is under way, for a day that will not do, or with nobody to ask.
    """
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    under_way = cycle_under_way(improvement_plan, opens)
    fault = fault_of_round(opens, due, under_way.due if under_way else None)
    if fault:
        raise UserError(fault)
    found = who_to_ask(improvement_plan, opens)
    ensure_posts_of_leads(by=by, improvement_plan=improvement_plan)
    if not found.people:
        raise UserError(
            "Nobody holds a post that leads an open action, so nobody can be asked. Nothing was "
            "sent. Say who holds these posts, then open the round."
        )
    cycle, made = UpdateCycle.objects.get_or_create(
        improvement_plan=improvement_plan,
        opens=opens,
        defaults={"due": due, "set_by": by.name},
    )
    if not made:
        raise UserError(
            "A round of this plan was opened today already. Nothing was sent. Open the next one "
            "tomorrow or later."
        )
    pairs = [(user, found.actions[pk]) for pk, user in found.people.items()]
    reminder = _reminder(cycle, address)
    record(
        by=by,
        verb="ask_for_updates",
        subject="improvement_plan",
        ref=improvement_plan.pk,
        after={"cycle": cycle.pk, "opens": str(opens), "due": str(due), "people": len(pairs)},
        follow=[*_letters(cycle, pairs, address), *reminder],
    )
    return Asked(cycle, len(pairs), sorted(found.empty))


def _reminder(cycle: UpdateCycle, address: str) -> list[Follow]:
    day = remind_on(cycle.opens, cycle.due)
    if day is None:
        return []
    at = timezone.make_aware(datetime.combine(day, REMIND_AT))
    return [Follow("remind", {"cycle": cycle.pk, "address": address}, at)]


def _letters(
    cycle: UpdateCycle,
    pairs: Sequence[tuple[User, list[Action]]],
    address: str,
    *,
    reminder: bool = False,
) -> list[Follow]:
    """Make a link for each person and return the letters that carry them."""
    now = timezone.now()
    last = datetime.combine(works_until(cycle.due), time(23, 59, 59))
    keys = [SIGNER.sign(secrets.token_urlsafe(24)) for _ in pairs]
    UpdateLink.objects.bulk_create(
        UpdateLink(
            cycle=cycle,
            user=user,
            digest=key_digest(key),
            reminder=reminder,
            sent_at=now,
            expires_at=timezone.make_aware(last),
        )
        for key, (user, _) in zip(keys, pairs, strict=True)
    )
    plan = cycle.improvement_plan
    letters = []
    for key, (user, actions) in zip(keys, pairs, strict=True):
        asked = Request(
            user.name,
            plan.area.name,
            plan.title,
            cycle.due,
            [(action.number, action.text) for action in actions],
            f"{address}{key}",
            reminder,
            plan.area.exercise,
        )
        letters.append(letter(to=user.email, subject=subject_of(asked), text=letter_of(asked)))
    return letters


@transaction.atomic
def ask_more(*, by: Actor, cycle: UpdateCycle, on: date, address: str) -> int:
    """Ask those whom a round has not asked, such as who came into a post since; return how many."""
    _open_one(cycle, on)
    stood = round_on(cycle, on)
    pairs = [(user, stood.to_ask.actions[user.pk]) for user in stood.not_asked]
    return _send(by, "ask_more", cycle, pairs, address)


@transaction.atomic
def remind(*, by: Actor, cycle: UpdateCycle, on: date, address: str) -> int:
    """Remind those who owe an update, each of what is missing; return how many.

    Whose links were all taken back is not written to.
    """
    _open_one(cycle, on)
    pairs = [(p.user, p.missing) for p in round_on(cycle, on).people if p.missing and not p.revoked]
    return _send(by, "remind", cycle, pairs, address, reminder=True)


def _open_one(cycle: UpdateCycle, on: date) -> None:
    """Hold a round while letters of it are sent; UserError once it has come to its end."""
    UpdateCycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)
    if works_until(cycle.due) < on:
        raise UserError("This round has come to its end. Nothing was sent. Open a new round.")


def _send(
    by: Actor,
    verb: str,
    cycle: UpdateCycle,
    pairs: Sequence[tuple[User, list[Action]]],
    address: str,
    *,
    reminder: bool = False,
) -> int:
    if pairs:
        record(
            by=by,
            verb=verb,
            subject="improvement_plan",
            ref=cycle.improvement_plan_id,
            after={"cycle": cycle.pk, "people": len(pairs)},
            follow=_letters(cycle, pairs, address, reminder=reminder),
        )
    return len(pairs)


@transaction.atomic
def revoke_links(*, by: Actor, cycle: UpdateCycle, user: User) -> int:
    """Take back every link that a person was sent in a round; return how many there were."""
    now = timezone.now()
    rows = UpdateLink.objects.filter(cycle=cycle, user=user, revoked_at=None)
    count = rows.update(revoked_at=now)
    if count:
        record(
            by=by,
            verb="revoke_links",
            subject="improvement_plan",
            ref=cycle.improvement_plan_id,
            after={"cycle": cycle.pk, "user": user.pk, "links": count},
        )
    return count


def note_opened(*, link: UpdateLink) -> None:
    """Keep when a link was first opened; nothing was changed by it, so it is not in the trail."""
    if link.opened_at is None:
        UpdateLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
