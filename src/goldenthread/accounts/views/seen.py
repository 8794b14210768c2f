"""When each session was last seen, for the list of where a person is signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ..changes import note_seen


class SeenMiddleware:
    """Notes that a signed-in person's session is alive, at most every few minutes.

    A page that is open to everyone does not look at who is there, so it notes nothing. What a
    signed-in person is shown no browser and no proxy may keep.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, then note it if a page has asked who is there."""
        response = self.get_response(request)
        asked = getattr(request, "_cached_user", None)
        if asked is not None and asked.is_authenticated and request.session.session_key:
            note_seen(request=request)
        if asked is not None and asked.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
