"""A session: a new random key at each sign-in, closed to scripts, of no use after sign-out."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from goldenthread.accounts.changes import add_user
from tests.accounts.conftest import BY, PASSWORD

pytestmark = pytest.mark.django_db
EMAIL = "ann@example.org"
COOKIE = "goldenthread"


@pytest.fixture
def signed_in() -> Client:
    """Return a browser that has had a session before somebody signed in with it."""
    add_user(by=BY, email=EMAIL, name="Ann Example", password=PASSWORD)
    client = Client()
    client.session.save()
    client.post("/sign-in", {"login": EMAIL, "password": PASSWORD})
    return client


def test_a_key_planted_before_the_sign_in_opens_nothing():
    add_user(by=BY, email=EMAIL, name="Ann Example", password=PASSWORD)
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[COOKIE] = planted = session.session_key
    client.post("/sign-in", {"login": EMAIL, "password": PASSWORD})
    assert client.get("/your-sign-in/").status_code == 200
    thief = Client()
    thief.cookies[COOKIE] = planted
    assert thief.get("/your-sign-in/").status_code == 302


def test_scripts_cannot_read_the_cookie_and_it_says_nothing(signed_in):
    cookie = signed_in.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] <= 12 * 60 * 60
    assert len(cookie.value) == 32
    assert cookie.value.isalnum()


def test_after_sign_out_the_key_opens_nothing(signed_in):
    key = signed_in.cookies[COOKIE].value
    signed_in.post("/sign-out")
    assert not Session.objects.filter(session_key=key).exists()
    thief = Client()
    thief.cookies[COOKIE] = key
    assert thief.get("/your-sign-in/").status_code == 302
