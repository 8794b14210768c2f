"""Areas and people from the command line: each mistake is a sentence and changes nothing."""

import io
import sys
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone

from goldenthread.accounts.models import RoleHeld, User
from goldenthread.accounts.queries import roles_in, user_with_email
from goldenthread.accounts.rules import ROLE_NAMES, Role, role_called
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event, latest_event
from goldenthread.cli import main
from goldenthread.core.errors import UserError

pytestmark = pytest.mark.django_db
PASSWORD = "follow the red thread"
LEAD = ("--area", "anyshire", "--role", "improvement-lead")


@pytest.fixture
def said(capsys, monkeypatch):
    """Return a function that runs a command and returns its code and what it said."""

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(words)
        out, err = capsys.readouterr()
        assert PASSWORD not in out + err
        return code, out, err

    return run


@pytest.fixture
def anyshire(said) -> LocalArea:
    assert said("area", "add", "anyshire", "Anyshire", "--code", "E06000999")[0] == 0
    return LocalArea.objects.get(slug="anyshire")


@pytest.fixture
def person(said, anyshire) -> User:
    words = ("person", "add", "Lead@Anyshire.example", "The lead", *LEAD, "--password-stdin")
    assert said(*words, typed=f"{PASSWORD}\n")[0] == 0
    return User.objects.get(email="lead@anyshire.example")


def test_an_area_is_added_with_its_dates_and_listed(said):
    added = said(
        "area", "add", "anyshire", "Anyshire", "--from", "2023-04-01", "--to", "2030-03-31"
    )
    assert added[0] == 0
    area = LocalArea.objects.get(slug="anyshire")
    assert (str(area.starts), str(area.ends)) == ("2023-04-01", "2030-03-31")
    assert latest_event("area", area.pk).actor_name == "Command line"
    assert "anyshire" in said("area", "list")[1]
    assert "2023-04-01 to 2030-03-31" in said("area", "list")[1]


def test_with_nothing_here_the_lists_say_how_to_begin(said):
    assert "goldenthread area add" in said("area", "list")[1]
    assert "goldenthread person add" in said("person", "list")[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("anyshire", "Again"), "already"),
        (("Any Shire", "X"), "cannot stand in an address"),
        (("x" * 51, "X"), "cannot stand in an address"),
        (("", "X"), "cannot stand in an address"),
        (("x\0", "X"), "cannot stand in an address"),
        (("x", " "), "needs a name"),
        (("x", "X" * 201), "needs a name"),
        (("x", "X\0"), "needs a name"),
        (("x", "X", "--code", "E" * 21), "20 characters"),
        (("x", "X", "--from", "tuesday"), "is no day"),
        (("x", "X", "--from", "2024-01-01", "--to", "2023-01-01"), "would end"),
    ],
)
def test_an_area_that_cannot_be(said, anyshire, words, sentence):
    code, out, err = said("area", "add", *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Nothing was" in err
    assert LocalArea.objects.count() == 1


def test_a_person_is_let_in_with_a_role_and_a_password_that_is_never_shown(said, anyshire, person):
    assert person.check_password(PASSWORD)
    assert roles_in(person, anyshire) == {Role.IMPROVEMENT_LEAD}
    kept = str(list(Event.objects.values()))
    assert PASSWORD not in kept
    listed = said("person", "list")[1]
    assert "lead@anyshire.example" in listed
    assert "Improvement lead, anyshire" in listed
    assert first_broken_event() is None


def test_another_role_keeps_name_and_password(said, anyshire, person):
    words = ("person", "add", "LEAD@anyshire.example", "Other name", "--area", "anyshire")
    code, out, _ = said(*words, "--role", "Reader", "--from", "2020-01-01")
    assert code == 0
    assert "as they were" in out
    person.refresh_from_db()
    assert (person.name, person.check_password(PASSWORD)) == ("The lead", True)
    assert roles_in(person, anyshire) == {Role.IMPROVEMENT_LEAD, Role.READER}


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (("new@x.example", "N", "--area", "nowhere", "--role", "reader"), "", "Here are: anyshire"),
        (("new@x.example", "N", "--area", "a\0", "--role", "reader"), "", "no local area"),
        (("new@x.example", "N", "--area", "anyshire", "--role", "king"), "", "The roles are: "),
        (("lead@anyshire.example", "N", *LEAD), "", "already, since"),
        (("nobody", "N", *LEAD, "--password-stdin"), PASSWORD, "is no e-mail address"),
        (("a\0@x.example", "N", *LEAD, "--password-stdin"), PASSWORD, "is no e-mail address"),
        (("new@x.example", " ", *LEAD, "--password-stdin"), PASSWORD, "needs a name"),
        (("new@x.example", "N\0", *LEAD, "--password-stdin"), PASSWORD, "needs a name"),
        (("new@x.example", "N" * 201, *LEAD, "--password-stdin"), PASSWORD, "needs a name"),
        (("new@x.example", "N", *LEAD, "--password-stdin"), "short\n", "too short"),
        (("new@x.example", "N", *LEAD, "--password-stdin"), "password1234\n", "too common"),
        (("new@x.example", "N", *LEAD, "--password-stdin"), "new@x.example\n", "too similar"),
        (("new@x.example", "N", *LEAD, "--password-stdin"), "\n", "is empty"),
        (("new@x.example", "N", *LEAD), "", "No password was given"),
        (
            ("new@x.example", "N", *LEAD, "--from", "31/12/2020", "--password-stdin"),
            PASSWORD,
            "is no day",
        ),
    ],
)
def test_a_person_who_cannot_be_let_in(said, person, words, typed, sentence):
    events = Event.objects.count()
    code, out, err = said("person", "add", *words, typed=typed)
    assert (code, out) == (2, "")
    assert sentence in err
    assert (User.objects.count(), RoleHeld.objects.count()) == (1, 1)
    assert Event.objects.count() == events


def test_on_a_terminal_it_asks_twice(anyshire, monkeypatch):
    terminal = Mock(isatty=lambda: True)
    asked = Mock(side_effect=[PASSWORD, PASSWORD])
    monkeypatch.setattr("goldenthread.cli.person.getpass", asked)
    monkeypatch.setattr(sys, "stdin", terminal)
    assert main(("person", "add", "new@x.example", "New", *LEAD)) == 0
    assert asked.call_count == 2
    assert user_with_email("new@x.example").check_password(PASSWORD)


def test_on_a_terminal_two_that_differ_are_refused(anyshire, monkeypatch, capsys):
    monkeypatch.setattr("goldenthread.cli.person.getpass", Mock(side_effect=[PASSWORD, "other"]))
    monkeypatch.setattr(sys, "stdin", Mock(isatty=lambda: True))
    assert main(("person", "add", "new@x.example", "New", *LEAD)) == 2
    assert "differ" in capsys.readouterr().err
    assert not User.objects.exists()


def test_a_role_ends_at_once_and_stays_on_record(said, anyshire, person):
    assert "no longer" in said("person", "end", "lead@anyshire.example", *LEAD)[1]
    assert roles_in(person, anyshire) == frozenset()
    held = RoleHeld.objects.get(user=person)
    assert held.ends == timezone.localdate() - timedelta(days=1)
    code, _, err = said("person", "end", "lead@anyshire.example", *LEAD)
    assert code == 2
    assert "today. Nothing was changed." in err


def test_a_role_ended_by_mistake_is_given_again(said, anyshire, person):
    said("person", "end", "lead@anyshire.example", *LEAD)
    assert said("person", "add", "lead@anyshire.example", "The lead", *LEAD)[0] == 0
    assert roles_in(person, anyshire) == {Role.IMPROVEMENT_LEAD}
    assert latest_event("role", RoleHeld.objects.get().pk).verb == "give_role"


def test_a_role_may_end_on_a_later_day(said, anyshire, person):
    day = timezone.localdate() + timedelta(days=30)
    words = ("person", "end", "lead@anyshire.example", *LEAD, "--last-day", day.isoformat())
    assert f"to the end of {day}" in said(*words)[1]
    assert roles_in(person, anyshire) == {Role.IMPROVEMENT_LEAD}
    assert roles_in(person, anyshire, day + timedelta(days=1)) == frozenset()


@pytest.mark.parametrize("email", ["who@x.example", "a\0b", "x" * 5000])
def test_nobody_there_is_said(said, person, email):
    for words in (("end", email, *LEAD), ("password", email, "--password-stdin")):
        code, _, err = said("person", *words, typed=PASSWORD)
        assert code == 2
        assert "Nothing was changed" in err


def test_a_new_password(said, person):
    new = "another long thread"
    words = ("person", "password", "lead@anyshire.example", "--password-stdin")
    assert said(*words, typed=new)[0] == 0
    person.refresh_from_db()
    assert person.check_password(new)
    assert latest_event("user", person.pk).verb == "change_password"
    assert said(*words, typed="short")[0] == 2
    person.refresh_from_db()
    assert person.check_password(new)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_known_by_its_code_and_by_its_name(role):
    for words in (role.value, role.value.replace("_", "-"), ROLE_NAMES[role], f" {role.upper()} "):
        assert role_called(words) is role


def test_a_role_that_is_none_is_told():
    with pytest.raises(UserError, match="The roles are: administrator, improvement-lead"):
        role_called("")
