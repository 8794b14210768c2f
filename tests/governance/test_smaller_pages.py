"""Smaller things that pages of boards take: terms as a document, papers withdrawn, guests."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_report_line
from goldenthread.audit.models import Outbox
from goldenthread.governance.changes import (
    add_item,
    add_paper,
    build_agenda,
    call_meeting,
    decide,
    escalate,
    set_escalation_rule,
)
from goldenthread.governance.models import (
    BodyMember,
    Challenge,
    EscalationRule,
    ForwardItem,
    Meeting,
    StandingItem,
    TermsOfReference,
)
from goldenthread.governance.rules.states import DecisionVerb, EscalationKind
from goldenthread.improvement.changes import record_improvement_plan
from tests.rooms.small_plan import DRAFT

from .conftest import BY, at, day, person, signed_in

HOME = "/areas/anyshire/meetings/"


def test_terms_come_in_words_or_as_a_document_and_never_older(boards, lead):
    page = f"{HOME}boards/{boards.board.pk}/"
    sent = {"do": "terms", "agreed_on": "1 June 2020", "words": "It oversees.", "quorum": "5"}
    lead.post(page, sent)
    file = SimpleUploadedFile("terms.txt", b"Terms, version two.")
    lead.post(page, {"do": "terms", "agreed_on": "1 June 2021", "file": file})
    one, two = TermsOfReference.objects.all()
    assert (one.version, one.quorum, two.version) == (1, 5, 2)
    assert bytes(two.document.content.data) == b"Terms, version two."
    older = lead.post(page, sent | {"agreed_on": "1 May 2021"})
    assert "a newer one cannot be older" in unescape(older.text)
    neither = lead.post(page, {"do": "terms", "agreed_on": "1 June 2022"})
    assert "in words or as a document" in unescape(neither.text)
    assert "It oversees." in lead.get(page, {"as-at": "2020-12-01"}).text
    assert "version two" not in lead.get(page, {"as-at": "2020-12-01"}).text


def test_seats_and_standing_items_end_and_stay_on_record(boards, lead):
    page = f"{HOME}boards/{boards.board.pk}/"
    lead.post(page, {"do": "member", "organisation": boards.council.pk, "seats": "2"})
    assert BodyMember.objects.get(seats=2).called == "Anyshire Council"
    nobody = lead.post(page, {"do": "member", "seats": "1"})
    assert "which organisation has the seat" in unescape(nobody.text)
    seat = BodyMember.objects.get(organisation_words="Parent carer forum")
    lead.post(page, {"do": "end_seat", "member": seat.pk, "last_day": day(-1).isoformat()})
    assert "Parent carer forum" not in lead.get(page).text
    assert "Parent carer forum" in lead.get(page, {"as-at": day(-1).isoformat()}).text
    lead.post(page, {"do": "standing", "title": "Risks"})
    item = StandingItem.objects.get()
    lead.post(page, {"do": "end_standing", "item": item.pk, "last_day": day(0).isoformat()})
    item.refresh_from_db()
    assert item.ends == day(0)


def test_a_paper_is_withdrawn_and_its_item_may_then_be_exempt(lead, ahead):
    item = add_item(by=BY, meeting=ahead, title="Contract", on=day(0))
    paper = add_paper(by=BY, item=item, title="Prices", name="p.txt", data=b"1", on=day(0))
    page = f"{HOME}{ahead.pk}/papers/"
    lead.post(page, {"do": "withdraw", "paper": paper.pk, "why": "It names a price."})
    assert "Prices" not in unescape(lead.get(page).text).partition("Withdrawn: Prices.")[2]
    sent = {"do": "edit", "title": "Contract", "exempt_paragraph": "3", "version": "1"}
    reason = "The price would weaken the council in its talks."
    answer = lead.post(f"{HOME}items/{item.pk}/", sent | {"public_interest": reason})
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.exempt


def test_a_meeting_is_moved_and_cancelled_and_two_people_do_not_undo_each_other(lead, ahead):
    page = f"{HOME}{ahead.pk}/"
    sent = {"do": "move", "day": day(35).isoformat(), "hour": "10am", "why": "Clash"}
    assert lead.post(page, sent | {"version": "1"}).status_code == 302
    stale = lead.post(page, {"do": "cancel", "why": "Snow", "version": "1"})
    assert "Somebody else changed this meeting" in unescape(stale.text)
    assert lead.post(page, {"do": "cancel", "why": "Snow", "version": "2"}).status_code == 302
    meeting = Meeting.objects.get(pk=ahead.pk)
    assert (meeting.state, meeting.held_on, meeting.sequence) == ("cancelled", day(35), 2)
    assert "Cancelled on" in lead.get(page).text


@pytest.mark.parametrize(("kind", "status"), [("in_attendance", 302), ("", 400)])
def test_somebody_without_a_seat_attends(lead, held, kind, status):
    build_agenda(by=BY, meeting=held, on=day(-20))
    sent = {"besides": "Ofsted, adviser", "kind-besides": kind}
    assert lead.post(f"{HOME}{held.pk}/run/", sent).status_code == status
    assert held.attendance.filter(organisation_words="Ofsted, adviser").exists() == bool(kind)


def test_a_challenge_names_its_meeting_and_its_action(area, boards, held):
    record_improvement_plan(by=BY, area=area, draft=DRAFT)
    asker = signed_in(person(area, Role.SCRUTINY_MEMBER))
    sent = {"do": "ask", "words": "Why?", "to_role": "Head of SEND", "at_meeting": held.pk}
    asker.post("/areas/anyshire/challenges/", sent | {"action": "1.1.2"})
    asked = Challenge.objects.get()
    assert (asked.at_meeting, asked.action.number) == (held, "1.1.2")
    page = asker.get(f"/areas/anyshire/challenges/{asked.number}/").text
    assert "/plan/actions/1.1.2/" in page
    wrong = asker.post("/areas/anyshire/challenges/", sent | {"action": "9.9.9"})
    assert wrong.status_code == 400


def test_a_rule_of_the_policy_ends(area, lead):
    rule = set_escalation_rule(
        by=BY,
        area=area,
        kind=EscalationKind.CHALLENGE,
        after_days=10,
        answer_days=5,
        starts=day(-60),
    )
    lead.post(f"{HOME}escalations/", {"do": "end_rule", "rule": rule.pk})
    assert EscalationRule.objects.get().ends == day(0)
    sent = {"do": "rule", "kind": "challenge", "after_days": "7", "answer_days": "x"}
    fault = lead.post(f"{HOME}escalations/", sent)
    assert "whole number from 1 to 730" in unescape(fault.text)
    lead.post(f"{HOME}escalations/", sent | {"answer_days": "7"})
    assert EscalationRule.objects.count() == 2


def test_a_board_is_added_with_its_line(area, boards, lead):
    sent = {"do": "body", "name": "Youth forum", "kind": "youth_voice"}
    lead.post(f"{HOME}boards/", sent | {"reports_to": boards.board.pk})
    body = area.bodies.get(name="Youth forum")
    assert body.reports_to.get().to == boards.board
    assert lead.post(f"{HOME}boards/", {"do": "body", "name": ""}).status_code == 400
    assert not ForwardItem.objects.exists()


def test_a_decision_taken_in_private_is_told_nowhere_outside(area, boards, held, reader):
    item = add_item(
        by=BY,
        meeting=held,
        title="A case",
        on=day(-8),
        exempt_paragraph=1,
        public_interest="A family would be known by it in a small place.",
    )
    verb = DecisionVerb.RESOLVED
    kept = {"by": BY, "meeting": held, "item": item, "verb": verb, "due_on": day(-6)}
    decision = decide(**kept, words="That the Smiths be paid.", on=day(-7))
    kept = {"by": BY, "area": area, "kind": EscalationKind.DECISION}
    set_escalation_rule(**kept, after_days=1, answer_days=5, starts=day(-60))
    chair = person(area, Role.INDEPENDENT_CHAIR, boards.scrutiny)
    add_report_line(by=BY, body=boards.board, to=boards.scrutiny, starts=None)
    above = call_meeting(by=BY, body=boards.scrutiny, starts_at=at(day(30)), on=day(-9))
    pages = [f"{HOME}escalations/", f"{HOME}decisions/?show=all", f"{HOME}decisions/{decision.pk}/"]
    assert "Smiths" not in "".join(reader.get(page).text for page in pages)
    escalate(**kept, key=decision.pk, to=boards.scrutiny, on=day(0))
    build_agenda(by=BY, meeting=above, on=day(0))
    pages.append(f"{HOME}{above.pk}/")
    assert "taken in private" in reader.get(pages[-1]).text
    assert "Smiths" not in "".join(reader.get(page).text for page in pages)
    [letter] = [o.payload for o in Outbox.objects.filter(kind="mail")]
    assert letter["to"] == chair.email
    assert "Smiths" not in letter["text"]
