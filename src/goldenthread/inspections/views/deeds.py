"""What can be done from a page: each deed has a form and the change it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Deed:
    """A form of a page: `make` builds it, `do` makes the change and returns a sentence."""

    make: Callable[..., forms.Form]
    do: Callable[[dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Sent:
    """The forms of a page, the one with a fault, and where to go when one was done."""

    forms: dict[str, forms.Form]
    wrong: forms.Form | None = None
    done: HttpResponse | None = None


def area_of(request: HttpRequest, slug: str) -> LocalArea:
    """Return the area of a page: to see it, or to record what is sent from it."""
    posted = request.method == "POST"
    permission = Permission.RECORD_MONITORING if posted else Permission.SEE
    return area_for(request.user, slug, permission)


def forms_of(request: HttpRequest, area: LocalArea, deeds: Mapping[str, Deed], to: str) -> Sent:
    """Do what was sent and go to `to`, or give the page its forms, with what is wrong in one.

    There are none for who may not record monitoring, and none on a page of the past.
    """
    if request.past or Permission.RECORD_MONITORING not in area.permitted:
        return Sent({})
    blank = {name: deed.make(None, auto_id=f"{name}-%s") for name, deed in deeds.items()}
    if request.method != "POST":
        return Sent(blank)
    name = request.POST.get("do", "")
    if name not in deeds:
        raise UserError("This form is not one of this page. Nothing was changed.")
    form = deeds[name].make(request.POST, auto_id=f"{name}-%s")
    if form.is_valid():
        try:
            said = deeds[name].do(form.cleaned_data)
        except UserError as wrong:
            field = wrong.field if wrong.field in form.fields else None
            form.add_error(field, wrong.message)
        else:
            messages.success(request, said)
            return Sent({}, done=redirect(to))
    return Sent(blank | {name: form}, form)
