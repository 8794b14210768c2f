"""From a draft to what is published: who may do what, and that what was published stays."""

from datetime import date, timedelta

import pytest

from goldenthread.accounts.changes import add_user, give_role
from goldenthread.accounts.rules import Role
from goldenthread.audit.models import Outbox
from goldenthread.audit.rules import Actor, Claim
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import rewrite_action
from goldenthread.improvement.models import Action, Promise, Update
from goldenthread.reports.changes import (
    comment_on_report,
    move_report,
    review_easy_read,
    settle_comment,
    write_commentary,
)
from goldenthread.reports.models import Rendering, Report
from goldenthread.reports.queries.composing import compose
from goldenthread.reports.queries.kept import (
    commentary_of,
    last_time,
    printed_report,
    stamp_of,
)
from goldenthread.reports.rules import Form, Kind, State
from goldenthread.reports.tasks import MAKERS, render_report

from .conftest import report_of
from .full_record import AS_AT, BY

OTHER = Actor("user:77", "Somebody else")


def published(report: Report) -> Report:
    """Approve a report by somebody else and publish it."""
    move_report(by=OTHER, report=report, to=State.APPROVED)
    return move_report(by=BY, report=report, to=State.PUBLISHED)


def work_for(report: Report, form: Form) -> Claim:
    """Return the work of making one file, as the worker is given it."""
    payload = {"report": report.pk, "form": form.value}
    return Claim(1, "render_report", "key", payload, 1, 1, 1, BY)


def test_who_drew_it_up_cannot_approve_it(record):
    report = report_of(record, Kind.SCRUTINY)
    with pytest.raises(UserError, match="cannot approve"):
        move_report(by=BY, report=report, to=State.APPROVED)
    assert move_report(by=OTHER, report=report, to=State.APPROVED).approved_by == OTHER.name


def test_an_open_comment_keeps_a_report_from_approval(record):
    report = report_of(record, Kind.SCRUTINY)
    comment = comment_on_report(by=OTHER, report=report, words="Where is the trend?")
    report.refresh_from_db()
    assert report.state == State.COMMENTED
    with pytest.raises(UserError, match="1 comment is still open"):
        move_report(by=OTHER, report=report, to=State.APPROVED)
    settle_comment(by=BY, comment=comment, words="It stands on page 2.")
    assert move_report(by=OTHER, report=report, to=State.APPROVED).state == State.APPROVED


def test_a_draft_cannot_be_published_unapproved(record):
    report = report_of(record, Kind.SCRUTINY)
    with pytest.raises(UserError, match="cannot become published"):
        move_report(by=OTHER, report=report, to=State.PUBLISHED)


def test_an_easy_read_report_waits_for_a_persons_review(record):
    report = report_of(record, Kind.EASY_READ)
    move_report(by=OTHER, report=report, to=State.APPROVED)
    with pytest.raises(UserError, match="a person has read it through"):
        move_report(by=BY, report=report, to=State.PUBLISHED)
    review_easy_read(by=OTHER, report=report)
    assert move_report(by=BY, report=report, to=State.PUBLISHED).frozen_hash


def test_taking_a_report_back_takes_its_approval_and_review_away(record):
    report = report_of(record, Kind.EASY_READ)
    review_easy_read(by=OTHER, report=report)
    move_report(by=OTHER, report=report, to=State.APPROVED)
    back = move_report(by=BY, report=report, to=State.DRAFT)
    assert (back.approved_by, back.reviewed_by) == ("", "")


@pytest.mark.parametrize("kind", [Kind.BOARD_COMPOSITE, Kind.STATEMENT, Kind.NEWSLETTER])
def test_what_was_published_stays_when_the_record_goes_on(record, kind: Kind):
    report = published(report_of(record, kind, since=date(2018, 10, 15)))
    before = printed_report(report)
    action = Action.objects.get(pk=record.rows["improvement.Action"].pk)
    rewrite_action(by=BY, action=action, words={"text": "Rewritten"}, on=AS_AT, seen=action.stamp)
    Update.objects.filter(action=action).update(words="Said otherwise")
    Promise.objects.filter(action=action).update(plain="We promised otherwise.")
    report.refresh_from_db()
    assert printed_report(report) == before
    assert stamp_of(report.frozen) == report.frozen_hash
    assert compose(report, commentary_of(report)) != before


def test_a_published_report_takes_no_more_words(record):
    report = published(report_of(record, Kind.SCRUTINY))
    with pytest.raises(UserError, match="closed"):
        write_commentary(by=BY, report=report, place="counts", words="No", as_at=AS_AT)


def test_the_authors_words_stand_at_their_place_with_their_day(record):
    report = report_of(record, Kind.SCRUTINY)
    write_commentary(by=BY, report=report, place="counts", words="We know little.", as_at=AS_AT)
    section = next(s for s in printed_report(report).sections if s.anchor == "counts")
    assert section.blocks[0].text == "We know little.\n(A tester, true on 1 December 2019)"


def test_publishing_asks_the_worker_for_every_file_once(record):
    report = published(report_of(record, Kind.SCRUTINY))
    rows = Outbox.objects.filter(kind="render_report")
    asked = [row.payload for row in rows]
    assert sorted(each["form"] for each in asked) == sorted(form.value for form in Form)
    assert {each["report"] for each in asked} == {report.pk}


def test_a_file_brought_twice_is_kept_once(record):
    report = published(report_of(record, Kind.SCRUTINY))
    render_report(work_for(report, Form.HTML))
    first = Rendering.objects.get(report=report)
    render_report(work_for(report, Form.HTML))
    assert Rendering.objects.get(report=report) == first
    assert bytes(first.data) == MAKERS[Form.HTML](printed_report(report))


def test_since_last_time_is_the_last_one_published_of_the_kind(record):
    old = report_of(record, Kind.SCRUTINY, as_at=AS_AT - timedelta(days=90))
    new = report_of(record, Kind.SCRUTINY)
    assert last_time(new) is None
    published(old)
    assert last_time(new).day == old.as_at
    assert last_time(report_of(record, Kind.STATEMENT)) is None


def test_since_last_time_is_the_boards_last_meeting_where_nothing_was_published(record):
    found = last_time(report_of(record, Kind.BOARD_COMPOSITE, body=record.body))
    assert (found.day, found.why) == (date(2019, 5, 1), "the last meeting of The board of Anyshire")


@pytest.fixture
def writer(record, client):
    """Return a client signed in as somebody who may write reports of the area."""
    user = add_user(by=BY, email="writer@example.org", name="A writer", password=None)
    role = Role.IMPROVEMENT_LEAD
    give_role(by=BY, user=user, area=record.area, role=role, starts=date(2000, 1, 1))
    client.force_login(user)
    return client


def test_a_report_is_chosen_then_named_then_drawn_up(writer, record):
    page = "/areas/anyshire/reports/new"
    assert "Which report?" in writer.get(page).content.decode()
    chosen = {"kind": "scrutiny", "as_at": "2019-12-01", "body": record.body.pk}
    named = writer.get(page, chosen).content.decode()
    assert 'value="Scrutiny report, The board of Anyshire, 1 December 2019"' in named
    assert 'value="1 May 2019"' in named
    sent = writer.post(page, chosen | {"title": "To scrutiny", "since": "2019-05-01"})
    assert sent.status_code == 302
    report = Report.objects.get(title="To scrutiny")
    assert (report.body, report.since) == (record.body, date(2019, 5, 1))


def test_a_highlight_report_without_a_group_is_asked_for_one(writer):
    chosen = {"kind": "group_highlight", "as_at": "2019-12-01"}
    answer = writer.get("/areas/anyshire/reports/new", chosen)
    assert answer.status_code == 400
    assert "Choose the working group" in answer.content.decode()


@pytest.mark.parametrize("as_at", ["", "nonsense", "2999-01-01"])
def test_a_day_that_will_not_do_is_refused_in_words(writer, as_at: str):
    sent = {"kind": "scrutiny", "as_at": as_at, "title": "T", "since": ""}
    answer = writer.post("/areas/anyshire/reports/new", sent)
    assert answer.status_code == 400
    assert not Report.objects.filter(title="T").exists()


def test_the_pages_of_a_report_can_be_read(writer, record):
    report = report_of(record, Kind.BOARD_COMPOSITE, body=record.body)
    for page in ("", f"/{report.pk}", f"/{report.pk}/read", f"/{report.pk}/words/off"):
        assert writer.get(f"/areas/anyshire/reports{page}").status_code == 200
    mine = writer.get(f"/areas/anyshire/reports?body={record.body.pk}").content.decode()
    assert "Reports for The board of Anyshire" in mine
    for form in Form:
        answer = writer.get(f"/areas/anyshire/reports/{report.pk}/file/{form.value}")
        assert answer.status_code == 200
        assert f'-draft.{form.value}"' in answer["Content-Disposition"]


def test_the_list_shows_the_newest_first_with_each_a_click_from_its_words(writer, record):
    for day in (1, 3, 2):
        report_of(record, Kind.SCRUTINY, title=f"Of the day {day}", as_at=date(2019, 11, day))
    page = writer.get("/areas/anyshire/reports").content.decode()
    places = [page.index(f"Of the day {day}</a>") for day in (3, 2, 1)]
    assert places == sorted(places)
    newest = Report.objects.get(title="Of the day 3")
    assert f'href="/areas/anyshire/reports/{newest.pk}/read"' in page


def test_who_cannot_approve_or_publish_yet_is_told_why(record, client):
    report = report_of(record, Kind.EASY_READ)
    user = add_user(by=BY, email="both@example.org", name="Both", password=None)
    for role in (Role.IMPROVEMENT_LEAD, Role.INDEPENDENT_CHAIR):
        give_role(by=BY, user=user, area=record.area, role=role, starts=date(2000, 1, 1))
    client.force_login(user)
    address = f"/areas/anyshire/reports/{report.pk}"
    assert "Approve it</button>" in client.get(address).text
    Report.objects.update(made_by_ref=user.actor.ref)
    mine = client.get(address).text
    assert "Approve it</button>" not in mine
    assert "Whoever drew up a report cannot approve it. Ask somebody else who may." in mine
    Report.objects.update(made_by_ref=BY.ref)
    comment_on_report(by=OTHER, report=report, words="Why?")
    assert "1 comment is still open. Settle each" in client.get(address).text
    Report.objects.update(state=State.APPROVED)
    approved = client.get(address).text
    assert "Publish it</button>" not in approved
    assert "An easy-read report is not published until a person has read it" in approved


def test_what_changed_since_it_was_approved_is_not_published(record):
    report = report_of(record, Kind.STATEMENT)
    move_report(by=OTHER, report=report, to=State.APPROVED)
    Action.objects.filter(pk=record.rows["improvement.Action"].pk).update(text="Said otherwise")
    with pytest.raises(UserError, match="has changed since it was approved"):
        move_report(by=BY, report=report, to=State.PUBLISHED)
    back = move_report(by=BY, report=report, to=State.DRAFT)
    assert published(back).frozen_hash


def test_what_is_asked_of_an_approved_report_takes_its_approval_away(record):
    report = report_of(record, Kind.SCRUTINY)
    move_report(by=OTHER, report=report, to=State.APPROVED)
    comment = comment_on_report(by=OTHER, report=report, words="One thing more.")
    report.refresh_from_db()
    assert (report.state, report.approved_by, report.approved_stamp) == (State.COMMENTED, "", "")
    with pytest.raises(UserError, match="cannot become published"):
        move_report(by=BY, report=report, to=State.PUBLISHED)
    settle_comment(by=BY, comment=comment, words="Done.")
    assert published(report).frozen_hash
