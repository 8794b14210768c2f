"""The trail as the application has it: the database guards it, no person's name stands in it."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from goldenthread import example
from goldenthread.accounts.changes import add_user, erase_person, give_role, put_in_post
from goldenthread.accounts.models import RoleHeld, User
from goldenthread.accounts.queries import holder_of
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import forget_actor, record
from goldenthread.audit.models import ChainHead, Event
from goldenthread.audit.queries import chain_state, first_broken_event
from goldenthread.audit.rules import GENESIS, Actor, chained_hash, keyed_digest, without_persons
from goldenthread.cli import main
from tests.trail import unguarded

from .conftest import BY, PASSWORD, browser, letters, signed_in, today

pytestmark = pytest.mark.django_db
OLDER = import_module("goldenthread.audit.migrations.0002_actor_digest")
REFUSED = "The trail is kept as it was written"
TOUCHED = {
    "actor_ref": "user:99",
    "actor_name": "Somebody else",
    "actor_digest": "0" * 64,
    "verb": "other",
    "subject": "other",
    "subject_ref": "99",
    "before": {"a": 1},
    "after": {"a": 1},
    "note": "other",
    "previous_hash": "0" * 64,
    "hash": "0" * 64,
}


@pytest.mark.parametrize("field", TOUCHED)
def test_the_database_refuses_to_change_an_event(ann, field):
    event = Event.objects.last()
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**{field: TOUCHED[field]})
    forgotten = {"actor_name": "", "note": "more than the name"}
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**{**forgotten, field: TOUCHED[field]})
    assert first_broken_event() is None


def test_the_database_refuses_a_moment_and_a_key_too(ann):
    for words in ("at = '2020-01-01'", "id = id + 1000"):
        refused = pytest.raises(DatabaseError, match=REFUSED)
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE audit_event SET {words}")


def test_the_database_refuses_to_take_out(ann):
    for rows in (Event.objects.all(), ChainHead.objects.all()):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            rows._raw_delete(rows.db)


@pytest.mark.parametrize("table", ["audit_event", "audit_chainhead"])
def test_the_database_refuses_to_empty_the_trail_at_one_stroke(ann, table):
    at_once = f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else None
    refused = pytest.raises(DatabaseError, match=REFUSED)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(at_once or f"DELETE FROM {table}")
    assert Event.objects.exists()
    assert first_broken_event() is None


def test_the_database_lets_the_head_move_on_only(ann):
    first, last = Event.objects.first(), Event.objects.last()
    ahead = {"at": last.at, "actor_digest": "0" * 64, "previous_hash": last.hash, "hash": "4" * 64}
    for hash_ in (first.hash, GENESIS, "3" * 64, last.hash):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            ChainHead.objects.update(hash=hash_)
    with transaction.atomic():
        Event.objects.create(**ahead)
        assert ChainHead.objects.update(hash="4" * 64) == 1
        transaction.set_rollback(True)
    assert first_broken_event() is None


def test_the_command_notices_that_the_last_event_is_gone(ann, capsys):
    assert main(["verify"]) == 0
    kept = chain_state()[1]
    with unguarded():
        Event.objects.filter(hash=kept).delete()
    assert main(["verify"]) == 2
    assert f"broken at event {Event.objects.last().pk}:" in capsys.readouterr().err
    with unguarded():
        ChainHead.objects.update(hash=Event.objects.last().hash)
    assert main(["verify"]) == 0
    assert main(["verify", "--holds", kept]) == 2
    assert "was written anew, or cut off" in capsys.readouterr().err


def test_a_name_is_taken_away_and_nothing_else(ann):
    record(by=ann.actor, verb="do", subject="thing", ref=1)
    assert forget_actor(by=BY, ref=ann.actor.ref) == 1
    event = Event.objects.get(verb="do")
    assert (event.actor_name, event.actor_ref) == ("", f"user:{ann.pk}")
    assert len(event.actor_digest) == 64
    assert first_broken_event() is None


def test_another_name_put_in_the_empty_place_is_refused_and_noticed(ann):
    record(by=ann.actor, verb="do", subject="thing", ref=1)
    forget_actor(by=BY, ref=ann.actor.ref)
    event = Event.objects.get(verb="do")
    with unguarded():
        Event.objects.filter(pk=event.pk).update(actor_name="Somebody else")
    assert first_broken_event() == event


def test_a_digest_is_keyed_and_only_for_what_names_a_person():
    kept = without_persons("key", "user", {"name": "Ann", "email": "", "area": "anyshire"})
    assert kept == {
        "name": f"digest:{keyed_digest('key', 'Ann')}",
        "email": "",
        "area": "anyshire",
    }
    assert keyed_digest("key", "Ann") != keyed_digest("other key", "Ann")
    assert without_persons("key", "body", {"name": "The board"}) == {"name": "The board"}
    nested = without_persons("key", "thing", {"rows": [{"email": "a@example.org"}]})
    assert nested["rows"][0]["email"].startswith("digest:")


def test_the_examples_put_nobody_s_address_into_the_chain(db):
    for name in ("cumbria", "exercise"):
        example.load(name, lambda words: None)
    said = " ".join(f"{e.before} {e.after} {e.note}" for e in Event.objects.all())
    for user in User.objects.all():
        assert user.email not in said
        assert user.name not in said
    assert first_broken_event() is None


def erased() -> User:
    """Return somebody who did things here and was then forgotten."""
    user = add_user(by=BY, email="ben@example.org", name="Ben Example", password=PASSWORD)
    area = LocalArea.objects.get()
    give_role(by=BY, user=user, area=area, role=Role.READER, starts=date(2020, 1, 1))
    put_in_post(by=user.actor, area=area, title="Head", user=user, starts=date(2020, 1, 1))
    client = browser(user.email)
    assert signed_in(client)
    client.post("/sign-in/forgotten", {"email": user.email})
    erase_person(by=BY, user=user, today=today())
    assert not signed_in(client)
    return user


def test_forgetting_a_person_leaves_the_chain_whole_and_the_record_standing(area):
    user = User.objects.get(pk=erased().pk)
    assert (user.name, user.is_active) == ("Somebody who left", False)
    assert first_broken_event() is None
    held = RoleHeld.objects.get(user=user)
    assert held.ends == today() - timedelta(days=1)
    assert holder_of(area, "Head", date(2021, 1, 1)) == user
    assert holder_of(area, "Head", today()) is None


def test_of_a_person_who_was_forgotten_nothing_is_left_to_read(area):
    erased()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall()).lower()
        assert "ben example" not in rows, table
        assert "ben@example.org" not in rows, table


def test_the_command_says_that_the_chain_is_whole(ann, capsys):
    assert main(["verify"]) == 0
    count, ends_in = chain_state()
    out = capsys.readouterr().out
    assert f"{count} events" in out
    assert ends_in in out
    assert main(["verify", "--holds", ends_in]) == 0
    record(by=BY, verb="do", subject="thing", ref=1)
    assert main(["verify", "--holds", ends_in]) == 0
    assert main(["verify", "--holds", "f" * 64]) == 2
    assert "was written anew, or cut off" in capsys.readouterr().err


def test_the_command_names_the_first_event_that_was_tampered_with(ann, capsys):
    for number in range(4):
        record(by=BY, verb="do", subject="thing", ref=number)
    event = Event.objects.get(subject="thing", subject_ref="2")
    with unguarded():
        Event.objects.filter(pk=event.pk).update(note="never said")
    assert main(["verify"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"broken at event {event.pk}: do of thing 2" in said.err
    assert "find the last backup that verifies" in said.err


def test_the_command_notices_a_chain_that_is_gone(ann, capsys):
    with unguarded():
        Event.objects.all().delete()
    assert main(["verify"]) == 2
    assert "every event is gone" in capsys.readouterr().err


def test_another_key_is_noticed(ann, settings, capsys):
    settings.AUDIT_KEY = "another"
    assert main(["verify"]) == 2
    assert "AUDIT_KEY is not the key" in capsys.readouterr().err


def test_an_administrator_reads_who_changed_what(ann, area):
    client = browser(ann.email)
    give_role(by=ann.actor, user=ann, area=area, role=Role.READER, starts=date(2024, 1, 1))
    page = client.get("/changes/").text
    assert "Give role" in page
    assert "2024-01-01" in page
    one = client.get("/changes/", {"who": "Ann", "what": "role", "done": "give_role"}).text
    assert one.count("gt-trail__event") == 1
    assert "No change matches this" in client.get("/changes/", {"who": "Nobody"}).text
    assert "No change matches this" in client.get("/changes/", {"until": "2020-01-01"}).text
    added = client.get("/changes/", {"done": "add_user"}).text
    assert "kept as a digest" in added
    assert client.get("/changes/", {"since": "nonsense", "page": "x"}).status_code == 200


def test_the_trail_says_what_happened_to_what_in_words_with_links_that_lead_there(
    ann, django_assert_max_num_queries
):
    example.load("exercise", lambda words: None)
    for area in LocalArea.objects.exclude(roles__user=ann):
        give_role(by=BY, user=ann, area=area, role=Role.ADMINISTRATOR, starts=date(2020, 1, 1))
    client = browser(ann.email)
    for number in (1, 2, 9, 20):
        with django_assert_max_num_queries(40):
            client.get("/changes/", {"page": number})
    moved = client.get("/changes/", {"done": "move_report"}).text
    assert re.search(r"Move report: \w+( \w+)* → \w+", moved)
    given = client.get("/changes/", {"done": "give_role"}).text
    assert "Role: " in given
    links = set()
    for subject in Event.objects.order_by().values_list("subject", flat=True).distinct():
        page = client.get("/changes/", {"what": subject})
        assert page.status_code == 200
        assert not re.search(rf"\({subject.replace('_', ' ')} [0-9]+\)|\(user:[0-9]+\)", page.text)
        links |= set(re.findall(r': <a class="govuk-link" href="([^"]+)">', page.text)[:1])
    assert len(links) > 10
    assert {link for link in links if client.get(link).status_code not in {200, 302, 403}} == set()


def test_who_administers_one_area_of_two_does_not_read_it_all(ann):
    other = add_area(by=BY, slug="other", name="Other")
    client = browser(ann.email)
    assert client.get("/changes/").status_code == 200
    give_role(by=BY, user=ann, area=other, role=Role.READER, starts=date(2024, 1, 1))
    refused = client.get("/changes/")
    assert refused.status_code == 403
    assert "administrator in each of them" in refused.text


def test_mail_about_a_sign_in_goes_by_the_outbox_only(ann, mailoutbox):
    browser().post("/sign-in/forgotten", {"email": ann.email})
    assert len(letters(ann.email)) == 1
    assert mailoutbox == []


def test_an_actor_without_a_name_is_no_one_else():
    record(by=Actor("x", ""), verb="do", subject="thing", ref=1)
    assert first_broken_event() is None


def as_before_this_version() -> None:
    """Chain the events as they were chained when the printed name stood in the chain."""
    previous = GENESIS
    for event in Event.objects.order_by("id"):
        covered = {**event.payload(), "actor_name": event.actor_name}
        del covered["actor"]
        event.previous_hash, event.hash = previous, chained_hash(previous, covered)
        event.actor_digest = ""
        event.save()
        previous = event.hash
    ChainHead.objects.update(hash=previous)


@pytest.mark.parametrize("tampered", [False, True])
def test_an_older_chain_is_chained_anew_and_says_what_it_was(ann, tampered):
    with unguarded():
        as_before_this_version()
        first = Event.objects.first()
        Event.objects.filter(pk=first.pk).update(after={"name": "Anyshire", "email": "a@b.example"})
        if not tampered:
            as_before_this_version()
        ended_in = ChainHead.objects.get().hash
        OLDER.chain_anew(apps, None)
    assert first_broken_event() is None
    said = Event.objects.get(verb="chain_anew")
    assert said.after == {"ended_in": ended_in, "was_whole": not tampered}
    assert "a@b.example" not in str(list(Event.objects.values()))
