"""The pages of requests: the clock, entering by a number, holds, shields, erasure."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.accounts.rules import Permission, Role, can
from goldenthread.dataset.models import Certificate, LegalHold, RightsRequest, Shield
from goldenthread.dataset.rules.rights import due_on
from tests.dataset.lawful.conftest import client_of
from tests.dataset.lawful.made_up import ANN, everything_in


@pytest.mark.parametrize(
    ("received", "more", "due"),
    [
        (date(2025, 4, 3), {}, date(2025, 5, 6)),
        (date(2025, 1, 31), {}, date(2025, 2, 28)),
        (date(2025, 4, 1), {"identity": date(2025, 4, 10)}, date(2025, 5, 12)),
        (date(2025, 4, 1), {"extended": True}, date(2025, 7, 1)),
        (date(2025, 11, 25), {}, date(2025, 12, 29)),
    ],
)
def test_the_answer_is_due_within_a_month_or_the_next_working_day(received, more, due):
    assert due_on(received, **more) == due


def at(area, name="rights", *parts):
    return reverse(f"dataset:{name}", args=[area.slug, *parts])


ENTER = {
    "do": "enter",
    "number": "999 000 0018",
    "right": "erasure",
    "asked_by": "parent",
    "received_on": "1 April 2025",
}


def test_a_request_is_entered_by_a_number_that_stands_in_no_address(held, lead):
    answer = lead.post(at(held), ENTER)
    assert (answer.status_code, answer.url) == (302, at(held))
    row = RightsRequest.objects.get()
    assert (row.person, row.number) == (ANN, 1)
    page = lead.get(at(held)).text
    assert "Late by" in page
    assert "9990000018" not in page
    assert "1 May 2025" in page


def test_a_number_that_nobody_has_is_said_at_its_field(held, lead):
    answer = lead.post(at(held), ENTER | {"number": "9990000034"})
    assert answer.status_code == 400
    assert "Nobody in the data set has this number" in answer.text
    assert not RightsRequest.objects.exists()


def test_erasing_asks_to_be_sure_and_leads_to_the_certificate(held, lead):
    lead.post(at(held), ENTER)
    where = at(held, "rights_request", 1)
    assert "Say that you have checked" in lead.post(where, {"do": "erase"}).text
    assert "Annabel" in everything_in(held)
    page = lead.post(where, {"do": "erase", "sure": "on"}, follow=True).text
    made = Certificate.objects.get()
    assert f"Certificate {made.pk}" in page
    assert "Annabel" not in everything_in(held)
    shown = lead.get(at(held, "certificate", made.pk)).text
    assert made.digest in shown
    assert "camhs, referrals: facts" in shown
    assert lead.post(where, {"do": "erase", "sure": "on"}).status_code == 400


def test_a_hold_is_made_stops_erasure_and_ends(held, lead):
    lead.post(at(held), ENTER)
    hold = {"do": "hold", "number": "9990000018", "why": "A claim", "starts": "1 January 2025"}
    assert lead.post(at(held), hold).status_code == 302
    answer = lead.post(at(held, "rights_request", 1), {"do": "erase", "sure": "on"})
    assert "legal hold" in answer.text
    row = LegalHold.objects.get()
    end = {"do": "release", "row": row.pk, "on": ""}
    answer = lead.post(at(held), end)
    assert answer.status_code == 400
    assert "Enter a day" in answer.text
    assert lead.post(at(held), end | {"on": "2 January 2025"}).status_code == 302
    assert "Nothing is on hold" in lead.get(at(held)).text


def test_a_shield_is_made_and_ends_with_a_reason(held, lead):
    sent = {"do": "shield", "number": "9990000018", "kind": "adoption", "starts": "1/1/2025"}
    assert lead.post(at(held), sent).status_code == 302
    assert "Adoption" in lead.get(at(held)).text
    row = Shield.objects.get()
    end = {"do": "lift", "row": row.pk, "on": "2 January 2025", "why": ""}
    assert "Say why the danger is over" in lead.post(at(held), end).text
    assert lead.post(at(held), end | {"why": "The order ended"}).status_code == 302
    assert "Nobody is shielded" in lead.get(at(held)).text


def test_a_request_is_put_off_refused_or_taken_back_with_words(held, lead):
    for number in (1, 2):
        lead.post(at(held), ENTER | {"right": "access"})
        where = at(held, "rights_request", number)
        assert lead.post(where, {"do": "extend", "why": ""}).status_code == 400
        lead.post(where, {"do": "extend", "why": "Many files"})
        lead.post(where, {"do": "identity", "on": "4 April 2025"})
        assert "4 July 2025" in lead.get(where).text
    assert (
        "Say why it is refused" in lead.post(at(held, "rights_request", 1), {"do": "refuse"}).text
    )
    lead.post(at(held, "rights_request", 1), {"do": "refuse", "words": "Asked for twice"})
    lead.post(at(held, "rights_request", 2), {"do": "withdrawn", "words": ""})
    states = RightsRequest.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["refused", "withdrawn"]


@pytest.mark.parametrize("role", list(Role))
def test_only_who_answers_rights_opens_these_pages(area, role):
    status = client_of(area, role).get(at(area)).status_code
    assert (status == 200) == can(Permission.ANSWER_RIGHTS, {role})
