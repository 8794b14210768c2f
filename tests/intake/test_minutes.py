"""Minutes in a document become the draft minutes of a meeting, each fact with its passage."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area, add_body
from goldenthread.areas.rules import BodyKind
from goldenthread.audit.rules import Actor
from goldenthread.documents.models import Citation, DocumentPart
from goldenthread.governance.models import Decision, Meeting
from goldenthread.governance.rules.states import MeetingState
from goldenthread.intake.changes import take_in

BY = Actor("test", "A tester")
MINUTES = b"""Minutes of the Improvement Board held on 3 March 2020

Present
The independent chair
Apologies
Head of inclusion

1. Welcome
The chair welcomed everybody.

2. Waiting times
RESOLVED: That the head of inclusion report back on waiting times by 30 June 2020.
"""


@pytest.fixture
def area(db):
    return add_area(by=BY, slug="somewhere", name="Somewhere")


@pytest.fixture
def board(area):
    kind = BodyKind.IMPROVEMENT_BOARD
    return add_body(by=BY, area=area, kind=kind, name="Improvement Board", starts=date(2019, 1, 1))


@pytest.fixture
def address(area, board) -> str:
    taken = take_in(by=BY, area=area, name="minutes.txt", data=MINUTES)
    part = DocumentPart.objects.get(document=taken.intake.document, kind="minutes")
    return reverse("intake:minutes", args=[area.slug, part.document_id, part.pk])


def signed_in(area, role: Role) -> Client:
    user = add_user(by=BY, email=f"{role}@example.org", name="Somebody", password=None)
    give_role(by=BY, user=user, area=area, role=role, starts=date(2019, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def test_the_page_shows_what_was_read_and_changes_nothing(area, address):
    page = signed_in(area, Role.IMPROVEMENT_LEAD).get(address)
    assert "report back on waiting times" in page.text
    assert 'value="2020-03-03"' in page.text
    assert not Meeting.objects.exists()


def test_minutes_become_a_draft_with_decisions_and_passages(area, board, address):
    client = signed_in(area, Role.IMPROVEMENT_LEAD)
    page = client.post(address, {"body": board.pk, "held_on": "2020-03-03"})
    meeting = Meeting.objects.get()
    assert page.url == reverse("governance:meeting", args=[area.slug, meeting.pk])
    assert (meeting.body, meeting.state) == (board, MeetingState.DRAFT)
    decision = Decision.objects.get(meeting=meeting)
    assert decision.verb == "RESOLVED"
    cited = Citation.objects.get(fact="decision", fact_ref=decision.pk, field="words")
    assert "waiting times" in cited.passage.words
    assert "already" in client.get(address).text


def test_twice_changes_nothing_and_says_so(area, board, address):
    client = signed_in(area, Role.IMPROVEMENT_LEAD)
    said = {"body": board.pk, "held_on": "2020-03-03"}
    client.post(address, said)
    again = client.post(address, said)
    assert again.status_code == 400
    assert "has minutes" in again.text
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("said", [{}, {"body": "x", "held_on": "soon"}, {"held_on": "2020-03-03"}])
def test_nonsense_is_refused_beside_its_field(area, address, said):
    page = signed_in(area, Role.IMPROVEMENT_LEAD).post(address, said)
    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert not Meeting.objects.exists()


def test_a_reader_may_not(area, address):
    assert signed_in(area, Role.READER).get(address).status_code == 403
