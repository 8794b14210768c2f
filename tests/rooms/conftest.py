"""The examples, and people to look at them as."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from goldenthread import example
from goldenthread.accounts.changes import add_user
from goldenthread.accounts.models import User
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.improvement.models import ImprovementPlan
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.queries import latest_full_inspection

BY = Actor("test", "A tester")


def rows_kept() -> Counter:
    """Count the rows of every table of the rooms."""
    return Counter(
        {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if model.__module__.startswith("goldenthread.")
        }
    )


@pytest.fixture(scope="module")
def examples(django_db_setup, django_db_blocker) -> Iterator[dict[str, LocalArea]]:
    """Load both examples once for the tests of a module and take them away after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for name in ("cumbria", "exercise"):
            example.load(name, lambda words: None)
        yield {area.slug: area for area in LocalArea.objects.all()}
        transaction.set_rollback(True)


@pytest.fixture
def cumbria(examples, db) -> LocalArea:
    return examples["cumbria"]


@pytest.fixture
def statement(cumbria) -> ImprovementPlan:
    return current_improvement_plan(cumbria.pk)


@pytest.fixture
def inspection(cumbria) -> Inspection:
    return latest_full_inspection(cumbria.pk)


def signed_in(email: str) -> Client:
    """Return a client signed in as this person."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


@pytest.fixture
def lead(cumbria) -> Client:
    return signed_in("lead@example.org")


@pytest.fixture
def chair(cumbria) -> Client:
    return signed_in("chair@example.org")


@pytest.fixture
def member(cumbria) -> Client:
    return signed_in("scrutiny@example.org")


@pytest.fixture
def nobody(cumbria) -> Client:
    """Return somebody who can sign in and holds no role anywhere."""
    add_user(by=BY, email="nobody@example.org", name="Nobody", password=None)
    return signed_in("nobody@example.org")


@pytest.fixture
def area(db) -> LocalArea:
    """Return an area with nothing in it."""
    return add_area(by=BY, slug="anyshire", name="Anyshire")
