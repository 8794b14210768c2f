"""Who must have a second step and has none sets one up before anything else."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ..queries import SecondStepOwed


class SecondStepMiddleware:
    """Leads who owes a second step from the page that was refused to where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a page that was refused for want of a second step; all else is for others."""
        if not isinstance(exception, SecondStepOwed):
            return None
        messages.error(request, str(exception))
        return redirect("mfa_index")
