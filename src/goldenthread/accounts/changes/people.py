"""Giving people a sign-in and roles, ending them, and forgetting who somebody was."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import forget_actor, forget_letters, record
from goldenthread.audit.rules import Actor, letter
from goldenthread.core.errors import UserError

from ..models import ApiToken, Invitation, PostHeld, RoleHeld, User
from ..queries import user_with_email
from ..rules import ROLE_NAMES, Role
from .posts import hold_posts


@transaction.atomic
def add_user(*, by: Actor, email: str, name: str, password: str | None) -> User:
    """Give a person a sign-in; without a password they cannot sign in until one is set."""
    user = User(email=email.strip().lower(), name=name)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(by=by, verb="add_user", subject="user", ref=user.pk, after={"name": name})
    return user


def hold_person(user: User) -> User:
    """Hold a person against other writers before anything is written to the trail; as they stand.

    Against writers only: at its end a change makes sure that whoever it names is there, and holds
    the trail by then. An address is unique, so the database changes one only when nobody makes
    sure of the person: a change writes to the trail first, and then the address.
    """
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


@transaction.atomic
def give_role(
    *,
    by: Actor,
    user: User,
    area: LocalArea,
    role: Role,
    starts: date,
    body: Body | None = None,
) -> RoleHeld:
    """Let a person hold a role in an area, or in one body of it, from a date.

    One that was ended by mistake is held again. A change that has written to the trail before has
    to `hold_person` at its beginning.
    """
    hold_person(user)
    held, created = RoleHeld.objects.get_or_create(
        user=user, area=area, role=role.value, body=body, starts=starts
    )
    if not created and held.ends is not None:
        held.ends, created = None, True
        held.save(update_fields=["ends"])
    if created:
        after = {"user": user.pk, "area": area.slug, "role": role.value, "starts": str(starts)}
        if body is not None:
            after["body"] = body.name
        record(by=by, verb="give_role", subject="role", ref=held.pk, after=after)
    return held


@transaction.atomic
def end_role(*, by: Actor, held: RoleHeld, ends: date) -> None:
    """End a role on a date; that it was held stays on record."""
    hold_person(held.user)
    before = {"ends": str(held.ends) if held.ends else None}
    held.ends = ends
    held.save(update_fields=["ends"])
    record(
        by=by,
        verb="end_role",
        subject="role",
        ref=held.pk,
        before=before,
        after={"ends": str(ends)},
    )


def refuse_weak(password: str, user: User) -> None:
    """Raise UserError for a password that is too short, too common or too like the person."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise UserError(f"{' '.join(weak.messages)} Nothing was changed.") from None


def refuse_unfit(email: str, name: str) -> None:
    """Raise UserError for what is no e-mail address, or no name of a person."""
    try:
        validate_email(email)
    except ValidationError:
        raise UserError(
            f"“{email[:60]}” is no e-mail address. Nothing was changed; write it as "
            "name@example.org."
        ) from None
    if not name.strip() or len(name) > 200 or "\x00" in name:
        raise UserError("A person needs a name of 1 to 200 characters. Nothing was changed.")


@transaction.atomic
def bring_in_person(
    *,
    by: Actor,
    email: str,
    name: str,
    password: str | None,
    area: LocalArea,
    role: Role,
    starts: date,
    body: Body | None = None,
) -> RoleHeld:
    """Give a person a role in an area, and a sign-in with this password where they have none.

    Somebody who can sign in already keeps name and password. Raises UserError for an address,
    name or password that will not do, and for a role that the person holds already.
    """
    user = user_with_email(email)
    if user is None:
        refuse_unfit(email.strip(), name)
        if password is not None:
            refuse_weak(password, User(email=email.strip().lower(), name=name))
        user = add_user(by=by, email=email, name=name.strip(), password=password)
    rows = RoleHeld.objects.on(starts).filter(user=user, area=area, role=role.value, body=body)
    held = rows.first()
    if held is not None:
        raise UserError(
            f"{user.name} is {ROLE_NAMES[role].lower()} in {area.name} already, "
            f"since {held.starts}. Nothing was changed."
        )
    return give_role(by=by, user=user, area=area, role=role, starts=starts, body=body)


@transaction.atomic
def end_role_of(
    *, by: Actor, email: str, area: LocalArea, role: Role, last_day: date, today: date
) -> RoleHeld:
    """End a role that a person holds today; `last_day` is the last on which it is held."""
    rows = RoleHeld.objects.on(today).select_related("user")
    held = rows.filter(user=user_with_email(email), area=area, role=role.value).first()
    if held is None:
        raise UserError(
            f"Nobody with the address “{email[:60]}” is {ROLE_NAMES[role].lower()} in "
            f"{area.name} today. Nothing was changed."
        )
    end_role(by=by, held=held, ends=last_day)
    return held


@transaction.atomic
def change_password(*, by: Actor, email: str, password: str) -> User:
    """Give a person a new password; the trail keeps that it changed, never what it is."""
    user = user_with_email(email)
    if user is None:
        raise UserError(f"Nobody signs in as “{email[:60]}”. Nothing was changed.")
    refuse_weak(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, verb="change_password", subject="user", ref=user.pk)
    return user


@transaction.atomic
def take_off_second_steps(*, by: Actor, email: str) -> User:
    """Let a person who lost app, passkeys and recovery codes sign in by password alone again."""
    user = user_with_email(email)
    if user is None:
        raise UserError(f"Nobody signs in as “{email[:60]}”. Nothing was changed.")
    count, _ = Authenticator.objects.filter(user=user).delete()
    if not count:
        raise UserError(f"{user.name} has no second step. Nothing was changed.")
    told = letter(
        to=user.email,
        subject="Your second step was taken off",
        text=(
            f"Hello {user.name},\n\nYour app, passkeys and recovery codes no longer count: your "
            "password alone signs you in. Sign in and set up a second step again.\n\n"
            "If you did not ask for this, tell your administrator at once.\n"
        ),
    )
    record(by=by, verb="take_off_second_steps", subject="user", ref=user.pk, follow=[told])
    return user


@transaction.atomic
def erase_person(*, by: Actor, user: User, today: date) -> None:
    """Forget who a person was: name, address, ways to sign in and letters; not what they did.

    Roles and posts end and stay on record as somebody's; their events stay in the chain without
    the printed name. What other records print beside a fact, such as who gave an update, is part
    of that record and stays.
    """
    hold_person(user)
    for area in LocalArea.objects.filter(posts__held__user=user).distinct().order_by("pk"):
        hold_posts(area)
    yesterday = today - timedelta(days=1)
    for held in (RoleHeld.objects.on(today), PostHeld.objects.on(today)):
        held.filter(user=user).update(ends=yesterday)
    now = timezone.now()
    ApiToken.objects.filter(user=user, revoked__isnull=True).update(revoked=now)
    Invitation.objects.filter(email__iexact=user.email).update(
        email=f"erased-{user.pk}@erased.invalid", name="Somebody who left"
    )
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    forget_letters(by=by, to=user.email)
    actor = user.actor
    user.email, user.name = f"erased-{user.pk}@erased.invalid", "Somebody who left"
    user.is_active = False
    user.set_unusable_password()
    user.save()
    record(by=by, verb="erase_person", subject="user", ref=user.pk)
    forget_actor(by=by, ref=actor.ref)
