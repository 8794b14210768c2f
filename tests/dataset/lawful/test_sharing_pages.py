"""The register's pages: adding, approving, narrowing and withdrawing an agreement."""

import pytest
from django.urls import reverse

from goldenthread.accounts.rules import Role
from goldenthread.dataset.models import Agreement
from goldenthread.dataset.queries.agreements import fields_of
from goldenthread.dataset.sources import source
from tests.dataset.lawful.conftest import agreed, client_of

SAID = {
    "reference": "ISA-7",
    "title": "Waits",
    "senders": "Anyshire Trust\n",
    "receivers": "Anyshire Council",
    "processors": "",
    "other_purpose": "Planning services",
    "sources": ["camhs"],
    "article_6": "6(1)(e)",
    "article_9": "9(2)(h)",
    "schedule_1": "Part 1, paragraph 2",
    "starts": "1 January 2025",
    "retention_months": "24",
    "assessment_on": "2 January 2025",
}


def at(area, name="sharing", *parts):
    return reverse(f"dataset:{name}", args=[area.slug, *parts])


def test_the_register_says_what_could_not_be_loaded(lead, area):
    page = lead.get(at(area)).text
    assert "There is no agreement yet, so nothing can be loaded." in page
    assert "stand in no agreement for" in page
    agreed(area, purposes=[source("camhs").purpose])
    page = lead.get(at(area)).text
    assert "In force" in page
    assert "Extracts that are covered whole" in page


def test_an_agreement_is_added_and_approved_into_force(lead, area):
    answer = lead.post(at(area, "add_agreement"), SAID)
    row = Agreement.objects.get()
    assert answer.url == at(area, "agreement", row.pk)
    page = lead.get(answer.url).text
    assert "Waits for the approval of Anyshire Council and Anyshire Trust" in page
    for party in ("Anyshire Trust", "Anyshire Council"):
        sent = {"do": "approve", "party": party, "post": "Chief officer", "on": "3 January 2025"}
        assert lead.post(answer.url, sent).status_code == 302
    assert "In force" in lead.get(answer.url).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reference", "", "Give the agreement a reference"),
        ("senders", "", "Name who sends the data"),
        ("sources", [], "Choose at least one extract"),
        ("other_purpose", "", "Choose or write what it may be used for"),
        ("schedule_1", "", "holds only with one of Schedule 1"),
        ("article_9", "", "Name the condition of Article 9"),
        ("starts", "31 February 2025", "Enter a real date"),
        ("retention_months", "0", "Enter a number of months"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(lead, area, field, value, words):
    answer = lead.post(at(area, "add_agreement"), SAID | {field: value})
    assert answer.status_code == 400
    assert words in answer.text
    assert "There is a problem" in answer.text
    assert not Agreement.objects.exists()


def test_a_form_about_one_extract_begins_with_it(lead, area):
    page = lead.get(at(area, "add_agreement") + "?source=camhs").text
    assert 'value="camhs" checked' in page


def test_fields_are_chosen_table_by_table(lead, area):
    row = agreed(area)
    where = at(area, "agreement_fields", row.pk, "camhs")
    assert 'value="all" checked' in lead.get(where).text
    tables = source("camhs").tables
    sent = {f"{table.name}-which": "none" for table in tables}
    sent |= {"referrals-which": "some", "referrals-fields": ["team", "received_on"]}
    assert lead.post(where, sent).status_code == 302
    row = Agreement.objects.get()
    assert {k: set(v) for k, v in fields_of(row).items()} == {
        ("camhs", "referrals"): {"team", "received_on"}
    }
    assert row.approvals.count() == 2
    empty = sent | {"referrals-fields": []}
    answer = lead.post(where, empty)
    assert answer.status_code == 400
    assert "Choose fields of referrals, or none" in answer.text


def test_a_further_field_must_be_approved_anew(lead, area):
    row = agreed(area, fields={("camhs", "referrals"): ["team"]})
    tables = source("camhs").tables
    sent = {f"{table.name}-which": "all" for table in tables}
    answer = lead.post(at(area, "agreement_fields", row.pk, "camhs"), sent, follow=True)
    assert "must approve it anew" in answer.text
    assert "Nobody has approved it yet" in answer.text


def test_changing_keeps_fields_that_were_left_out(lead, area):
    row = agreed(area, fields={("camhs", "referrals"): ["team"]})
    where = at(area, "change_agreement", row.pk)
    assert "Anyshire Trust" in lead.get(where).text
    sent = SAID | {"reference": "ISA-1", "sources": ["camhs", "destinations"]}
    assert lead.post(where, sent).status_code == 302
    kept = fields_of(Agreement.objects.get())
    assert kept[("camhs", "referrals")] == ["team"]
    assert {code for code, _ in kept} == {"camhs", "destinations"}


def test_withdrawing_asks_why(lead, area):
    row = agreed(area)
    where = at(area, "agreement", row.pk)
    sent = {"do": "withdraw", "on": "1 June 2025", "why": ""}
    assert "Say why it is withdrawn" in lead.post(where, sent).text
    assert lead.post(where, sent | {"why": "The trust left"}).status_code == 302
    page = lead.get(where).text
    assert "Withdrawn" in page
    assert "Choose fields" not in page


def test_an_analyst_reads_the_register_and_changes_nothing(analyst, area):
    row = agreed(area)
    page = analyst.get(at(area, "agreement", row.pk)).text
    assert "Withdraw it" not in page
    assert analyst.post(at(area, "agreement", row.pk), {"do": "withdraw"}).status_code == 403
    assert analyst.get(at(area, "add_agreement")).status_code == 403


def test_a_caseworker_does_not_see_the_register(area):
    assert client_of(area, Role.CASEWORKER).get(at(area)).status_code == 403
