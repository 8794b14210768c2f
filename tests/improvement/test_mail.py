"""The link in a letter: one's own actions, nothing by opening it, each card by itself."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.accounts.models import PostHeld
from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event
from goldenthread.documents.models import Document
from goldenthread.improvement.changes import UpdateDraft, propose_update
from goldenthread.improvement.changes.cycles import ask_for_updates, remind, revoke_links
from goldenthread.improvement.models import Evidence, Update, UpdateCycle, UpdateLink
from goldenthread.improvement.rules import Delivery

from .conftest import CHAIR, MEMBER
from .people import ADDRESS, client_as, in_post, keys, words

TODAY = timezone.localdate()
DUE = TODAY + timedelta(days=14)


@pytest.fixture
def head(plan, area):
    """Return who leads 1.1.1 and 2.1.1, asked for updates by mail."""
    user = in_post(area, "Head of SEND")
    ask_for_updates(by=CHAIR, improvement_plan=plan, opens=TODAY, due=DUE, address=ADDRESS)
    return user


@pytest.fixture
def door(head) -> str:
    """Return the address that the letter carries."""
    return f"/updates/{keys(head.email)[0]}"


def card(action, delivery="on_track", **more) -> dict[str, object]:
    """Return what a card sends."""
    said = {"delivery": delivery, "seen": "0"} | more
    return {f"a{action.pk}-{name}": value for name, value in said.items()}


def test_opening_the_link_changes_nothing_and_is_noted_as_opened(door, client):
    before = Event.objects.count()
    for _ in range(2):
        assert client.get(door).status_code == 200
        assert client.head(door).status_code == 200
    assert Event.objects.count() == before
    assert not Update.objects.exists()
    assert UpdateLink.objects.get().opened_at is not None


def test_the_page_shows_ones_own_actions_and_no_others(door, client, other):
    page = words(client.get(door))
    assert "Ask families" in page
    assert "Train staff" in page
    assert other.text not in page
    assert "/areas/anyshire/" not in page
    assert "Sign in" not in page


def test_on_track_is_one_choice_and_one_button(door, client, head, action):
    answer = client.post(door, card(action))
    assert (answer.status_code, answer.url) == (302, f"{door}?sent=1")
    update = Update.objects.get()
    assert (update.action_id, update.delivery, update.state) == (action.pk, "on_track", "proposed")
    assert (update.by_role, update.on_behalf) == ("Head of SEND", False)
    assert (update.entered_by, update.entered_by_ref) == (head.name, head.actor.ref)
    page = words(client.get(answer.url))
    assert "1 update sent to the chair" in page
    assert "It waits for the chair." in page
    assert "1 action to go" in page


def test_several_in_one_sending_and_nonsense_in_one_keeps_the_others(door, client, action, dated):
    sent = card(action, words="Families were asked") | card(
        dated, "off_track", proposed_words="soonish", proposed_reason="No venue"
    )
    page = client.post(door, sent)
    assert page.status_code == 400
    said = words(page)
    assert "Kept: action 1.1.1" in said
    assert "Action 2.1.1: No date could be read from this" in said
    assert "No venue" in said
    assert [u.action_id for u in Update.objects.all()] == [action.pk]
    mended = card(dated, "off_track", proposed_words="31 March 2027", proposed_reason="No venue")
    assert client.post(door, mended).status_code == 302
    assert Update.objects.get(action=dated).proposed_words == "31 March 2027"
    assert "All answered" in words(client.get(door))


def test_an_empty_sending_says_so(door, client):
    page = client.post(door, {})
    assert page.status_code == 400
    assert "Choose where at least one action is" in words(page)


def test_a_card_that_says_something_must_say_where_the_action_is(door, client, action):
    page = client.post(door, card(action, "", changed_for_families="They are heard"))
    assert "Action 1.1.1: Choose where the action is" in words(page)
    assert "They are heard" in words(page)
    assert not Update.objects.exists()


def test_evidence_of_every_kind_comes_with_the_update(door, client, action, plan):
    sent = card(
        action,
        file=SimpleUploadedFile("notes.txt", b"What families said\n"),
        address="https://example.org/report",
        measure="1",
        meeting="The board heard it",
        meeting_on="6 January 2020",
        evidence_words="Shorter waits",
        grade="families",
    )
    assert client.post(door, sent).status_code == 302
    kinds = Evidence.objects.filter(update__action=action).values_list("kind", flat=True)
    assert sorted(kinds) == ["address", "file", "measure", "meeting"]
    assert set(Evidence.objects.values_list("grade", flat=True)) == {"families"}
    assert Document.objects.get(kind="evidence").name == "notes.txt"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("page.html", b"<html><script>alert(1)</script></html>" * 3),
        ("tool.exe", b"MZ\x90\x00" + bytes(range(256)) * 8),
    ],
)
def test_a_file_that_cannot_be_taken_keeps_nothing_of_its_card(door, client, action, name, data):
    documents = Document.objects.count()
    page = client.post(door, card(action, file=SimpleUploadedFile(name, data)))
    assert page.status_code == 400
    assert "Action 1.1.1:" in words(page)
    assert not Update.objects.exists()
    assert Document.objects.count() == documents


def test_somebody_elses_action_cannot_be_updated_by_the_link(door, client, other):
    assert client.post(door, card(other)).status_code == 400
    assert not Update.objects.exists()


def test_done_needs_a_day_to_judge_it_and_replaced_the_other_action(door, client, action):
    assert "Done is not made a difference" in words(client.post(door, card(action, "done")))
    replaced = card(action, "replaced", agreed_by="The board", agreed_why="It was the same")
    assert "Choose the action that carries the work on" in words(client.post(door, replaced))
    number = f"a{action.pk}-carried_on_in"
    assert "no action of this number" in words(client.post(door, replaced | {number: "9.9"}))
    assert client.post(door, replaced | {number: "1.1.2"}).status_code == 302
    assert Update.objects.get().replaced_by.number == "1.1.2"


def test_two_at_once_and_both_are_kept(door, client, action):
    client.get(door)
    propose_update(
        by=MEMBER,
        action=action,
        on=TODAY,
        by_role="Head of SEND",
        draft=UpdateDraft(Delivery.AT_RISK, "Theirs"),
    )
    page = client.post(door, card(action, words="Mine"))
    said = words(page)
    assert page.status_code == 400
    assert "wrote meanwhile" in said
    assert "Theirs" in said
    assert "Mine" in said
    again = card(action, words="Mine", seen=str(Update.objects.get().pk))
    assert client.post(door, again).status_code == 302
    assert Update.objects.count() == 2


def test_who_is_signed_in_on_the_device_does_not_matter(door, area, head, action):
    other = client_as(area, Role.SCRUTINY_MEMBER)
    other.post(door, card(action))
    assert Update.objects.get().entered_by == head.name


def test_a_form_of_another_site_is_refused(door, action):
    assert Client(enforce_csrf_checks=True).post(door, card(action)).status_code == 403
    assert not Update.objects.exists()


def closed(page) -> str:
    """Return what a link that does not work says, having shown nothing else."""
    assert page.status_code == 410
    assert "Ask families" not in words(page)
    return words(page)


def test_nonsense_and_a_signature_of_ours_for_something_else_open_nothing(door, client):
    forged = TimestampSigner(salt="another").sign("x")
    for key in ("nonsense", forged, f"{door.removeprefix('/updates/')}x", "a:b:c"):
        assert "not whole, or not ours" in closed(client.get(f"/updates/{key}"))


def test_an_expired_link_says_what_to_do_and_keeps_nothing(door, client, action):
    UpdateLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "come to its end" in closed(client.get(door))
    assert "Ask whoever coordinates the plan" in closed(client.post(door, card(action)))
    assert not Update.objects.exists()


def test_a_link_taken_back_is_dead_and_so_is_one_of_an_older_round(door, client, head, plan):
    older = UpdateCycle.objects.get()
    past = TODAY - timedelta(days=20)
    UpdateCycle.objects.filter(pk=older.pk).update(opens=past, due=TODAY - timedelta(days=2))
    assert client.get(door).status_code == 200
    ask_for_updates(by=CHAIR, improvement_plan=plan, opens=TODAY, due=DUE, address=ADDRESS)
    assert "newer round" in closed(client.get(door))
    newer = f"/updates/{keys(head.email)[1]}"
    assert client.get(newer).status_code == 200
    revoke_links(by=CHAIR, cycle=UpdateCycle.objects.get(opens=TODAY), user=head)
    assert "taken back" in closed(client.get(newer))


def test_a_reminder_leaves_the_first_link_alive(door, client, head):
    remind(by=CHAIR, cycle=UpdateCycle.objects.get(), on=TODAY, address=ADDRESS)
    assert len(keys(head.email)) == 2
    assert all(client.get(f"/updates/{key}").status_code == 200 for key in keys(head.email))


def test_who_left_the_post_or_was_shut_out_can_say_nothing(door, client, head, action):
    PostHeld.objects.update(ends=TODAY - timedelta(days=1))
    assert "You lead no action that is still open" in words(client.get(door))
    client.post(door, card(action))
    assert not Update.objects.exists()
    head.is_active = False
    head.save()
    assert "Your sign-in has been closed" in closed(client.get(door))


def test_the_page_asks_the_same_however_many_actions(door, client, plan):

    with CaptureQueriesContext(connection) as before:
        client.get(door)
    plan.leads.create(action=plan.actions.get(number="1.1.2"), role="Head of SEND")
    with CaptureQueriesContext(connection) as after:
        client.get(door)
    assert len(after) <= len(before)
