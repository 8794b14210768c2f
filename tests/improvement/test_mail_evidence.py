"""Evidence sent by the link in a letter can be withdrawn or replaced there by who sent it."""

import pytest

from goldenthread.audit.models import Event
from goldenthread.improvement.changes import EvidenceDraft, add_evidence
from goldenthread.improvement.changes.cycles import revoke_links
from goldenthread.improvement.models import Evidence, UpdateCycle
from goldenthread.improvement.rules import EvidenceKind, Grade

from .conftest import CHAIR, LEAD
from .people import words
from .test_mail import TODAY, card, door, head

__all__ = ["door", "head"]

SEEN = "https://example.org/seen"


@pytest.fixture
def piece(door, client, action) -> Evidence:
    """Return evidence that was sent by the link."""
    client.post(door, card(action, address=SEEN, grade="data", evidence_words="Waits fell"))
    return Evidence.objects.get(address=SEEN)


def test_opening_the_page_changes_nothing_and_names_the_piece(door, client, piece):
    main = words(client.get(door))
    assert f"?evidence={piece.pk}" in main
    before = Event.objects.count()
    page = words(client.get(f"{door}?evidence={piece.pk}"))
    assert "Nothing has changed yet" in page
    assert "Waits fell" in page
    assert Event.objects.count() == before
    piece.refresh_from_db()
    assert piece.withdrawn_on is None


def test_it_is_withdrawn_with_a_reason_in_the_senders_name(door, client, piece, head):
    place = f"{door}?evidence={piece.pk}"
    without = client.post(place, {"key": piece.pk, "withdraw": "1", "why": " "})
    assert (without.status_code, "Say why it is withdrawn" in words(without)) == (400, True)
    answer = client.post(place, {"key": piece.pk, "withdraw": "1", "why": "Wrong year"})
    assert (answer.status_code, answer.url) == (302, f"{door}?righted=withdrawn")
    piece.refresh_from_db()
    assert (piece.withdrawn_on, piece.withdrawn_why) == (TODAY, "Wrong year")
    assert piece.withdrawn_by_ref == head.actor.ref
    page = words(client.get(answer.url))
    assert "It stays on record, struck out, with your reason" in page
    assert "<s>Waits fell" in page
    assert f"?evidence={piece.pk}" not in page
    assert client.get(place).status_code == 404
    assert client.post(place, {"key": piece.pk, "why": "Again"}).status_code == 404


def test_other_evidence_takes_its_place_by_the_same_rules(door, client, piece):
    place = f"{door}?evidence={piece.pk}"
    sent = {"replace": "1", "kind": "address", "grade": "data", "address": "nowhere", "why": "Old"}
    refused = client.post(place, sent)
    assert refused.status_code == 400
    assert "Give the whole address" in words(refused)
    piece.refresh_from_db()
    assert piece.withdrawn_on is None
    better = sent | {"address": f"{SEEN}/2020", "evidence_words": "Counted again"}
    assert client.post(place, better).url == f"{door}?righted=replaced"
    made = Evidence.objects.get(replaces=piece)
    assert (made.words, made.update_id) == ("Counted again", piece.update_id)
    page = words(client.get(door))
    assert f"?evidence={made.pk}" in page
    assert "Withdrawn" in page


def test_nobody_elses_evidence_can_be_reached_and_no_dead_link_opens(door, client, piece, head):
    theirs = add_evidence(
        by=LEAD,
        action=piece.action,
        on=TODAY,
        draft=EvidenceDraft(EvidenceKind.MEETING, Grade.DATA, "Heard", dated=TODAY),
    )
    own = add_evidence(
        by=head.actor,
        action=piece.action,
        on=TODAY,
        draft=EvidenceDraft(EvidenceKind.MEETING, Grade.DATA, "Signed in", dated=TODAY),
    )
    for key in (theirs.pk, own.pk, 0, "x"):
        place = f"{door}?evidence={key}"
        assert client.get(place).status_code == 404
        assert client.post(place, {"key": 1, "why": "Mine now"}).status_code == 404
    revoke_links(by=CHAIR, cycle=UpdateCycle.objects.get(), user=head)
    closed = client.post(f"{door}?evidence={piece.pk}", {"key": piece.pk, "why": "Late"})
    assert closed.status_code == 410
    assert not Evidence.objects.exclude(withdrawn_on=None).exists()
