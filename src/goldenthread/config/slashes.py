"""Addresses asked for with a slash too many or too few."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from django.utils.http import escape_leading_slashes


class SlashMiddleware:
    """Leads whoever asks for a page by its other form, with or without a slash, to the page.

    What is sent there as a form or by a program is not passed on: it is answered with 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what was not found is looked for in its other form."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        # The printed number of an action may hold a slash, so that its page's address can take in
        # that of a page below it; only from the longer form to the shorter, never in a ring.
        known = is_valid_path(request.path_info) and not request.path_info.endswith("/")
        if known or not is_valid_path(_other(request.path_info)):
            return response
        query = request.META.get("QUERY_STRING", "")
        address = escape_leading_slashes(_other(request.path))
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _other(path: str) -> str:
    """Return a path without the slash at its end, or with one where it has none."""
    return path.removesuffix("/") if path.endswith("/") else f"{path}/"
