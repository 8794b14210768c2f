"""Contacts: what was shared and said, the record, advice and its answers, each as of a day."""

from datetime import date

import pytest

from goldenthread.areas.changes import add_area
from goldenthread.audit.models import Event as Trail
from goldenthread.audit.queries import first_broken_event
from goldenthread.core.errors import UserError
from goldenthread.documents.changes import receive_document
from goldenthread.inspections.changes import (
    add_note,
    add_shared,
    answer_advice,
    give_advice,
    keep_record,
    record_contact,
)
from goldenthread.inspections.models import Advice, Contact, MonitoringNote, Shared
from goldenthread.inspections.queries import (
    advice_of,
    contacts_ahead,
    contacts_of,
    notes_about,
    record_known,
)
from goldenthread.inspections.rules import (
    About,
    ContactKind,
    DraftContact,
    DraftNote,
    DraftShared,
    Side,
    Taken,
)

from .conftest import BY

VISITED = date(2021, 9, 13)


def visit(area, inspection=None, **changes) -> Contact:
    given = {"kind": ContactKind.MONITORING_VISIT, "on": VISITED, "title": "A visit", **changes}
    return record_contact(by=BY, area=area, inspection=inspection, draft=DraftContact(**given))


def test_a_contact_keeps_all_that_was_shared_said_and_advised(area, letter, document):
    contact = visit(
        area,
        letter,
        shared=(DraftShared("Self-evaluation", document.pk), DraftShared("Figures")),
        notes=(
            DraftNote("Trust is slow.", About("weakness", 2), Side.DEVELOP),
            DraftNote("Overall."),
        ),
        advice=(DraftNote("Ask the forum first.", About("weakness", 2)),),
    )
    kept = [(s.words, s.document_id) for s in contact.shared.all()]
    assert kept == [("Self-evaluation", document.pk), ("Figures", None)]
    said = [(n.required and n.required.number, n.text, n.side) for n in contact.notes.all()]
    assert said == [(2, "Trust is slow.", "develop"), (None, "Overall.", "finding")]
    assert [(a.weakness.number, a.on) for a in contact.advice.all()] == [(2, VISITED)]
    event = Trail.objects.get(verb="record_contact")
    assert (event.after["shared"], event.after["notes"], event.after["advice"]) == (2, 2, 1)
    assert first_broken_event() is None


def test_notes_of_a_report_of_2023_stand_by_its_own_parts(area, report):
    contact = visit(
        area,
        report,
        notes=(
            DraftNote("Waits fall.", About("priority_action", 1)),
            DraftNote("Buses run.", About("improvement", 1)),
        ),
    )
    said = [type(n.required).__name__ for n in contact.notes.all()]
    assert said == ["PriorityAction", "AreaForImprovement"]
    with pytest.raises(UserError, match="no weakness 1"):
        visit(area, report, notes=(DraftNote("x", About("weakness", 1)),))
    assert Contact.objects.count() == 1


def test_what_is_wrong_keeps_nothing(area, letter):
    elsewhere = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    theirs = receive_document(
        by=BY, area=elsewhere, name="t", title="T", kind="note", sha256="2" * 64
    )
    with pytest.raises(UserError, match="not one of this area"):
        visit(area, letter, shared=(DraftShared("x", theirs.pk),))
    with pytest.raises(UserError, match="of another area"):
        visit(elsewhere, letter)
    with pytest.raises(UserError, match="no weakness 9"):
        visit(area, letter, advice=(DraftNote("x", About("weakness", 9)),))
    assert not Contact.objects.exists()
    assert not Shared.objects.exists()
    assert not Advice.objects.exists()
    contact = visit(area, letter)
    with pytest.raises(UserError, match="what was shared"):
        add_shared(by=BY, contact=contact, draft=DraftShared(" "))
    with pytest.raises(UserError, match="not one of this area"):
        add_shared(by=BY, contact=contact, draft=DraftShared("x", theirs.pk))
    with pytest.raises(UserError, match="not one of this area"):
        keep_record(by=BY, contact=contact, words="x", on=VISITED, document=theirs)


def test_the_record_follows_later_and_says_since_when(area, letter):
    contact = visit(area, letter)
    assert not record_known(contact, VISITED)
    with pytest.raises(UserError, match="older than the contact"):
        keep_record(by=BY, contact=contact, words="Agreed.", on=date(2021, 9, 12))
    made = date(2021, 10, 1)
    assert keep_record(by=BY, contact=contact, words="Agreed.", on=made)
    assert not keep_record(by=BY, contact=contact, words="Agreed.", on=made)
    contact.refresh_from_db()
    assert not record_known(contact, date(2021, 9, 30))
    assert record_known(contact, made)
    assert Trail.objects.filter(verb="keep_record").count() == 1


def test_contacts_are_known_from_their_day(area, letter):
    visit(area, letter)
    later = visit(area, letter, on=date(2022, 3, 1), title="Later")
    assert [c.title for c in contacts_of(area, date(2021, 12, 31))] == ["A visit"]
    assert contacts_ahead(area, date(2021, 12, 31)) == [later]
    assert len(contacts_of(area, date(2022, 3, 1))) == 2
    assert contacts_of(area, date(2021, 9, 12)) == []


def test_contacts_come_in_a_constant_number_of_queries(area, letter, django_assert_num_queries):
    for month in range(1, 7):
        notes = (DraftNote("Said.", About("weakness", 1)), DraftNote("More."))
        visit(area, letter, on=date(2022, month, 1), notes=notes, shared=(DraftShared("x"),))
    with django_assert_num_queries(3):
        for contact in contacts_of(area, date(2023, 1, 1)):
            assert [n.required for n in contact.notes.all()]
            assert list(contact.shared.all())


def test_what_was_said_stands_by_its_weakness_from_its_day(area, letter):
    contact = visit(area, letter)
    draft = DraftNote("Trust grows.", About("weakness", 2), Side.STRENGTH)
    note = add_note(by=BY, contact=contact, draft=draft)
    trust = letter.weaknesses.get(number=2)
    assert notes_about("weakness", trust.pk, VISITED) == [note]
    assert notes_about("weakness", trust.pk, date(2021, 9, 12)) == []
    assert MonitoringNote.objects.get().contact == contact


def test_advice_waits_until_somebody_says_and_keeps_every_answer(area, letter):
    contact = visit(area, letter)
    advice = give_advice(
        by=BY, contact=contact, draft=DraftNote("Publish waits."), on=date(2021, 9, 20)
    )
    answers = [
        (Taken.WAITING, "For figures.", "Head of SEND", date(2021, 11, 1)),
        (Taken.DECLINED, "The board thought it too early.", "Director", date(2022, 1, 10)),
        (Taken.TAKEN_UP, "Published.", "Director", date(2022, 6, 1)),
    ]
    for state, words, role, on in answers:
        answer_advice(by=BY, advice=advice, state=state, words=words, role=role, on=on)

    def stands(on: date) -> tuple[str | None, bool]:
        (standing,) = advice_of(area, on)
        return (standing.answer.state if standing.answer else None), standing.open

    assert advice_of(area, date(2021, 9, 19)) == []
    assert stands(date(2021, 10, 31)) == (None, True)
    assert stands(date(2021, 11, 1)) == ("waiting", True)
    assert stands(date(2022, 5, 31)) == ("declined", False)
    assert stands(date(2022, 6, 1)) == ("taken_up", False)
    assert len(advice_of(area, date(2022, 6, 1))[0].answers) == 3
    assert Trail.objects.filter(verb="answer_advice").count() == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words": " "}, "whose answer it is"),
        ({"role": ""}, "whose answer it is"),
        ({"on": date(2021, 9, 12)}, "before the advice"),
        ({"on": date(2021, 9, 30)}, "before its last answer"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(area, letter, changes, said):
    contact = visit(area, letter, advice=(DraftNote("Do it."),))
    advice = contact.advice.get()
    given = {
        "state": Taken.WAITING,
        "words": "For money.",
        "role": "Director",
        "on": date(2021, 10, 1),
    }
    answer_advice(by=BY, advice=advice, **given)
    with pytest.raises(UserError, match=said):
        answer_advice(by=BY, advice=advice, **given | changes)
    assert advice.answers.count() == 1


def test_advice_is_not_older_than_its_contact(area, letter):
    contact = visit(area, letter)
    with pytest.raises(UserError, match="older than the contact"):
        give_advice(by=BY, contact=contact, draft=DraftNote("x"), on=date(2021, 9, 12))
