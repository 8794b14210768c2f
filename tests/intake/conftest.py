"""An area, people who may repair there and elsewhere, and files to bring in."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.intake import changes
from goldenthread.intake.models import Intake
from tests.reading import workbooks

BY = Actor("test", "The test")


@pytest.fixture
def area(db) -> LocalArea:
    return add_area(by=BY, slug="harbourshire", name="Harbourshire")


def person(name: str, area: LocalArea, role: Role = Role.IMPROVEMENT_LEAD) -> User:
    user = add_user(by=BY, email=f"{name}@example.org", name=name.capitalize(), password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=date(2000, 1, 1))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ann(area) -> User:
    return person("ann", area)


@pytest.fixture
def ben(area) -> User:
    return person("ben", area)


@pytest.fixture
def client(ann) -> Client:
    return signed_in(ann)


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def tracker(area, ann) -> Intake:
    """Return a small tracker just brought in: three of its facts are unsure."""
    data = workbooks.merged_tracker()
    return changes.take_in(by=ann.actor, area=area, name="tracker.xlsx", data=data).intake
