"""Every address of the product with something real behind it, and people who may open it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from goldenthread import example
from goldenthread.accounts.changes import make_token
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Scope
from goldenthread.areas.models import LocalArea
from tests.guards.addresses import Address, address_of, addresses, by_token
from tests.guards.samples import BY, area_of_the_newer_framework, samples_of
from tests.guards.test_addresses import person


@pytest.fixture(scope="module")
def area(django_db_setup, django_db_blocker) -> Iterator[LocalArea]:
    """Load the real example once for the sweeps of a module and take it away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        example.load("cumbria", lambda words: None)
        area_of_the_newer_framework()
        yield LocalArea.objects.get(slug="cumbria")
        transaction.set_rollback(True)


@pytest.fixture
def everybody(area, db) -> Client:
    """Return a client signed in as somebody who holds every role in every area."""
    return person("everything", *LocalArea.objects.all())


@pytest.fixture
def program(area, everybody) -> Client:
    """Return a client with a token that may do all that somebody with every role may."""
    user = User.objects.get(email="everything@example.org")
    made = {"by": BY, "user": user, "area": area, "name": "sweep", "scope": Scope.UPDATE}
    raw = make_token(**made, expires=timezone.now() + timedelta(days=1))[1]
    return Client(headers={"Authorization": f"Bearer {raw}"})


@pytest.fixture
def swept(area, everybody, program) -> list[tuple[Address, HttpResponse]]:
    """Return what each address answers to a GET: programs by token, strangers where it is open."""
    samples = samples_of(area)
    stranger = Client()
    answered = []
    for address in addresses():
        where = address_of(address, samples)
        signing_in = address.open and not address.name.startswith("public:")
        client = program if by_token(address.name) else stranger if signing_in else everybody
        answered.append((address, client.get(where)))
    return answered
