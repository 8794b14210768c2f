"""Who may come in by program: a token, its area, its scope, and no more often than is fair."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBasicAuth, HttpBearer
from ninja.throttling import AuthRateThrottle

from goldenthread.accounts.changes import note_token_use
from goldenthread.accounts.models import ApiToken
from goldenthread.accounts.queries import area_for, token_for
from goldenthread.accounts.rules import Permission, Scope
from goldenthread.areas.models import LocalArea


class Refusal(Exception):
    """A request that is refused, with its status and the sentence for whoever wrote the program."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


def _token(raw: str) -> ApiToken | None:
    token = token_for(raw)
    if token is not None:
        note_token_use(token=token)
    return token


class Bearer(HttpBearer):
    """The token after the word Bearer."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token if it is good."""
        return _token(token)


class AsPassword(HttpBasicAuth):
    """The token as the password, for Excel and Power BI; the name does not matter."""

    def authenticate(self, request: HttpRequest, username: str, password: str) -> ApiToken | None:
        """Return the token if it is good."""
        return _token(password)


class PerToken(AuthRateThrottle):
    """So many requests a minute for each token, whoever sends them."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """Return the key that a token's requests are counted under."""
        token: Any = getattr(request, "auth", None)
        return f"api-{token.pk}" if token else None


def area_of(request: HttpRequest, slug: str, scope: Scope, permission: Permission) -> LocalArea:
    """Return the area asked for, or refuse: the token must be for it and for such requests.

    What its holder may no longer do, the token may not do either.
    """
    token: ApiToken = vars(request)["auth"]
    if token.area.slug != slug:
        raise PermissionDenied("This token is for another area. Ask for one for this area.")
    if not token.may(scope):
        raise PermissionDenied(
            f"This token may not {scope}. Ask your administrator for one that may."
        )
    area_for(token.user, slug, Permission.USE_API)
    return area_for(token.user, slug, permission)
