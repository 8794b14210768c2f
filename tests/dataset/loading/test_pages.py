"""The pages of loading: send, see the sum, mend what was held back, look at the set at a glance."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Event, Outbox
from goldenthread.audit.tasks import carry_out
from goldenthread.dataset.models import Load
from goldenthread.dataset.queries.loads import store_of
from goldenthread.dataset.store import inbox
from tests.dataset.lawful.conftest import agreed, client_of

from .extracts import row, written
from .test_loads import PURPOSE, load


@pytest.fixture
def analyst(area) -> Client:
    return client_of(area, Role.ANALYST)


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    return written(tmp_path / "referrals.csv", [row(1), row(2), row(3, sex="Q")])


def page(client: Client, name: str, *parts: object) -> str:
    answer = client.get(reverse(f"dataset:{name}", args=["anyshire", *parts]))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def test_an_extract_that_is_sent_waits_encrypted_and_is_loaded_by_the_worker(
    area, analyst, extract
):
    agreed(area)
    given = {"source": "camhs", "extract_on": "16/1/2025", "partner": "Anyshire Trust"}
    given |= {"purpose": PURPOSE, "files": [sent(extract)]}
    answer = analyst.post(reverse("dataset:send", args=["anyshire"]), given)
    begun = Load.objects.get()
    assert answer.url == reverse("dataset:load", args=["anyshire", begun.pk])
    kept = [each for each in store_of(area).root.rglob("*") if each.is_file()]
    assert not any(b"9990000018" in each.read_bytes() for each in kept)
    assert inbox.waiting(store_of(area), begun.digest)
    assert "Loading" in page(analyst, "load", begun.pk)
    assert carry_out(Outbox.objects.get(kind="dataset_load").pk) == "done"
    begun.refresh_from_db()
    assert begun.words == ""
    shown = page(analyst, "load", begun.pk)
    assert "Loaded" in shown
    assert "1 row waits to be mended" in shown
    assert not inbox.waiting(store_of(area), begun.digest)
    assert not (store_of(area).root / "opened" / begun.digest).exists()
    assert Outbox.objects.get(kind="dataset_load").progress_words == "referrals: 3 rows read"


def test_a_refused_extract_says_field_by_field_what_is_missing(area, analyst, extract):
    refused = load(area, extract)
    shown = page(analyst, "load", refused.pk)
    assert "Refused" in shown
    assert "stand in no agreement" in shown


def test_a_form_without_a_file_says_so_and_keeps_nothing(area, analyst):
    answer = analyst.post(reverse("dataset:send", args=["anyshire"]), {"source": "camhs"})
    assert answer.status_code == 400
    assert "Choose the file that the partner sent." in answer.content.decode()
    assert not Load.objects.exists()


def test_the_set_at_a_glance_shows_every_row_as_a_sum(area, analyst, extract):
    agreed(area)
    done = load(area, extract, partner="Anyshire Trust")
    shown = page(analyst, "overview")
    assert "Stale" in shown
    assert "Anyshire Trust" in shown
    assert "Where every row went" in shown
    of_source = page(analyst, "source", "camhs")
    assert "Rule code.sex" in of_source
    assert f"Load {done.pk}" in of_source
    assert "None yet" in page(analyst, "source", "sen2")


def test_held_back_rows_are_taken_out_and_sent_back_mended(area, analyst, extract):
    agreed(area)
    first = load(area, extract)
    where = reverse("dataset:quarantine", args=["anyshire", first.pk, "referrals"])
    assert "9990000018" not in page(analyst, "quarantine", first.pk, "referrals")
    taken = b"".join(analyst.post(where).streaming_content).decode()
    assert "9990000018" in taken
    assert Event.objects.filter(verb="give_out_quarantine").count() == 1
    mended = SimpleUploadedFile("mended-referrals.csv", taken.replace(",Q,", ",1,").encode())
    answer = analyst.post(
        reverse("dataset:mend", args=["anyshire", first.pk, "referrals"]), {"files": [mended]}
    )
    assert answer.status_code == 302
    assert carry_out(Outbox.objects.get(kind="dataset_load").pk) == "done"
    assert Load.objects.get(mends=first).state == Load.COMPLETE
    assert "0 rows wait" in page(analyst, "load", first.pk)


def test_who_may_not_load_is_refused(area, extract):
    agreed(area)
    done = load(area, extract)
    senco = client_of(area, Role.SENCO)
    for name, parts in (("send", []), ("quarantine", [done.pk, "referrals"])):
        answer = senco.get(reverse(f"dataset:{name}", args=["anyshire", *parts]))
        assert answer.status_code in (403, 404)
