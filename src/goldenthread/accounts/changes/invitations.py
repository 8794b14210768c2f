"""Asking somebody to sign in: a signed link, good once and for some days."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.areas.models import Body, LocalArea
from goldenthread.audit.changes import record
from goldenthread.audit.rules import Actor, Follow, letter
from goldenthread.core.calendar import day_words
from goldenthread.core.errors import UserError

from ..models import Invitation, User
from ..queries import invitation_in, key_of_invitation, user_with_email
from ..rules import ROLE_NAMES, Role
from .people import add_user, give_role, hold_person, refuse_unfit, refuse_weak

GOOD_FOR = timedelta(days=14)
Link = Callable[[str], str]


def _asking(invitation: Invitation, link: Link) -> Follow:
    roles = ", ".join(ROLE_NAMES[Role(role)].lower() for role in invitation.roles)
    until = timezone.localtime(invitation.expires_at)
    return letter(
        to=invitation.email,
        subject=f"You are invited to Golden Thread: {invitation.area.name}",
        text=(
            f"Hello {invitation.name},\n\n"
            f"You are invited to sign in to Golden Thread for {invitation.area.name}, as {roles}.\n"
            f"Open this link and choose a password. It works once, until "
            f"{day_words(until)}.\n\n{link(key_of_invitation(invitation))}\n\n"
            "If you did not expect this, you need do nothing: no sign-in exists until somebody "
            "uses the link.\n"
        ),
    )


@transaction.atomic
def invite(
    *,
    by: Actor,
    area: LocalArea,
    email: str,
    name: str,
    roles: Sequence[Role],
    body: Body | None,
    link: Link,
) -> Invitation | None:
    """Ask somebody by e-mail to sign in with roles; one who can sign in has them at once.

    `link` turns the key of an invitation into the address of its page. Returns None when the roles
    were given at once. Raises UserError for an address or name that will not do, or no role.
    """
    refuse_unfit(email.strip(), name)
    if not roles:
        raise UserError("Choose at least one role. Nobody was invited.")
    known = user_with_email(email)
    if known is not None:
        _give_at_once(by, known, area, roles, body)
        return None
    now = timezone.now()
    _hold_all_of(email.strip())
    _unused(area, email.strip()).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        area=area,
        body=body,
        email=email.strip().lower(),
        name=name.strip(),
        roles=[role.value for role in roles],
        sent_at=now,
        expires_at=now + GOOD_FOR,
    )
    record(
        by=by,
        verb="invite",
        subject="invitation",
        ref=invitation.pk,
        after={
            "area": area.slug,
            "email": invitation.email,
            "name": invitation.name,
            "roles": invitation.roles,
            "body": body.name if body else None,
        },
        follow=[_asking(invitation, link)],
    )
    return invitation


def _give_at_once(
    by: Actor, user: User, area: LocalArea, roles: Sequence[Role], body: Body | None
) -> None:
    hold_person(user)
    today = timezone.localdate()
    for role in roles:
        give_role(by=by, user=user, area=area, role=role, starts=today, body=body)
    words = ", ".join(ROLE_NAMES[role].lower() for role in roles)
    told = letter(
        to=user.email,
        subject=f"Your roles in {area.name}",
        text=f"Hello {user.name},\n\nFrom today you are {words} in {area.name}. Sign in as before.",
    )
    after = {"area": area.slug, "roles": [role.value for role in roles]}
    record(by=by, verb="tell_roles", subject="user", ref=user.pk, after=after, follow=[told])


def _hold_all_of(email: str) -> None:
    """Hold all invitations of an address, in one order, before anything is written to the trail."""
    rows = Invitation.objects.select_for_update(no_key=True).filter(email__iexact=email)
    list(rows.order_by("pk").values_list("pk"))


def _unused(area: LocalArea, email: str) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(area=area, email__iexact=email)
    return rows.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


def _open_one(invitation: Invitation) -> Invitation:
    kept = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if kept.accepted_at or kept.withdrawn_at:
        raise UserError("This invitation has been used or taken back already. Nothing was changed.")
    return kept


@transaction.atomic
def send_again(*, by: Actor, invitation: Invitation, link: Link) -> None:
    """Send the letter once more with a new link; the old one no longer works."""
    kept = _open_one(invitation)
    kept.sent_at = timezone.now()
    kept.expires_at = kept.sent_at + GOOD_FOR
    kept.save(update_fields=["sent_at", "expires_at"])
    after = {"expires_at": str(kept.expires_at)}
    follow = [_asking(kept, link)]
    record(
        by=by, verb="invite_again", subject="invitation", ref=kept.pk, after=after, follow=follow
    )


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    """Take an invitation back: its link no longer works."""
    kept = _open_one(invitation)
    kept.withdrawn_at = timezone.now()
    kept.save(update_fields=["withdrawn_at"])
    record(by=by, verb="withdraw_invitation", subject="invitation", ref=kept.pk)


@transaction.atomic
def accept_invitation(*, key: str, password: str) -> User:
    """Make the sign-in that an invitation offers, with this password, and give its roles.

    Other open invitations of the same address are taken up with it. Raises UserError for a link
    that is not good, or a weak password.
    """
    found = invitation_in(key)
    _hold_all_of(found.email)
    invitation = _open_one(found)
    refuse_weak(password, User(email=invitation.email, name=invitation.name))
    if user_with_email(invitation.email) is not None:
        raise UserError(
            "Somebody signs in with this address already. Nothing was changed. Sign in, or choose "
            "“Forgotten your password?” on the sign-in page."
        )
    return _bring_in(invitation, password)


@transaction.atomic
def accept_by_address(*, email: str) -> User | None:
    """Take up the open invitations of an address that another organisation has verified.

    The person gets a sign-in without a password. Returns None when nobody invited that address.
    """
    _hold_all_of(email)
    invitation = _open_for(email).first()
    if invitation is None or user_with_email(email) is not None:
        return None
    return _bring_in(invitation, None)


def _open_for(email: str) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(email__iexact=email, expires_at__gte=timezone.now())
    good = rows.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return good.select_related("area", "body").order_by("-sent_at", "-pk")


def _bring_in(invitation: Invitation, password: str | None) -> User:
    by = Actor(f"invitation:{invitation.pk}", invitation.name)
    user = add_user(by=by, email=invitation.email, name=invitation.name, password=password)
    for each in _open_for(invitation.email):
        for role in each.roles:
            give_role(
                by=by,
                user=user,
                area=each.area,
                role=Role(role),
                starts=timezone.localdate(),
                body=each.body,
            )
        each.accepted_at, each.user = timezone.now(), user
        each.save(update_fields=["accepted_at", "user"])
        record(by=by, verb="accept_invitation", subject="invitation", ref=each.pk)
    return user
