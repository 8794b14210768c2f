"""Invitations: by letter, good once and for a while; opening the link does nothing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from goldenthread.accounts.changes import accept_by_address, add_user, give_role, invite
from goldenthread.accounts.models import Invitation, User
from goldenthread.accounts.queries import bodies_of, people_with, roles_in
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import Body
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event

from .conftest import BY, PASSWORD, browser, letters, signed_in, today

pytestmark = pytest.mark.django_db
WHO = {"name": "Ben Example", "email": "Ben@example.org", "roles": ["group_chair", "action_lead"]}
PEOPLE = "/areas/anyshire/people/"


@pytest.fixture
def board(area) -> Body:
    return Body.objects.create(area=area, kind="improvement_board", name="Improvement board")


def link_to(email: str) -> str:
    """Return the address in the last letter to somebody."""
    return re.search(r"http://testserver(/invitation/\S+)", letters(email)[-1]["text"])[1]


@pytest.fixture
def link(ann, board) -> str:
    page = browser(ann.email).post(f"{PEOPLE}invite", {**WHO, "body": board.pk})
    assert page.url == PEOPLE
    return link_to("ben@example.org")


def accepted(link: str, password: str = PASSWORD):
    """Return the answer to choosing a password, and the browser it was done in."""
    client = browser()
    return client.post(link, {"password": password, "again": password}), client


def test_a_person_who_was_invited_signs_in_with_the_roles(link, area, board):
    answer, client = accepted(link)
    assert answer.status_code == 302
    assert signed_in(client)
    ben = User.objects.get(email="ben@example.org")
    assert roles_in(ben, area) == {Role.GROUP_CHAIR, Role.ACTION_LEAD}
    assert bodies_of(ben, area) == {board.pk}
    assert people_with(area, Role.GROUP_CHAIR, body=board) == [ben]
    assert signed_in(browser("ben@example.org"))


def test_opening_the_link_does_nothing(link):
    before = (User.objects.count(), Event.objects.count())
    for _ in range(3):
        page = browser().get(link)
        assert "Ben Example, you are invited" in page.text
    browser().head(link)
    assert (User.objects.count(), Event.objects.count()) == before


def test_the_link_works_once(link):
    accepted(link)
    for answer in (browser().get(link), accepted(link)[0]):
        assert answer.status_code == 400
        assert "This link is not good, or no longer" in answer.text
    assert User.objects.filter(email="ben@example.org").count() == 1


def test_the_link_ends_after_fourteen_days(link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert accepted(link)[0].status_code == 400
    assert not User.objects.filter(email="ben@example.org").exists()


@pytest.mark.parametrize("key", ["x", "WzEsICIyIl0:1abc:def", "a" * 3000, "%00"])
def test_a_link_that_nobody_signed_opens_nothing(area, key):
    assert browser().get(f"/invitation/{key}").status_code == 400


def test_a_weak_password_is_refused_and_the_link_still_good(link):
    for password, words in (
        ("short", "too short"),
        ("password1234", "too common"),
        ("ben@example.org", "too similar"),
    ):
        assert words in accepted(link, password)[0].text
    differ = browser().post(link, {"password": PASSWORD, "again": "another thread of words"})
    assert "The two passwords differ" in differ.text
    assert accepted(link)[0].status_code == 302


def test_a_newer_letter_replaces_the_older_one(link, ann):
    invitation = Invitation.objects.get()
    browser(ann.email).post(f"{PEOPLE}invitations/{invitation.pk}/again")
    assert accepted(link)[0].status_code == 400
    assert accepted(link_to("ben@example.org"))[0].status_code == 302


def test_an_invitation_is_taken_back(link, ann):
    client, invitation = browser(ann.email), Invitation.objects.get()
    client.post(f"{PEOPLE}invitations/{invitation.pk}/withdraw")
    assert accepted(link)[0].status_code == 400
    again = client.post(f"{PEOPLE}invitations/{invitation.pk}/withdraw")
    assert "used or taken back already" in again.text


def test_somebody_who_can_sign_in_has_the_roles_at_once(ann, area):
    ben = add_user(by=BY, email="ben@example.org", name="Ben", password=PASSWORD)
    browser(ann.email).post(f"{PEOPLE}invite", {**WHO, "body": ""})
    assert roles_in(ben, area) == {Role.GROUP_CHAIR, Role.ACTION_LEAD}
    assert not Invitation.objects.exists()
    assert letters("ben@example.org")[0]["subject"] == "Your roles in Anyshire"


def test_only_an_administrator_invites(ann, area):
    lead = add_user(by=BY, email="lead@example.org", name="Lead", password=PASSWORD)
    give_role(by=BY, user=lead, area=area, role=Role.IMPROVEMENT_LEAD, starts=today())
    client = browser(lead.email)
    assert client.post(f"{PEOPLE}invite", WHO).status_code == 403
    page = client.get(PEOPLE).text
    assert "Ann Example" in page
    assert "ann@example.org" not in page
    assert "Invite somebody" not in page
    assert not letters()


def test_what_is_missing_is_said(ann):
    page = browser(ann.email).post(f"{PEOPLE}invite", {"email": "nobody"}).text
    assert "Enter the person&#x27;s name" in page or "Enter the person&#39;s name" in page
    assert "Choose at least one role" in page
    assert not Invitation.objects.exists()


def test_the_page_says_who_gave_and_who_ended_a_role(ann, area, link):
    accepted(link)
    client = browser(ann.email)
    held = User.objects.get(email="ben@example.org").roles.get(role="group_chair")
    assert "by Ben Example" not in client.get(PEOPLE).text
    assert "Improvement board" in client.get(PEOPLE).text
    last = today() - timedelta(days=1)
    client.post(f"{PEOPLE}roles/{held.pk}/end", {"last_day": last.isoformat()})
    page = client.get(PEOPLE).text
    assert "Held before" in page
    assert "ended by Ann Example" in page


def test_names_and_addresses_stand_in_no_event(link, ann, area):
    accepted(link)
    assert first_broken_event() is None
    for event in Event.objects.all():
        held = f"{event.before} {event.after} {event.note}".lower()
        assert "ben" not in held
        assert "ann example" not in held
    invited = Event.objects.get(verb="invite")
    assert invited.after["email"].startswith("digest:")
    assert invited.after["roles"] == WHO["roles"]


def test_two_areas_that_invite_one_person_make_one_sign_in(link, ann, area):
    other = add_area(by=BY, slug="other", name="Other")
    invite(
        by=BY,
        area=other,
        email="ben@example.org",
        name="B. Example",
        roles=[Role.READER],
        body=None,
        link=lambda key: f"http://testserver/invitation/{key}",
    )
    assert accepted(link)[0].status_code == 302
    ben = User.objects.get(email="ben@example.org")
    assert roles_in(ben, area) == {Role.GROUP_CHAIR, Role.ACTION_LEAD}
    assert roles_in(ben, other) == {Role.READER}
    assert accepted(link_to("ben@example.org"))[0].status_code == 400


def test_an_address_that_nobody_invited_makes_no_sign_in(area):
    assert accept_by_address(email="ben@example.org") is None
    assert not User.objects.exists()
