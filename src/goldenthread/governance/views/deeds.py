"""What can be done from a page: each deed has a form, who may do it, and the change it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.models import Document

from ..queries.people import may_run

NOT_ALLOWED = (
    "You cannot do this here. The improvement lead, or who chairs or clerks this body, can. "
    "Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A form by name, whether this person may send it, and what sending it does.

    `make` builds the form from what was sent (or nothing); `do` takes what it says, makes the
    change and returns a sentence. `refusal` is said to whoever may not.
    """

    make: Callable[..., forms.Form]
    allowed: bool
    do: Callable[[dict[str, Any]], str]
    refusal: str = NOT_ALLOWED


Deeds = Mapping[str, Deed]


def blank_forms(deeds: Deeds) -> dict[str, forms.Form]:
    """Return an empty form for each deed that this person may do."""
    return {
        name: deed.make(None, None, auto_id=f"{name}-%s")
        for name, deed in deeds.items()
        if deed.allowed
    }


def posted(request: HttpRequest, deeds: Deeds, to: str) -> HttpResponse | dict[str, forms.Form]:
    """Do what was sent and go to `to`, or return the form with what is wrong with it."""
    name = request.POST.get("do", "")
    deed = deeds.get(name)
    if deed is None:
        raise UserError("This form is not one of this page. Nothing was changed.")
    if not deed.allowed:
        raise PermissionDenied(deed.refusal)
    form = deed.make(request.POST, request.FILES, auto_id=f"{name}-%s")
    if form.is_valid():
        try:
            said = deed.do(form.cleaned_data)
        except UserError as wrong:
            form.add_error(None, wrong.message)
        else:
            messages.success(request, said)
            return redirect(to)
    return {name: form}


def page_forms(
    request: HttpRequest, deeds: Deeds, to: str
) -> tuple[dict[str, forms.Form], forms.Form | None, HttpResponse | None]:
    """Return the page's forms, the one with a fault, and the answer where a form was done."""
    if request.method != "POST":
        return ({} if request.past else blank_forms(deeds)), None, None
    sent = posted(request, deeds, to)
    if isinstance(sent, HttpResponse):
        return {}, None, sent
    return blank_forms(deeds) | sent, next(iter(sent.values())), None


def document_of(request: HttpRequest, area: LocalArea, file: UploadedFile, dated: date) -> Document:
    """Keep a file that was sent as a document of the area, and return it."""
    data = file.read()
    return receive_document(
        by=request.user.actor,
        area=area,
        name=(file.name or "document")[:300],
        title=(file.name or "Document")[:300],
        kind="paper",
        sha256=sha256(data).hexdigest(),
        data=data,
        dated=dated,
    )


def check_runs(user: Any, area: LocalArea, body: Body, on: date) -> None:
    """Raise UserError for somebody who keeps only the meetings of other bodies."""
    if not may_run(user, area, body, on):
        raise UserError(f"You do not keep the meetings of {body.name}. Nothing was changed.")
