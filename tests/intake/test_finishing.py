"""What was accepted enters the record in one change; what was left unknown stays unknown."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.accounts.models import Post
from goldenthread.audit.models import Event
from goldenthread.core.errors import UserError
from goldenthread.documents.queries import citations_of
from goldenthread.improvement.changes import begin_promises
from goldenthread.improvement.models import Action, ImprovementPlan
from goldenthread.improvement.rules import PlanType
from goldenthread.improvement.rules.asking import post_title
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.models import Finding, Inspection, InspectionEvent, Judgement
from goldenthread.inspections.rules import (
    DraftInspection,
    DraftNumbered,
    InspectionKind,
    Regime,
)
from goldenthread.intake import changes
from goldenthread.intake.changes import Choice, Seen, Wanted
from goldenthread.intake.models import Intake, ReadFact
from goldenthread.intake.queries.entering import held_plan
from tests.intake.making import BY, bring_in, decide_all
from tests.reading import workbooks
from tests.shared import AGENDA_PACK, REPORTS, REVISIT_LETTER, needs_shared


def correct(ann, intake: Intake, key: str, field: str, value) -> None:
    row = ReadFact.objects.get(part__intake=intake, noun="actions", key=key, field=field)
    seen = [Seen(row.pk, row.version)]
    changes.decide(by=ann.actor, intake=intake, seen=seen, choice=Choice.CORRECT, value=value)


def first_inspection(area) -> Inspection:
    draft = DraftInspection(
        Regime.LOCAL_AREA_2016,
        InspectionKind.FULL,
        "The first inspection",
        inspected_from=date(2019, 3, 4),
        weaknesses=tuple(DraftNumbered(n, f"Weakness {n}") for n in range(1, 10)),
    )
    return record_inspection(by=BY, area=area, draft=draft)


def test_nothing_enters_while_anything_is_undecided(ann, tracker):
    changes.accept_sure(by=ann.actor, intake=tracker)
    with pytest.raises(UserError, match="3 facts are not decided yet"):
        changes.finish(by=ann.actor, intake=tracker)
    assert not ImprovementPlan.objects.exists()


def test_a_tracker_becomes_a_plan_and_each_field_cites_its_cell(ann, area, tracker):
    first_inspection(area)
    correct(ann, tracker, "2.2.1", "lead", ["Head of SEND"])
    decide_all(ann, tracker)
    wanted = Wanted("Our plan", PlanType.PRIORITY_ACTION)
    intake = changes.finish(by=ann.actor, intake=tracker, wanted=wanted)
    plan = intake.improvement_plan
    assert (plan.title, plan.plan_type, plan.actions.count()) == ("Our plan", "priority_action", 4)
    action = Action.objects.get(number="2.2.1")
    assert [lead.role for lead in action.leads.all()] == ["Head of SEND"]
    assert set(action.left_unknown) == {"due", "rag"}
    assert action.left_unknown["due"] == "The words leave the date open."
    assert (action.theme.title, action.group.name) == ("School offer", "Right help")
    priority = plan.priorities.get()
    assert (priority.number, priority.weakness.number) == (3, 3)
    cited = {c.field: c.passage.cell for c in citations_of("action", [action.pk])[action.pk]}
    assert cited == {"number": "A12", "text": "B12", "lead": "E12"}
    assert intake.outcome["left_unknown"] == 3
    assert Event.objects.filter(verb="finish_intake").count() == 1


def test_each_lead_that_enters_has_a_post_at_once_however_long_its_words(ann, area, tracker):
    long = "Head of " + "very long and particular things, " * 8
    held = Post.objects.filter(area=area).count()
    correct(ann, tracker, "2.2.1", "lead", [long])
    decide_all(ann, tracker)
    assert Post.objects.filter(area=area).count() == held
    plan = changes.finish(by=ann.actor, intake=tracker).improvement_plan
    roles = set(plan.leads.values_list("role", flat=True))
    assert long.strip() in {role.strip() for role in roles}
    titles = set(Post.objects.filter(area=area).values_list("title", flat=True))
    assert titles == {post_title(role) for role in roles}
    assert max(map(len, titles)) == 200


def test_what_has_entered_is_not_decided_again(ann, client, tracker):
    decide_all(ann, tracker)
    changes.finish(by=ann.actor, intake=tracker)
    with pytest.raises(UserError, match="has entered the record already"):
        changes.accept_sure(by=ann.actor, intake=tracker)
    with pytest.raises(UserError, match="has entered the record already"):
        changes.undo(by=ann.actor, intake=tracker)
    page = client.get(f"/areas/harbourshire/repair/{tracker.document_id}/", follow=True)
    text = " ".join(page.text.split())
    assert "4 actions, 1 group, 1 priority accepted; 3 facts left unknown on purpose" in text


def test_an_action_can_be_left_out_whole_and_one_number_twice_is_told_apart(ann, area):
    intake = bring_in(ann, area, workbooks.many_sheets(), "b.xlsx")
    decide_all(ann, intake)
    changes.finish(by=ann.actor, intake=intake)
    plan = ImprovementPlan.objects.get()
    assert [a.number for a in plan.actions.all()] == ["1", "2", "2-1"]
    assert plan.success_measures.get(number=1).baseline == "43%"


def test_a_plan_without_groups_stands_under_its_priorities(ann, area):
    for name, data in (
        ("c.ods", workbooks.open_document()),
        ("e.docx", workbooks.priority_action_form()),
    ):
        intake = bring_in(ann, area, data, name)
        decide_all(ann, intake)
        plan = changes.finish(
            by=ann.actor, intake=intake, wanted=Wanted(supersedes=None)
        ).improvement_plan
        groups = [(g.number, g.name, g.actions.count()) for g in plan.groups.all()]
        assert [row[:2] for row in groups] == [("1", "Priority 1"), ("2", "Priority 2")]
        assert sum(row[2] for row in groups) == plan.actions.count()
        assert all(row[2] for row in groups)


def test_the_pages_take_a_document_from_upload_to_the_plan(client, area, tracker):
    base = f"/areas/harbourshire/repair/{tracker.document_id}/"
    refused = client.post(f"{base}finish/", {"title": "A", "plan_type": "written_statement"})
    assert refused.status_code == 400
    assert "not decided yet" in refused.text
    client.post(f"{base}accept-sure/")
    client.post(f"{base}leave-rest/")
    page = client.get(f"{base}compare/")
    assert "Let it enter the record" in page.text
    for bad in (
        {},
        {"title": "", "plan_type": "written_statement"},
        {"title": "A", "plan_type": "x"},
    ):
        assert client.post(f"{base}finish/", bad).status_code == 400
    good = {"title": "A", "plan_type": "written_statement"}
    answer = client.post(f"{base}finish/", good, follow=True)
    assert "left unknown on purpose" in answer.text
    assert client.post(f"{base}finish/", good).status_code == 302
    assert ImprovementPlan.objects.count() == 1
    assert client.get("/areas/harbourshire/plan/").status_code == 200


def test_a_newer_version_is_compared_and_supersedes_without_replacing(client, ann, area, tracker):
    decide_all(ann, tracker)
    old = changes.finish(by=ann.actor, intake=tracker).improvement_plan
    begin_promises(by=ann.actor, improvement_plan=old)
    intake = bring_in(ann, area, workbooks.statement_form(), "newer.docx")
    decide_all(ann, intake)
    base = f"/areas/harbourshire/repair/{intake.document_id}/"
    page = client.get(f"{base}compare/")
    for words in ("2 added", "2 changed", "2 gone", "0 the same"):
        assert words in page.text
    gone = client.get(f"{base}compare/", {"how": "gone"})
    assert "Publish waits by locality" in gone.text
    assert "Name a worker" not in gone.text
    sent = {"title": "N", "plan_type": "written_statement", "follows": "newer", "held": old.pk}
    done = client.post(f"{base}finish/", sent, follow=True)
    assert "marked superseded" in done.text
    assert "2 promises, 0 links and 0 updates carried over" in done.text
    assert "2 promises to look at again because the words changed" in done.text
    assert "2 promises left with the plan before" in done.text
    old.refresh_from_db()
    newer = ImprovementPlan.objects.get(title="N")
    assert (old.life, newer.supersedes) == ("superseded", old)
    assert old.actions.count() == 4


@pytest.mark.parametrize("life", ["submitted", "not_fit", "fit", "live"])
def test_a_newer_version_supersedes_wherever_the_old_one_is(ann, area, tracker, life):
    decide_all(ann, tracker)
    old = changes.finish(by=ann.actor, intake=tracker).improvement_plan
    ImprovementPlan.objects.filter(pk=old.pk).update(life=life)
    intake = bring_in(ann, area, workbooks.statement_form(), "newer.docx")
    decide_all(ann, intake)
    changes.finish(by=ann.actor, intake=intake, wanted=Wanted(supersedes=old.pk))
    old.refresh_from_db()
    assert old.life == "superseded"
    assert "newer.docx" in old.life_events.get().note


def test_a_closed_plan_is_followed_by_none(ann, area, tracker):
    decide_all(ann, tracker)
    old = changes.finish(by=ann.actor, intake=tracker).improvement_plan
    ImprovementPlan.objects.filter(pk=old.pk).update(life="closed")
    intake = bring_in(ann, area, workbooks.statement_form(), "newer.docx")
    assert held_plan(intake, PlanType.WRITTEN_STATEMENT) is None
    decide_all(ann, intake)
    with pytest.raises(UserError, match="has changed since this page was drawn"):
        changes.finish(by=ann.actor, intake=intake, wanted=Wanted(supersedes=old.pk))


def test_a_plan_beside_leaves_the_one_held_alone(ann, area, tracker):
    decide_all(ann, tracker)
    old = changes.finish(by=ann.actor, intake=tracker).improvement_plan
    intake = bring_in(ann, area, workbooks.statement_form(), "other.docx")
    decide_all(ann, intake)
    changes.finish(by=ann.actor, intake=intake, wanted=Wanted(supersedes=None))
    old.refresh_from_db()
    assert old.life == "drafting"
    assert not old.superseded_by.exists()


def test_what_was_corrected_is_remembered_in_the_next_version(ann, area, tracker):
    correct(
        ann,
        tracker,
        "2.2.1",
        "due",
        [{"text": "July 2024", "from": "2024-07-01", "to": "2024-07-31", "precision": "month"}],
    )
    decide_all(ann, tracker)
    newer = bring_in(ann, area, workbooks.merged_tracker() + b"\0", "tracker v2.xlsx")
    row = ReadFact.objects.get(part__intake=newer, key="2.2.1", field="due")
    assert row.value[0]["text"] == "July 2024"
    assert (row.state, row.reason, row.decided) == (
        "sure",
        "As you corrected it before.",
        "pending",
    )
    other = ReadFact.objects.get(part__intake=newer, key="2.2.1", field="rag")
    assert other.state == "unsure"


def test_memory_keeps_to_its_area_and_to_versions_of_the_document(ann, area, tracker):
    correct(ann, tracker, "2.1.3", "rag", "red")
    unlike = bring_in(ann, area, workbooks.statement_form(), "statement.docx")
    assert not ReadFact.objects.filter(part__intake=unlike, remembered=True).exists()


def test_no_part_chosen_and_no_action_kept_are_said(ann, tracker):
    changes.choose_parts(by=ann.actor, intake=tracker, taken=set())
    with pytest.raises(UserError, match="No part of this document is chosen"):
        changes.finish(by=ann.actor, intake=tracker)


@needs_shared
def test_a_pack_enters_as_an_inspection_and_a_plan_of_108_actions(ann, area):
    intake = bring_in(ann, area, AGENDA_PACK.read_bytes(), "pack.txt")
    decide_all(ann, intake)
    intake = changes.finish(by=ann.actor, intake=intake)
    inspection = Inspection.objects.get()
    plan = intake.improvement_plan
    assert plan.inspection == inspection
    assert (plan.actions.count(), plan.groups.count(), plan.themes.count()) == (108, 6, 30)
    assert {p.number: p.weakness.number for p in plan.priorities.all()} == {
        n: n for n in range(1, 10)
    }
    assert plan.success_measures.count() == 35
    assert inspection.weaknesses.count() == 9
    sides = {
        side: Finding.objects.filter(side=side).count()
        for side in ("strength", "develop", "finding")
    }
    assert sides == {"strength": 21, "develop": 30, "finding": 17}
    assert inspection.plan_required is True


@needs_shared
def test_a_revisit_follows_the_first_inspection_with_its_judgements(ann, area):
    intake = bring_in(ann, area, REVISIT_LETTER.read_bytes(), "revisit.txt")
    decide_all(ann, intake)
    with pytest.raises(UserError, match="Bring in the first letter first"):
        changes.finish(by=ann.actor, intake=intake)
    assert not Inspection.objects.exists()
    first = first_inspection(area)
    changes.finish(by=ann.actor, intake=intake)
    revisit = Inspection.objects.get(kind="revisit")
    assert revisit.follows == first
    judged = list(Judgement.objects.values_list("judged", flat=True))
    assert (judged.count("sufficient"), judged.count("not_sufficient")) == (7, 2)
    assert Judgement.objects.get(weakness__number=4).caveats
    fit = InspectionEvent.objects.get(event="fit_for_purpose")
    assert (fit.inspection, fit.on) == (first, date(2019, 10, 18))
    intake.refresh_from_db()
    assert intake.outcome["judgements"] == 9


@needs_shared
def test_a_report_of_2023_enters_with_its_outcome_and_priority_actions(ann, area):
    report = REPORTS / "bury-07-may-2024.pdf"
    intake = bring_in(ann, area, report.read_bytes(), report.name)
    decide_all(ann, intake)
    changes.finish(by=ann.actor, intake=intake)
    inspection = Inspection.objects.get()
    assert (inspection.regime, inspection.outcome, inspection.plan_required) == ("2023", 3, True)
    assert inspection.priority_actions.count() >= 1
    assert all(p.responsible for p in inspection.priority_actions.all())
    again = bring_in(ann, area, report.read_bytes() + b"\n", "again.pdf")
    part = again.parts.get()
    changes.choose_parts(by=ann.actor, intake=again, taken={part.pk})
    decide_all(ann, again)
    with pytest.raises(UserError, match="recorded already"):
        changes.finish(by=ann.actor, intake=again)
    assert Inspection.objects.count() == 1


def test_saying_that_it_is_a_newer_version_is_enough_to_be_remembered(ann, area, tracker):
    correct(ann, tracker, "2.1.3", "rag", "red")
    data = workbooks.merged_tracker() + b"\0"
    taken = changes.take_in(
        by=ann.actor, area=area, name="b.xlsx", data=data, newer_version_of=tracker.document
    )
    assert taken.intake.document.supersedes == tracker.document
    rag = ReadFact.objects.get(part__intake=taken.intake, key="2.1.3", field="rag")
    assert (rag.value, rag.remembered) == ("red", True)


def test_a_plan_that_changed_meanwhile_is_not_superseded_unseen(ann, area, tracker):
    decide_all(ann, tracker)
    with pytest.raises(UserError, match="has changed since this page was drawn"):
        changes.finish(by=ann.actor, intake=tracker, wanted=Wanted(supersedes=99))
    assert not ImprovementPlan.objects.exists()


def test_progress_asks_the_same_however_many_documents_wait(client, ann, area, tracker):
    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/areas/harbourshire/bring-in/progress/")
        assert (
            page.text.count("Ready to repair") == Intake.objects.filter(document__area=area).count()
        )
        return [query["sql"] for query in queries]

    asked()  # the first page of a session also notes where the person signed in
    few = asked()
    bring_in(ann, area, workbooks.statement_form(), "two.docx")
    bring_in(ann, area, workbooks.many_sheets(), "three.xlsx")
    many = asked()
    assert len(many) == len(few), [sql for sql in many if sql not in few]
    assert len(many) <= 12


@needs_shared
def test_words_that_lean_both_ways_can_be_put_on_the_other_side(client, ann, area):
    first_inspection(area)
    intake = bring_in(ann, area, REVISIT_LETTER.read_bytes(), "revisit.txt")
    row = ReadFact.objects.filter(part__intake=intake, field="caveats", state="unsure")[0]
    assert row.alternatives == [{"side": "strengths"}]
    base = f"/areas/harbourshire/repair/{intake.document_id}/"
    page = client.get(base, {"fact": row.pk})
    assert "The words are right, but it is a strength" in page.text
    sent = {"seen": f"{row.pk}:{row.version}", "do": "choose", "choice": "0"}
    client.post(f"{base}decide/", sent)
    row.refresh_from_db()
    assert (row.field, row.decided) == ("strengths", "corrected")
    client.post(f"{base}undo/")
    row.refresh_from_db()
    assert (row.field, row.decided) == ("caveats", "pending")
    sent["seen"] = f"{row.pk}:{row.version}"
    client.post(f"{base}decide/", sent)
    decide_all(ann, intake)
    changes.finish(by=ann.actor, intake=intake)
    judged = Judgement.objects.get(weakness__number=int(row.key))
    assert row.value in judged.strengths
    assert row.value not in judged.caveats
