"""Names and addresses put right: by oneself, by an administrator, from the command line."""

from datetime import date

import pytest

from goldenthread.accounts.changes import add_user, change_address, give_role, rename_person
from goldenthread.accounts.models import User
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.cli import main
from goldenthread.core.errors import UserError

from .conftest import BY, PASSWORD, browser, letters, signed_in


@pytest.fixture
def bob(area) -> User:
    user = add_user(by=BY, email="bob@example.org", name="Bob Exmaple", password=PASSWORD)
    give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 1, 1))
    return user


def of_bob(area, bob) -> str:
    return f"/areas/{area.slug}/people/{bob.pk}/name"


def test_one_puts_ones_own_name_right_and_the_trail_holds_digests(bob):
    client = browser("bob@example.org")
    assert "Change your name" in client.get("/your-sign-in/").text
    page = client.post("/your-sign-in/name", {"name": " Bob Example "}, follow=True)
    assert "You are Bob Example here." in page.text
    bob.refresh_from_db()
    assert bob.name == "Bob Example"
    event = Event.objects.get(verb="rename_person")
    assert event.actor_name == "Bob Exmaple"
    for value in (event.before["name"], event.after["name"]):
        assert value.startswith("digest:")
    assert event.before != event.after
    assert first_broken_event() is None
    client.post("/your-sign-in/name", {"name": "Bob Example"})
    assert Event.objects.filter(verb="rename_person").count() == 1


@pytest.mark.parametrize("name", ["", "   ", "\0", "x" * 201])
def test_no_name_at_all_is_refused(bob, name):
    assert browser("bob@example.org").post("/your-sign-in/name", {"name": name}).status_code == 400
    with pytest.raises(UserError):
        rename_person(by=BY, user=bob, name=name)
    bob.refresh_from_db()
    assert bob.name == "Bob Exmaple"


def test_an_administrator_puts_both_right_and_both_addresses_are_told(area, ann, bob):
    client = browser("ann@example.org")
    assert of_bob(area, bob) in client.get(f"/areas/{area.slug}/people/").text
    sent = {"name": "Bob Example", "email": "Robert@Example.org"}
    assert client.post(of_bob(area, bob), sent).status_code == 302
    bob.refresh_from_db()
    assert (bob.name, bob.email) == ("Bob Example", "robert@example.org")
    for to in ("bob@example.org", "robert@example.org"):
        [letter] = [x for x in letters(to) if "another address" in x["subject"]]
        assert "tell your administrator" in letter["text"]
    event = Event.objects.get(verb="change_address")
    assert event.after["email"].startswith("digest:")
    assert "example.org" not in str(event.before) + str(event.after)
    assert signed_in(browser("robert@example.org"))
    assert not signed_in(browser("bob@example.org"))


@pytest.mark.parametrize("email", ["", "nobody", "ann@example.org", "ANN@example.org", "a\0@b.org"])
def test_an_address_that_will_not_do_keeps_neither(area, ann, bob, email):
    page = browser("ann@example.org").post(of_bob(area, bob), {"name": "Other", "email": email})
    assert page.status_code == 400
    bob.refresh_from_db()
    assert (bob.name, bob.email) == ("Bob Exmaple", "bob@example.org")
    assert letters("bob@example.org") == []


def test_only_who_administers_every_area_of_a_person_may(area, ann, bob):
    assert browser("bob@example.org").get(of_bob(area, bob)).status_code == 403
    elsewhere = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    give_role(by=BY, user=bob, area=elsewhere, role=Role.ADMINISTRATOR, starts=date(2020, 1, 1))
    sent = {"name": "Bob", "email": "taken@example.org"}
    for answer in (
        browser("ann@example.org").get(of_bob(area, bob)),
        browser("ann@example.org").post(of_bob(area, bob), sent),
    ):
        assert answer.status_code == 403
        assert "an area that you do not administer" in answer.text
    bob.refresh_from_db()
    assert bob.email == "bob@example.org"


def test_a_person_of_another_area_is_not_found(area, ann):
    stranger = add_user(by=BY, email="eve@example.org", name="Eve", password=None)
    assert browser("ann@example.org").get(of_bob(area, stranger)).status_code == 404


def test_the_same_address_changes_nothing(bob):
    assert change_address(by=BY, user=bob, email=" BOB@example.org ") is False
    assert letters("bob@example.org") == []


def test_from_the_command_line(bob, capsys):
    assert main(["person", "rename", "bob@example.org", "--name", "Bob", "--email", "b@x.org"]) == 0
    assert "Bob, b@x.org: is kept." in capsys.readouterr().out
    for wrong in (["nobody@x.org", "--name", "Eve"], ["b@x.org"], ["b@x.org", "--email", "no"]):
        assert main(["person", "rename", *wrong]) != 0
        assert "Nothing was changed" in capsys.readouterr().err
    bob.refresh_from_db()
    assert (bob.name, bob.email) == ("Bob", "b@x.org")
