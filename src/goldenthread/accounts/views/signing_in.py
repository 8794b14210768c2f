"""Signing in and out, and coming in by an invitation."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import login, logout
from allauth.socialaccount.adapter import get_adapter as elsewhere
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from goldenthread.core.errors import UserError
from goldenthread.design.headers import CONTENT_SECURITY_POLICY

from ..changes import accept_invitation
from ..forms import AcceptForm
from ..queries import invitation_in
from ..rules import ROLE_NAMES, Role


def _policy() -> str:
    """Return the policy of a page whose form leads to another organisation's sign-in."""
    origins = [
        "{0.scheme}://{0.netloc}".format(urlsplit(app["settings"]["server_url"]))
        for provider in settings.SOCIALACCOUNT_PROVIDERS.values()
        for app in provider["APPS"]
    ]
    allowed = " ".join(["form-action 'self'", *origins])
    return CONTENT_SECURITY_POLICY.replace("form-action 'self'", allowed)


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page and sign a person in."""
    response = login(request)
    if getattr(response, "context_data", None) is not None:
        response.context_data["providers"] = elsewhere().list_providers(request)
        response.headers["Content-Security-Policy"] = _policy()
    return response


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign a person out."""
    return logout(request)


@login_not_required
@never_cache
@csrf_protect
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an invitation offers and, once a password is chosen, sign the person in.

    Opening the link changes nothing: programs that look through letters open links too.
    """
    offered = invitation_in(key)
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(key=key, password=form.cleaned_data["password"])
        except UserError as weak:
            form.add_error("password", weak.message)
        else:
            get_adapter().login(request, user)
            record_authentication(request, user, method="password", email=user.email)
            return redirect(settings.LOGIN_REDIRECT_URL)
    roles = [ROLE_NAMES[Role(role)] for role in offered.roles]
    page = {"form": form, "offered": offered, "roles": roles}
    return render(request, "accounts/invitation.html", page)
