"""A made-up area with boards, a plan and people to look at them as."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area, add_body, add_organisation
from goldenthread.areas.models import Body, LocalArea
from goldenthread.areas.rules import BodyKind, OrganisationKind
from goldenthread.audit.rules import Actor
from goldenthread.governance.changes import add_member, call_meeting
from goldenthread.governance.models import Meeting

BY = Actor("test", "A tester")
LONG_AGO = date(2000, 1, 1)


def day(ahead: int) -> date:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=ahead)


def at(on: date, hour: int = 14) -> datetime:
    """Return a moment of a day in local time."""
    return timezone.make_aware(datetime.combine(on, time(hour)))


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="anyshire", name="Anyshire")


@pytest.fixture
def boards(area) -> SimpleNamespace:
    """Return a board, the group that reports to it, scrutiny beside them, and an organisation."""
    board = add_body(
        by=BY,
        area=area,
        kind=BodyKind.IMPROVEMENT_BOARD,
        name="Improvement board",
        chair_role="Independent chair",
        starts=LONG_AGO,
    )
    group = add_body(
        by=BY,
        area=area,
        kind=BodyKind.WORKING_GROUP,
        name="Group 1",
        starts=LONG_AGO,
        reports_to=[board],
    )
    scrutiny = add_body(by=BY, area=area, kind=BodyKind.SCRUTINY, name="Scrutiny", starts=LONG_AGO)
    council = add_organisation(
        by=BY, area=area, kind=OrganisationKind.COUNCIL, name="Anyshire Council"
    )
    add_member(by=BY, body=board, organisation=council, role="Director", starts=LONG_AGO)
    add_member(by=BY, body=board, organisation_words="Parent carer forum", starts=LONG_AGO)
    return SimpleNamespace(board=board, group=group, scrutiny=scrutiny, council=council)


@pytest.fixture
def held(boards) -> Meeting:
    """Return a meeting of the board held a week ago, nothing written yet."""
    return call_meeting(by=BY, body=boards.board, starts_at=at(day(-7)), on=day(-40))


@pytest.fixture
def ahead(boards) -> Meeting:
    """Return a meeting of the board far enough ahead for its notice."""
    return call_meeting(
        by=BY, body=boards.board, starts_at=at(day(28)), on=day(-40), place="County hall"
    )


def person(area: LocalArea, role: Role, body: Body | None = None) -> User:
    """Return somebody who holds a role, in a body where one is given."""
    email = f"{role.value}-{body.pk if body else area.slug}@example.org"
    user = add_user(by=BY, email=email, name=f"A {role.value}", password=None)
    give_role(by=BY, user=user, area=area, role=role, body=body, starts=LONG_AGO)
    return user


def signed_in(user: User) -> Client:
    """Return a client signed in as somebody."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def lead(area) -> Client:
    return signed_in(person(area, Role.IMPROVEMENT_LEAD))


@pytest.fixture
def reader(area) -> Client:
    return signed_in(person(area, Role.READER))
