"""The pages: who may see and record, what each shows as of a day, and what a form says back."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.areas.changes import add_area
from goldenthread.documents.rules import Cite
from goldenthread.inspections.changes import record_contact, record_event, record_inspection
from goldenthread.inspections.models import (
    Advice,
    AdviceAnswer,
    Contact,
    InspectionEvent,
    NextStep,
    RepeatFinding,
    TimetableSlot,
)
from goldenthread.inspections.rules import (
    About,
    ContactKind,
    DraftContact,
    DraftInspection,
    DraftNote,
    Event,
    InspectionKind,
    Regime,
    Side,
)

from .conftest import BY, WAITS


def at(name: str, *parts: object, slug: str = "anyshire", on: str = "") -> str:
    """Return the address of a page of the room, as it stood on a day if given."""
    return reverse(f"inspections:{name}", args=[slug, *parts]) + (f"?as-at={on}" if on else "")


@pytest.fixture
def review(area, letter) -> Contact:
    """Return a peer review of May 2022 whose finding repeats the letter's, with advice."""
    draft = DraftContact(
        ContactKind.PEER_REVIEW,
        date(2022, 5, 3),
        "The review",
        "Two councils",
        notes=(DraftNote(WAITS, About("weakness", 1), Side.DEVELOP),),
        advice=(DraftNote("Publish the waits."),),
    )
    return record_contact(by=BY, area=area, inspection=letter, draft=draft)


def test_each_page_shows_what_it_is_about(lead, letter, report, review):
    advice = Advice.objects.get()
    pages = {
        at("inspections"): ["The letter", "The report", "The review", "1 piece of advice"],
        at("inspection", letter.pk): ["Knowing needs", "Not judged yet", "Identifying needs"],
        at("inspection", report.pk): ["Widespread and/or systemic failings", "act on waits"],
        at("revisit", letter.pk): ["Nothing here foretells", "no notice is recorded"],
        at("revisit", report.pk): ["Monitoring inspection"],
        at("contact", review.pk): ["Two councils", WAITS, "May have been said before"],
        at("advice"): ["Publish the waits.", "Nobody has said what was done"],
        at("answer", advice.pk): ["Say what was done with it"],
        at("repeats"): ["Words in common", "autism"],
        at("new_contact"): ["Record it"],
    }
    for address, words in pages.items():
        html = lead.get(address).content.decode()
        assert [w for w in words if w not in html] == [], address


def test_a_report_of_2023_is_never_put_into_the_shape_of_2016(lead, report):
    html = lead.get(at("inspection", report.pk)).content.decode()
    assert "Areas for priority action" in html
    assert "significant weakness" not in html
    assert "Sufficient progress" not in html


def test_a_reader_sees_but_cannot_record(reader, letter, review):
    for page in (at("inspections"), at("contact", review.pk), at("revisit", letter.pk)):
        html = reader.get(page).content.decode()
        assert 'name="do"' not in html
    sent = {"do": "note", "text": "x", "side": "finding"}
    assert reader.post(at("contact", review.pk), sent).status_code == 403
    assert reader.post(at("repeats"), {"do": "look"}).status_code == 403
    assert review.notes.count() == 1


def test_what_is_of_another_area_is_not_found_here(lead, letter, review):
    other = add_area(by=BY, slug="elsewhere", name="Elsewhere")
    draft = DraftInspection(Regime.LOCAL_AREA_2016, InspectionKind.FULL, "Theirs")
    theirs = record_inspection(by=BY, area=other, draft=draft)
    assert lead.get(at("inspection", theirs.pk)).status_code == 404
    assert lead.get(at("contact", 10**15)).status_code == 404
    assert lead.post(at("repeats"), {"state": "confirmed", "repeat": "9" * 30}).status_code == 400


def test_pages_of_the_past_show_nothing_later(lead, letter, review):
    before = lead.get(at("inspection", letter.pk, on="2019-04-01")).content.decode()
    assert "had not been written" in before
    assert "Knowing needs" not in before
    assert "The review" not in lead.get(at("inspections", on="2022-05-02")).content.decode()
    assert lead.get(at("contact", review.pk, on="2022-05-02")).status_code == 404
    assert lead.get(at("inspection", letter.pk, on="2019-03-17")).status_code == 404
    past = at("contact", review.pk, on="2022-06-01")
    assert 'name="do"' not in lead.get(past).content.decode()
    sent = {"do": "note", "text": "x", "side": "finding"}
    assert lead.post(past, sent).status_code == 400


def test_a_contact_is_recorded_and_added_to(lead, area, letter, document):
    sent = {
        "do": "contact",
        "kind": "deep_dive",
        "on": "3 May 2022",
        "title": "Deep dive",
        "inspection": letter.pk,
        "by_whom": "",
        "record_words": "",
        "document": "",
    }
    made = lead.post(at("new_contact"), sent)
    contact = Contact.objects.get()
    assert made["Location"] == at("contact", contact.pk)
    for more in (
        {"do": "shared", "words": "Figures", "document": document.pk},
        {"do": "note", "text": "Slow.", "about": "weakness:2", "side": "develop"},
        {"do": "advice", "text": "Hurry.", "about": "", "on": "4/5/2022"},
        {"do": "record", "words": "All agreed.", "on": "1 June 2022", "document": ""},
    ):
        assert lead.post(at("contact", contact.pk), more).status_code == 302, more
    contact.refresh_from_db()
    assert contact.record_on == date(2022, 6, 1)
    assert contact.shared.get().document == document
    assert contact.notes.get().weakness.number == 2
    assert contact.advice.get().on == date(2022, 5, 4)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": ""}, "Choose what sort of contact it was"),
        ({"kind": "party"}, "Choose what sort of contact it was"),
        ({"on": "31 February 2022"}, "Enter a real date"),
        ({"on": "1 May 1066"}, "between 1990 and 2099"),
        ({"title": " "}, "Give it a title"),
        ({"title": "x" * 301}, "Use 300 letters or fewer"),
        ({"document": "999"}, "Choose one of these documents"),
        ({"inspection": "999"}, "Choose one of these inspections"),
    ],
)
def test_a_contact_that_cannot_be_is_said_beside_its_field(lead, letter, changes, said):
    sent = {"do": "contact", "kind": "stocktake", "on": "3 May 2022", "title": "A", **changes}
    answer = lead.post(at("new_contact"), sent)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert html.count(said) == 2
    assert "Error: Record a contact" in html
    assert not Contact.objects.exists()


def test_a_contact_is_kept_with_the_inspection_that_is_chosen(lead, area, letter, report):
    offered = lead.get(at("new_contact")).content.decode()
    assert f'<option value="{report.pk}" selected>The report</option>' in offered
    assert f'<option value="{letter.pk}">The letter</option>' in offered
    sent = {"do": "contact", "kind": "stocktake", "on": "3 May 2022", "title": "A"}
    early = lead.post(at("new_contact"), sent | {"inspection": report.pk})
    assert "had not begun on the day of the contact" in early.content.decode()
    assert not Contact.objects.exists()
    assert lead.post(at("new_contact"), sent | {"inspection": letter.pk}).status_code == 302
    assert lead.post(at("new_contact"), sent | {"inspection": ""}).status_code == 302
    assert [c.inspection for c in Contact.objects.order_by("pk")] == [letter, None]


def test_a_contact_still_to_come_is_kept_as_planned(lead, letter):
    sent = {"do": "contact", "kind": "stocktake", "on": "3 May 2098", "title": "The next one"}
    assert lead.post(at("new_contact"), sent).status_code == 302
    page = lead.get(at("contact", Contact.objects.get().pk)).content.decode()
    assert "Still to come" in page


def test_a_visit_still_to_come_is_announced_with_its_timetable(lead, letter):
    here = at("revisit", letter.pk)
    given = {"given_on": "1 June 2026", "starts": "4 May 2098", "ends": "6 May 2098"}
    assert lead.post(here, {"do": "notice", "words": "", **given}).status_code == 302
    line = {"do": "slot", "day": "5 May 2098", "activity": "Opening", "who": "Director"}
    assert lead.post(here, line | {"agreed_on": "2 June 2026", "place": ""}).status_code == 302
    assert "Opening" in lead.get(here).content.decode()


def test_advice_is_answered_and_a_refusal_is_said_in_place(lead, review):
    advice = Advice.objects.get()
    sent = {"do": "answer", "state": "declined", "words": "Too dear.", "role": "Director"}
    early = lead.post(at("answer", advice.pk), sent | {"on": "1 May 2022"})
    assert early.status_code == 400
    assert "before the advice" in early.content.decode()
    assert lead.post(at("answer", advice.pk), sent | {"on": "1 June 2022"}).status_code == 302
    assert AdviceAnswer.objects.get().state == "declined"
    assert "Declined" in lead.get(at("advice")).content.decode()


def test_repeats_are_decided_and_undone(lead, review):
    row = RepeatFinding.objects.get()
    lead.post(at("repeats"), {"repeat": row.pk, "state": "confirmed"})
    assert "Said before" in lead.get(at("contact", review.pk)).content.decode()
    assert lead.post(at("repeats"), {"repeat": row.pk, "state": "rejected"}).status_code == 400
    lead.post(at("repeats"), {"repeat": row.pk, "state": "proposed"})
    lead.post(at("repeats"), {"repeat": row.pk, "state": "rejected"})
    row.refresh_from_db()
    assert row.state == "rejected"
    assert "said before" not in lead.get(at("contact", review.pk)).content.decode()
    assert lead.post(at("repeats"), {"do": "look"}).status_code == 302
    assert lead.post(at("repeats"), {"repeat": row.pk, "state": "odd"}).status_code == 400


def test_progress_is_recorded_in_its_order(lead, letter):
    here = at("inspection", letter.pk)
    sent = {"do": "progress", "on": "21 August 2019", "reasons": ""}
    assert lead.post(here, sent | {"event": "statement_submitted"}).status_code == 302
    wrong = lead.post(here, sent | {"event": "not_fit_for_purpose"})
    assert wrong.status_code == 400
    assert "Say why it was found not fit" in wrong.content.decode()
    assert InspectionEvent.objects.count() == 1


def test_each_limit_says_whether_its_length_is_confirmed(lead, letter):
    record_event(by=BY, inspection=letter, event=Event.LETTER_RECEIVED, on=date(2019, 5, 13))
    html = lead.get(at("inspection", letter.pk)).content.decode()
    assert "20 August 2019" in html
    assert "Not confirmed: check before you rely on it" in html


def test_a_visit_is_announced_timed_and_followed(lead, area, letter):
    here = at("revisit", letter.pk)
    given = {"given_on": "18 November 2022", "starts": "5 December 2022", "ends": "8/12/2022"}
    assert lead.post(here, {"do": "notice", "words": "", **given}).status_code == 302
    line = {"do": "slot", "day": "5 December 2022", "activity": "Opening", "who": "Director"}
    line |= {"starts": "9am", "ends": "10.30", "agreed_on": "25 November 2022", "place": ""}
    assert lead.post(here, line).status_code == 302
    html = lead.get(here).content.decode()
    assert "10 working days" in html
    assert "09:00 to 10:30" in html
    off = lead.post(here, line | {"day": "9 December 2022"})
    assert "not one of the visit" in off.content.decode()
    slot = TimetableSlot.objects.get()
    assert lead.post(here, {"do": "strike", "slot": slot.pk}).status_code == 302
    assert lead.post(here, {"do": "strike", "slot": "x"}).status_code == 400
    step = {"do": "step", "kind": "monitoring", "words": "A call.", "weakness": ""}
    step |= {"source": "Their letter", "on": "1 March 2023", "due_on": ""}
    assert lead.post(here, step).status_code == 302
    made = NextStep.objects.get()
    unsaid = lead.post(here, {"do": "finish", "step": made.pk, "on": "", "words": ""})
    assert "Say what was done" in unsaid.content.decode()
    done = {"do": "finish", "step": made.pk, "on": "1 April 2023", "words": "Held."}
    assert lead.post(here, done).status_code == 302
    gone = {"do": "withdraw", "on": "1 December 2022", "why": "Snow."}
    assert lead.post(here, gone).status_code == 302
    assert "Snow." in lead.get(here).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": "4 December 2022"}, "notice-ends"),
        ({"given_on": "6 December 2022"}, "notice-given_on"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it_and_the_rest_is_kept(lead, letter, changes, field):
    given = {"given_on": "18 November 2022", "starts": "5 December 2022", "ends": "8/12/2022"}
    sent = {"do": "notice", "words": "By telephone."} | given | changes
    html = lead.post(at("revisit", letter.pk), sent).content.decode()
    assert f'<a href="#{field}">' in html
    assert f'id="{field}-error"' in html
    assert "By telephone." in html


def test_a_form_that_is_not_of_the_page_is_refused(lead, letter):
    answer = lead.post(at("inspection", letter.pk), {"do": "party"})
    assert answer.status_code == 400
    assert "not one of this page" in answer.content.decode()


def test_a_passage_leads_to_what_was_said_at_a_contact(lead, area, letter, document):
    where = Cite(document.pk, (3, 4))
    draft = DraftContact(
        ContactKind.STOCKTAKE,
        date(2022, 5, 3),
        "The stocktake",
        notes=(DraftNote("Slow.", cite=where),),
        advice=(DraftNote("Hurry.", cite=where),),
        cite=where,
    )
    contact = record_contact(by=BY, area=area, inspection=letter, draft=draft)
    html = lead.get(reverse("thread:document", args=["anyshire", document.pk])).content.decode()
    for words in ("The stocktake", "Said at a contact: Slow.", "Advice: Hurry."):
        assert words in html
    assert at("contact", contact.pk) in html
    assert "A note, lines 3 to 4" in lead.get(at("contact", contact.pk)).content.decode()
