"""Every address leads to its page with a slash too many or too few; a form sent so goes nowhere."""

from itertools import product

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.guards.addresses import Address, addresses

pytestmark = pytest.mark.django_db


def written(address: Address) -> str:
    """Return an address with something of the right shape in each of its parts."""
    for parts in product(("anyshire", 1, "1-ab", "agenda"), repeat=len(address.parts)):
        try:
            return reverse(address.name, kwargs=dict(zip(address.parts, parts, strict=True)))
        except NoReverseMatch:
            continue
    raise LookupError(address.name)


def other(where: str) -> str:
    """Return an address without its last slash, or with one."""
    return where[:-1] if where.endswith("/") else f"{where}/"


def test_every_address_leads_to_its_page_with_or_without_a_slash():
    client, wrongly = Client(), []
    every = [where for address in addresses() if (where := written(address)) != "/"]
    for where in every:
        led, sent = client.get(other(where), {"q": "a b"}), client.post(other(where), {"q": "x"})
        if (led.status_code, led.get("Location"), sent.status_code) != (301, f"{where}?q=a+b", 404):
            wrongly.append(f"{where}: {led.status_code} {sent.status_code}")
    # Below an action's page the other form may be a number with a slash in it: sign-in comes first.
    below = [each for each in wrongly if "/plan/actions/" in each and each.endswith("302 302")]
    assert [each for each in wrongly if each not in below] == []
    assert len(every) > 150
    assert len(below) < 10


@pytest.mark.parametrize("where", ["/no-such-page", "/no-such-page/", "//example.org/areas"])
def test_what_is_nowhere_leads_nowhere(where):
    for method in ("get", "head", "post"):
        assert getattr(Client(), method)(where).status_code == 404


def test_a_host_in_the_path_is_not_led_to():
    found = Client().get("//example.org/..//search/")
    assert not found.get("Location", "").startswith("//")


def test_the_page_that_a_form_sent_astray_meets_says_so():
    page = Client().post("/sign-in/" if reverse("accounts:sign_in") == "/sign-in" else "/sign-in")
    assert (page.status_code, "<h1" in page.text) == (404, True)
