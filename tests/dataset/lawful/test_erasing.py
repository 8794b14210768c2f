"""Erasure is real: nothing of the person is left in any file or list, and a certificate is."""

import json
from datetime import date
from hashlib import sha256

import pytest
from django.apps import apps

from goldenthread.audit.models import Event
from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.dataset.changes.erasing import erase_person
from goldenthread.dataset.changes.reading import record_read
from goldenthread.dataset.changes.rights import add_hold, add_shield, end_hold, open_request
from goldenthread.dataset.models import (
    Certificate,
    Joining,
    ReadPerson,
    RemovedRows,
    ReviewPair,
    Suppressed,
)
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.queries.rights import erased_records, records_of
from goldenthread.dataset.rules.keys import linked_key
from goldenthread.dataset.rules.rights import Right, Stand
from goldenthread.dataset.store.folder import Store
from tests.dataset.lawful.conftest import BY
from tests.dataset.lawful.made_up import ANN, BEN, SECRET, TELLING, everything_in, record_of


def asked(area, person=ANN):
    return open_request(
        by=BY,
        area=area,
        right=Right.ERASURE,
        person=person,
        asked_by="parent",
        received_on=date(2025, 4, 1),
    )


def lists_of_the_database() -> str:
    """Return every row of every table of the data set but of the list of what is kept away."""
    models = [each for each in apps.get_app_config("dataset").get_models() if each != Suppressed]
    rows = [list(model.objects.values()) for model in models]
    return json.dumps(rows, default=str)


def test_the_fixture_holds_the_child_in_every_place(held):
    said = everything_in(held)
    assert all(words in said for words in TELLING)
    assert all(name in said for name in (ANN, record_of(ANN), linked_key(SECRET, ANN)))
    assert "999 000 0018" in said


def test_nothing_of_the_person_is_left_in_any_file(held):
    erase_person(by=BY, request=asked(held))
    said = everything_in(held)
    left = (*TELLING, ANN, record_of(ANN), linked_key(SECRET, ANN), "unit-aaaa")
    assert [words for words in left if words in said] == []
    assert "999 000 0018" not in said
    assert "ANNABEL" not in said


def test_everybody_else_is_left_as_they_were(held):
    erase_person(by=BY, request=asked(held))
    said = everything_in(held)
    assert "Ostlethwaite" in said
    assert said.count(record_of(BEN)) == 2 * 2 + 1 + 1
    assert "999 000 0026" in said
    store = store_of(held)
    assert [store.rows(store.facts(name, "referrals")) for name in ("first", "second")] == [1, 1]


def test_the_lists_of_the_database_forget_the_person(held):
    from goldenthread.dataset.models import LinkageRun

    run = LinkageRun.objects.get()
    pair = sorted((record_of(ANN), record_of(BEN)))
    ReviewPair.objects.create(area=held, run=run, left=pair[0], right=pair[1], band="doubt")
    Joining.objects.create(area=held, kind="merge", person=BEN, other=ANN, why="x", by_name="y")
    record_read(by=BY, area=held, persons=[ANN, BEN], reason="casework", page="dataset:person")
    add_shield(by=BY, area=held, person=ANN, kind="adoption", starts=date(2025, 1, 1))
    request, earlier = asked(held), asked(held)
    erase_person(by=BY, request=request)
    kept = lists_of_the_database()
    assert ANN not in kept
    assert record_of(ANN) not in kept
    assert ReadPerson.objects.get().person == BEN
    earlier.refresh_from_db()
    assert earlier.person == ""


def test_the_trail_never_held_a_reference_and_stays_whole(held):
    erase_person(by=BY, request=asked(held))
    said = json.dumps(list(Event.objects.values()), default=str)
    assert ANN not in said
    assert record_of(ANN) not in said
    assert not any(words in said for words in TELLING)
    assert first_broken_event() is None


def test_the_certificate_counts_and_names_nobody(held):
    request = asked(held)
    made = erase_person(by=BY, request=request)
    assert made.counts["camhs, referrals: facts"] == 2
    assert made.counts["camhs, referrals: identifying"] == 2
    assert made.counts["camhs, referrals: quarantine"] == 4
    assert made.counts["linked: referrals"] == 1
    assert made.counts["spine: links"] == 1
    assert len(made.digest) == 64
    request.refresh_from_db()
    assert (request.state, request.person, request.digest) == (Stand.ANSWERED, "", made.digest)
    said = json.dumps(Certificate.objects.values().get(), default=str)
    assert not any(words in said for words in (*TELLING, ANN, record_of(ANN)))


def test_the_balance_of_each_load_says_what_went(held):
    erase_person(by=BY, request=asked(held))
    rows = RemovedRows.objects.values_list("load__folder", "accepted", "quarantined", "why")
    assert sorted(rows) == [("first", 1, 2, "erasure"), ("second", 1, 2, "erasure")]


def test_what_is_kept_away_is_a_keyed_digest_and_no_person(held):
    erase_person(by=BY, request=asked(held))
    assert list(Suppressed.objects.values_list("digest", flat=True)) == [record_of(ANN)]
    assert erased_records(held) == {record_of(ANN)}
    keyless = sha256("\x1f".join(["camhs", "referrals", "R-L-1"]).encode()).hexdigest()
    assert record_of(ANN) not in keyless


def test_a_legal_hold_stops_it_and_nothing_is_removed(held):
    hold = add_hold(by=BY, area=held, person=ANN, why="A tribunal", starts=date(2025, 1, 1))
    before, request = everything_in(held), asked(held)
    with pytest.raises(UserError, match="legal hold.*Nothing was removed"):
        erase_person(by=BY, request=request)
    assert everything_in(held) == before
    assert not Suppressed.objects.exists()
    end_hold(by=BY, hold=hold, on=date(2025, 1, 2))
    erase_person(by=BY, request=request)
    assert "Annabel" not in everything_in(held)


@pytest.mark.parametrize("after", [0, 1, 4, 6, 9])
def test_what_was_cut_off_half_way_is_done_whole_by_the_next_call(held, monkeypatch, after):
    from goldenthread.dataset.store import folder

    request, done, real = asked(held), [], folder.without

    def cut_off(*args):
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(args)
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "without", cut_off)
        with pytest.raises(KeyboardInterrupt):
            erase_person(by=BY, request=request)
    assert not Certificate.objects.exists()
    erase_person(by=BY, request=request)
    said = everything_in(held)
    assert not any(words in said for words in (*TELLING, ANN, record_of(ANN)))
    assert records_of(held, [ANN]) == frozenset()


def test_it_is_done_once(held):
    request = asked(held)
    erase_person(by=BY, request=request)
    with pytest.raises(UserError, match="no open request"):
        erase_person(by=BY, request=request)


def test_files_stay_private(held):
    erase_person(by=BY, request=asked(held))
    assert isinstance(store_of(held), Store)
    assert store_of(held).problems() == []
