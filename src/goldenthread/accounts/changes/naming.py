"""Putting right what a person is called and the address they sign in with."""

from allauth.account.models import EmailAddress
from django.db import transaction

from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow, letter
from goldenthread.core.errors import UserError

from ..models import User
from ..queries import user_with_email
from .people import hold_person, refuse_unfit


@transaction.atomic
def rename_person(*, by: Actor, user: User, name: str) -> bool:
    """Give a person another name, as pages show it from now on; returns whether it differs.

    What was recorded under the old name keeps it; the trail holds digests of both.
    """
    now = hold_person(user)
    refuse_unfit(now.email, name)
    before, after = now.name, name.strip()
    if before == after:
        return False
    user.name = after
    user.save(update_fields=["name"])
    record(
        by=by,
        verb="rename_person",
        subject="user",
        ref=user.pk,
        before={"name": before},
        after={"name": after},
    )
    return True


@transaction.atomic
def change_address(*, by: Actor, user: User, email: str) -> bool:
    """Let a person sign in with another address, and write to both; returns whether it differs.

    UserError for what is no address and for one with which somebody else signs in. The trail comes
    before the address itself, as `hold_person` says.
    """
    now = hold_person(user)
    before, after = now.email, email.strip().lower()
    refuse_unfit(after, now.name)
    if before == after:
        return False
    taken = user_with_email(after) or EmailAddress.objects.filter(email__iexact=after).first()
    if taken is not None and taken != now and getattr(taken, "user_id", None) != now.pk:
        raise UserError("Somebody else signs in with that address. Nothing was changed.")
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=after, verified=True, primary=True)
    record(
        by=by,
        verb="change_address",
        subject="user",
        ref=user.pk,
        before={"email": before},
        after={"email": after},
        follow=[_told(now.name, before, after, to) for to in (before, after)],
    )
    user.email = after
    user.save(update_fields=["email"])
    return True


def _told(name: str, before: str, after: str, to: str) -> Follow:
    return letter(
        to=to,
        subject="You sign in with another address now",
        text=(
            f"Hello {name},\n\nYou sign in as {after} now, no longer as {before}. Your password "
            "and second step are as they were, and letters go to the new address.\n\n"
            "If you did not ask for this, tell your administrator at once.\n"
        ),
    )
