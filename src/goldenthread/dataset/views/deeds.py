"""Pages with several forms: which one was sent, what it does, and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.core.errors import UserError

Deed = tuple[type[Form], Callable[[dict[str, Any]], str]]
"""A form, and what sending it does: it takes what was said and returns a sentence."""


@dataclass(slots=True)
class Sent:
    """The forms of a page by name, the one with a fault, and the answer where one was done."""

    forms: dict[str, Form] = field(default_factory=dict)
    wrong: Form | None = None
    done: HttpResponse | None = None

    @property
    def status(self) -> int:
        """Return 400 where a form has a fault, else 200."""
        return 400 if self.wrong else 200


def blame(form: Form, wrong: UserError) -> None:
    """Put a refusal where it belongs on the form."""
    form.add_error(wrong.field if wrong.field in form.fields else None, wrong.message)


def deeds_of(request: HttpRequest, deeds: Mapping[str, Deed], to: str) -> Sent:
    """Return the page's forms, having done the one that was sent; `to` is where it leads then."""
    forms: dict[str, Form] = {name: form(auto_id=f"{name}-%s") for name, (form, _) in deeds.items()}
    if request.method != "POST":
        return Sent(forms)
    name = request.POST.get("do", "")
    if name not in deeds:
        raise UserError("This form is not one of this page. Nothing was changed.")
    kind, do = deeds[name]
    form = kind(request.POST, auto_id=f"{name}-%s")
    if form.is_valid():
        try:
            said = do(form.cleaned_data)
        except UserError as wrong:
            blame(form, wrong)
        else:
            messages.success(request, said)
            return Sent(done=redirect(to))
    return Sent(forms | {name: form}, form)
