"""Giving people a sign-in and roles."""

from datetime import date

from django.db import transaction

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor

from .models import RoleHeld, User
from .rules import Role


@transaction.atomic
def add_user(*, by: Actor, email: str, name: str, password: str | None) -> User:
    """Give a person a sign-in; without a password they cannot sign in until one is set."""
    user = User(email=email.strip().lower(), name=name)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    record(by=by, verb="add_user", subject="user", ref=user.pk, after={"name": name})
    return user


@transaction.atomic
def give_role(*, by: Actor, user: User, area: LocalArea, role: Role, starts: date) -> RoleHeld:
    """Let a person hold a role in an area from a date."""
    held, created = RoleHeld.objects.get_or_create(
        user=user, area=area, role=role.value, starts=starts
    )
    if created:
        after = {"user": user.pk, "area": area.slug, "role": role.value, "starts": str(starts)}
        record(by=by, verb="give_role", subject="role", ref=held.pk, after=after)
    return held


@transaction.atomic
def end_role(*, by: Actor, held: RoleHeld, ends: date) -> None:
    """End a role on a date; that it was held stays on record."""
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
