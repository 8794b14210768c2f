"""Who is asked to sign in: everybody, except on pages that say they are open."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


class DoorsMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in, and on an open page does not even look who is there.

    Django's own looks at `request.user` first, which reads the session and marks families' pages
    as differing by cookie.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let an open page through untouched; ask for a sign-in on any other."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
