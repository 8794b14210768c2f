"""Who manages people has a second step before anything else; a setting says who is asked."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.changes import add_user, give_role, make_token, take_off_second_steps
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import without_second_step
from goldenthread.accounts.rules import Role, Scope, owes_second_step
from goldenthread.config.signing_in import second_step

from .conftest import BY, PASSWORD, browser, signed_in, today
from .test_signing_in import code_for, confirmed, secret

pytestmark = pytest.mark.django_db
PEOPLE = "/areas/anyshire/people/"
__all__ = ["secret"]


@pytest.fixture
def asked(settings) -> None:
    """Ask a second step of administrators, as an installation does unless told otherwise."""
    settings.SECOND_STEP = "administrators"


@pytest.fixture
def bob(area) -> User:
    user = add_user(by=BY, email="bob@example.org", name="Bob", password=PASSWORD)
    give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 1, 1))
    return user


@pytest.mark.parametrize("where", [PEOPLE, "/areas/anyshire/tokens/", "/changes/"])
def test_an_administrator_without_one_is_led_to_where_it_is_set_up(asked, ann, where):
    client = browser(ann.email)
    assert signed_in(client)
    led = client.get(where)
    assert (led.status_code, led.url) == (302, "/your-sign-in/steps/")
    page = client.get(led.url).text
    assert "Your roles here ask for a second step when you sign in, and you have none" in page
    assert "Not done" in page


def test_nothing_can_be_sent_without_one_either(asked, ann):
    invited = {"name": "Ben", "email": "ben@example.org", "roles": ["reader"], "body": ""}
    led = browser(ann.email).post(f"{PEOPLE}invite", invited)
    assert (led.status_code, led.url) == (302, "/your-sign-in/steps/")
    assert User.objects.filter(email="ben@example.org").count() == 0


def test_once_it_is_set_up_everything_opens(asked, ann):
    client = confirmed(ann.email)
    page = client.get("/your-sign-in/steps/app").text
    found = page.partition('class="gt-key">')[2].partition("<")[0]
    client.post("/your-sign-in/steps/app", {"code": code_for(found)})
    assert client.get(PEOPLE).status_code == 200
    assert client.get("/changes/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(asked, ann):
    Authenticator.objects.create(user=ann, type="recovery_codes", data={})
    assert browser(ann.email).get(PEOPLE).status_code == 302


def test_who_loses_it_is_asked_again(asked, ann, secret):
    take_off_second_steps(by=BY, email=ann.email)
    assert browser(ann.email).get(PEOPLE).status_code == 302


def test_others_are_asked_only_where_everybody_is(asked, bob, settings):
    client = browser(bob.email)
    assert client.get("/areas/anyshire/").status_code == 200
    settings.SECOND_STEP = "everybody"
    assert client.get("/areas/anyshire/").status_code == 302
    settings.SECOND_STEP = "nobody"
    assert client.get("/areas/anyshire/").status_code == 200


def test_the_token_of_who_owes_one_opens_nothing(asked, ann, area):
    ends = timezone.now() + timedelta(days=1)
    made = {"by": BY, "user": ann, "area": area, "name": "x", "scope": Scope.READ}
    raw = make_token(**made, expires=ends)[1]
    program = Client(headers={"Authorization": f"Bearer {raw}"})
    refused = program.get("/api/1/areas/anyshire/plans")
    assert refused.status_code == 403
    assert "second step" in refused.text


def test_who_owes_one_is_known(asked, ann, bob, settings):
    assert without_second_step(today()) == [ann]
    settings.SECOND_STEP = "everybody"
    assert without_second_step(today()) == [ann, bob]
    Authenticator.objects.create(user=ann, type="totp", data={})
    assert without_second_step(today()) == [bob]
    settings.SECOND_STEP = "nobody"
    assert without_second_step(today()) == []


@pytest.mark.parametrize(
    ("asked_of", "owing"),
    [
        ("administrators", {Role.ADMINISTRATOR}),
        ("everybody", set(Role)),
        ("nobody", set()),
    ],
)
def test_of_whom_it_is_asked(asked_of, owing):
    assert {role for role in Role if owes_second_step(asked_of, {role})} == owing


def test_a_slip_of_the_pen_asks_it_of_nobody_never(monkeypatch):
    monkeypatch.delenv("SECOND_STEP", raising=False)
    assert second_step() == "administrators"
    monkeypatch.setenv("SECOND_STEP", " Everybody ")
    assert second_step() == "everybody"
    monkeypatch.setenv("SECOND_STEP", "none")
    with pytest.raises(ValueError, match="administrators, everybody, nobody"):
        second_step()
