"""An area, people who may repair there, and a tracker just brought in."""

import pytest
from django.test import Client

from goldenthread.accounts.models import User
from goldenthread.areas.models import LocalArea
from goldenthread.intake.models import Intake
from tests.intake.making import client_of, harbourshire, person, small_tracker


@pytest.fixture
def area(db) -> LocalArea:
    return harbourshire()


@pytest.fixture
def ann(area) -> User:
    return person("ann", area)


@pytest.fixture
def ben(area) -> User:
    return person("ben", area)


@pytest.fixture
def client(ann) -> Client:
    return client_of(ann)


@pytest.fixture
def tracker(area, ann) -> Intake:
    return small_tracker(ann, area)
