"""A plan begun from nothing: from what inspectors required, then part by part."""

from datetime import date

import pytest

from goldenthread.accounts.models import Post
from goldenthread.accounts.rules import Role
from goldenthread.areas.changes import add_area
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import Unfit
from goldenthread.improvement.changes.building import (
    NOT_WRITTEN,
    add_action,
    add_group,
    add_theme,
    begin_plan,
)
from goldenthread.improvement.changes.editing import edit_action
from goldenthread.improvement.models import Action, ImprovementPlan, Milestone, Priority, Redating
from goldenthread.improvement.queries.editing import editable
from goldenthread.improvement.rules import PlanType
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.rules import DraftInspection, DraftNumbered, InspectionKind, Regime

from .conftest import CHAIR
from .people import client_as, words

TODAY = date(2023, 9, 4)
PLAN = "/areas/newshire/plan"


@pytest.fixture
def newshire(db):
    return add_area(by=CHAIR, slug="newshire", name="Newshire")


@pytest.fixture
def inspection(newshire):
    draft = DraftInspection(
        regime=Regime.AREA_SEND_2023,
        kind=InspectionKind.FULL,
        title="A report",
        inspected_from=date(2023, 5, 1),
        priority_actions=(DraftNumbered(1, "Leaders must act."), DraftNumbered(2, "And again.")),
        improvements=(DraftNumbered(1, "Leaders should improve."),),
    )
    return record_inspection(by=CHAIR, area=newshire, draft=draft)


def begin(area, inspection, empty=2, title="Our plan"):
    kept = {"plan_type": PlanType.PRIORITY_ACTION, "title": title, "empty": empty, "on": TODAY}
    return begin_plan(by=CHAIR, area=area, inspection=inspection, **kept)


def test_a_plan_begins_with_a_priority_for_each_thing_required(newshire, inspection):
    plan = begin(newshire, inspection)
    rows = Priority.objects.filter(improvement_plan=plan)
    assert [(p.number, p.text) for p in rows] == [
        (1, "Leaders must act."),
        (2, "And again."),
        (3, "Leaders should improve."),
    ]
    assert [p.priority_action and p.priority_action.number for p in rows] == [1, 2, None]
    assert [p.improvement and p.improvement.number for p in rows] == [None, None, 1]
    numbers = list(plan.actions.values_list("number", "text"))
    assert numbers[:3] == [(n, NOT_WRITTEN) for n in ("1.1.1", "1.1.2", "2.1.1")]
    assert len(numbers) == 6
    assert plan.life == "drafting"


def test_no_second_plan_is_begun_and_nothing_without_a_title(newshire, inspection):
    with pytest.raises(UserError, match="needs a title"):
        begin(newshire, inspection, title=" ")
    begin(newshire, inspection)
    with pytest.raises(UserError, match="has a plan already"):
        begin(newshire, inspection)
    assert ImprovementPlan.objects.count() == 1


def test_without_an_inspection_it_begins_empty_and_grows(newshire):
    plan = begin(newshire, None)
    group = add_group(by=CHAIR, improvement_plan=plan, name="Needs")
    themes = [add_theme(by=CHAIR, group=group, title=t) for t in ("Asking", "Telling")]
    assert [theme.number for theme in themes] == ["1.1", "1.2"]
    action = add_action(
        by=CHAIR, theme=themes[1], text="Tell all", leads="Head of SEND; Director", due="May 2024"
    )
    assert (action.number, action.due_to) == ("1.2.1", date(2024, 5, 31))
    assert Post.objects.filter(area=newshire).count() == 2
    with pytest.raises(Unfit, match="No date could be read"):
        add_action(by=CHAIR, theme=themes[0], text="Ask", due="soonish")


def test_the_first_date_of_a_draft_needs_no_reason_and_is_no_move(newshire, inspection):
    action = begin(newshire, inspection).actions.first()
    row = editable(action.improvement_plan, TODAY, [action.pk])[action.pk]
    edits = {"text": "Write to every family", "due": "31 March 2024", "leads": "Head of SEND"}
    edit_action(by=CHAIR, action=action, edits=edits, seen=row.stamp, on=TODAY)
    action.refresh_from_db()
    assert Milestone.objects.get(action=action).ends == date(2024, 3, 31)
    assert not Redating.objects.exists()
    assert "text" not in action.left_unknown


def test_a_plan_is_begun_and_built_on_the_pages(newshire, inspection):
    lead = client_as(newshire, Role.IMPROVEMENT_LEAD)
    assert "Begin a plan from nothing" in words(lead.get(f"{PLAN}/"))
    assert "Leaders must act" in words(lead.get(f"{PLAN}/begin"))
    assert lead.post(f"{PLAN}/begin", {"title": "", "empty": "99"}).status_code == 400
    sent = {"title": "Our plan", "plan_type": "priority_action", "empty": "1"}
    assert lead.post(f"{PLAN}/begin", sent).url == f"{PLAN}/build"
    assert "3 actions still to be written" in words(lead.get(f"{PLAN}/build"))
    plan = ImprovementPlan.objects.get()
    group, theme = plan.groups.first(), plan.themes.first()
    for sent in (
        {"noun": "group", "name": "Joint working"},
        {"noun": "priority", "group": group.pk, "text": "Work together"},
        {"noun": "theme", "group": group.pk, "title": "Together"},
        {"noun": "action", "theme": theme.pk, "text": "Meet", "leads": "Director"},
        {"noun": "measure", "text": "Plans in time", "target": "90%"},
    ):
        assert lead.post(f"{PLAN}/build", sent).status_code == 302, sent
    page = words(lead.get(f"{PLAN}/build"))
    for said in ("Group 4: Joint working", "Priority 4", "Theme 1.2", "1.1.2", "Plans in time"):
        assert said in page
    wrong = lead.post(f"{PLAN}/build", {"noun": "action", "theme": theme.pk, "due": "soonish"})
    assert wrong.status_code == 400
    assert "Say what will be done" in words(wrong)
    assert lead.post(f"{PLAN}/build", {"noun": "nonsense"}).status_code == 400
    assert Action.objects.count() == 4
