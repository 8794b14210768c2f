"""People's rights over their data: requests with their clocks, holds, shields, certificates."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.core.errors import UserError

from ..changes.rights import add_hold, add_shield, end_hold, end_shield, open_request
from ..forms.rights import EndForm, EndShieldForm, HoldForm, RequestForm, ShieldForm
from ..models import LegalHold, RightsRequest, Shield
from ..queries.loads import made_up
from ..queries.people import find_person
from ..queries.retention import unspoken_for
from ..queries.rights import certificates_of, holds, requests_of, shields
from ..rules.rights import ENDED, due_on
from .deeds import Deed, deeds_of


def rights(request: HttpRequest, slug: str) -> HttpResponse:
    """Show requests, holds and shields; enter and end them."""
    area = area_for(request.user, slug, Permission.ANSWER_RIGHTS)
    sent = deeds_of(request, _deeds(request, area), reverse("dataset:rights", args=[slug]))
    if sent.done:
        return sent.done
    rows = [clocked(row) for row in requests_of(area)]
    context = {
        "area": area,
        "here": "dataset",
        "made_up": made_up(area),
        "forms": sent.forms,
        "wrong": sent.wrong,
        "going": sorted((each for each in rows if not each["over"]), key=lambda each: each["due"]),
        "over": [each for each in rows if each["over"]],
        "holds": holds(area),
        "shields": shields(area),
        "certificates": certificates_of(area)[:50],
        "unspoken_for": unspoken_for(area),
        "today": timezone.localdate(),
    }
    return render(request, "dataset/rights.html", context, status=sent.status)


def clocked(row: RightsRequest) -> dict[str, Any]:
    """Return a request with the day its answer is due, and how it stands to that day."""
    due = due_on(row.received_on, row.identity_on, row.extended)
    left = (due - timezone.localdate()).days
    over = row.state in ENDED
    late = (row.answered_on or timezone.localdate()) > due
    tone = ("bad" if late else "good") if over else "bad" if late else "warn" if left < 8 else ""
    return {"row": row, "due": due, "left": left, "over": over, "late": late, "tone": tone}


def found(area: LocalArea, number: str) -> str:
    """Return the person with a number; UserError where there is none."""
    person = find_person(area, number)
    if person is None:
        raise UserError(
            "Nobody in the data set has this number. Nothing was kept. Check it, or look under "
            "another number of the person.",
            "number",
        )
    return person


def _deeds(request: HttpRequest, area: LocalArea) -> dict[str, Deed]:
    by = request.user.actor

    def enter(said: dict[str, Any]) -> str:
        person = found(area, said.pop("number"))
        made = open_request(by=by, area=area, person=person, **said)
        due = due_on(made.received_on, made.identity_on)
        return f"Request {made.number} is entered. It is to be answered by {_day(due)}."

    def hold(said: dict[str, Any]) -> str:
        add_hold(by=by, area=area, person=found(area, said.pop("number")), **said)
        return "The data of this person is held: it is not erased and does not expire."

    def shield(said: dict[str, Any]) -> str:
        add_shield(by=by, area=area, person=found(area, said.pop("number")), **said)
        return "From that day no output shows where this person is."

    def release(said: dict[str, Any]) -> str:
        row = get_object_or_404(LegalHold, area=area, pk=said["row"])
        end_hold(by=by, hold=row, on=said["on"])
        return "The hold ends on that day."

    def lift(said: dict[str, Any]) -> str:
        row = get_object_or_404(Shield, area=area, pk=said.pop("row"))
        end_shield(by=by, shield=row, **said)
        return "The shield ends on that day."

    return {
        "enter": (RequestForm, enter),
        "hold": (HoldForm, hold),
        "shield": (ShieldForm, shield),
        "release": (EndForm, release),
        "lift": (EndShieldForm, lift),
    }


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def certificate(request: HttpRequest, slug: str, certificate: int) -> HttpResponse:
    """Show what was removed, when and why, in counts."""
    area = area_for(request.user, slug, Permission.ANSWER_RIGHTS)
    row = get_object_or_404(certificates_of(area), pk=certificate)
    context = {"area": area, "here": "dataset", "row": row}
    return render(request, "dataset/rights_certificate.html", context)
