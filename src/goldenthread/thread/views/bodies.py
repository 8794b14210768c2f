"""What an area is made of on any date, and who succeeded whom."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.queries import area_on, change_days, successions_of
from goldenthread.improvement.models import CarriedResponsibility


def _asked_day(words: str) -> tuple[date | None, str]:
    """Return the day asked for, or the sentence that says it is not one."""
    if not words:
        return timezone.localdate(), ""
    try:
        return date.fromisoformat(words), ""
    except ValueError:
        return None, "Enter a real date as year-month-day, such as 2019-12-01"


def bodies(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an area's places, organisations and boards as they stood on a day."""
    area = area_for(request.user, slug, Permission.SEE)
    asked = request.GET.get("on", "").strip()[:40]
    day, problem = _asked_day(asked)
    carried = CarriedResponsibility.objects.filter(improvement_plan__area=area)
    context = {
        "area": area,
        "here": "bodies",
        "asked": asked,
        "problem": problem,
        "on": day,
        "true_at": day,
        "standing": area_on(area, day) if day else None,
        "successions": successions_of(area),
        "days": change_days(area),
        "carried": list(carried.select_related("from_organisation", "to_organisation")),
    }
    return render(request, "thread/bodies.html", context)
