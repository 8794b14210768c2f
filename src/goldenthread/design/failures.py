"""The pages for what went wrong: what happened, what was kept and what to do next."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.core.errors import UserError

logger = logging.getLogger(__name__)

PLAIN_MESSAGE_LIMIT = 600
# PostgreSQL's code for a change that it took back because two waited for each other.
DEADLOCK = "40P01"
MET = (
    "Somebody else saved at the same moment, and the database let only one of you through. Theirs "
    "is kept; of what you just sent, something may not be. Go back, look at the page again, and "
    "send what is missing."
)


def _said(exception: BaseException | None) -> str:
    """Return the sentence that a view gave for a person to read, or nothing."""
    words = exception.args[0] if exception and exception.args else ""
    return words[:PLAIN_MESSAGE_LIMIT] if isinstance(words, str) else ""


def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Say that the request could not be understood."""
    return render(request, "design/400.html", {"message": ""}, status=400)


def refused(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Say that the page is not theirs, and which role is needed when the view said so."""
    return render(request, "design/403.html", {"message": _said(exception)}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form had gone stale, so that nothing was saved."""
    return render(request, "design/stale_form.html", status=403)


def missing(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Say that there is no page at this address."""
    return render(request, "design/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, without asking anything of the database."""
    return render(request, "design/500.html", status=500)


class UserErrorMiddleware:
    """Shows a `UserError` that a view let through as a page with its sentence, status 400.

    An address that takes forms only, asked for as a page, answers with a page too, status 405; and
    so does a page to which a form is sent that it does not take.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; an empty refusal of the method becomes a page."""
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        allowed = response["Allow"]
        forms_only = "POST" in allowed
        response = render(request, "design/405.html", {"forms_only": forms_only}, status=405)
        response["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a `UserError` and a change taken back for another's; the rest is logged."""
        if getattr(exception.__cause__, "sqlstate", "") == DEADLOCK:
            logger.warning("Two changes waited for each other at %s", request.path)
            return render(request, "design/400.html", {"message": MET}, status=409)
        if not isinstance(exception, UserError):
            return None
        return render(request, "design/400.html", {"message": exception.message}, status=400)
