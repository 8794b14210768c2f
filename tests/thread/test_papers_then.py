"""Documents, the plan check and the files to take away, as they stood on a day that has passed."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import timezone

from goldenthread.areas.models import LocalArea
from goldenthread.audit.rules import Actor
from goldenthread.documents.changes import PartOfDocument, cite, receive_document
from goldenthread.documents.models import Document
from goldenthread.documents.rules import Cite
from goldenthread.improvement.changes import rewrite_action
from goldenthread.improvement.models import Action, Update
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.inspections.models import Inspection
from goldenthread.thread.changes import reopen_finding, settle_finding
from goldenthread.thread.models import FindingSettled
from goldenthread.thread.queries.check import check_page
from goldenthread.thread.queries.checked import checked_plan
from goldenthread.thread.queries.printed import printed_plan

from .test_as_at import SLUG, THEN, at, shown

BY = Actor("test", "A tester")
LATER = date(2020, 2, 1)


@pytest.fixture
def exercise(examples, cumbria) -> LocalArea:
    return examples[SLUG]


def paper(area: LocalArea, title: str, dated: date | None, **more: object) -> Document:
    """Bring in a paper of two lines that is of a day."""
    data = title.encode()
    return receive_document(
        by=BY, area=area, name=f"{title}.txt", title=title, kind="minutes",
        sha256=f"{abs(hash(title)):064d}"[:64], data=data, dated=dated,
        lines=[(title, None), ("More of it", None)],
        parts=[PartOfDocument("minutes", title, (1, 2))], **more,
    )  # fmt: skip


def rewritten(area: LocalArea) -> Action:
    """Rewrite an action after the day that is looked at."""
    plan = current_improvement_plan(area.pk)
    action = Action.objects.get(improvement_plan=plan, number="3.2.1")
    words = {"text": "Said anew altogether"}
    rewrite_action(by=BY, action=action, seen=action.stamp, words=words, on=LATER)
    return action


def test_documents_stand_from_the_day_they_are_of(lead, exercise):
    first = paper(exercise, "Paper of November", date(2019, 11, 20))
    paper(exercise, "Paper of February", LATER, supersedes=first)
    paper(exercise, "Paper of no day", None)
    then, after = shown(lead, "documents/"), shown(lead, "documents/", LATER)
    assert "As it stood on 1 December 2019." in then
    assert "Paper of November" in then
    assert "Paper of February" not in then
    assert "A newer version is held" not in then
    assert "Paper of no day" not in then
    assert "with no date came in later" in then
    assert "A newer version is held: Paper of February" in after


def test_a_document_of_a_later_day_was_not_there(lead, exercise):
    first = paper(exercise, "Paper of November", date(2019, 11, 20))
    later = paper(exercise, "Paper of February", LATER, supersedes=first)
    assert "A newer version is held" not in shown(lead, f"documents/{first.pk}/")
    assert "A newer version is held" in shown(lead, f"documents/{first.pk}/", LATER)
    assert "was not there on that day" in shown(lead, f"documents/{later.pk}/")
    assert "More of it" in shown(lead, f"documents/{later.pk}/", LATER)


def test_a_letter_with_no_date_stands_from_the_day_its_inspection_spoke(lead, exercise):
    letter = paper(exercise, "The letter itself", None)
    inspection = Inspection.objects.filter(area=exercise, letter_dated__lte=THEN).first()
    Inspection.objects.filter(pk=inspection.pk).update(document=letter)
    before = inspection.letter_dated - timedelta(days=1)
    assert "The letter itself" in shown(lead, "documents/", inspection.letter_dated)
    assert "The letter itself" not in shown(lead, "documents/", before)


def test_what_rests_on_a_document_is_what_rested_on_it_then(lead, exercise):
    held = paper(exercise, "Paper of November", date(2019, 11, 20))
    revisit = Inspection.objects.filter(area=exercise, letter_dated__gt=THEN).first()
    where = Cite(held.pk, (2, 2), "More of it")
    cite(by=BY, fact="inspection", cites=[(revisit.pk, "title", where)])
    assert revisit.title not in shown(lead, f"documents/{held.pk}/")
    assert revisit.title in shown(lead, f"documents/{held.pk}/", revisit.letter_dated)


def test_the_check_runs_over_the_plan_as_it_stood(lead, exercise):
    action = rewritten(exercise)
    old = action.revisions.get(on=LATER).old
    plan = current_improvement_plan(exercise.pk)
    paper(exercise, "Paper of February", LATER)
    texts = {
        day: next(a.text for a in checked_plan(plan, day).actions if a.number == "3.2.1")
        for day in (THEN, LATER)
    }
    assert texts == {THEN: old, LATER: "Said anew altogether"}
    held = {day: [d.name for d in checked_plan(plan, day).documents] for day in (THEN, LATER)}
    assert ("Paper of February" in held[THEN], "Paper of February" in held[LATER]) == (False, True)
    assert not checked_plan(plan, date(2019, 1, 1)).weaknesses
    said = shown(lead, "check/")
    assert "As it stood on 1 December 2019." in said
    assert "What would an inspector have said about this plan then?" in said
    assert "It is not kept by day" not in said
    assert "No improvement plan was there on that day" in shown(lead, "check/", date(2019, 1, 1))


def test_answers_count_from_the_day_they_were_given_until_undone(exercise):
    plan = current_improvement_plan(exercise.pk)
    found = check_page(plan, THEN).first[0]
    settle_finding(
        by=BY, improvement_plan=plan, rule=found.rule, subject=found.subject,
        answer=FindingSettled.ACCEPTED, words="So be it.",
    )  # fmt: skip
    settled = FindingSettled.objects.get(words="So be it.")
    assert not check_page(plan, THEN).settled
    noon = datetime(2019, 11, 25, 12, tzinfo=ZoneInfo("Europe/London"))
    FindingSettled.objects.filter(pk=settled.pk).update(at=noon)
    reopen_finding(by=BY, settled=settled)
    kept = check_page(plan, THEN)
    assert [row.pk for row in kept.settled] == [settled.pk]
    assert found not in [*kept.first, *kept.rest]
    assert not check_page(plan, date(2019, 11, 24)).settled
    assert not check_page(plan, timezone.localdate()).settled


def test_the_file_to_take_away_is_that_of_the_day(lead, exercise):
    action = rewritten(exercise)
    old = action.revisions.get(on=LATER).old
    plan = action.improvement_plan
    assert f"/plan/take-away/{plan.pk}/" in lead.get(at("plan/take-away/")).text
    assert "As it stood on 1 December 2019." in shown(lead, "plan/take-away/")
    answer = lead.get(at(f"plan/take-away/{plan.pk}/statement.xlsx"))
    assert "as-it-stood-on-2019-12-01.xlsx" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value}
    assert "2019-12-01" in cells
    assert old in cells
    assert "Said anew altogether" not in cells
    assert (
        lead.get(at(f"plan/take-away/{plan.pk}/statement.xlsx", date(2019, 1, 1))).status_code
        == 404
    )


def test_updates_are_printed_up_to_the_day(exercise):
    plan = current_improvement_plan(exercise.pk)
    of_plan = Update.objects.filter(action__improvement_plan=plan)
    later = of_plan.filter(on__gt=THEN).exclude(words="").first()
    printed = {
        day: " ".join(u for a in printed_plan(plan, day).actions for u in a.updates)
        for day in (THEN, later.on)
    }
    assert later.on.isoformat() not in printed[THEN]
    assert later.words in printed[later.on]
    assert later.words not in printed[THEN]


def test_the_findings_to_take_away_carry_the_day(lead, exercise):
    answer = lead.get(at("check/findings.xlsx"))
    assert "as-it-stood-on-2019-12-01.xlsx" in answer["Content-Disposition"]
