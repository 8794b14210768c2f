"""The calendar of meetings, and the address at which programs read it."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import Body, LocalArea

from ..changes import call_meeting, generate_meetings, make_feed, revoke_feed
from ..forms.meetings import CallForm, FeedForm, GenerateForm, RevokeForm
from ..models import FeedAddress, Meeting
from ..queries.bodies import bodies_on
from ..queries.calendar import calendar_of, feed_with, icalendar_of
from ..queries.people import may_run
from .deeds import Deed, Deeds, check_runs, drawn, page_forms


def moment(day: date, hour: Any) -> datetime:
    """Return a local day and time as a moment."""
    return timezone.make_aware(datetime.combine(day, hour))


def bodies_given(area: LocalArea, on: date, *names: str) -> dict[str, Any]:
    """Return the area's bodies of a day as the choices of fields."""
    rows = Body.objects.on(on).filter(area=area).order_by("name")
    return dict.fromkeys(names, rows)


def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is ahead, what waits for somebody, and every meeting of a year."""
    area = area_for(request.user, slug, Permission.SEE)
    here = reverse("governance:meetings", args=[slug])
    sent = page_forms(request, _deeds(request, area), here)
    if sent.done:
        return sent.done
    asked = request.GET.get("year", "")
    body = request.GET.get("body", "")
    shown = calendar_of(area, request.as_at, asked, int(body) if body.isdecimal() else None)
    context = {
        "area": area,
        "here": "meetings",
        "tab": "meetings",
        "true_at": request.as_at,
        "on": request.as_at,
        "shown": shown,
        "bodies": bodies_on(area, request.as_at),
        "feeds": list(FeedAddress.objects.filter(area=area, revoked_on=None).select_related("body"))
        if "feed" in sent.forms
        else [],
    }
    return drawn(request, "meetings", sent, context)


def _deeds(request: HttpRequest, area: LocalArea) -> Deeds:
    today, by = timezone.localdate(), request.user.actor
    runs = may_run(request.user, area, None, today)
    given = bodies_given(area, today, "body")

    def call(said: dict[str, Any]) -> str:
        check_runs(request.user, area, said["body"], today)
        made = call_meeting(
            by=by,
            body=said["body"],
            starts_at=moment(said["day"], said["hour"]),
            minutes_long=said["minutes_long"],
            place=said["place"],
            on=today,
        )
        return f"Added: {made}."

    def generate(said: dict[str, Any]) -> str:
        check_runs(request.user, area, said["body"], today)
        made, left = generate_meetings(
            by=by, body=said["body"], start=said["start"], end=said["end"], on=today
        )
        moved = sum(bool(m.moved_why) for m in made)
        also = f" {moved} moved off a day that is not worked." if moved else ""
        also += f" {len(left)} left out: the body meets then already." if left else ""
        return f"{len(made)} meetings of {said['body'].name} added.{also}"

    def feed(said: dict[str, Any]) -> str:
        _, token = make_feed(by=by, area=area, name=said["name"], body=said["body"], on=today)
        address = request.build_absolute_uri(reverse("governance:feed", args=[token]))
        return f"Copy this address now, it is not shown again: {address}"

    def revoke(said: dict[str, Any]) -> str:
        row = get_object_or_404(FeedAddress, area=area, pk=said["feed"])
        revoke_feed(by=by, feed=row, on=today)
        return f"The address for “{row.name}” is closed: nothing is read there any more."

    return {
        "call": Deed(lambda *a, **k: CallForm(*a, given=given, **k), runs, call),
        "generate": Deed(lambda *a, **k: GenerateForm(*a, given=given, **k), runs, generate),
        "feed": Deed(lambda *a, **k: FeedForm(*a, given=given, **k), runs, feed),
        "revoke": Deed(lambda d, f, **k: RevokeForm(d, **k), runs, revoke),
    }


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar program the meetings behind a secret address."""
    held = feed_with(token)
    if held is None:
        raise Http404("There is no calendar at this address.")
    answer = HttpResponse(
        icalendar_of(held, timezone.localdate()), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = "private, max-age=900"
    answer["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def meeting_of(area: LocalArea, pk: int, on: date) -> Meeting:
    """Return a meeting of an area as it stood on a day, or 404."""
    rows = Meeting.objects.select_related("body__area", "confirmed_at", "document", "cadence")
    return get_object_or_404(rows, body__area=area, pk=pk, called_on__lte=on)
