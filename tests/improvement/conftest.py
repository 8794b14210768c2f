"""A small plan of two groups, and people who act on it."""

from datetime import date

import pytest
from django.test import Client

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import Body, LocalArea
from goldenthread.areas.rules import BodyKind
from goldenthread.audit.rules import Actor
from goldenthread.improvement.changes import record_improvement_plan
from goldenthread.improvement.models import Action, ImprovementPlan
from tests.rooms.small_plan import DRAFT

LEAD = Actor("user:901", "A lead")
CHAIR = Actor("user:902", "A chair")
MEMBER = Actor("user:903", "A board member")
FORUM = Actor("user:904", "A parent of the forum")

STARTED = date(2019, 9, 2)


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=CHAIR, slug="anyshire", name="Anyshire")


@pytest.fixture
def groups_meet_as(area) -> dict[str, Body]:
    """Return the bodies that the two groups of the plan meet as, and a board, by name."""
    kinds = {"Needs": BodyKind.WORKING_GROUP, "Access": BodyKind.WORKING_GROUP}
    kinds["Board"] = BodyKind.IMPROVEMENT_BOARD
    rows = [Body(area=area, kind=kind.value, name=name) for name, kind in kinds.items()]
    return {body.name: body for body in Body.objects.bulk_create(rows)}


@pytest.fixture
def plan(area, groups_meet_as) -> ImprovementPlan:
    return record_improvement_plan(by=CHAIR, area=area, draft=DRAFT)


@pytest.fixture
def action(plan) -> Action:
    """Return action 1.1.1: due autumn 2019, and from May 2020 on."""
    return plan.actions.get(number="1.1.1")


@pytest.fixture
def other(plan) -> Action:
    """Return action 1.1.2, which has no date."""
    return plan.actions.get(number="1.1.2")


@pytest.fixture
def dated(plan) -> Action:
    """Return action 2.1.1 with one date: 30 November 2019."""
    action = plan.actions.get(number="2.1.1")
    action.milestones.create(
        words="30 November 2019",
        starts=date(2019, 11, 30),
        ends=date(2019, 11, 30),
        precision="day",
        position=0,
    )
    return action


@pytest.fixture
def sign_in(area, plan, groups_meet_as):
    """Return a way to sign in as somebody with a role, held in a body where one is named."""

    def signed_in(role: Role, body: str | None = None) -> Client:
        name = f"{role.value}-{body or 'area'}".lower()
        user = add_user(by=CHAIR, email=f"{name}@example.org", name=name, password=None)
        where = groups_meet_as.get(body)
        give_role(by=CHAIR, user=user, area=area, role=role, starts=STARTED, body=where)
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return signed_in


@pytest.fixture
def lead(sign_in):
    return sign_in(Role.IMPROVEMENT_LEAD)


@pytest.fixture
def chair(sign_in):
    return sign_in(Role.GROUP_CHAIR, "Needs")
