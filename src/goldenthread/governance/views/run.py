"""Running a meeting: one page for the clerk, by keyboard, without scripts."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from goldenthread.core.errors import UserError

from ..changes import keep_sheet
from ..changes.minutes import Seat
from ..models import Meeting
from ..queries.bodies import bodies_on
from ..queries.running import SeatShown, seats_of
from ..rules.running import BESIDES, Sheet, mark_of, sheet_of, told
from ..rules.states import ATTENDANCE_NAMES, DecisionVerb, MeetingState
from .deeds import NOT_ALLOWED
from .meeting import opened

OPEN = (MeetingState.PLANNED, MeetingState.NOTICED, MeetingState.DRAFT)


def run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the whole meeting on one page to write down, and keep what was written."""
    area, meeting, context = opened(request, slug, pk)
    if not context["runs"]:
        raise PermissionDenied(NOT_ALLOWED)
    seats = seats_of(meeting)
    items = [each.item.pk for each in context["record"].standing]
    bodies = bodies_on(area, timezone.localdate())
    sheet = Sheet()
    if request.method == "POST":
        names = [seat.name for seat in seats]
        sheet = sheet_of(request.POST.dict(), names, items, [body.pk for body in bodies])
        done = None if sheet.faults else _keep(request, meeting, sheet, seats)
        if done:
            return done
    context |= {
        "tab": "run",
        "seats": seats,
        "bodies": [body for body in bodies if body.pk != meeting.body_id],
        "kinds": ATTENDANCE_NAMES,
        "verbs": list(DecisionVerb),
        "faults": sheet.faults,
        "said": request.POST if sheet.faults else {},
        "mark_of": mark_of,
        "new_key": lambda: str(uuid4()),
        "can_write": context["state"] in OPEN and meeting.held_on <= timezone.localdate(),
    }
    return render(request, "governance/run.html", context, status=400 if sheet.faults else 200)


def _keep(
    request: HttpRequest, meeting: Meeting, sheet: Sheet, seats: list[SeatShown]
) -> HttpResponse | None:
    """Keep a sheet and go on where the clerk was; None, with the fault on the sheet, if refused."""
    held: dict[str, Any] = {
        seat.name: Seat(seat.organisation, seat.organisation_words, seat.role) for seat in seats
    }
    held[BESIDES] = Seat(None, told(request.POST.get(BESIDES, ""))[:300], "")
    today = timezone.localdate()
    try:
        beside = keep_sheet(
            by=request.user.actor, meeting=meeting, sheet=sheet, seats=held, on=today
        )
    except UserError as wrong:
        sheet.faults.append(("keep", wrong.message))
        return None
    if beside:
        titles = "; ".join(item.title for item in beside)
        messages.warning(
            request,
            f"Somebody else minuted this while you wrote: {titles}. Theirs stands and yours is "
            "kept beside it: put the two together.",
        )
    else:
        messages.success(request, "Kept.")
    at = request.POST.get("at", "")
    address = reverse("governance:run", args=[meeting.body.area.slug, meeting.pk])
    return redirect(f"{address}#{at}" if at.replace("-", "").isalnum() else address)
