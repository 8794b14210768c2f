"""Two who change one person, their roles or their invitations at the same moment.

Neither waits for the other for ever: PostgreSQL ends such a wait with an error, which fails here.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from goldenthread.accounts.changes import (
    accept_invitation,
    add_user,
    change_address,
    end_role,
    ensure_posts,
    erase_person,
    fill_posts,
    invite,
    put_in_post,
    rename_person,
)
from goldenthread.accounts.models import Invitation, Post, PostHeld, RoleHeld, User
from goldenthread.accounts.queries import key_of_invitation
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from tests.reliability.at_once import at_once

from .conftest import BY, PASSWORD, today

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 8
ROLES = (Role.READER, Role.ACTION_LEAD, Role.GROUP_CHAIR, Role.ADMINISTRATOR)


def turns() -> range:
    """Return how often to let two meet: once where they go one after another anyway."""
    return range(TURNS if connection.vendor == "postgresql" else 1)


def person(number: int) -> User:
    email = f"person{number}@example.org"
    return add_user(by=BY, email=email, name=f"Person {number}", password=None)


def link(key: str) -> str:
    return f"https://thread.example.org/invitation/{key}"


def test_an_address_changes_while_the_person_is_put_in_posts(area):
    """The address is a key: it changes only after the trail, which whoever names the person has."""
    user = person(1)
    for turn in turns():
        at_once(
            lambda turn=turn: change_address(
                by=BY, user=User.objects.get(pk=user.pk), email=f"new{turn}@example.org"
            ),
            lambda turn=turn: put_in_post(
                by=BY, area=area, title=f"Post {turn}", user=user, starts=today()
            ),
            lambda turn=turn: rename_person(
                by=BY, user=User.objects.get(pk=user.pk), name=f"Renamed {turn}"
            ),
        )
    user.refresh_from_db()
    assert (user.email, user.name) == (f"new{turns()[-1]}@example.org", f"Renamed {turns()[-1]}")
    assert PostHeld.objects.filter(user=user).count() == len(turns())
    assert first_broken_event() is None


def test_a_person_is_erased_while_they_are_renamed_and_posts_are_filled(area):
    ensure_posts(by=BY, area=area, titles=["One", "Two"])
    posts = list(Post.objects.order_by("title_key"))
    for turn in turns():
        user, other = person(turn), person(100 + turn)
        put_in_post(by=BY, area=area, title="Two", user=user, starts=date(2020, 1, 1))
        at_once(
            lambda user=user: erase_person(by=BY, user=user, today=today()),
            lambda user=user, other=other: fill_posts(
                by=BY, chosen=dict(zip(posts, (other, user), strict=True)), starts=date(2019, 1, 1)
            ),
            lambda other=other: rename_person(by=BY, user=other, name="Somebody else"),
        )
        user.refresh_from_db()
        assert not user.is_active
    assert first_broken_event() is None


def test_roles_are_given_in_two_orders_while_one_is_ended(area):
    for turn in turns():
        user = person(turn)

        def asked(roles, user=user) -> Callable[[], object]:
            given = {"email": user.email, "name": user.name, "body": None, "link": link}
            return lambda: invite(by=BY, area=area, roles=roles, **given)

        at_once(asked(ROLES), asked(ROLES[::-1]))
        held = RoleHeld.objects.filter(user=user).order_by("-pk")
        assert held.count() == len(ROLES)
        at_once(
            asked(ROLES),
            lambda held=held: [end_role(by=BY, held=one, ends=today()) for one in held],
            asked(ROLES[::-1]),
        )
    assert first_broken_event() is None


def test_two_invitations_of_one_address_are_accepted_and_one_person_is_made(area):
    other = add_area(by=BY, slug="othershire", name="Othershire")
    for turn in turns():
        given = {"email": f"ben{turn}@example.org", "name": "Ben", "roles": ROLES[:1], "body": None}
        made = [invite(by=BY, area=one, link=link, **given) for one in (area, other)]

        def accept(invitation: Invitation | None) -> Callable[[], str]:
            key = key_of_invitation(invitation)

            def accepted() -> str:
                try:
                    accept_invitation(key=key, password=PASSWORD)
                except UserError:
                    return "refused"
                return "made"

            return accepted

        assert sorted(at_once(*map(accept, made))) == ["made", "refused"]
        user = User.objects.get(email=given["email"])
        assert Invitation.objects.filter(user=user).count() == 2
        assert RoleHeld.objects.filter(user=user).count() == 2
    assert first_broken_event() is None
