"""Signing in by another organisation's OpenID Connect, a second process on loopback."""

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount

from goldenthread.accounts.changes import invite
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import roles_in, user_with_email
from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event
from goldenthread.config.elsewhere import open_id_connect
from tests.guards.house import ROOT

from .conftest import BY, browser, signed_in
from .provider import CLIENT, PASSWORD, SECRET

pytestmark = pytest.mark.django_db
START = "/sign-in/with/organisation"
BACK = "http://testserver/sign-in/with/organisation/back"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the other organisation's sign-in and return its address."""
    folder = tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "tests.accounts.provider", str(folder), BACK]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline().strip()
            assert port, "the provider did not start"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(autouse=True)
def known(provider, monkeypatch, settings) -> None:
    """Name the provider in the environment, as an installation does."""
    monkeypatch.setenv("OIDC_SERVER_URL", provider)
    monkeypatch.setenv("OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("OIDC_CLIENT_SECRET", SECRET)
    monkeypatch.setenv("OIDC_NAME", "Anyshire Council")
    settings.SOCIALACCOUNT_PROVIDERS = open_id_connect()


def come_back(client, email: str) -> str:
    """Go to the provider, sign in there, and return where it sends the browser."""
    there = client.post(START)
    assert there.status_code == 302
    with requests.Session() as session:
        asked = session.get(there.url)
        token = session.cookies["provider_csrf"]
        form = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token}
        session.post(asked.url, form, allow_redirects=False)
        granted = session.get(there.url, allow_redirects=False)
    return granted.headers["Location"]


def through(client, email: str):
    """Return the page on which a browser ends after signing in at the provider."""
    back = come_back(client, email)
    assert back.startswith(BACK)
    return client.get(back.removeprefix("http://testserver"))


def test_somebody_invited_here_signs_in_there(ann):
    client = browser()
    assert through(client, "ann@example.org").url == "/"
    assert signed_in(client)
    assert SocialAccount.objects.get().user == ann
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert "sign_in" in verbs
    again = browser()
    through(again, "ann@example.org")
    assert signed_in(again)
    assert SocialAccount.objects.count() == 1


def test_the_password_here_still_works_after_it(ann):
    through(browser(), "ann@example.org")
    assert signed_in(browser(ann.email))


def test_it_asks_by_code_with_pkce_and_a_state(ann):
    asked = parse_qs(urlsplit(browser().post(START).url).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) >= 43
    assert asked["state"][0]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


@pytest.mark.parametrize("email", ["stranger@example.org", "doubtful@example.org"])
def test_nobody_else_is_let_in(ann, email):
    if email.startswith("doubtful"):
        ann.email = email
        ann.save()
    client = browser()
    page = through(client, email)
    assert "You are not invited yet" in page.text
    assert not signed_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(("email", "let_in"), [("stranger", True), ("doubtful", False)])
def test_an_invitation_is_taken_up_by_a_verified_address(ann, area, email, let_in):
    address = f"{email}@example.org"
    invite(
        by=BY,
        area=area,
        email=address.upper(),
        name="Sam Example",
        roles=[Role.READER],
        body=None,
        link=str,
    )
    client = browser()
    through(client, address)
    assert signed_in(client) is let_in
    sam = user_with_email(address)
    assert (sam is not None) is let_in
    if let_in:
        assert roles_in(sam, area) == {Role.READER}
        assert not sam.has_usable_password()
        assert "Set a password" in client.get("/your-sign-in/").text


def test_an_answer_that_another_browser_asked_for_is_refused(ann):
    back = come_back(browser(), "ann@example.org").removeprefix("http://testserver")
    other = browser()
    assert other.get(back).status_code in {401, 403}
    assert not signed_in(other)


def test_an_answer_is_good_once(ann):
    client = browser()
    back = come_back(client, "ann@example.org").removeprefix("http://testserver")
    client.get(back)
    client.post("/sign-out")
    client.get(back)
    assert not signed_in(client)


def test_the_page_offers_it_and_lets_its_form_go_there(provider):
    page = browser().get("/sign-in")
    assert "Sign in with Anyshire Council" in page.text
    assert f"form-action 'self' {provider};" in page.headers["Content-Security-Policy"]
    assert browser().get("/sign-in/with/other").status_code == 404


def test_opening_its_address_goes_nowhere_by_itself():
    page = browser().get(START)
    assert page.status_code == 200
    assert "You are about to go to Anyshire Council" in page.text


def test_without_all_it_needs_there_is_no_such_sign_in(monkeypatch):
    monkeypatch.delenv("OIDC_CLIENT_SECRET")
    assert open_id_connect() == {}
