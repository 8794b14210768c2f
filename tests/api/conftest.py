"""An area with a token that may read and one that may update."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from goldenthread import example
from goldenthread.accounts.changes import add_user, give_role, make_token
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role, Scope
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import current_improvement_plan

BY = Actor("test", "A tester")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[LocalArea]:
    """Load the exercise once for the tests of a module and take it away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        example.load("exercise", lambda words: None)
        yield LocalArea.objects.get(slug="cumbria-exercise")
        transaction.set_rollback(True)


@pytest.fixture
def area(loaded, db) -> LocalArea:
    return loaded


@pytest.fixture
def improvement_plan(area) -> ImprovementPlan:
    return current_improvement_plan(area.pk)


@pytest.fixture
def holder(area) -> User:
    user = add_user(by=BY, email="program@example.org", name="A program", password=None)
    role = Role.IMPROVEMENT_LEAD
    give_role(by=BY, user=user, area=area, role=role, starts=date(2019, 1, 1))
    return user


@pytest.fixture
def tokens(area, holder) -> dict[Scope, str]:
    """Return the raw tokens by the widest scope of each."""
    days = timezone.now() + timedelta(days=30)
    return {
        scope: make_token(by=BY, user=holder, area=area, name=scope, scope=scope, expires=days)[1]
        for scope in Scope
    }


@pytest.fixture
def reader(tokens) -> Client:
    return Client(headers={"Authorization": f"Bearer {tokens[Scope.READ]}"})


@pytest.fixture
def writer(tokens) -> Client:
    return Client(headers={"Authorization": f"Bearer {tokens[Scope.UPDATE]}"})
