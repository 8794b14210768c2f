"""Who may do what, where."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from goldenthread.areas.models import LocalArea

from .models import RoleHeld, User
from .rules import Permission, Refused, Role, can, check_can


def roles_in(user: Any, area: LocalArea, on: date | None = None) -> frozenset[Role]:
    """Return the roles a person holds in an area on a day (today by default)."""
    held = RoleHeld.objects.filter(user_id=user.pk, area=area).on(on or timezone.localdate())
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def area_for(user: Any, slug: str, permission: Permission) -> LocalArea:
    """Return the area a page is about, or refuse: 404 when there is none, 403 with the reason.

    The area carries `permitted`, the set of Permission this person has there.
    """
    area = LocalArea.objects.filter(slug=slug).first()
    if area is None:
        raise Http404("There is no such local area here.")
    roles = roles_in(user, area)
    try:
        check_can(permission, roles)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    area.permitted = frozenset(p for p in Permission if can(p, roles))
    return area


def areas_of(user: Any) -> list[LocalArea]:
    """Return the areas in which a person holds a role today, by name."""
    held = RoleHeld.objects.filter(user_id=user.pk).on(timezone.localdate())
    return list(LocalArea.objects.filter(pk__in=held.values("area")).order_by("name"))


def user_with_email(email: str) -> User | None:
    """Return the person who signs in with this address, if any."""
    if "\x00" in email:
        return None
    return User.objects.filter(email__iexact=email.strip()).first()


def roles_held() -> list[RoleHeld]:
    """Return every role that anybody holds or held, by person, area and time."""
    rows = RoleHeld.objects.select_related("user", "area")
    return list(rows.order_by("user__email", "area__name", "starts", "pk"))


def people_without_role() -> list[User]:
    """Return those who can sign in but never held a role anywhere, by e-mail address."""
    return list(User.objects.filter(roles=None).order_by("email"))
