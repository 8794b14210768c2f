"""Asks for the password or the second step once more before what matters most."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def proved_lately(request: HttpRequest) -> bool:
    """Say whether a person signed in, or proved who they are again, a few minutes ago.

    Whoever signs in with another organisation only, and has no step here, has nothing to ask for.
    """
    proofs = get_authentication_records(request, request.user)
    last = max((proof["at"] for proof in proofs), default=0.0)
    if time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return True
    return not get_reauthentication_flows(request.user)


def only_lately_proved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a form be sent by somebody who proved lately who they are; ask others first.

    What they sent waits meanwhile and is taken up after.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not proved_lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return wrapped
