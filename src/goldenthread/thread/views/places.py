"""What every page of the thread starts from: the area and its plan, on the day shown."""

from datetime import date

from django.http import Http404, HttpRequest

from goldenthread.accounts.queries import area_for
from goldenthread.accounts.rules import Permission
from goldenthread.areas.models import LocalArea
from goldenthread.improvement.models import ImprovementPlan

from ..queries.then import plan_on


def area_at(request: HttpRequest, slug: str, permission: Permission = Permission.SEE) -> LocalArea:
    """Return the area a page is about, or refuse; of the past, a person may only see.

    The area carries `permitted`, the set of Permission this person has there on the day shown.
    """
    area = area_for(request.user, slug, permission)
    if request.past:
        area.permitted = area.permitted & {Permission.SEE}
    return area


def plan_or_404(area: LocalArea, on: date) -> ImprovementPlan:
    """Return the plan an area worked to on a day, or say that there was none."""
    improvement_plan = plan_on(area.pk, on)
    if improvement_plan is None:
        raise Http404("No improvement plan is recorded for this area on that day.")
    return improvement_plan
