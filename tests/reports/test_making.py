"""A file that takes long: asked for, made by the worker, told of meanwhile, and then there."""

from datetime import date

import pytest
from django.db.models import F

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.audit.changes import tell_progress
from goldenthread.audit.models import Outbox
from goldenthread.audit.queries import progress_of
from goldenthread.audit.rules import Work
from goldenthread.audit.tasks import carry_out
from goldenthread.improvement.models import Action
from goldenthread.reports.changes import ask_for_file, write_commentary
from goldenthread.reports.models import DraftFile, Rendering
from goldenthread.reports.rules import LONG_FROM, Form, Kind, takes_long

from .conftest import report_of
from .full_record import AS_AT, BY
from .test_flow import published


@pytest.fixture
def long(monkeypatch):
    """Let every report be a long one."""
    monkeypatch.setattr("goldenthread.reports.rules.LONG_FROM", 0)


@pytest.fixture
def member(record, client):
    """Return a client signed in as somebody who may only see the area."""
    user = add_user(by=BY, email="member@example.org", name="A member", password=None)
    since = date(2000, 1, 1)
    give_role(by=BY, user=user, area=record.area, role=Role.BOARD_MEMBER, starts=since)
    client.force_login(user)
    return client


def pages_of(report) -> tuple[str, str]:
    """Return the address of a report's PDF and of the page that says how far it is."""
    file = f"/areas/anyshire/reports/{report.pk}/file/pdf"
    return file, f"{file}/making"


def worked_off() -> list[str]:
    """Do all the work that waits; say how each went."""
    waiting = Outbox.objects.filter(kind="render_report", state=Work.WAITING)
    return [carry_out(pk) for pk in waiting.values_list("pk", flat=True)]


def test_only_a_long_pdf_is_waited_for():
    assert takes_long(Form.PDF, LONG_FROM)
    assert not takes_long(Form.PDF, LONG_FROM - 1)
    assert not takes_long(Form.DOCX, 10 * LONG_FROM)


def test_the_pdf_of_a_long_draft_is_asked_for_and_then_told_of(record, member, long):
    file, page = pages_of(report_of(record, Kind.SCRUTINY))
    assert member.get(file)["Location"] == page
    before = member.get(page).text
    assert "takes a while to make" in before
    assert Outbox.objects.filter(kind="render_report").count() == 0
    assert member.post(page)["Location"] == page
    during = member.get(page).text
    assert "is being prepared" in during
    assert "waiting for its turn" in during
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in during
    assert worked_off() == ["done"]
    after = member.get(page)
    assert f'<meta http-equiv="refresh" content="0; url={file}">' in after.text
    assert "HX-Refresh" not in after
    assert member.get(page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    sent = member.get(file)
    assert sent["Content-Type"] == "application/pdf"
    assert sent.content == bytes(DraftFile.objects.get().data)


def test_the_page_says_how_far_the_pdf_is(record, member, long, monkeypatch):
    """What WeasyPrint tells of a PDF is on the page while the worker is at it, and a true share."""
    _, page = pages_of(report_of(record, Kind.SCRUTINY))
    member.post(page)
    seen: list[tuple[int | None, str, str]] = []

    def tell_and_look(**said):
        tell_progress(**said)
        row = Outbox.objects.get(pk=said["work"].pk)
        seen.append((progress_of(row.pk).share, row.progress_words, member.get(page).text))

    monkeypatch.setattr("goldenthread.reports.tasks.tell_progress", tell_and_look)
    assert worked_off() == ["done"]
    shares = [share for share, _, _ in seen]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 90)
    for share, words, text in seen:
        assert f"Making the PDF: {share}% done. {words}." in text
        assert f'value="{share}"' in text
    assert any(words.startswith("Page 1") for _, words, _ in seen)


def test_a_worker_whose_work_was_taken_over_stops_making_the_pdf(record, member, long, monkeypatch):
    _, page = pages_of(report_of(record, Kind.SCRUTINY))
    member.post(page)

    def taken_over(**said):
        Outbox.objects.filter(pk=said["work"].pk).update(attempts=F("attempts") + 1)
        tell_progress(**said)

    monkeypatch.setattr("goldenthread.reports.tasks.tell_progress", taken_over)
    assert worked_off() == ["lost"]
    assert not DraftFile.objects.exists()


def test_a_file_is_asked_for_once_however_often_it_is_sent(record, member, long):
    report = report_of(record, Kind.SCRUTINY)
    for _ in range(3):
        ask_for_file(by=BY, report=report, form=Form.PDF)
    assert Outbox.objects.filter(kind="render_report").count() == 1
    assert worked_off() == ["done"]
    ask_for_file(by=BY, report=report, form=Form.PDF)
    assert worked_off() == ["done"]
    assert DraftFile.objects.count() == 1


def test_a_draft_that_was_written_on_since_is_not_given_as_it_was(record, member, long):
    report = report_of(record, Kind.SCRUTINY)
    file, page = pages_of(report)
    ask_for_file(by=BY, report=report, form=Form.PDF)
    worked_off()
    write_commentary(by=BY, report=report, place="counts", words="And more.", as_at=AS_AT)
    assert member.get(file).status_code == 302
    assert "The record has changed since the last one was made." in member.get(page).text


def test_it_can_be_made_while_one_waits(record, member, long):
    file, _ = pages_of(report_of(record, Kind.NEWSLETTER))
    assert member.get(file, {"now": "1"}).content.startswith(b"%PDF")


def test_a_published_report_is_prepared_by_the_worker_from_the_start(record, member, long):
    report = published(report_of(record, Kind.NEWSLETTER))
    file, page = pages_of(report)
    assert "is being prepared" in member.get(member.get(file)["Location"]).text
    assert set(worked_off()) == {"done"}
    assert f"url={file}" in member.get(page).text
    assert member.get(file).content == bytes(Rendering.objects.get(report=report, form="pdf").data)
    assert not DraftFile.objects.exists()


def test_what_could_not_be_made_says_so_and_can_be_asked_for_again(record, member, long):
    report = report_of(record, Kind.SCRUTINY)
    _, page = pages_of(report)
    ask_for_file(by=BY, report=report, form=Form.PDF)
    Outbox.objects.filter(kind="render_report").update(state=Work.EXHAUSTED)
    assert "Every attempt failed" in member.get(page).text
    member.post(page)
    assert worked_off() == ["done"]


def test_a_file_that_was_asked_for_twice_holds_what_the_record_says_last(record, long):
    report = report_of(record, Kind.STATEMENT)
    ask_for_file(by=BY, report=report, form=Form.HTML)
    worked_off()
    Action.objects.filter(number="7.1.8").update(text="Said otherwise by now")
    ask_for_file(by=BY, report=report, form=Form.HTML)
    worked_off()
    assert b"Said otherwise by now" in bytes(DraftFile.objects.get().data)


def test_there_is_no_other_form(record, member):
    report = report_of(record, Kind.SCRUTINY)
    assert member.get(f"/areas/anyshire/reports/{report.pk}/file/exe/making").status_code == 404
