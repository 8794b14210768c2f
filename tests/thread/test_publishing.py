"""Before families can read a plan: exactly what becomes public, and nothing that was not shown."""

import re
from html import unescape

import pytest
from django.test import Client

from goldenthread.improvement.models import Promise

LIST = "/areas/cumbria/families/"


def page_of(promise: Promise) -> str:
    return f"{LIST}{promise.pk}/"


def seen_at(lead, improvement_plan) -> str:
    """Return the stamp of what the page before publishing shows."""
    page = lead.get(f"{LIST}plan/{improvement_plan.pk}/publish").text
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_the_page_before_publishing_counts_what_becomes_public(lead, statement):
    address = f"{LIST}plan/{statement.pk}/publish"
    lead.post(f"{LIST}plan/{statement.pk}/begin")
    lead.post(address, {"do": "take-down"})
    promises = Promise.objects.filter(improvement_plan=statement)
    lead.post(page_of(promises.first()) + "withhold", {"do": "withhold"})
    withheld = promises.exclude(withheld_by="").count()
    shown = promises.count() - withheld
    own = promises.filter(withheld_by="", plain_checked=False).count()
    page = " ".join(unescape(lead.get(address).text).split())
    assert f"will be able to read {shown} promises" in page
    assert f"{own or 'none'} of them" in page
    assert f"{withheld} more {'is' if withheld == 1 else 'are'} withheld" in page
    assert own > 0
    assert f"Publish {shown} promises for families" in page
    assert promises.filter(withheld_by="").last().plain in page
    assert promises.exclude(withheld_by="").first().plain not in page
    assert Client().get("/public/cumbria/").status_code == 404


@pytest.mark.parametrize("seen", [None, "", "0" * 64])
def test_nothing_is_published_that_was_not_looked_at(lead, statement, seen):
    address = f"{LIST}plan/{statement.pk}/publish"
    lead.post(address, {"do": "take-down"})
    sent = {"do": "publish"} | ({} if seen is None else {"seen": seen})
    answer = lead.post(address, sent)
    assert answer.status_code == 409
    assert "A promise has changed since you looked" in answer.text
    assert Client().get("/public/cumbria/").status_code == 404


def test_a_promise_changed_meanwhile_is_shown_before_it_is_published(lead, statement):
    address = f"{LIST}plan/{statement.pk}/publish"
    lead.post(address, {"do": "take-down"})
    seen = seen_at(lead, statement)
    promise = Promise.objects.filter(improvement_plan=statement, withheld_by="").first()
    lead.post(page_of(promise) + "withhold", {"do": "withhold"})
    assert lead.post(address, {"do": "publish", "seen": seen}).status_code == 409
    assert (
        lead.post(address, {"do": "publish", "seen": seen_at(lead, statement)}).status_code == 302
    )


def test_a_plan_without_promises_is_not_published(lead, cumbria, statement):
    other = cumbria.improvement_plans.exclude(pk=statement.pk).first()
    assert lead.post(f"{LIST}plan/{other.pk}/publish", {"do": "publish"}).status_code == 400
    other.refresh_from_db()
    assert other.published_at is None


def test_only_those_who_publish_see_the_page_before_it(member, statement):
    assert member.get(f"{LIST}plan/{statement.pk}/publish").status_code == 403
