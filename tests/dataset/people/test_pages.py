"""The pages ask before they show, keep the reading first, and put no identifier in an address."""

import pytest
from django.urls import reverse

from goldenthread.accounts.rules import Role
from goldenthread.areas.models import LocalArea
from goldenthread.audit.models import Event
from goldenthread.dataset.models import Reading
from tests.dataset.people.conftest import CAT, CAT_NUMBER
from tests.dataset.tables.small_set import ADA, ADA_NUMBER, ADA_PUPIL

FIND = "/areas/anyshire/data/people/"
RECORD = f"{FIND}{ADA}/"
WHY = {"reason": "casework", "words": "A review is due"}


def test_finding_leads_to_an_address_that_says_nothing(signed_in):
    client = signed_in(Role.CASEWORKER)
    page = client.post(FIND, {"number": ADA_NUMBER})
    assert (page.status_code, page.url) == (302, RECORD)
    assert not Reading.objects.exists()


def test_the_record_is_shown_only_for_a_reason_which_is_kept_first(signed_in, area: LocalArea):
    client = signed_in(Role.CASEWORKER)
    asked = client.get(RECORD)
    assert asked.status_code == 200
    assert "Invented" not in asked.text
    refused = client.post(RECORD, {})
    assert refused.status_code == 400
    assert "Say why you open this record" in refused.text
    assert "Invented" not in refused.text
    assert not Reading.objects.exists()
    shown = client.post(RECORD, WHY)
    assert shown.status_code == 200
    assert "Invented" in shown.text
    assert "no-store" in shown["Cache-Control"]
    kept = Reading.objects.get()
    assert (kept.area, kept.reason, kept.words, kept.page) == (
        *(area, "casework", "A review is due", "dataset:person"),
    )
    assert list(kept.persons.values_list("person", flat=True)) == [ADA]
    event = Event.objects.filter(subject="reading").get()
    assert ADA not in str(event.after)
    assert ADA_NUMBER not in str(event.after)


def test_words_with_an_identifier_are_refused(signed_in):
    page = signed_in(Role.CASEWORKER).post(RECORD, WHY | {"words": f"for {ADA_NUMBER}"})
    assert page.status_code == 400
    assert "Leave numbers and dates of birth out" in page.text


@pytest.mark.parametrize("who", [CAT, "f" * 32, "x", ADA[:-1] + "'"])
def test_a_reference_that_is_nobodys_reads_like_one_that_may_not_be_seen(signed_in, who):
    client = signed_in(Role.CASEWORKER)
    assert client.get(f"{FIND}{who}/").status_code == 200
    page = client.post(f"{FIND}{who}/", WHY, follow=True)
    assert "Nobody whom you may see is known under this reference" in page.text
    assert not Reading.objects.exists()


def test_whom_nobody_may_see_reads_like_whom_nobody_knows(signed_in):
    client = signed_in(Role.CASEWORKER)
    for number in (CAT_NUMBER, "9990000034"):
        page = client.post(FIND, {"number": number})
        assert page.status_code == 200
        assert "Nobody whom you may see was found" in page.text


def test_a_senco_opens_only_whom_they_found(signed_in):
    client = signed_in(Role.SENCO)
    assert "Surname" not in client.get(FIND).text
    assert client.post(RECORD, WHY).url == FIND
    found = client.post(FIND, {"number": ADA_PUPIL, "born": "17 May 2014"})
    assert found.url == RECORD
    page = client.post(RECORD, WHY)
    assert "Autistic spectrum disorder" in page.text
    assert "Sandy Cove" not in page.text


def test_who_may_not_open_records_is_refused(signed_in):
    for role in (Role.ANALYST, Role.IMPROVEMENT_LEAD, Role.INFORMATION_LEAD):
        client = signed_in(role)
        assert client.get(FIND).status_code == 403
        assert client.post(RECORD, WHY).status_code == 403


def test_too_little_is_said_beside_its_field(signed_in):
    page = signed_in(Role.CASEWORKER).post(FIND, {"surname": "Invented"})
    assert page.status_code == 400
    assert "Give the date of birth with the surname" in page.text


def test_the_menu_leads_caseworkers_to_a_child_and_analysts_to_the_tables(signed_in):
    find, tables = reverse("dataset:people", args=["anyshire"]), "/areas/anyshire/data/tables/"
    assert find in (page := signed_in(Role.CASEWORKER).get(FIND).text)
    assert tables not in page
    page = signed_in(Role.ANALYST).get(tables)
    assert page.status_code == 200
    assert find not in page.text
    assert "Linked tables" in page.text
    assert "Made-up children" in page.text
