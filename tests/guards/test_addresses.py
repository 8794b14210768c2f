"""Every address refuses strangers, people of another area and whoever may not do what it does."""

import re
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread import example
from goldenthread.accounts import rules
from goldenthread.accounts.changes import add_user, give_role, make_token
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Permission, Role, Scope
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.reports.rules import State
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
from tests.guards.asks import ASKS, ASKS_MORE, BY_DEED, FOR_ALL_WHO_SEE, TAKES_NOTHING
from tests.guards.samples import BY, area_of_the_newer_framework, samples_of

DEED = re.compile(r'name="do" value="([^"]+)"')
REFUSALS = {403, 404, 405}
# What a program may send anywhere: enough for its request to be looked at.
GIVEN = {
    "delivery": "on_track",
    "address": "https://example.org/x",
    "grade": "data",
    "kind": "answered",
    "words": "Because.",
}


@pytest.fixture(scope="module")
def area(django_db_setup, django_db_blocker) -> LocalArea:
    """Return the real example's area, loaded once for the sweep and taken away after it."""
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


@pytest.fixture
def reader(area: LocalArea) -> Client:
    """Return a client signed in as somebody who may only see, in both areas of the sweep."""
    client = person("reader")
    user = User.objects.get(email="reader@example.org")
    for each in LocalArea.objects.all():
        give_role(by=BY, user=user, area=each, role=Role.READER, starts=date(2000, 1, 1))
    return client


def place(name: str, samples: dict[str, object]) -> str:
    """Return a real address for a name."""
    return address_of(next(a for a in addresses() if a.name == name), samples)


def taken(client: Client, to: str, words: dict[str, str]) -> int:
    """Send a form, take back whatever it did, and return how it was answered."""
    with transaction.atomic():
        answer = client.post(to, words).status_code
        transaction.set_rollback(True)
    return answer


def granting(monkeypatch: pytest.MonkeyPatch, *permissions: Permission) -> None:
    """Let every role grant these permissions and no other."""
    may = frozenset({Permission.SEE, *permissions})
    monkeypatch.setattr(rules, "MAY", dict.fromkeys(Role, may))


def test_every_closed_address_says_what_it_asks():
    said = [*ASKS.values(), ASKS_MORE, BY_DEED, FOR_ALL_WHO_SEE, TAKES_NOTHING]
    names = [name for each in said for name in each]
    assert len(names) == len(set(names))
    assert set(names) == {address.name for address in closed()}, "Say it in tests/guards/asks.py."


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ASKS, ids=" or ".join)
def test_a_form_asks_for_its_permission_and_for_no_other(reader, samples, monkeypatch, asked):
    others = [each for each in Permission if each not in asked]
    for name in ASKS[asked]:
        to = place(name, samples)
        granting(monkeypatch, *others)
        assert taken(reader, to, {}) == 403, name
        for one in asked:
            granting(monkeypatch, one)
            assert taken(reader, to, {}) != 403, f"{name} by {one}"


@pytest.mark.django_db
def test_who_only_sees_sends_no_form_and_changes_nothing(reader, samples):
    before = Event.objects.count()
    for name in sorted(ASKS_MORE):
        assert reader.post(place(name, samples), {}).status_code == 403, name
    for name in sorted(TAKES_NOTHING):
        answer = reader.post(place(name, samples), {"do": "anything", "words": "x"})
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), name
        assert "This page takes no form" in answer.text, name
        assert "nothing was changed" in answer.text, name
    assert Event.objects.count() == before


@pytest.mark.django_db
def test_who_only_sees_does_none_of_the_deeds_of_a_page(reader, samples):
    everybody = person("everything", *LocalArea.objects.all())
    tried = 0
    before = Event.objects.count()
    for name in sorted(BY_DEED - {"reports:move"}):
        to = place(name, samples)
        deeds = set(DEED.findall(everybody.get(to).text))
        assert not DEED.search(reader.get(to).text), name
        for deed in sorted(deeds):
            assert reader.post(to, {"do": deed}).status_code == 403, f"{name}: {deed}"
            tried += 1
    assert tried > 20
    for state in State:
        assert reader.post(place("reports:move", samples), {"to": state}).status_code == 403, state
    assert Event.objects.count() == before


@pytest.mark.django_db
@pytest.mark.urls("tests.guards.leaking_urls")
def test_the_sweep_bites():
    assert "leaking:left_open" in {address.name for address in addresses() if address.open}
    assert let_in_as_stranger(Client(), "/left-open")
    assert not let_in_as_stranger(Client(), "/no-role")
    assert let_in_without_role(person("nobody"), "/no-role")
