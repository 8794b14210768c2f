"""One request: its clock, the answer with its two looks, the files given, and the erasure."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.erasing import erase_person
from ..changes.releasing import copy_read, released_copy
from ..changes.rights import (
    end_request,
    extend_request,
    release_answer,
    review_answer,
    show_identity,
)
from ..forms.rights import (
    WAYS,
    EraseForm,
    ExtendForm,
    IdentityForm,
    RefuseForm,
    WithdrawnForm,
    decisions_in,
)
from ..models import RightsRequest
from ..queries.copies import digest_of, json_bytes, workbook_bytes
from ..queries.loads import made_up
from ..queries.rights import requests_of
from ..queries.subject import Copy
from ..rules.rights import ENDED, Right, Stand, second_look
from .deeds import Deed, deeds_of
from .rights import clocked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _row(area: LocalArea, number: int) -> RightsRequest:
    return get_object_or_404(requests_of(area).select_related("area"), number=number)


def one(request: HttpRequest, slug: str, request_number: int) -> HttpResponse:
    """Show how a request stands; show identity, put it off, refuse it, erase."""
    area = area_for(request.user, slug, Permission.ANSWER_RIGHTS)
    row = _row(area, request_number)
    here = reverse("dataset:rights_request", args=[slug, request_number])
    deeds = {} if row.state in ENDED else _deeds(request, row)
    if request.method == "POST" and not deeds:
        raise UserError("This request is over. Nothing was changed.")
    sent = deeds_of(request, deeds, here)
    if sent.done:
        return sent.done
    context = clocked(row) | {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "forms": sent.forms,
        "wrong": sent.wrong,
        "access": row.right == Right.ACCESS,
        "answered": row.state == Stand.ANSWERED,
    }
    return render(request, "dataset/rights_request.html", context, status=sent.status)


def _deeds(request: HttpRequest, row: RightsRequest) -> dict[str, Deed]:
    by = request.user.actor

    def identity(said: dict[str, Any]) -> str:
        show_identity(by=by, request=row, on=said["on"])
        return "Kept. The month is counted from that day."

    def extend(said: dict[str, Any]) -> str:
        extend_request(by=by, request=row, why=said["why"])
        return "Kept. Tell who asked, and why, within the first month."

    def refuse(said: dict[str, Any]) -> str:
        end_request(by=by, request=row, how=Stand.REFUSED, words=said["words"])
        return "The request is refused. Tell who asked why, and where they may complain."

    def withdrawn(said: dict[str, Any]) -> str:
        end_request(by=by, request=row, how=Stand.WITHDRAWN, words=said["words"])
        return "The request is closed."

    def erase(said: dict[str, Any]) -> str:
        made = erase_person(by=by, request=row)
        return f"The person is erased everywhere. Certificate {made.pk} says what was removed."

    deeds: dict[str, Deed] = {
        "identity": (IdentityForm, identity),
        "extend": (ExtendForm, extend),
        "refuse": (RefuseForm, refuse),
        "withdrawn": (WithdrawnForm, withdrawn),
    }
    if row.right == Right.ERASURE:
        deeds["erase"] = (EraseForm, erase)
    return deeds


def answer(request: HttpRequest, slug: str, request_number: int) -> HttpResponse:
    """Show everything held of the person; decide what is left out; release after a second look."""
    area = area_for(request.user, slug, Permission.ANSWER_RIGHTS)
    row = _access(area, request_number)
    copy = copy_read(by=request.user.actor, request=row, page="dataset:rights_answer")
    wrong = ""
    if request.method == "POST":
        do = {"review": _reviewed, "release": _released}.get(request.POST.get("do", ""))
        if do is None:
            raise UserError("This form is not one of this page. Nothing was changed.")
        try:
            messages.success(request, do(request, row, copy))
            return redirect("dataset:rights_answer", slug, request_number)
        except UserError as fault:
            wrong = fault.message
    places = copy.places()
    context = clocked(row) | {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "copy": copy,
        "numbers": {place: number for number, place in enumerate(places)},
        "said": request.POST if wrong else {},
        "ways": WAYS,
        "wrong": wrong,
        "may_release": not second_look(row.reviewed_by_ref, request.user.actor.ref),
        "files": FILES,
    }
    return render(request, "dataset/rights_answer.html", context, status=400 if wrong else 200)


def _access(area: LocalArea, number: int) -> RightsRequest:
    row = _row(area, number)
    if row.right != Right.ACCESS or not row.person:
        raise Http404("There is no copy of data for this request.")
    return row


def _reviewed(request: HttpRequest, row: RightsRequest, copy: Copy) -> str:
    places = copy.places()
    review_answer(
        by=request.user.actor,
        request=row,
        decided=decisions_in(request.POST, places),
        flagged=places,
    )
    return "The review is kept. Somebody else takes the second look and releases the answer."


def _released(request: HttpRequest, row: RightsRequest, copy: Copy) -> str:
    release_answer(
        by=request.user.actor, request=row, digest=digest_of(copy), flagged=copy.places()
    )
    return "The answer is released. Take the files and give them to who asked."


def _page(row: RightsRequest, copy: Copy) -> bytes:
    told = {"copy": copy, "row": row, "area": row.area, "today": timezone.localdate()}
    return render_to_string("dataset/rights_copy.html", told).encode()


Made = Callable[[RightsRequest, Copy], bytes]
FILES: dict[str, tuple[str, str, Made]] = {
    "html": ("A page to read or print", "text/html; charset=utf-8", _page),
    "xlsx": ("A workbook", XLSX, lambda row, copy: workbook_bytes(copy)),
    "json": ("A file for programs", "application/json", lambda row, copy: json_bytes(copy)),
}


def file(request: HttpRequest, slug: str, request_number: int, answer_form: str) -> HttpResponse:
    """Give a file of a released answer; not where the data has changed since."""
    area = area_for(request.user, slug, Permission.ANSWER_RIGHTS)
    row = _access(area, request_number)
    if answer_form not in FILES:
        raise Http404("There is no such file.")
    copy = released_copy(by=request.user.actor, request=row, page="dataset:rights_file")
    _, kind, make = FILES[answer_form]
    answer = HttpResponse(make(row, copy), content_type=kind)
    name = f"request-{row.number}.{answer_form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
