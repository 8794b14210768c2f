"""What a watch is kept on: refusals, wrong passwords and codes; never a secret or a name."""

import json
import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from tests.accounts.conftest import BY, PASSWORD, browser, letters
from tests.accounts.conftest import ann as ann
from tests.accounts.conftest import area as area
from tests.accounts.test_signing_in import code_for
from tests.accounts.test_signing_in import secret as secret

pytestmark = pytest.mark.django_db
WRONG = "wrong words entirely"


@pytest.fixture
def lines(caplog):
    """Return what was written to the log of security since, each line read as JSON."""
    caplog.set_level(logging.INFO, logger="goldenthread.security")

    def read() -> list[dict]:
        said = [r.getMessage() for r in caplog.records if r.name == "goldenthread.security"]
        assert not any("\n" in line for line in said)
        return [json.loads(line) for line in said]

    return read


def named(lines, event: str) -> list[dict]:
    return [line for line in lines() if line["security"] == event]


def test_a_wrong_password_is_noted_without_it_and_without_the_address(ann, lines):
    browser(ann.email, WRONG)
    browser("ANN@example.org", WRONG)
    browser("nobody@example.org", WRONG)
    first, second, other = named(lines, "wrong_password")
    assert first["address"] == second["address"] != other["address"]
    assert (first["ip"], first["page"], first["method"]) == (
        "127.0.0.1",
        "accounts:sign_in",
        "POST",
    )
    assert "who" not in first
    for words in (WRONG, "ann@", "nobody@", "Ann"):
        assert words not in json.dumps(lines())


def test_a_refusal_that_came_through_a_socket_is_noted_without_an_address(db, lines):
    refused = Client(REMOTE_ADDR="").get("/api/1/areas")
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    (line,) = lines()
    assert "ip" not in line
    assert line["status"] == 401


def test_an_address_that_is_locked_is_noted_once_and_kept_in_the_trail(ann, lines):
    for _ in range(8):
        browser(ann.email, WRONG)
        browser("nobody@example.org", WRONG)
    assert len(named(lines, "locked_out")) == 2
    event = Event.objects.get(verb="lock_out")
    assert (event.subject, event.subject_ref) == ("user", str(ann.pk))
    assert first_broken_event() is None


def test_a_wrong_code_is_noted(ann, secret, lines):
    client = browser()
    client.post("/sign-in", {"login": ann.email, "password": PASSWORD})
    client.post("/sign-in/second-step", {"code": "000000"})
    (line,) = named(lines, "wrong_code")
    assert line["account"] == f"user:{ann.pk}"
    assert "000000" not in json.dumps(lines())
    assert named(lines, "code_used_again") == []


def test_a_code_entered_again_is_noted_kept_and_told(ann, secret, lines):
    cache.clear()
    code = code_for(secret)
    for _ in range(2):
        client = browser()
        client.post("/sign-in", {"login": ann.email, "password": PASSWORD})
        client.post("/sign-in/second-step", {"code": code})
    assert len(named(lines, "code_used_again")) == 1
    assert Event.objects.filter(verb="refuse_code_used_again").count() == 1
    assert letters(ann.email)[-1]["subject"] == "A code of your app was entered twice"
    assert code not in json.dumps([*lines(), *letters(ann.email)])


def test_a_refused_page_is_noted_with_who_and_where(ann, area, lines):
    ben = add_user(by=BY, email="ben@example.org", name="Ben", password=PASSWORD)
    client = browser(ben.email)
    assert client.get("/areas/anyshire/people/?q=secret").status_code == 403
    (line,) = named(lines, "refused")
    assert line["who"] == f"user:{ben.pk}"
    assert (line["page"], line["area"], line["status"]) == ("accounts:people", "anyshire", 403)
    assert "secret" not in json.dumps(line)


def test_a_program_without_a_token_is_noted(area, lines):
    assert Client().get("/api/1/areas/anyshire/plans").status_code == 401
    (line,) = named(lines, "not_signed_in")
    assert line["page"].startswith("api:")


def test_nothing_a_stranger_writes_begins_a_line_of_its_own(ann, lines):
    evil = 'x@example.org\n{"security": "all_is_well"}'
    browser(evil, WRONG)
    Client().generic("EVIL", "/areas/anyshire\n%0a{}/people/")
    assert named(lines, "all_is_well") == []
    Client(enforce_csrf_checks=True).post("/sign-in", {"login": evil, "password": WRONG})
    assert [line["security"] for line in lines()][-1] == "refused"


def test_what_a_signed_in_person_sees_is_kept_by_no_browser_or_proxy(ann, area):
    client = browser(ann.email)
    for where in ("/your-sign-in/", "/areas/anyshire/people/", "/areas/nowhere/", "/changes/"):
        assert client.get(where).headers["Cache-Control"] == "no-store", where
    assert "no-store" not in Client().get("/public/").headers.get("Cache-Control", "")


def later(monkeypatch, **ahead: float) -> None:
    """Let time have passed for whoever asks Django for it."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(**ahead))


def test_half_an_hour_of_silence_ends_a_sign_in(ann, monkeypatch, lines):
    client = browser(ann.email)
    assert client.get("/your-sign-in/").status_code == 200
    later(monkeypatch, minutes=29)
    assert client.get("/your-sign-in/").status_code == 200
    later(monkeypatch, minutes=31)
    ended = client.get("/your-sign-in/where/")
    assert (ended.status_code, ended.url) == (302, "/sign-in?next=/your-sign-in/where/")
    assert "you opened no page for 30 minutes" in client.get(ended.url).text
    assert client.get("/your-sign-in/").status_code == 302
    assert len(named(lines, "sign_in_over")) == 1


def test_no_sign_in_lasts_longer_than_twelve_hours_however_busy(ann, monkeypatch):
    client = browser(ann.email)
    client.get("/your-sign-in/")
    start = timezone.now
    for minutes in range(20, 12 * 60, 20):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: start() + timedelta(minutes=m))
        assert client.get("/your-sign-in/").status_code == 200, minutes
    monkeypatch.setattr(timezone, "now", lambda: start() + timedelta(minutes=12 * 60 + 1))
    ended = client.get("/your-sign-in/")
    assert ended.status_code == 302
    assert "a sign-in lasts 12 hours at most" in client.get(ended.url).text


def test_what_was_typed_meanwhile_is_shown_to_copy_and_not_saved(ann, monkeypatch):
    client = browser(ann.email)
    client.get("/your-sign-in/")
    later(monkeypatch, minutes=45)
    typed = {"name": "Ann <b>Of</b> Anyshire", "password": "never shown", "empty": ""}
    page = client.post("/your-sign-in/name", typed)
    assert page.status_code == 403
    assert "What you sent just now was not saved." in page.text
    assert "Ann &lt;b&gt;Of&lt;/b&gt; Anyshire</textarea>" in page.text
    assert "never shown" not in page.text
    assert "/sign-in?next=" in page.text
    ann.refresh_from_db()
    assert ann.name == "Ann Example"
    assert client.get("/your-sign-in/").status_code == 302


def test_a_families_page_never_asks_who_is_there(ann, monkeypatch):
    client = browser(ann.email)
    client.get("/your-sign-in/")
    later(monkeypatch, minutes=45)
    assert client.get("/public/").status_code == 200


def test_tokens_and_addresses_ask_who_it_is_again(ann, area, monkeypatch):
    import time

    client = browser(ann.email)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 11 * 60)
    ends = (timezone.localdate() + timedelta(days=9)).isoformat()
    form = {"name": "Figures", "scope": "read", "expires": ends}
    asked = client.post("/areas/anyshire/tokens/", form)
    assert asked.url == "/your-sign-in/again?next=%2Fareas%2Fanyshire%2Ftokens%2F"
    assert ann.tokens.count() == 0
    named_ = client.post(f"/areas/anyshire/people/{ann.pk}/name", {"name": "A", "email": "a@b.org"})
    assert named_.url.startswith("/your-sign-in/again?next=")
    ann.refresh_from_db()
    assert ann.email == "ann@example.org"
    client.post("/areas/anyshire/tokens/", form)
    there = {"password": PASSWORD, "next": "/areas/anyshire/tokens/"}
    made = client.post(asked.url, there)
    assert made.status_code == 200
    assert "Copy the token now" in made.text
    assert ann.tokens.count() == 1
