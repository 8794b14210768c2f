"""What a watch is kept on: one line of JSON each in the log, and the gravest in the trail too."""

import json
import logging
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.audit.changes import record
from goldenthread.audit.rules import SYSTEM, keyed_digest, letter

from ..models import User
from ..queries import user_with_email

watch = logging.getLogger("goldenthread.security")
LOCKED_FOR = 15 * 60


def note_watched(*, event: str, request: HttpRequest, **facts: Any) -> None:
    """Write one line about an event to the log of security.

    It says when, from which network address, who was signed in and at which kind of page; never a
    password, a code, a name or an e-mail address. As JSON no word of a stranger begins a new line.
    """
    user = getattr(request, "_cached_user", None)
    found = request.resolver_match
    line = {
        "security": event,
        "at": timezone.now().isoformat(),
        "ip": _came_from(request),
        "who": user.actor.ref if user is not None and user.is_authenticated else None,
        "method": request.method if request.method in METHODS else "other",
        "page": found.view_name if found else None,
        "area": found.kwargs.get("slug") if found else None,
        **facts,
    }
    watch.info(json.dumps({key: value for key, value in line.items() if value is not None}))


def _came_from(request: HttpRequest) -> str | None:
    """Return the network address of a request, None where the server was told none (a socket)."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None
    return address


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def address_digest(email: str) -> str:
    """Return what stands for an e-mail address in the log: the same for the same, no use alone."""
    return keyed_digest(settings.AUDIT_KEY, email.strip().lower())[:16]


@transaction.atomic
def note_locked(*, request: HttpRequest, email: str) -> None:
    """Write that nobody can sign in with an address for a while, once each time it is locked.

    The trail keeps it where somebody signs in with the address.
    """
    digest = address_digest(email)
    if not cache.add(f"locked-{digest}", "y", timeout=LOCKED_FOR):
        return
    note_watched(event="locked_out", request=request, address=digest)
    user = user_with_email(email)
    if user is not None:
        record(by=SYSTEM, verb="lock_out", subject="user", ref=user.pk)


@transaction.atomic
def note_code_used_again(*, request: HttpRequest, user: User) -> None:
    """Write that a code of an app was entered a second time, and tell whose app it is."""
    note_watched(event="code_used_again", request=request, account=user.actor.ref)
    told = letter(
        to=user.email,
        subject="A code of your app was entered twice",
        text=(
            f"Hello {user.name},\n\nA code of your authenticator app that had signed you in was "
            "entered again. It was refused.\n\nIf it was not you, somebody saw the code: choose a "
            "new password at once and tell your administrator.\n"
        ),
    )
    record(by=SYSTEM, verb="refuse_code_used_again", subject="user", ref=user.pk, follow=[told])
