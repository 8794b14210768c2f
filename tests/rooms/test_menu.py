"""What the menu offers a person opens for them; search offers the same pages, and no others."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import areas_of, permitted_in
from goldenthread.areas.models import LocalArea
from goldenthread.design.menu import MENU, Place
from goldenthread.example import SIGN_INS
from goldenthread.thread.queries.pages import pages_called

SLUG = "cumbria-exercise"
EVERY = [place for part in MENU for place in (part.place, *part.below, *part.elsewhere)]
# A room that is switched off has no pages, and its places are permitted to nobody.
PLACES = [place for place in EVERY if place.page.partition(":")[0] in settings.ROOMS]


def opened(email: str, places: list[Place]) -> dict[str, int]:
    """Return how each place answers somebody."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return {one.page: client.get(reverse(one.page, args=[SLUG])).status_code for one in places}


def expected(email: str, exercise: LocalArea, places: list[Place]) -> dict[str, int]:
    """Return how each place should answer somebody by what the menu says of it."""
    permitted = permitted_in(User.objects.get(email=email))[exercise.pk]
    return {one.page: 200 if one.needs in permitted else 403 for one in places}


def test_every_page_that_the_menu_offers_a_lead_opens(examples, db):
    email = "lead@example.org"
    assert opened(email, PLACES) == expected(email, examples[SLUG], PLACES)


def test_what_is_switched_off_is_offered_to_nobody(examples, db):
    off = [place.needs for place in EVERY if place not in PLACES]
    for one in SIGN_INS:
        held = permitted_in(User.objects.get(email=one.email)).get(examples[SLUG].pk, frozenset())
        assert not held & set(off)


@pytest.mark.parametrize("email", [one.email for one in SIGN_INS])
def test_a_page_that_needs_more_opens_for_whoever_may_and_for_no_other(examples, db, email):
    places = [place for place in PLACES if place.needs != "see"]
    assert len(places) > 3
    assert opened(email, places) == expected(email, examples[SLUG], places)


def test_search_offers_the_page_first_and_that_of_the_area_asked_from(examples, lead):
    page = lead.get("/search?q=meetings&area=cumbria-exercise").text
    first = page.index('href="/areas/cumbria-exercise/meetings/"', page.index("<h2"))
    assert first < page.index('href="/areas/cumbria/meetings/"', page.index("<h2"))
    assert "Boards: Meetings" in page
    assert "/areas/" not in lead.get("/search?q=zebraic&area=nowhere").text


def test_search_gives_what_the_area_asked_from_holds_first(examples, lead):
    for slug, other in (("cumbria", SLUG), (SLUG, "cumbria")):
        page = lead.get(f"/search?q=6.3.7&area={slug}").text
        here = page.index(f'href="/areas/{slug}/plan/actions/6.3.7/"')
        assert here < page.index(f'href="/areas/{other}/plan/actions/6.3.7/"')
    assert "6.3.7" in lead.get("/search?q=6.3.7&area=%00nowhere").text


def test_search_offers_no_page_that_refuses(examples, member, nobody):
    assert "Plan: Change many" not in member.get("/search?q=change+many").text
    user = User.objects.get(email="lead@example.org")
    hits = pages_called(user, areas_of(user), "change many")
    assert {hit.area for hit in hits} == {"Cumbria", "Cumbria (exercise)"}
    assert "Boards" not in nobody.get("/search?q=meetings").text
