"""Every refusal leaves a line in the log of security."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ..changes import note_watched

REFUSED = {401: "not_signed_in", 403: "refused", 429: "too_often"}


class WatchMiddleware:
    """Notes each answer that refuses somebody something: pages and programs alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and note a refusal."""
        response = self.get_response(request)
        event = REFUSED.get(response.status_code)
        if event:
            token = vars(request).get("auth")
            program = {"token": token.pk} if token else {}
            note_watched(event=event, request=request, status=response.status_code, **program)
        return response
