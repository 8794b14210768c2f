"""Who lacks an NHS number, the file that goes out to be traced, and what its answer changes."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from goldenthread.accounts.rules import Role
from goldenthread.audit.changes import claim
from goldenthread.audit.models import Outbox
from goldenthread.dataset.changes.refreshing import refresh_area
from goldenthread.dataset.changes.tracing import make_trace_batch
from goldenthread.dataset.models import Coverage, Reading, Shield, TraceBatch
from goldenthread.dataset.queries.worklist import (
    EVERYBODY,
    SOURCE,
    coverage_over_time,
    covered,
    everybody,
)
from goldenthread.dataset.rules.numbers import Number, status_of
from goldenthread.dataset.tasks.refreshing import refresh

from .conftest import BY, NUMBERS, client_of, patient, pupil

JANUARY, MARCH, APRIL = date(2025, 1, 16), date(2025, 3, 1), date(2025, 4, 1)
WHERE = "/areas/anyshire/data/nhs-numbers/"


@pytest.fixture
def linked(area, load):
    """Return the area with three pupils, one of whom mental health services know too."""
    load("sen2", "person", [pupil(0), pupil(1), pupil(2)], JANUARY)
    load("camhs", "referrals", [patient(0)], MARCH)
    refresh_area(by=BY, area=area)
    return area


def sent(area) -> list[dict[str, str]]:
    data = make_trace_batch(by=BY, area=area).data
    return list(csv.DictReader(io.StringIO(data.decode())))


def answer(row: dict[str, str], number: str) -> dict[str, object]:
    """Return the answer of the tracing service to a row that was sent."""
    return {
        "reference": row["UNIQUE_REFERENCE"],
        "nhs_number": number,
        "asked_nhs_number": row["NHS_NO"] or None,
        "result": "00",
        "forename": row["GIVEN_NAME"],
        "surname": row["FAMILY_NAME"],
        "birth_date": date.fromisoformat(row["DATE_OF_BIRTH"]),
        "traced_on": APRIL,
    }


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ((), Number.ABSENT),
        (("absent", "present untraced"), Number.UNTRACED),
        (("superseded", "present and traced"), Number.TRACED),
        (("present and traced", "conflicting"), Number.CONFLICTING),
        (("absent", "invalid"), Number.INVALID),
    ],
)
def test_a_person_has_one_status(said, status):
    assert status_of(said) is status


def test_coverage_rises_after_a_trace(linked, load):
    (before,) = covered(everybody(linked), EVERYBODY)
    assert (before.people, before.share) == (3, pytest.approx(1 / 3))
    by_source = {part.part: part for part in covered(everybody(linked), SOURCE)}
    assert by_source["camhs"].share == 1
    assert by_source["sen2"].people == 3
    rows = sent(linked)
    assert len(rows) == 3
    lacking = [row for row in rows if not row["NHS_NO"]]
    load("nhs_trace", "results", [answer(lacking[0], NUMBERS[1])], APRIL)
    refresh_area(by=BY, area=linked)
    points = [point.covered for point in coverage_over_time(linked)]
    assert [point.share for point in points] == [pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert points[1].people == 3
    assert points[1].counts[Number.TRACED] == 1


def test_the_file_is_noted_and_names_no_shielded_place(linked):
    hidden = next(each.person for each in everybody(linked) if each.status is Number.UNTRACED)
    Shield.objects.create(
        area=linked, person=hidden, kind="adoption", starts=timezone.localdate(), entered_by="x"
    )
    rows = sent(linked)
    assert sum(not row["POSTCODE"] for row in rows) == 1
    assert all(row["FAMILY_NAME"] and row["DATE_OF_BIRTH"] for row in rows)
    batch = TraceBatch.objects.get()
    assert (batch.people, batch.held_back) == (3, 0)
    assert Reading.objects.get(reason="tracing").people == 3


def test_the_page_says_what_is_missing_and_where(linked):
    client = client_of(linked, Role.ANALYST)
    page = client.get(WHERE)
    assert "33.3 % of 3 people" in page.text
    for address in ("?by=district", "?by=school&part=", "?by=need", "?status=absent&page=9"):
        assert client.get(WHERE + address).status_code == 200
    assert "2 people." in page.text
    only = client.get(WHERE + "?by=source&part=camhs")
    assert "0 people of" in only.text
    for nonsense in ("?by=x&part=%00", "?page=0", "?page=99999999999", "?status=%3Cb%3E"):
        page = client.get(WHERE + nonsense)
        assert page.status_code == 200
        assert "<b>" not in page.text
    file = client.post(WHERE + "trace/")
    assert file["Content-Type"].startswith("text/csv")
    assert file["Cache-Control"] == "no-store"
    assert client.get(WHERE + "trace/").status_code == 405


def test_who_may_only_see_gets_no_file(linked):
    assert client_of(linked, Role.DIRECTOR).post(WHERE + "trace/").status_code == 403
    assert not TraceBatch.objects.exists()


def test_nobody_to_trace_is_said(area):
    page = client_of(area, Role.ANALYST).post(WHERE + "trace/")
    assert page.status_code == 400
    assert "nobody to be traced" in page.text


def test_a_worker_brings_the_set_up_to_date(area, load):
    load("camhs", "referrals", [patient(0)], MARCH)
    client = client_of(area, Role.ANALYST)
    client.post("/areas/anyshire/data/links/")
    work = Outbox.objects.get(kind="dataset_refresh")
    assert "Bringing the set up to date" in client.get("/areas/anyshire/data/links/").text
    claimed = claim(pk=work.pk)
    assert claimed is not None
    refresh(claimed)
    assert Coverage.objects.filter(kind=EVERYBODY, status=Number.UNTRACED).get().people == 1
