"""Who may do what, where; who holds which role and post; keys of invitations and tokens."""

from collections.abc import Collection
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import Http404
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.core.errors import UserError

from .models import ApiToken, Invitation, Post, PostHeld, RoleHeld, User
from .rules import (
    PERSON_LEVEL_DEEDS,
    TOKEN_MARK,
    Permission,
    Refused,
    Role,
    can,
    check_can,
    owes_second_step,
    title_key,
    token_digest,
)

INVITED = "goldenthread.accounts.invitation"
SPENT = (
    "This link is not good, or no longer: it works once and for 14 days, and a newer letter "
    "replaces an older one. Nothing was changed. Ask whoever invited you to send another."
)
OWED = (
    "Your roles here ask for a second step when you sign in, and you have none yet. Add an "
    "authenticator app or a passkey; then everything that you may open is open to you."
)


class SecondStepOwed(PermissionDenied):
    """Somebody may open a page, but not before they have a second step when they sign in."""


def has_second_step(user: Any) -> bool:
    """Say whether a person has an app or a passkey beside the password."""
    steps = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=steps).exists())


def refuse_without_second_step(user: Any, roles: Collection[Role]) -> None:
    """Raise SecondStepOwed for a person of whom a second step is asked and who has none."""
    if owes_second_step(settings.SECOND_STEP, roles) and not has_second_step(user):
        raise SecondStepOwed(OWED)


def without_second_step(on: date) -> list[User]:
    """Return who holds a role on a day that asks for a second step and has none, by address."""
    held = RoleHeld.objects.on(on).filter(user__is_active=True)
    named = {role.value for role in Role if owes_second_step(settings.SECOND_STEP, {role})}
    steps = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    have = Authenticator.objects.filter(type__in=steps).values("user")
    owing = User.objects.filter(pk__in=held.filter(role__in=named).values("user"))
    return list(owing.exclude(pk__in=have).order_by("email"))


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


def key_of_invitation(invitation: Invitation) -> str:
    """Return the signed key that stands in the link of an invitation as it was last sent."""
    return signing.dumps([invitation.pk, invitation.sent_at.isoformat()], salt=INVITED)


def invitation_in(key: str) -> Invitation:
    """Return the invitation that a key opens; UserError when it is not, or no longer, good."""
    try:
        pk, sent = signing.loads(key, salt=INVITED)
    except (signing.BadSignature, ValueError):
        raise UserError(SPENT) from None
    invitation = Invitation.objects.select_related("area", "body").filter(pk=pk).first()
    if (
        invitation is None
        or invitation.sent_at.isoformat() != sent
        or invitation.accepted_at
        or invitation.withdrawn_at
        or invitation.expires_at < timezone.now()
    ):
        raise UserError(SPENT)
    return invitation


def roles_of_area(area: LocalArea) -> list[RoleHeld]:
    """Return every role held now or before in an area, by name and time, with people and bodies."""
    rows = RoleHeld.objects.filter(area=area).select_related("user", "body")
    return list(rows.order_by("user__name", "user_id", "starts", "pk"))


def open_invitations(area: LocalArea) -> list[Invitation]:
    """Return the invitations of an area that nobody has used and nobody took back, newest first."""
    rows = Invitation.objects.filter(area=area, accepted_at__isnull=True, withdrawn_at__isnull=True)
    return list(rows.select_related("body").order_by("-sent_at"))


def posts_of_area(area: LocalArea) -> list[Post]:
    """Return the posts of an area by kind and title, each with whoever holds or held it."""
    held = PostHeld.objects.select_related("user").order_by("-starts", "-pk")
    rows = Post.objects.filter(area=area).prefetch_related(Prefetch("held", queryset=held))
    return list(rows.order_by("kind", "title_key"))


def empty_posts(area: LocalArea, on: date) -> list[Post]:
    """Return the posts of an area that nobody holds on a day, by kind and title."""
    held = PostHeld.objects.filter(post__area=area).on(on)
    rows = Post.objects.filter(area=area).exclude(pk__in=held.values("post"))
    return list(rows.select_related("area").order_by("kind", "title_key"))


def people_of_area(area: LocalArea, on: date | None = None) -> list[User]:
    """Return who holds any role in an area on a day, by name."""
    held = RoleHeld.objects.filter(area=area).on(on or timezone.localdate())
    people = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(people.order_by("name", "pk"))


def tokens_of_area(area: LocalArea) -> list[ApiToken]:
    """Return every token ever made for an area, newest first."""
    return list(ApiToken.objects.filter(area=area).select_related("user").order_by("-created"))


def administers_every_area(user: Any) -> bool:
    """Say whether a person is administrator today in every area where anybody holds a role."""
    areas = RoleHeld.objects.on(timezone.localdate()).values_list("area_id", flat=True)
    held = RoleHeld.objects.filter(user_id=user.pk, role=Role.ADMINISTRATOR.value)
    where = set(held.on(timezone.localdate()).values_list("area_id", flat=True))
    return bool(where) and where >= set(areas)


def looks_after(administrator: Any, user: User) -> bool:
    """Say whether a person is administrator today of every area where another holds a role."""
    today = timezone.localdate()
    theirs = RoleHeld.objects.filter(user=user).on(today).values_list("area_id", flat=True)
    held = RoleHeld.objects.filter(user_id=administrator.pk, role=Role.ADMINISTRATOR.value)
    return set(held.on(today).values_list("area_id", flat=True)) >= set(theirs)


def area_for(user: Any, slug: str, permission: Permission) -> LocalArea:
    """Return the area a page is about, or refuse: 404 when there is none, 403 with the reason.

    The area carries `permitted`, the set of Permission this person has there.
    """
    held = RoleHeld.objects.filter(user_id=user.pk, area__slug=slug).on(timezone.localdate())
    rows = list(held.select_related("area").order_by("pk"))
    area = rows[0].area if rows else LocalArea.objects.filter(slug=slug).first()
    if area is None:
        raise Http404("There is no such local area here.")
    roles = frozenset(Role(row.role) for row in rows)
    try:
        check_can(permission, roles)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    refuse_without_second_step(user, roles)
    area.permitted = _permitted(roles)
    return area


def areas_of(user: Any) -> list[LocalArea]:
    """Return the areas in which a person holds a role today, by name."""
    held = RoleHeld.objects.filter(user_id=user.pk).on(timezone.localdate())
    return list(LocalArea.objects.filter(pk__in=held.values("area")).order_by("name"))


def permitted_in(user: Any) -> dict[int, frozenset[Permission]]:
    """Return what a person may do today in each area where they hold a role, by the area's key."""
    held = RoleHeld.objects.filter(user_id=user.pk).on(timezone.localdate())
    roles: dict[int, set[Role]] = {}
    for area, role in held.values_list("area_id", "role"):
        roles.setdefault(area, set()).add(Role(role))
    return {area: _permitted(mine) for area, mine in roles.items()}


def _permitted(roles: Collection[Role]) -> frozenset[Permission]:
    """Return what these roles may do here, nothing of the data set where it is switched off."""
    granted = frozenset(p for p in Permission if can(p, roles))
    return granted if settings.DATASET else granted - PERSON_LEVEL_DEEDS


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
