"""Who may do what, where."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea

from .models import ApiToken, Post, PostHeld, RoleHeld, User
from .rules import TOKEN_MARK, Permission, Refused, Role, can, check_can, title_key, token_digest


def roles_in(user: Any, area: LocalArea, on: date | None = None) -> frozenset[Role]:
    """Return the roles a person holds in an area on a day (today by default)."""
    held = RoleHeld.objects.filter(user_id=user.pk, area=area).on(on or timezone.localdate())
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def bodies_of(user: Any, area: LocalArea, on: date | None = None) -> set[int]:
    """Return the keys of the bodies in which a person holds a role on a day (today by default)."""
    held = RoleHeld.objects.filter(user_id=user.pk, area=area, body__isnull=False)
    rows = held.on(on or timezone.localdate()).values_list("body_id", flat=True)
    return {key for key in rows if key is not None}


def people_with(
    area: LocalArea, role: Role, on: date | None = None, body: Body | None = None
) -> list[User]:
    """Return who can sign in and holds a role in an area on a day, in one body where it is given.

    A role held in no one body counts for every body.
    """
    held = RoleHeld.objects.filter(area=area, role=role.value).on(on or timezone.localdate())
    if body is not None:
        held = held.filter(Q(body=body) | Q(body__isnull=True))
    people = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(people.order_by("name", "pk"))


def holder_of(area: LocalArea, title: str, on: date) -> User | None:
    """Return who holds the post of this title on a day, whatever its case and spaces, if anybody.

    Where two hold it, the one who came last.
    """
    held = PostHeld.objects.filter(post__area=area, post__title_key=title_key(title)).on(on)
    last = held.select_related("user").order_by("-starts", "-pk").first()
    return last.user if last else None


def holders(area: LocalArea, on: date) -> dict[str, User]:
    """Return who holds each post of an area on a day, by `rules.title_key` of its title."""
    held = PostHeld.objects.filter(post__area=area).on(on)
    rows = held.select_related("user", "post").order_by("starts", "pk")
    return {row.post.title_key: row.user for row in rows}


def posts_of(user: Any, area: LocalArea, on: date) -> list[Post]:
    """Return the posts that a person holds in an area on a day, by title."""
    held = PostHeld.objects.filter(user_id=user.pk).on(on)
    return list(Post.objects.filter(area=area, pk__in=held.values("post")).order_by("title"))


def token_for(raw: str) -> ApiToken | None:
    """Return the token with this key if it is good now, with its user and area, else None."""
    if not raw.startswith(TOKEN_MARK) or len(raw) > 200:
        return None
    good = ApiToken.objects.filter(revoked__isnull=True, expires__gt=timezone.now())
    rows = good.filter(user__is_active=True).select_related("user", "area")
    return rows.filter(digest=token_digest(raw)).first()


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
