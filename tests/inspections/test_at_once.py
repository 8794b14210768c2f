"""Two who record of one area at the same moment, of which neither waits for the other for ever."""

from datetime import date

import pytest
from django.db import connection

from goldenthread.audit.queries import first_broken_event
from goldenthread.inspections.changes import (
    add_note,
    expect_step,
    keep_return_draft,
    propose_repeats,
    record_contact,
    record_notice,
    withdraw_notice,
)
from goldenthread.inspections.models import (
    Contact,
    Inspection,
    NextStep,
    RepeatFinding,
    VisitNotice,
)
from goldenthread.inspections.rules import (
    ContactKind,
    DraftContact,
    DraftNote,
    DraftNotice,
    DraftStep,
    Side,
    StepKind,
)
from tests.reliability.at_once import at_once

from .conftest import BY

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 6
AGAIN = "Autism assessments: the waits in the west remain far too long."


def turns() -> range:
    """Return how often to let two meet: once where they go one after another anyway."""
    return range(TURNS if connection.vendor == "postgresql" else 1)


def test_contacts_are_recorded_while_pairs_of_the_area_are_proposed(area, letter):
    """Each proposes the same pairs: it waits for the other's before it writes to the trail."""
    note = DraftNote(AGAIN, side=Side.DEVELOP)
    draft = DraftContact(ContactKind.PEER_REVIEW, date(2022, 5, 3), "A review", notes=(note,))
    contact = record_contact(by=BY, area=area, draft=draft)
    for _ in turns():
        RepeatFinding.objects.all().delete()
        at_once(
            lambda: propose_repeats(by=BY, area=area),
            lambda: add_note(by=BY, contact=contact, draft=note),
            lambda: record_contact(by=BY, area=area, draft=draft),
        )
        assert RepeatFinding.objects.exists()
    assert Contact.objects.count() == 1 + len(turns())
    assert first_broken_event() is None


def test_what_points_to_an_inspection_is_recorded_while_it_is_held(letter):
    """Whoever names an inspection makes sure of it at the end, when the trail is theirs already."""
    given = {"given_on": date(2022, 11, 18), "starts": date(2022, 12, 5), "ends": date(2022, 12, 8)}
    words = {"kind": StepKind.OTHER, "words": "A plan", "source": "A letter"}

    def notice() -> None:
        row = record_notice(by=BY, inspection=letter, draft=DraftNotice(**given))
        withdraw_notice(by=BY, notice=row, on=given["starts"], why="Put off")

    for turn in turns():
        at_once(
            notice,
            lambda: expect_step(
                by=BY, inspection=letter, draft=DraftStep(on=given["given_on"], **words)
            ),
            lambda turn=turn: keep_return_draft(
                by=BY, inspection=Inspection.objects.get(), said={"title": "A"}, version=turn
            ),
        )
    assert VisitNotice.objects.exclude(withdrawn_on=None).count() == len(turns())
    assert NextStep.objects.count() == len(turns())
    assert first_broken_event() is None
