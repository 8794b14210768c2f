"""The exercise shows the whole working life, every word of it labelled as made up."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

import goldenthread
from goldenthread.accounts.models import Post, User
from goldenthread.audit.models import Outbox
from goldenthread.governance.models import Attendance, Paper
from goldenthread.governance.queries import (
    challenges_of,
    due_to_escalate,
    escalations_of,
    meetings_of,
    never_came_back,
    open_challenges,
    tracked_decisions,
)
from goldenthread.improvement.models import Evidence, ForumMark, Redating, Risk
from goldenthread.improvement.queries import (
    actions_led_by,
    current_improvement_plan,
    optimism_gap,
    standing_of,
    verdicts_counted,
    waiting_updates,
)
from goldenthread.improvement.queries.stalled import priorities_stood
from goldenthread.improvement.rules import Delivery, Difference, DifferenceState, Rag
from goldenthread.improvement.rules.stalled import Reason
from goldenthread.inspections.models import Advice, Contact
from goldenthread.reports.models import Report

DATA = Path(goldenthread.__file__).parent / "example" / "data"
MADE_UP = ("working_life", "proposed", "boards", "contacts", "reports", "people")
SAID = {
    *("words", "reason", "comment", "answer", "how", "why", "about", "agreed_why", "back_words"),
    *("outcome", "record", "families", "title", "place"),
}


def told(part) -> list[str]:
    """Return every sentence of a part of the file."""
    if isinstance(part, dict):
        own = [v for k, v in part.items() if k in SAID and isinstance(v, str) and v]
        return own + [words for value in part.values() for words in told(value)]
    if isinstance(part, list):
        return [words for value in part for words in told(value)]
    return []


@pytest.mark.parametrize("name", MADE_UP)
def test_every_sentence_says_that_it_is_made_up(name):
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    posts = {row["title"] for row in data["posts"]} if name == "people" else set()
    roles = {
        row["words"] for body in data.get("bodies", []) for row in body["members"] if "words" in row
    }
    sentences = [words for words in told(data) if words not in posts | roles]
    assert sentences
    assert [words for words in sentences if not words.startswith("Made up: ")] == []


def test_an_action_reported_green_is_computed_red_and_says_why(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    rows = standing_of(plan, date(2020, 12, 31)).values()
    apart = [s for s in rows if s.reported_rag is Rag.GREEN and s.computed_rag is Rag.RED]
    assert apart
    assert all(s.why.startswith("Green reported, but due ") for s in apart)
    assert {s.rule for s in apart} == {"date-passed"}


def test_every_part_of_the_working_life_is_there_to_try(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    on = date(2021, 3, 31)
    rows = standing_of(plan, on)
    assert {Rag.RED, Rag.AMBER, Rag.BLUE, Rag.GREY} <= {s.computed_rag for s in rows.values()}
    assert any(s.late for s in rows.values())
    assert any(s.override for s in rows.values())
    assert [s.number for s in rows.values() if s.embedded] == ["3.3.3"]
    states = {s.difference_state for s in rows.values()}
    assert {DifferenceState.AGREED, DifferenceState.REOPENED, DifferenceState.PROPOSED} <= states
    assert verdicts_counted(plan, on)[Difference.CANNOT_TELL] == 1
    assert waiting_updates(plan.pk).count() == 4
    assert Redating.objects.filter(action__improvement_plan=plan).count() > 15
    assert Risk.objects.filter(improvement_plan=plan).count() == 3
    assert sum(group.gap for group in optimism_gap(plan, on)) > 20


def test_nothing_is_done_without_a_verdict_or_a_day_to_judge_it(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    done = [s for s in standing_of(plan, date(2021, 3, 31)).values() if s.delivery is Delivery.DONE]
    assert done
    assert all(s.judge_on or s.difference_state is DifferenceState.AGREED for s in done)


def test_the_real_programme_has_no_working_life_at_all(examples, db):
    plan = current_improvement_plan(examples["cumbria"].pk)
    rows = standing_of(plan, date(2026, 1, 1)).values()
    assert {(s.delivery, s.computed_rag, s.late) for s in rows} == {(None, Rag.GREY, False)}
    assert not Evidence.objects.filter(action__improvement_plan=plan).exists()


def test_boards_met_decided_and_were_asked(examples, db):
    area, on = examples["cumbria-exercise"], timezone.localdate()
    meetings = meetings_of(area, None, None)
    assert len([m for m in meetings if m.drafted_on]) == 20
    assert [m.held_on for m in meetings if m.held_on >= on] == [on, on + timedelta(days=28)]
    decisions = tracked_decisions(area, on)
    never = never_came_back(area, on)
    assert 3 < len(never) < len(decisions)
    assert {len(c.challenge.steps.all()) for c in open_challenges(area, on)} == {1, 3}
    closed = [c for c in challenges_of(area, on) if not c.where.open]
    assert [c.challenge.raised_by_body.name for c in closed] == ["Parent carer forum"]
    assert {e.outcome_on is not None for e in escalations_of(area, on)} == {True}
    assert due_to_escalate(area, on)


def test_papers_went_out_and_what_is_private_says_why(examples, db):
    area = examples["cumbria-exercise"]
    papers = Paper.objects.filter(item__meeting__body__area=area).select_related("item", "document")
    private = [paper for paper in papers if paper.item.exempt]
    assert len(papers) > len(private) == 2
    assert all(paper.item.public_interest and paper.document is None for paper in private)
    assert all(
        paper.document and paper.document.title == paper.title
        for paper in papers
        if paper not in private
    )
    titles = {paper.title for paper in private} | {paper.item.title for paper in private}
    client = Client()
    client.force_login(User.objects.get(email="forum@example.org"))
    page = client.get("/areas/cumbria-exercise/documents/").text
    assert [title for title in titles if title in page] == []


def test_a_published_report_reads_the_same_on_every_day_and_says_so(examples, db):
    area = examples["cumbria-exercise"]
    client = Client()
    client.force_login(User.objects.get(email="forum@example.org"))
    for state, says in (("published", "kept as it was on 1 December 2019"), ("commented", "today")):
        report = Report.objects.filter(area=area, state=state).order_by("as_at")[0]
        page = client.get(f"/areas/{area.slug}/reports/{report.pk}/read?as-at=2019-12-01").text
        assert says in page
        assert ("This page shows today" in page) == (state == "commented")


def test_a_worse_verdict_marks_on_promises_and_leads_to_ask(examples, db):
    plan, on = current_improvement_plan(examples["cumbria-exercise"].pk), timezone.localdate()
    assert verdicts_counted(plan, on)[Difference.WORSE] == 1
    marks = ForumMark.objects.filter(promise__improvement_plan=plan)
    assert set(marks.values_list("mark", flat=True)) == {"ours", "not_ours", "mixed"}
    area = examples["cumbria-exercise"]
    assert sum(bool(actions_led_by(user, plan.pk, area, on)) for user in User.objects.all()) > 5


def test_evidence_that_was_wrong_is_withdrawn_and_stays_on_record(examples, db):
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    withdrawn = Evidence.objects.get(action__improvement_plan=plan, withdrawn_on__isnull=False)
    assert (withdrawn.action.number, withdrawn.withdrawn_on) == ("6.1.5", date(2020, 6, 9))
    before = standing_of(plan, date(2020, 4, 1))[withdrawn.action_id]
    after = standing_of(plan, date(2020, 7, 1))[withdrawn.action_id]
    assert (before.computed_rag, after.computed_rag) == (Rag.BLUE, Rag.AMBER)


def test_every_seat_says_how_it_stood_to_a_meeting(examples, db):
    area = examples["cumbria-exercise"]
    kinds = Attendance.objects.filter(meeting__body__area=area).values_list("kind", flat=True)
    assert set(kinds) == {"present", "in_attendance", "apologies", "absent"}


def test_regulators_and_advisers_said_what_they_saw(examples, db):
    area = examples["cumbria-exercise"]
    made_up = Contact.objects.filter(area=area, title__startswith="Made up: ")
    assert {c.kind for c in made_up} == {"keeping_in_touch", "monitoring_visit", "deep_dive"}
    advice = Advice.objects.filter(contact__in=made_up)
    answered = advice.filter(answers__isnull=False)
    assert 0 < answered.count() < advice.count()
    real = Contact.objects.filter(area=examples["cumbria"], title__startswith="Made up: ")
    assert not real.exists()


def test_the_board_s_and_a_scrutiny_report_were_published_and_one_is_in_draft(examples, db):
    area = examples["cumbria-exercise"]
    published = {one.kind: one for one in Report.objects.filter(area=area, state="published")}
    assert {(kind, one.as_at) for kind, one in published.items()} == {
        ("board_composite", date(2019, 12, 1)),
        ("scrutiny", date(2020, 5, 31)),
    }
    assert all(one.approved_by != one.made_by for one in published.values())
    assert "nine actions are reported done" in json.dumps(published["board_composite"].frozen)
    assert (
        Report.objects.get(area=area, state="commented").comments.filter(settled_at=None).exists()
    )


def test_weaknesses_have_stalled_so_that_an_accelerated_plan_can_be_raised(examples, db):
    area = examples["cumbria-exercise"]
    plan = current_improvement_plan(area.pk)
    stood = priorities_stood(plan, date(2021, 3, 31))
    reasons = {stall.reason for row in stood for stall in row.reasons}
    assert {Reason.DELAYED, Reason.NO_IMPACT, Reason.SILENCE} <= reasons


def test_posts_wait_for_who_holds_them(examples, db):
    for area in examples.values():
        if area.slug in ("cumbria", "cumbria-exercise"):
            assert Post.objects.filter(area=area, kind="lead").count() > 20
            assert Post.objects.filter(area=area, kind="accountable_officer").exists()
    lead = User.objects.get(email="action@example.org")
    today = timezone.localdate()
    plan = current_improvement_plan(examples["cumbria-exercise"].pk)
    led = actions_led_by(lead, plan.pk, examples["cumbria-exercise"], today)
    assert [action.number for action in led] == [f"6.3.{n}" for n in range(1, 8)]
    assert not actions_led_by(lead, plan.pk, examples["cumbria"], today)


def test_nobody_is_written_to_about_what_was_asked_years_ago(examples, db):
    subjects = [row.payload["subject"] for row in Outbox.objects.filter(kind="mail")]
    assert [subject.partition(" is put")[0] for subject in subjects] == ["Challenge 5"]
