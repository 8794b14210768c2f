"""Whom a round of updates asks, who answered, and which link opens what."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import holders
from goldenthread.core.errors import UserError

from ..models import Action, Evidence, ImprovementPlan, Lead, Update, UpdateCycle, UpdateLink
from ..rules import ENDED
from ..rules.asking import FAULT_WORDS, LONGEST_ROUND, OPEN_AFTER_CLOSE, LinkFault
from .people import lead_key
from .standing import standing_of

SIGNER = TimestampSigner(salt="goldenthread.improvement.update-link")
# No link works longer than the longest round, whatever its row says.
LONGEST = LONGEST_ROUND + OPEN_AFTER_CLOSE + timedelta(days=1)


def key_digest(key: str) -> str:
    """Return what is kept of a key: its SHA-256 in hex; a key is random, so no salt is due."""
    return hashlib.sha256(key.encode()).hexdigest()


def link_with(key: str, now: datetime) -> UpdateLink:
    """Return the link that a key opens now; UserError, in words for its reader, where it is none.

    The signature is looked at before the database is asked anything.
    """
    try:
        SIGNER.unsign(key, max_age=LONGEST)
    except SignatureExpired:
        raise UserError(FAULT_WORDS[LinkFault.EXPIRED]) from None
    except BadSignature:
        raise UserError(FAULT_WORDS[LinkFault.NOT_OURS]) from None
    rows = UpdateLink.objects.select_related("cycle__improvement_plan__area", "user")
    link = rows.filter(digest=key_digest(key)).first()
    fault = LinkFault.NOT_OURS if link is None else _fault(link, now)
    if link is None or fault is not None:
        raise UserError(FAULT_WORDS[fault or LinkFault.NOT_OURS])
    return link


def _fault(link: UpdateLink, now: datetime) -> LinkFault | None:
    newer = UpdateCycle.objects.filter(
        improvement_plan=link.cycle.improvement_plan_id, opens__gt=link.cycle.opens
    )
    if link.revoked_at is not None:
        return LinkFault.REVOKED
    if link.expires_at <= now:
        return LinkFault.EXPIRED
    if newer.filter(opens__lte=timezone.localdate(now)).exists():
        return LinkFault.NEWER_ROUND
    return None if link.user.is_active else LinkFault.NOBODY


@dataclass(slots=True)
class ToAsk:
    """Whom a round would ask on a day: people with the open actions they lead, by post.

    `empty` are the posts that nobody holds, with their actions; `leaderless` the actions for which
    the plan names no lead at all.
    """

    people: dict[int, User] = field(default_factory=dict)
    actions: dict[int, list[Action]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[tuple[int, int], str] = field(default_factory=dict)
    empty: dict[str, list[Action]] = field(default_factory=dict)
    leaderless: list[Action] = field(default_factory=list)


def who_to_ask(improvement_plan: ImprovementPlan, on: date) -> ToAsk:
    """Return whom a round of updates asks on a day, and for what nobody can be asked.

    `roles` says, by person and action, as which of its leads the person answers.
    """
    standing = standing_of(improvement_plan, on)
    open_ones = [pk for pk, row in standing.items() if row.delivery not in ENDED]
    rows = Action.objects.filter(pk__in=open_ones).order_by("position")
    actions = {row.pk: row for row in rows.select_related("group")}
    led: dict[int, list[str]] = defaultdict(list)
    for pk, role in Lead.objects.filter(improvement_plan=improvement_plan).values_list(
        "action_id", "role"
    ):
        led[pk].append(role)
    held = holders(improvement_plan.area, on)
    found = ToAsk()
    for action in actions.values():
        if not led[action.pk]:
            found.leaderless.append(action)
        for role in led[action.pk]:
            _place(found, action, role, held.get(lead_key(role)))
    return found


def _place(found: ToAsk, action: Action, role: str, holder: User | None) -> None:
    if holder is None or not holder.is_active:
        title = next((t for t in found.empty if lead_key(t) == lead_key(role)), role)
        found.empty.setdefault(title, []).append(action)
    elif (holder.pk, action.pk) not in found.roles:
        found.people[holder.pk] = holder
        found.actions[holder.pk].append(action)
        found.roles[holder.pk, action.pk] = role


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """Somebody whom a round asked: when, whether a link was opened, and what is still missing.

    `opened_at` says only that a link was opened, be it by a program that looks through mail.
    """

    user: User
    asked_at: datetime
    reminded_at: datetime | None
    opened_at: datetime | None
    revoked: bool
    actions: list[Action]
    missing: list[Action]

    @property
    def answered(self) -> int:
        """Return of how many of their actions something was said in the round."""
        return len(self.actions) - len(self.missing)


@dataclass(frozen=True, slots=True)
class RoundOnRecord:
    """A round of updates on a day: who was asked, and who could be asked but was not."""

    cycle: UpdateCycle
    closed: bool
    people: list[PersonAsked]
    not_asked: list[User]
    to_ask: ToAsk
    answered: set[int]

    @property
    def late(self) -> list[PersonAsked]:
        """Return those who owe an update after the round has closed."""
        return [p for p in self.people if p.missing and self.closed]


def said_in(cycle: UpdateCycle, on: date) -> set[int]:
    """Return the keys of the actions of which anything was said in a round, up to a day."""
    rows = Update.objects.filter(
        action__improvement_plan=cycle.improvement_plan_id, on__gte=cycle.opens, on__lte=on
    )
    return set(rows.values_list("action_id", flat=True))


def round_on(cycle: UpdateCycle, on: date) -> RoundOnRecord:
    """Return how a round stood on a day; asks the same number of questions however many leads."""
    found, answered = who_to_ask(cycle.improvement_plan, on), said_in(cycle, on)
    links: dict[int, list[UpdateLink]] = defaultdict(list)
    for link in UpdateLink.objects.filter(cycle=cycle).select_related("user"):
        if timezone.localdate(link.sent_at) <= on:
            links[link.user_id].append(link)
    people = [_asked(sent, found.actions.get(pk, []), answered, on) for pk, sent in links.items()]
    return RoundOnRecord(
        cycle,
        cycle.due < on,
        sorted(people, key=lambda p: (not p.missing, p.user.name)),
        [user for pk, user in found.people.items() if pk not in links],
        found,
        answered,
    )


def _asked(
    sent: list[UpdateLink], actions: list[Action], answered: Iterable[int], on: date
) -> PersonAsked:
    reminders = [link.sent_at for link in sent if link.reminder]
    opened = [x.opened_at for x in sent if x.opened_at and timezone.localdate(x.opened_at) <= on]
    return PersonAsked(
        sent[0].user,
        sent[0].sent_at,
        max(reminders, default=None),
        min(opened, default=None),
        all(link.revoked_at is not None for link in sent),
        actions,
        [action for action in actions if action.pk not in set(answered)],
    )


def cycles_of(improvement_plan: ImprovementPlan, on: date) -> list[UpdateCycle]:
    """Return the rounds of a plan opened by a day, newest first."""
    rows = UpdateCycle.objects.filter(improvement_plan=improvement_plan, opens__lte=on)
    return list(rows.order_by("-opens", "-pk"))


def cycle_under_way(improvement_plan: ImprovementPlan, on: date) -> UpdateCycle | None:
    """Return the round that is open on a day and was sent to somebody, if any."""
    sent = UpdateLink.objects.filter(cycle=OuterRef("pk"))
    rows = UpdateCycle.objects.filter(
        Exists(sent), improvement_plan=improvement_plan, opens__lte=on, due__gte=on
    )
    return rows.order_by("-opens").first()


def newest_said(actions: Iterable[int]) -> dict[int, int]:
    """Return the key of the newest update of each action, by its key; 0 for none."""
    keys = list(actions)
    rows = Update.objects.filter(action__in=keys).values("action").annotate(last=Max("pk"))
    return dict.fromkeys(keys, 0) | dict(rows.values_list("action", "last"))


def late_actions(improvement_plan: ImprovementPlan, on: date) -> list[int]:
    """Return the keys of the actions whose update is late on a day, the latest first."""
    late = [row for row in standing_of(improvement_plan, on).values() if row.late_since]
    return [row.action for row in sorted(late, key=lambda r: (r.late_since or on, r.action))]


def updates_since(cycle: UpdateCycle, actions: Iterable[int], on: date) -> dict[int, Update]:
    """Return the last thing said of each action in a round up to a day, by the action's key."""
    within = Q(on__gte=cycle.opens, on__lte=on, action__in=list(actions))
    rows = Update.objects.filter(within).order_by("on", "pk")
    return {row.action_id: row for row in rows}


def evidence_sent(link: UpdateLink) -> list[Evidence]:
    """Return the evidence that a person gave with their updates in a link's round, first to last.

    What was withdrawn since is among it. What the person gave anywhere else is not.
    """
    rows = Evidence.objects.filter(
        action__improvement_plan=link.cycle.improvement_plan_id,
        entered_by_ref=link.user.actor.ref,
        update__isnull=False,
        on__gte=link.cycle.opens,
    )
    rows = rows.select_related("action__improvement_plan", "measure", "document")
    return list(rows.order_by("on", "pk"))
