"""Signing in and out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from .forms import SignInForm

_sign_in = LoginView.as_view(
    template_name="accounts/sign_in.html",
    authentication_form=SignInForm,
    redirect_authenticated_user=True,
)
_sign_out = LogoutView.as_view()


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page and sign a person in."""
    return _sign_in(request)


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign a person out; only by POST."""
    return _sign_out(request)
