"""Who may run the meetings of a body and who belongs to it."""

from datetime import date
from typing import Any

from django.db.models import Q

from goldenthread.accounts.models import RoleHeld
from goldenthread.accounts.queries import bodies_of
from goldenthread.accounts.rules import MAY, Permission, Role
from goldenthread.areas.models import Body, LocalArea

from ..rules.notice import may_see_exempt

RUNS = [role.value for role in Role if Permission.RUN_MEETINGS in MAY[role]]


def may_run(user: Any, area: LocalArea, body: Body | None, on: date) -> bool:
    """Say whether a person keeps the meetings of a body: by a role for the area, or in that body.

    Without a body, whether they keep those of any.
    """
    held = RoleHeld.objects.filter(user_id=user.pk, area=area, role__in=RUNS).on(on)
    if body is not None:
        held = held.filter(Q(body=None) | Q(body=body))
    return held.exists()


def sees_exempt(user: Any, area: LocalArea, body: Body, on: date) -> bool:
    """Say whether a person sees the exempt items of a body: its members and those who run it."""
    inside = body.pk in bodies_of(user, area, on)
    return may_see_exempt(runs_meetings=may_run(user, area, body, on), in_body=inside)
