"""What reports tell and what they leave out: later, withheld, exempt, in the plan’s own words."""

from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.areas.models import LocalArea
from goldenthread.audit.changes import record as trail
from goldenthread.governance.models import AgendaItem
from goldenthread.improvement.models import Action, ForumMark, Promise, UpdateCycle
from goldenthread.reports.models import Report
from goldenthread.reports.queries.composing import compose
from goldenthread.reports.queries.kept import printed_report
from goldenthread.reports.rules import Kind
from goldenthread.writing.report import EasyLine, PrintedReport
from goldenthread.writing.report_html import report_html
from goldenthread.writing.report_pdf import report_pdf
from tests.writing.test_report import FORMS, told

from .conftest import report_of
from .full_record import AS_AT, BY, Record, made, token

FIRST_DAY = date(2018, 6, 1)


def words_of(report: Report) -> str:
    """Return every word of a report."""
    return "\n".join(told(printed_report(report).as_json()))


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_said_after_the_day_is_told(record: Record, kind: Kind):
    said = [
        token(model, name)
        for model, name in (
            (type(record.rows["improvement.Update"]), "words"),
            (type(record.rows["improvement.Evidence"]), "words"),
            (type(record.rows["improvement.DifferenceVerdict"]), "words"),
            (type(record.rows["improvement.Redating"]), "reason"),
            (type(record.rows["improvement.Cost"]), "words"),
            (ForumMark, "comment"),
            (type(record.rows["improvement.Risk"]), "words"),
            (type(record.rows["governance.Challenge"]), "words"),
            (type(record.rows["governance.Decision"]), "words"),
            (type(record.rows["inspections.Contact"]), "title"),
            (type(record.rows["inspections.Judgement"]), "strength"),
        )
    ]
    words = words_of(report_of(record, kind, as_at=FIRST_DAY))
    assert [each for each in said if each in words] == []


def test_an_action_reads_as_it_did_before_it_was_rewritten(record):
    words = words_of(report_of(record, Kind.STATEMENT, as_at=FIRST_DAY))
    revision = record.rows["improvement.Revision"]
    assert revision.old in words
    assert revision.new not in words


def test_an_answer_given_later_is_not_told_with_the_mark(record):
    mark = record.rows["improvement.ForumMark"]
    words = words_of(report_of(record, Kind.BOARD_COMPOSITE, as_at=mark.on))
    assert mark.comment in words
    assert mark.answer not in words


def test_a_mark_on_an_action(record):
    action = record.rows["improvement.Action"]
    made(ForumMark, action=action, promise=None, mark="mixed", comment="Some of us only")
    words = words_of(report_of(record, Kind.BOARD_COMPOSITE))
    assert "This is the experience of some of us. Some of us only" in words


def test_a_late_update_says_when_it_was_due(record):
    UpdateCycle.objects.update(opens=AS_AT - timedelta(days=20), due=AS_AT - timedelta(days=5))
    words = words_of(report_of(record, Kind.BOARD_COMPOSITE))
    assert "An update was due by 26 November 2019 and did not come." in words


@pytest.mark.parametrize("kind", [Kind.NEWSLETTER, Kind.EASY_READ, Kind.ANNUAL, Kind.STATEMENT])
def test_a_withheld_promise_is_never_told_whatever_the_day(record, kind: Kind):
    Promise.objects.update(withheld_by="Director", withheld_since=AS_AT + timedelta(days=30))
    ForumMark.objects.all().delete()
    words = words_of(report_of(record, kind))
    assert token(Promise, "plain") not in words
    assert token(Promise, "what_changed") not in words
    if kind is Kind.STATEMENT:
        assert "Withheld by Director since 31 December 2019" in words


@pytest.mark.parametrize("kind", [Kind.NEWSLETTER, Kind.EASY_READ])
def test_a_promise_in_the_plans_own_words_is_counted_not_told(record, kind: Kind):
    Promise.objects.update(plain_checked=False)
    words = words_of(report_of(record, kind))
    assert token(Promise, "plain") not in words
    assert "1 promise" in words


@pytest.mark.parametrize("kind", [Kind.ACTION_AND_CHALLENGE_LOG, Kind.SCRUTINY])
def test_what_was_decided_in_private_is_not_printed(record, kind: Kind):
    decision = record.rows["governance.Decision"]
    links = ("decision", "challenge", "escalation", "forward_item", "action", "previous")
    none = dict.fromkeys(links)
    decision.item = made(
        AgendaItem, meeting=decision.meeting, position=1, exempt_paragraph=3, **none
    )
    decision.save()
    words = words_of(report_of(record, kind))
    assert decision.words not in words
    assert decision.back_words not in words


def test_easy_read_is_lines_with_a_picture_each_and_nothing_else(record):
    report = printed_report(report_of(record, Kind.EASY_READ))
    blocks = [block for section in report.sections for block in section.blocks]
    assert blocks
    assert {type(block) for block in blocks} == {EasyLine}


def test_an_exercise_says_so_on_every_report(record):
    LocalArea.objects.update(exercise=True)
    record.area.refresh_from_db()
    assert "made up" in printed_report(report_of(record, Kind.VISIT_PACK)).notices[0]


def many(record: Record, actions: int) -> Record:
    """Fill the plan up with actions as busy as the one it has, each red."""
    one = record.rows["improvement.Action"]
    like = {name: getattr(one, name) for name in ("improvement_plan", "group", "theme", "text")}
    rows = Action.objects.bulk_create(
        Action(number=f"9.{n}", position=100 + n, **like) for n in range(actions)
    )
    for label in ("Update", "Evidence", "Cost", "CoProduction", "Milestone", "DifferenceVerdict"):
        row = record.rows[f"improvement.{label}"]
        model = type(row)
        fields = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
        kept = {name: getattr(row, name) for name in fields}
        kept |= {"supersedes_id": None, "replaces_id": None}
        held = {name: kept[name] for name in fields if name != "action_id"}
        model._default_manager.bulk_create(model(action=a, **held) for a in rows)
    trail(by=BY, verb="fill", subject="improvement_plan", ref=record.improvement_plan.pk)
    return record


@pytest.mark.parametrize("kind", list(Kind))
def test_a_report_asks_no_more_of_many_actions_than_of_one(record, kind: Kind):
    report = report_of(record, kind, since=FIRST_DAY)
    trail(by=BY, verb="begin", subject="improvement_plan", ref=record.improvement_plan.pk)
    few = asked(report)
    many(record, 30)
    assert asked(report) == few
    assert few <= 120


def asked(report: Report) -> int:
    """Return how many questions composing a report asks the database."""
    fresh = Report.objects.select_related("area", "improvement_plan", "group", "body")
    with CaptureQueriesContext(connection) as queries:
        compose(fresh.get(pk=report.pk), {})
    return len(queries)


def test_the_board_report_of_108_actions_is_composed_at_once(record):
    many(record, 106)
    report = report_of(record, Kind.BOARD_COMPOSITE, since=FIRST_DAY)
    best = min(timed(report) for _ in range(3))
    assert best < 1.0, "seconds; about a quarter on a machine with nothing else to do"


def timed(report: Report) -> float:
    """Return the seconds it takes to compose a report."""
    fresh = Report.objects.get(pk=report.pk)
    started = perf_counter()
    compose(fresh, {})
    return perf_counter() - started


def test_the_boards_first_page_is_one_page_however_much_is_off_track(record):
    many(record, 106)
    Action.objects.update(text="A long action that goes on " * 12)
    printed = printed_report(report_of(record, Kind.BOARD_COMPOSITE, since=FIRST_DAY))
    pages = pages_of(printed)
    for heading in ("Where we stand", "Exceptions", "What the board is asked to decide"):
        assert heading in pages[0]
    assert "Contents" in pages[1]
    assert pages[1].index("Contents") < 200


def pages_of(report: PrintedReport) -> list[str]:
    """Return the words of each page of a report's PDF."""
    opened = pypdfium2.PdfDocument(report_pdf(report))
    return [page.get_textpage().get_text_range() for page in opened]


def test_the_visit_pack_is_one_file_that_needs_nothing_else(record):
    printed = printed_report(report_of(record, Kind.VISIT_PACK))
    words = FORMS["html"](printed)
    order = (
        "Index",
        "What leaders claim, and what it rests on",
        "Who says otherwise",
        "What leaders say is still wrong",
    )
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert BY.name in words


def test_more_is_told_only_of_actions_of_which_the_plan_states_more(record):
    """An action without resources, baseline, target, evidence or colour has no row of its own."""
    Action.objects.filter(number="7.1.9").update(
        resources="", baseline="", target="", evidence="", rag="", also_printed=[], left_unknown={}
    )
    tables = printed_report(report_of(record, Kind.STATEMENT)).tables()
    more = next(table for table in tables if table.name == "More of each action")
    assert [row[0] for row in more.rows] == ["7.1.8"]


def test_the_pages_and_the_files_take_their_colours_from_one_sheet():
    """What a page links to is found, and every file opens with the same words."""
    found = finders.find("writing/colours.css")
    colours = Path(str(found)).read_text(encoding="utf-8")
    assert ".report-colour-red { background:" in colours
    assert f"<style>{colours}" in report_html(PrintedReport("A report", (), ()))
    elsewhere = Path(str(finders.find("reports/report.css"))).read_text(encoding="utf-8")
    assert ".report-colour" not in elsewhere
