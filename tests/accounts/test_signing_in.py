"""Signing in by password, with a second step, and where a person is signed in."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.utils import timezone

from goldenthread.accounts.changes import add_user, take_off_second_steps
from goldenthread.accounts.models import Remembered
from goldenthread.accounts.rules import device_words
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError

from .conftest import BY, PASSWORD, browser, letters, signed_in

pytestmark = pytest.mark.django_db
NEW = "another thread of words"


def code_for(secret: str) -> str:
    """Return what an authenticator app shows now (RFC 6238), with seconds left to enter it."""
    if time.time() % 30 > 27:
        time.sleep(3.1)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def confirmed(email: str):
    """Return a browser whose person has just entered the password once more."""
    client = browser(email)
    client.post("/your-sign-in/again", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(ann, django_capture_on_commit_callbacks) -> str:
    """Return the secret of an authenticator app that Ann has added by the page."""
    client = confirmed(ann.email)
    page = client.get("/your-sign-in/steps/app").text
    found = re.search(r'class="gt-key">(\w+)<', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/your-sign-in/steps/app", {"code": code_for(found)})
    assert found not in str(list(Authenticator.objects.values("data")))
    return found


def test_what_is_wrong_is_said_in_one_sentence(ann):
    client = browser()
    for email in (ann.email, "nobody@example.org"):
        page = client.post("/sign-in", {"login": email, "password": "wrong words entirely"})
        assert "The e-mail address or the password is not right. Nobody was signed in." in page.text
    page = client.post("/sign-in", {"login": "", "password": ""}).text
    assert "Enter your e-mail address, such as name@example.org" in page
    assert "Enter your password" in page
    assert not signed_in(client)


def test_five_wrong_passwords_lock_the_address_for_a_while_and_no_other(ann):
    add_user(by=BY, email="ben@example.org", name="Ben", password=PASSWORD)
    for _ in range(5):
        browser(ann.email, "wrong words entirely")
    page = browser().post("/sign-in", {"login": ann.email.upper(), "password": PASSWORD})
    assert "Too many wrong tries. Nobody was signed in. Wait 15 minutes" in page.text
    assert signed_in(browser("ben@example.org"))
    cache.clear()
    assert signed_in(browser(ann.email))


def test_failures_are_counted_where_every_worker_sees_them(ann):
    browser(ann.email, "wrong words entirely")
    kept = Remembered.objects.filter(cache_key__contains="login_failed")
    assert kept.count() == 2
    assert all(row.expires > timezone.now() for row in kept)
    assert not kept.filter(cache_key__contains="ann").exists()


def test_a_sign_in_is_kept_in_the_trail_and_the_password_is_not(ann):
    browser(ann.email)
    event = Event.objects.last()
    assert (event.verb, event.actor_ref) == ("sign_in", f"user:{ann.pk}")
    assert PASSWORD not in str(list(Event.objects.values()))


def test_nobody_signs_up(db):
    for where in ("/sign-up", "/accounts/signup/", "/signup/"):
        assert browser().get(where).status_code == 404


def test_going_on_to_the_page_that_was_asked_for(ann):
    client = browser()
    asked = client.get("/your-sign-in/where/")
    page = client.get(asked.url)
    assert 'name="next" value="/your-sign-in/where/"' in page.text
    wanted = {"login": ann.email, "password": PASSWORD}
    there = client.post(asked.url, {**wanted, "next": "/your-sign-in/where/"})
    assert there.url == "/your-sign-in/where/"
    away = browser().post("/sign-in", {**wanted, "next": "https://evil.example/"})
    assert away.url == "/"


def test_an_app_is_asked_for_after_the_password(ann, secret):
    client = browser()
    step = client.post("/sign-in", {"login": ann.email, "password": PASSWORD})
    assert step.url == "/sign-in/second-step"
    assert not signed_in(client)
    wrong = client.post("/sign-in/second-step", {"code": "000000"})
    assert "That code is not right, or no longer." in wrong.text
    cache.clear()
    client.post("/sign-in/second-step", {"code": code_for(secret)})
    assert signed_in(client)
    assert letters(ann.email)[-1]["subject"].startswith("An authenticator app was added")


def test_a_code_does_not_work_twice(ann, secret):
    code = code_for(secret)
    for first in (True, False):
        client = browser(ann.email)
        client.post("/sign-in/second-step", {"code": code})
        assert signed_in(client) is first


def test_a_recovery_code_works_once(ann, secret):
    client = browser(ann.email)
    client.post("/sign-in/second-step", {"code": code_for(secret)})
    client.post("/your-sign-in/again", {"password": PASSWORD})
    codes = re.findall(r"<code>(\w+)</code>", client.get("/your-sign-in/steps/codes").text)
    assert len(codes) == 10
    file = client.get("/your-sign-in/steps/codes/file")
    assert file.text.split() == codes
    for works in (True, False):
        again = browser(ann.email)
        again.post("/sign-in/second-step", {"code": codes[0]})
        assert signed_in(again) is works


def test_an_app_is_added_only_after_the_password_once_more(ann):
    client = browser(ann.email)
    asked = client.get("/your-sign-in/steps/app")
    assert asked.url.startswith("/your-sign-in/again")
    wrong = client.post(asked.url, {"password": "wrong words entirely"})
    assert "That password is not right. Nothing was changed." in wrong.text


def test_an_app_can_be_taken_off(ann, secret):
    client = browser(ann.email)
    client.post("/sign-in/second-step", {"code": code_for(secret)})
    client.post("/your-sign-in/again", {"password": PASSWORD})
    client.post("/your-sign-in/steps/app/off")
    assert signed_in(browser(ann.email))
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"add_second_step", "remove_second_step"} <= verbs
    assert first_broken_event() is None


def test_a_forgotten_password_is_chosen_anew_by_a_letter(ann):
    client = browser()
    for email in (ann.email, "nobody@example.org"):
        sent = client.post("/sign-in/forgotten", {"email": email})
        assert sent.url == "/sign-in/forgotten/sent"
    (letter,) = letters()
    assert letter["to"] == ann.email
    link = re.search(r"http://testserver(/sign-in/forgotten/\S+)", letter["text"])[1]
    choose = client.get(link).url
    assert "Choose a new password" in client.get(choose).text
    weak = client.post(choose, {"password1": "short", "password2": "short"})
    assert "too short" in weak.text
    client.post(choose, {"password1": NEW, "password2": NEW})
    assert not signed_in(browser(ann.email))
    assert signed_in(browser(ann.email, NEW))
    assert "This link is not good, or no longer" in browser().get(link).text
    assert "reset_password" in Event.objects.values_list("verb", flat=True)


def test_changing_the_password_signs_out_everywhere_else(ann):
    here, there = browser(ann.email), browser(ann.email)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    wrong = here.post("/your-sign-in/password", {**given, "oldpassword": "not it at all"})
    assert "That is not your present password" in wrong.text
    here.post("/your-sign-in/password", given)
    assert signed_in(here)
    assert not signed_in(there)
    assert letters(ann.email)[-1]["subject"] == "Your password was changed"


def test_where_a_person_is_signed_in_is_listed_in_words(ann):
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1"
    here, _ = browser(ann.email), browser(ann.email, agent=phone)
    page = here.get("/your-sign-in/where/").text
    assert "Chrome on Windows" in page
    assert "Safari on an iPhone" in page
    assert page.count("✓ This one") == 1


def test_one_sign_in_is_ended_from_another(ann):
    here, there = browser(ann.email), browser(ann.email)
    page = here.get("/your-sign-in/where/").text
    keys = re.findall(r'name="session" value="(\d+)"', page)
    own = here.session.session_key
    other = UserSession.objects.exclude(session_key=own).get().pk
    assert str(other) in keys
    here.post("/your-sign-in/where/", {"session": other})
    assert signed_in(here)
    assert not signed_in(there)


def test_signing_out_everywhere(ann):
    here, there = browser(ann.email), browser(ann.email)
    left = here.post("/your-sign-in/where/", {"session": "all"})
    assert left.url == "/sign-in"
    assert not signed_in(here)
    assert not signed_in(there)
    ended = Event.objects.filter(verb="end_sessions").get()
    assert ended.after == {"sessions": 2}


def test_nobody_ends_the_sign_in_of_another(ann, area):
    add_user(by=BY, email="ben@example.org", name="Ben", password=PASSWORD)
    hers, his = browser(ann.email), browser("ben@example.org")
    key = UserSession.objects.get(user=ann).pk
    his.post("/your-sign-in/where/", {"session": key})
    assert signed_in(hers)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605", "Safari on a Mac"),
        ("curl/8.5", "A device we do not know"),
        ("", "A device we do not know"),
    ],
)
def test_a_device_is_told_in_words(agent, words):
    assert device_words(agent) == words


def test_who_lost_app_and_codes_is_let_in_by_password_again(ann, secret):
    with pytest.raises(UserError, match="Nobody signs in"):
        take_off_second_steps(by=BY, email="nobody@example.org")
    take_off_second_steps(by=BY, email=ann.email)
    assert signed_in(browser(ann.email))
    assert letters(ann.email)[-1]["subject"] == "Your second step was taken off"
    with pytest.raises(UserError, match="has no second step"):
        take_off_second_steps(by=BY, email=ann.email)


def test_asking_too_often_is_answered_with_a_page(ann, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    browser(ann.email)
    page = browser().post("/sign-in", {"login": ann.email, "password": PASSWORD})
    assert page.status_code == 429
    assert "Wait a few minutes and try again." in page.text


@pytest.mark.parametrize(("length", "kept"), [(64, True), (128, True), (129, False)])
def test_a_password_may_be_long_but_not_endless(ann, length, kept):
    long = ("thread of many words " * 7)[:length].replace(" ", "-")
    client = confirmed(ann.email)
    given = {"oldpassword": PASSWORD, "password1": long, "password2": long}
    page = client.post("/your-sign-in/password", given)
    assert ("This password is too long. It may have 128 characters." in page.text) is not kept
    ann.refresh_from_db()
    assert ann.check_password(long) is kept
