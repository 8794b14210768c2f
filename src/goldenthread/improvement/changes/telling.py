"""Writing to chairs that updates wait for them, and to leads what became of theirs."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import holder_of
from goldenthread.audit.changes import record
from goldenthread.audit.models import Event, Outbox
from goldenthread.audit.rules import Actor, Follow, Work, letter

from ..models import ImprovementPlan, Update
from ..queries.people import chairs_of, waiting_updates
from ..rules import DELIVERY_NAMES, Delivery, UpdateState
from ..rules.telling import (
    Decided,
    Line,
    Waiting,
    letter_of_decided,
    letter_of_waiting,
    subject_of_decided,
    subject_of_waiting,
    tell_at,
)

KIND = "tell_chairs"


def chairs_to_tell(improvement_plan_id: int, waiting_at: str) -> list[Follow]:
    """Return the letters to chairs that must follow an update: one round of them a day.

    None where `waiting_at`, the address of the page on which updates wait, is not known, and none
    where the next round is set up already.
    """
    if not waiting_at:
        return []
    work = {"improvement_plan": improvement_plan_id}
    rows = Outbox.objects.filter(kind=KIND, state=Work.WAITING)
    if rows.filter(payload__improvement_plan=improvement_plan_id).exists():
        return []
    at = tell_at(timezone.localtime())
    return [Follow(KIND, work | {"address": waiting_at}, at)]


@transaction.atomic
def tell_chairs(*, by: Actor, improvement_plan: ImprovementPlan, on: date, address: str) -> int:
    """Write one letter to everybody for whom updates of a plan wait; return how many.

    Nobody is written to twice on one day, nor of an update that they entered themselves.
    """
    ImprovementPlan.objects.select_for_update(no_key=True).get(pk=improvement_plan.pk)
    told = Event.objects.filter(verb=KIND, subject="improvement_plan", at__date=on)
    if told.filter(subject_ref=str(improvement_plan.pk)).exists():
        return 0
    area = improvement_plan.area
    rows = list(waiting_updates(improvement_plan.pk).order_by("action__position", "pk"))
    chairs = chairs_of([row.action.group for row in rows], area, on)
    people: dict[User, list[Update]] = {}
    for row in rows:
        for user in chairs[row.action.group_id]:
            if user.actor.ref != row.entered_by_ref:
                people.setdefault(user, []).append(row)
    letters = []
    for user, theirs in people.items():
        said = Waiting(user.name, area.name, [_line(r) for r in theirs], address, area.exercise)
        letters.append(
            letter(to=user.email, subject=subject_of_waiting(said), text=letter_of_waiting(said))
        )
    if letters:
        record(
            by=by,
            verb=KIND,
            subject="improvement_plan",
            ref=improvement_plan.pk,
            after={"people": len(letters), "updates": len(rows)},
            follow=letters,
        )
    return len(letters)


def tell_leads(*, by: Actor, updates: Sequence[Update], shown_at: Callable[[str], str]) -> int:
    """Write one letter to everybody whose updates were just decided alike; return how many.

    Written to are those who entered them and, of one entered on behalf, who holds the lead's post.
    `shown_at` gives the address of an action's page by its number. Whoever decides is told nothing.
    """
    people: dict[User, list[Update]] = {}
    for update in updates:
        for user in _said_by(update):
            if user.is_active and user.actor.ref != by.ref:
                people.setdefault(user, []).append(update)
    for user, theirs in people.items():
        plan = theirs[0].action.improvement_plan
        said = Decided(
            user.name,
            plan.area.name,
            theirs[0].state == UpdateState.ACCEPTED.value,
            by.name,
            theirs[0].decided_words,
            [_line(row) for row in theirs],
            [shown_at(row.action.number) for row in theirs],
            plan.area.exercise,
        )
        sent = letter(to=user.email, subject=subject_of_decided(said), text=letter_of_decided(said))
        record(
            by=by,
            verb="tell_lead",
            subject="improvement_plan",
            ref=plan.pk,
            after={"user": user.pk, "updates": [row.pk for row in theirs]},
            follow=[sent],
        )
    return len(people)


def _said_by(update: Update) -> list[User]:
    """Return who entered an update and, if it was on behalf of a lead, who holds that post."""
    noun, _, key = update.entered_by_ref.partition(":")
    entered = User.objects.filter(pk=key) if noun == "user" and key.isdecimal() else []
    found = list(entered)
    if update.on_behalf:
        holder = holder_of(update.action.improvement_plan.area, update.by_role, update.on)
        found += [holder] if holder is not None and holder not in found else []
    return found


def _line(update: Update) -> Line:
    action = update.action
    return Line(
        action.number,
        action.text,
        f"Group {action.group.number} {action.group.name}",
        DELIVERY_NAMES[Delivery(update.delivery)].lower(),
        update.by_role,
        update.on,
    )
