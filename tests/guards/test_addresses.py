"""Every address refuses strangers, people without a role and people of another area."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread import example
from goldenthread.accounts.changes import add_user, give_role, make_token
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role, Scope
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from tests.guards.addresses import (
    ONLY_WHAT_IS_THEIRS,
    PUBLIC,
    THEIR_SIGN_IN,
    Address,
    address_of,
    addresses,
    by_token,
    declared_open,
)
from tests.guards.samples import BY, area_of_the_newer_framework, samples_of

REFUSALS = {403, 404, 405}
# What a program may send anywhere: enough for its request to be looked at.
GIVEN = {"delivery": "on_track", "address": "https://example.org/x", "grade": "data"}


@pytest.fixture(scope="module")
def area(django_db_setup, django_db_blocker) -> LocalArea:
    """Return the real example's area, loaded once for the sweep and taken away after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        example.load("cumbria", lambda words: None)
        area_of_the_newer_framework()
        yield LocalArea.objects.get(slug="cumbria")
        transaction.set_rollback(True)


@pytest.fixture
def samples(area: LocalArea) -> dict[str, object]:
    """Return what to put into the parts of addresses of this area."""
    return samples_of(area)


def person(name: str, *areas: LocalArea) -> Client:
    """Return a client signed in as somebody who holds every role in these areas."""
    user = User.objects.filter(email=f"{name}@example.org").first()
    if user is None:
        user = add_user(by=BY, email=f"{name}@example.org", name=name, password=None)
    for area in areas:
        for role in Role:
            give_role(by=BY, user=user, area=area, role=role, starts=date(2000, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def asked(client: Client, where: str) -> dict[str, HttpResponse]:
    """Ask for an address and send a form to it."""
    return {"GET": client.get(where), "POST": client.post(where, {})}


def let_in_as_stranger(client: Client, where: str) -> list[str]:
    """Return the methods for which a stranger was not sent to sign in."""
    sign_in = reverse("accounts:sign_in")
    return [
        f"{method} {where}: {page.status_code}"
        for method, page in asked(client, where).items()
        if not (page.status_code == 302 and page.url.startswith(sign_in))
    ]


def let_in_without_role(client: Client, where: str) -> list[str]:
    """Return the methods for which a person without a role here was not refused."""
    return [
        f"{method} {where}: {page.status_code}"
        for method, page in asked(client, where).items()
        if page.status_code not in REFUSALS
    ]


def closed() -> list[Address]:
    """Return the addresses that ask for a role."""
    theirs = ONLY_WHAT_IS_THEIRS | THEIR_SIGN_IN
    return [a for a in addresses() if not declared_open(a.name) and a.name not in theirs]


def test_what_is_open_is_what_is_declared_open():
    wrongly = [a.name for a in addresses() if a.open != declared_open(a.name)]
    assert wrongly == []
    assert {address.name for address in addresses()} >= PUBLIC


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in addresses()]
    assert len(names) == len(set(names))
    assert not [name for name in names if name.endswith("None")]


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in(samples):
    found = [
        words
        for address in addresses()
        if not declared_open(address.name)
        for words in let_in_as_stranger(Client(), address_of(address, samples))
    ]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "elsewhere"])
def test_people_without_a_role_here_are_refused(samples, who):
    if who == "nobody":
        client = person(who)
    else:
        other = add_area(by=BY, slug="elsewhere", name="Elsewhere")
        client = person(who, other)
    found = [
        words
        for address in closed()
        for words in let_in_without_role(client, address_of(address, samples))
    ]
    assert found == []


def token_of(user: User, area: LocalArea) -> Client:
    """Return a client with a token for an area that may do all its holder may there."""
    made = {"by": BY, "user": user, "area": area, "name": "sweep", "scope": Scope.UPDATE}
    raw = make_token(**made, expires=timezone.now() + timedelta(days=1))[1]
    return Client(headers={"Authorization": f"Bearer {raw}"})


def said(client: Client, address: Address, samples: dict[str, object]) -> set[int]:
    """Return how a program is answered at an address, but for the methods it does not take."""
    where = address_of(address, samples)
    answers = {
        client.get(where).status_code,
        client.post(where, GIVEN, content_type="application/json").status_code,
    }
    return answers - {405}


@pytest.mark.django_db
def test_programs_are_refused_without_a_token_of_this_area_and_role(samples, area):
    here = User.objects.create(email="former@example.org", name="Former")
    there = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    person("abroad", there)
    abroad = token_of(User.objects.get(email="abroad@example.org"), there)
    former = token_of(here, area)
    asked = [a for a in addresses() if by_token(a.name) and a.name != "api:areas"]
    assert len(asked) > 10
    for address in asked:
        assert said(Client(), address, samples) == {401}, address.name
        assert said(abroad, address, samples) == {403}, address.name
        assert said(former, address, samples) == {403}, address.name


@pytest.mark.django_db
def test_the_addresses_asked_are_real(samples, area):
    """A refusal means nothing where there is no page: somebody with every role gets in."""
    client = person("everything", *LocalArea.objects.all())
    missing = []
    for address in closed():
        page = client.get(address_of(address, samples))
        if page.status_code in {403, 404} or page.status_code >= 500:
            missing.append(f"{address.name}: {page.status_code}")
    assert missing == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ONLY_WHAT_IS_THEIRS))
def test_what_anyone_signed_in_may_open_shows_nothing_of_an_area(samples, area, name):
    page = person("nobody").get(reverse(name), {"q": area.name})
    assert page.status_code == 200
    assert f"/{area.slug}/" not in page.text


@pytest.mark.django_db
def test_pages_of_ones_own_sign_in_show_nothing_of_an_area(samples, area):
    client = person("nobody")
    for address in addresses():
        if address.name in THEIR_SIGN_IN:
            page = client.get(address_of(address, samples))
            assert page.status_code in {200, 302, 403, 404}, address.name
            assert f"/{area.slug}/" not in page.content.decode(), address.name
    assert {address.name for address in addresses()} >= THEIR_SIGN_IN


@pytest.mark.django_db
@pytest.mark.urls("tests.guards.leaking_urls")
def test_the_sweep_bites():
    assert "leaking:left_open" in {address.name for address in addresses() if address.open}
    assert let_in_as_stranger(Client(), "/left-open")
    assert not let_in_as_stranger(Client(), "/no-role")
    assert let_in_without_role(person("nobody"), "/no-role")
