"""What follows from signing in and out: letters, sessions, and events of the trail."""

from datetime import timedelta
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as steps
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount import signals as elsewhere
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import SYSTEM, Actor, letter

from ..models import User
from .watching import note_code_used_again, note_watched

SEEN_EVERY = timedelta(minutes=5)
LAST_SEEN = "last_seen"


@transaction.atomic
def write_letter(*, user: User | None, to: str, subject: str, text: str) -> None:
    """Send a letter about somebody's sign-in, by way of the outbox."""
    ref = user.pk if user else "nobody"
    follow = [letter(to=to, subject=subject, text=text)]
    record(by=SYSTEM, verb="write_letter", subject="user", ref=ref, note=subject, follow=follow)


@transaction.atomic
def end_sessions(*, by: Actor, user: User, keys: list[int]) -> int:
    """Sign a person out where these of their sessions are, and return how many ended."""
    rows = list(UserSession.objects.filter(user=user, pk__in=keys))
    for session in rows:
        session.end()
    if rows:
        after = {"sessions": len(rows)}
        record(by=by, verb="end_sessions", subject="user", ref=user.pk, after=after)
    return len(rows)


def note_seen(*, request: HttpRequest) -> None:
    """Keep when a session was last seen, every few minutes; not a change, so not in the trail."""
    now = timezone.now()
    before = request.session.get(LAST_SEEN, 0)
    if now.timestamp() - before < SEEN_EVERY.total_seconds():
        return
    request.session[LAST_SEEN] = int(now.timestamp())
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def _kept(verb: str, what: str = "") -> Any:
    """Return a receiver that records what a person did about their own sign-in."""

    def receiver(sender: object, user: User, **told: Any) -> None:
        step = told.get("authenticator")
        after = {"kind": step.type} if step is not None else None
        record(by=user.actor, verb=verb, subject="user", ref=user.pk, after=after, note=what)

    return receiver


HEARD = (
    (account.user_logged_in, _kept("sign_in")),
    (account.password_set, _kept("set_password")),
    (account.password_changed, _kept("change_password")),
    (account.password_reset, _kept("reset_password")),
    (steps.authenticator_added, _kept("add_second_step")),
    (steps.authenticator_removed, _kept("remove_second_step")),
    (steps.authenticator_reset, _kept("renew_recovery_codes")),
)


def _wrong_code(sender: object, request: HttpRequest, user: User, **told: Any) -> None:
    """Note a code that was refused; one that had been used tells its owner too."""
    note_watched(event="wrong_code", request=request, account=user.actor.ref)
    step = told["authenticator"].wrap()
    code = request.POST.get("code", "")[:10]
    if isinstance(step, TOTP) and cache.get(step._get_used_cache_key(code)):
        note_code_used_again(request=request, user=user)


def _joined(sender: object, sociallogin: Any, **told: Any) -> None:
    user = sociallogin.user
    record(by=user.actor, verb="join_sign_in", subject="user", ref=user.pk)


def _parted(sender: object, socialaccount: Any, **told: Any) -> None:
    user = socialaccount.user
    record(by=user.actor, verb="part_sign_in", subject="user", ref=user.pk)


def listen() -> None:
    """Hear what django-allauth does from now on, so that the trail keeps it."""
    for signal, receiver in HEARD:
        signal.connect(receiver, weak=False, dispatch_uid=f"trail-{id(signal)}")
    steps.authentication_failed.connect(_wrong_code, weak=False, dispatch_uid="watch-code")
    elsewhere.social_account_added.connect(_joined, weak=False, dispatch_uid="trail-joined")
    elsewhere.social_account_removed.connect(_parted, weak=False, dispatch_uid="trail-parted")
