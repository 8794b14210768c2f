"""Minutes read from a document open like any other."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.areas.changes import rename_body
from goldenthread.audit.queries import latest_event
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.documents.queries import citations_of
from goldenthread.documents.rules import Cite
from goldenthread.governance.changes import (
    call_meeting,
    take_over_minutes,
)
from goldenthread.governance.models import Meeting
from goldenthread.governance.queries import (
    tracked_decisions,
)

from .conftest import BY, at, day

pytestmark = pytest.mark.django_db

FACTS = {
    "body": "the needs group",
    "held_on": "2020-03-04",
    "present": ["Anyshire Council: Director"],
    "in_attendance": [],
    "apologies": ["Anyshire Trust"],
    "items": [{"number": 1, "title": "Welcome"}, {"number": 2, "title": "Waiting times"}],
    "decisions": [
        {"item": 2, "verb": "AGREED", "text": "That waiting times be published by June."}
    ],
}


@pytest.fixture
def scan(area):
    return receive_document(
        by=BY,
        area=area,
        name="minutes.txt",
        title="Minutes, 4 March 2020",
        kind="minutes",
        sha256="1" * 64,
        data=b"words",
        lines=[("AGREED that waiting times be published by June.", 1)],
    )


def test_imported_minutes_open_like_any_other_and_rest_on_their_passages(area, boards, scan, lead):
    rename_body(by=BY, body=boards.group, name="Needs group", on=date(2019, 1, 1))
    where = Cite(scan.pk, (1, 1), "AGREED that waiting times be published by June.")
    paths = ("decisions[0].text", "items[2].title", "held_on")
    citations = [(path, where) for path in paths]
    meeting = take_over_minutes(by=BY, area=area, facts=FACTS, document=scan, citations=citations)
    assert (meeting.body, meeting.held_on, meeting.state) == (
        boards.group,
        date(2020, 3, 4),
        "draft",
    )
    decision = meeting.decisions.get()
    assert decision.item.title == "Waiting times"
    assert citations_of("decision", [decision.pk])[decision.pk][0].field == "words"
    assert citations_of("agenda_item", [decision.item_id])
    assert citations_of("meeting", [meeting.pk])
    assert {a.kind for a in meeting.attendance.all()} == {"present", "apologies"}
    page = lead.get(reverse("governance:minutes", args=[area.slug, meeting.pk]))
    assert "That waiting times be published by June." in page.text
    assert f"/documents/{scan.pk}/?from=1" in page.text
    assert [t.decision.pk for t in tracked_decisions(area, day(0))] == [decision.pk]
    with pytest.raises(UserError, match="has minutes"):
        take_over_minutes(by=BY, area=area, facts=FACTS, document=scan)
    assert latest_event("meeting", meeting.pk).verb == "take_over_minutes"


def test_minutes_fill_in_the_meeting_that_was_called_for_that_day(area, boards, scan):
    called = call_meeting(
        by=BY, body=boards.group, starts_at=at(date(2020, 3, 4)), on=date(2020, 1, 1)
    )
    meeting = take_over_minutes(by=BY, area=area, facts=FACTS, document=scan, body=boards.group)
    assert meeting.pk == called.pk
    assert meeting.starts_at == called.starts_at


def test_minutes_of_an_unknown_body_are_not_taken_over(area, boards):
    with pytest.raises(UserError, match="No body here is called “the needs group”"):
        take_over_minutes(by=BY, area=area, facts=FACTS)
    assert not Meeting.objects.exists()
