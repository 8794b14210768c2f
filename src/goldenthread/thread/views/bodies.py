"""What an area is made of on any date, and who succeeded whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.areas.queries import area_on, change_days, successions_of
from goldenthread.improvement.models import CarriedResponsibility

from .places import area_at


@require_safe
def bodies(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an area's places, organisations and boards as they stood on a day."""
    area, on = area_at(request, slug), request.as_at
    carried = CarriedResponsibility.objects.filter(improvement_plan__area=area, since__lte=on)
    context = {
        "area": area,
        "here": "bodies",
        "true_at": on,
        "on": on,
        "standing": area_on(area, on),
        "successions": [s for s in successions_of(area) if s.on <= on],
        "days": [day for day in change_days(area) if day <= on or not request.past],
        "carried": list(carried.select_related("from_organisation", "to_organisation")),
    }
    return render(request, "thread/bodies.html", context)
