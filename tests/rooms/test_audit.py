"""The trail: nothing can be altered, taken out or put in without its being noticed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from goldenthread.audit.changes import record
from goldenthread.audit.models import ChainHead, Event, Outbox
from goldenthread.audit.queries import first_broken_event, latest_event
from goldenthread.audit.rules import GENESIS, SYSTEM, Actor, Follow, chained_hash, letter
from tests.trail import unguarded

BY = Actor("user:7", "Improvement lead")
WRITERS, EACH = 6, 10


def some_events(count: int = 5) -> list[Event]:
    return [
        record(by=BY, verb="changed", subject="thing", ref=n, before={"n": n}, after={"n": n + 1})
        for n in range(count)
    ]


@pytest.mark.django_db
def test_each_event_is_chained_to_the_one_before():
    first, second, *_ = some_events()
    assert first.previous_hash == GENESIS
    assert second.previous_hash == first.hash
    assert second.hash == chained_hash(first.hash, second.payload())
    assert ChainHead.objects.get().hash == Event.objects.last().hash
    assert first_broken_event() is None


@pytest.mark.django_db
def test_an_empty_trail_is_whole():
    assert first_broken_event() is None


@pytest.mark.django_db
def test_who_and_what_are_kept():
    event = record(by=SYSTEM, verb="begin", subject="house", ref="main", note="In the morning")
    kept = latest_event("house", "main")
    assert kept == event
    assert (kept.actor_ref, kept.actor_name, kept.note) == (
        "system",
        "Golden Thread",
        "In the morning",
    )
    assert latest_event("house", "other") is None


TAMPERED = {
    "actor_ref": "user:8",
    "actor_name": "Somebody else",
    "actor_digest": "5" * 64,
    "verb": "left alone",
    "subject": "other",
    "subject_ref": "99",
    "before": {"n": 99},
    "after": None,
    "note": "A word more",
    "previous_hash": "1" * 64,
    "hash": "2" * 64,
}


@pytest.mark.django_db
@pytest.mark.parametrize("field", TAMPERED)
def test_a_field_altered_is_noticed(field):
    third = some_events()[2]
    with unguarded():
        Event.objects.filter(pk=third.pk).update(**{field: TAMPERED[field]})
    assert first_broken_event() == third


@pytest.mark.django_db
def test_a_moment_altered_is_noticed():
    third = some_events()[2]
    with unguarded():
        Event.objects.filter(pk=third.pk).update(at=third.at + timedelta(microseconds=1))
    assert first_broken_event() == third


def test_every_field_of_an_event_is_tried():
    covered = {f.name for f in Event._meta.concrete_fields} - {"id", "at"}
    assert covered == set(TAMPERED)


@pytest.mark.django_db
@pytest.mark.parametrize(("gone", "noticed"), [(0, 1), (2, 3), (4, 3)])
def test_an_event_taken_out_is_noticed(gone, noticed):
    events = some_events()
    with unguarded():
        events[gone].delete()
    assert first_broken_event() == events[noticed]


@pytest.mark.django_db
def test_all_events_taken_out_is_noticed():
    last = some_events()[-1]
    with unguarded():
        Event.objects.all().delete()
    assert first_broken_event().hash == last.hash


@pytest.mark.django_db
def test_a_head_that_no_event_ends_in_is_noticed():
    events = some_events()
    with unguarded():
        ChainHead.objects.update(hash="3" * 64)
    assert first_broken_event() == events[-1]
    with unguarded():
        ChainHead.objects.all().delete()
    assert first_broken_event() == events[-1]


@pytest.mark.django_db
def test_an_event_put_in_is_noticed():
    events = some_events()
    copied = {name: value for name, value in events[1].payload().items() if name != "actor"}
    forged = Event(
        **{**copied, "at": events[1].at, "verb": "forged"},
        actor_name=events[1].actor_name,
        actor_digest=events[1].actor_digest,
        previous_hash="4" * 64,
    )
    forged.hash = chained_hash(forged.previous_hash, forged.payload())
    forged.save()
    assert first_broken_event() == forged


@pytest.mark.django_db
def test_values_are_chained_as_the_database_gives_them_back():
    after = {n: date(2019, 10, n) for n in range(1, 13)}
    event = record(by=BY, verb="judged", subject="inspection", ref=1, after=after)
    assert event.after["10"] == "2019-10-10"
    assert first_broken_event() is None


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["é", "e\u0301", "\u202e", "😀", 'a "quote"', "a\nb", "1.0"])
def test_any_words_keep_the_chain(words):
    record(by=Actor("x", words), verb="v", subject="s", ref=words, note=words, after={words: words})
    assert first_broken_event() is None


@pytest.mark.django_db
def test_numbers_keep_the_chain():
    record(by=BY, verb="v", subject="s", ref=1, after={"a": 1.0, "b": 10**12, "c": 0.1, "d": -0.0})
    assert first_broken_event() is None


@pytest.mark.django_db
def test_what_must_follow_stands_in_the_outbox():
    event = record(
        by=BY,
        verb="v",
        subject="s",
        ref=1,
        follow=[letter(to="a@example.org", subject="Tell", text="Words")],
    )
    row = Outbox.objects.get()
    assert (row.event, row.kind, row.payload, row.done_at) == (
        event,
        "mail",
        {"to": "a@example.org", "subject": "Tell", "text": "Words"},
        None,
    )


@pytest.mark.django_db
def test_an_event_that_came_to_nothing_leaves_no_trace():
    some_events(1)
    with transaction.atomic():
        record(by=BY, verb="v", subject="s", ref=1, follow=[Follow("tell", {})])
        transaction.set_rollback(True)
    assert (Event.objects.count(), Outbox.objects.count()) == (1, 0)
    assert first_broken_event() is None


@pytest.fixture
def kept_for_good(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Let a test commit for other connections to see, and take away what it left."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            Outbox.objects.all().delete()
            with unguarded():
                Event.objects.all().delete()
                ChainHead.objects.all().delete()


def write_many(start: Barrier, writer: int) -> None:
    """Append events from a connection of its own."""
    try:
        start.wait(timeout=20)
        for n in range(EACH):
            record(
                by=Actor(str(writer), "writer"),
                verb="v",
                subject="s",
                ref=n,
                follow=[Follow("k", {})],
            )
    finally:
        connection.close()


def in_memory() -> bool:
    """Say whether the database is one connection's own memory, which no second one can share."""
    return connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])


def test_writers_at_the_same_moment_keep_the_chain_whole(kept_for_good):
    writers = 1 if in_memory() else WRITERS
    start = Barrier(writers)
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(lambda writer: write_many(start, writer), range(writers)))
    assert Event.objects.count() == Outbox.objects.count() == writers * EACH
    assert first_broken_event() is None
