"""What people decided and promised stays with the newer version of a plan."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.audit.queries import first_broken_event, latest_event
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    PromiseDraft,
    begin_promises,
    carry_over,
    make_promises,
    publish_improvement_plan,
    record_improvement_plan,
    record_update,
)
from goldenthread.improvement.models import (
    ActionAnswersFinding,
    ActionGroup,
    ActionRestsOn,
    ActionServesMeasure,
    ImprovementPlan,
    MeasureOfWeakness,
    Promise,
    Update,
)
from goldenthread.improvement.rules import (
    Delivery,
    DraftAction,
    DraftGroup,
    DraftImprovementPlan,
    DraftMeasure,
    DraftTheme,
    PlanType,
    followers,
)
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.models import Inspection
from goldenthread.inspections.rules import (
    DraftFinding,
    DraftInspection,
    DraftNumbered,
    InspectionKind,
    Regime,
    Side,
)

from .conftest import BY

BEFORE = DraftImprovementPlan(
    PlanType.WRITTEN_STATEMENT,
    "The statement",
    groups=(DraftGroup("1", "Needs"), DraftGroup("2", "Access to help")),
    themes=(DraftTheme("1.1", "1", "Asking"),),
    actions=(
        DraftAction("1.1.1", "1.1", "1", "Ask families", refers_to_groups=("2",)),
        DraftAction("1.1.2", "1.1", "1", "Write it down", rests_on=("1.1.1",)),
        DraftAction("1.1.3", "1.1", "1", "Train staff"),
    ),
    measures=(
        DraftMeasure(1, "More plans in time"),
        DraftMeasure(2, "Fewer appeals each year"),
        DraftMeasure(3, "Something else"),
    ),
)
AFTER = replace(
    BEFORE,
    actions=(
        replace(BEFORE.actions[0], text="Ask \n families"),
        replace(BEFORE.actions[1], text="Write it down at once"),
        DraftAction("1.1.4", "1.1", "1", "Something new"),
    ),
    measures=(
        DraftMeasure(1, "Fewer appeals every year"),
        DraftMeasure(2, "Fewer appeals in each year"),
        DraftMeasure(4, "More plans in time"),
    ),
)
CONFIRMED = {"state": "confirmed", "why": "we know", "decided_by": "Chair"}


@pytest.fixture
def inspection(area) -> Inspection:
    return record_inspection(
        by=BY,
        area=area,
        draft=DraftInspection(
            Regime.LOCAL_AREA_2016,
            InspectionKind.FULL,
            "A letter",
            findings=(DraftFinding("main findings", Side.FINDING, "They do not know."),),
            weaknesses=(DraftNumbered(1, "Weak."),),
        ),
    )


@pytest.fixture
def old(area, inspection) -> ImprovementPlan:
    return record_improvement_plan(by=BY, area=area, draft=BEFORE, inspection=inspection)


def newer(old: ImprovementPlan, draft: DraftImprovementPlan = AFTER) -> ImprovementPlan:
    return record_improvement_plan(
        by=BY, area=old.area, draft=draft, inspection=old.inspection, supersedes=old
    )


def promised(old: ImprovementPlan) -> None:
    """Promise something of every action, of two measures and of neither, all fields filled."""
    one, two, gone = old.actions.all()
    in_time, appeals, _ = old.success_measures.all()
    drafts = [
        PromiseDraft("We ask you", one, due_words="by autumn", evidence_promised="Notes"),
        PromiseDraft("We trained them", gone),
        PromiseDraft("We write it down", two),
        PromiseDraft("In time", measure=in_time),
        PromiseDraft("Fewer appeals", measure=appeals),
        PromiseDraft("We are kind"),
    ]
    make_promises(by=BY, improvement_plan=old, drafts=drafts)
    Promise.objects.filter(action=one).update(
        due_to=date(2020, 11, 30),
        standing="will_not_happen",
        what_changed="Nothing",
        changed_on=date(2020, 5, 1),
        no_because="No money",
        evidence_by=date(2020, 12, 1),
        evidence_came_on=date(2020, 12, 2),
        withheld_by="Chair",
        withheld_since=date(2021, 1, 1),
    )


def test_promises_keep_every_field_and_ask_for_plain_words_where_the_words_changed(old):
    promised(old)
    new = newer(old)
    carried = carry_over(by=BY, old=old, new=new)
    assert (carried.promises, carried.promises_again, carried.promises_left) == (5, 2, 1)
    rows = list(new.promises.all())
    assert [(p.position, p.plain, p.plain_checked) for p in rows] == [
        (0, "We ask you", True),
        (1, "We write it down", False),
        (2, "In time", True),
        (3, "Fewer appeals", False),
        (4, "We are kind", True),
    ]
    assert [p.action.number if p.action else "" for p in rows] == ["1.1.1", "1.1.2", "", "", ""]
    assert [p.measure.number if p.measure else 0 for p in rows] == [0, 0, 4, 2, 0]
    moved = {"id", "improvement_plan_id", "action_id", "position"}
    names = {f.attname for f in Promise._meta.concrete_fields} - moved
    was = Promise.objects.get(improvement_plan=old, plain="We ask you")
    assert all(getattr(was, name) == getattr(rows[0], name) for name in names)
    assert rows[0].stamp == was.stamp
    assert old.promises.count() == 6


def test_words_that_were_only_the_plans_own_become_its_own_of_today(old):
    begin_promises(by=BY, improvement_plan=old)
    Promise.objects.filter(action__number="1.1.1").update(plain="We ask you")
    new = newer(old)
    carry_over(by=BY, old=old, new=new)
    assert [(p.plain, p.plain_checked) for p in new.promises.all()] == [
        ("We ask you", False),
        ("Write it down at once", False),
    ]


def decided(old: ImprovementPlan, inspection: Inspection) -> None:
    """Confirm or turn down links of every kind of the old plan."""
    one, two, gone = old.actions.all()
    in_time, appeals, other = old.success_measures.all()
    finding, weakness = inspection.findings.get(), inspection.weaknesses.get()
    turned_down = CONFIRMED | {"state": "rejected"}
    ActionAnswersFinding.objects.create(action=one, finding=finding, **CONFIRMED)
    ActionAnswersFinding.objects.create(action=two, finding=finding, **turned_down)
    ActionAnswersFinding.objects.create(action=gone, finding=finding, **CONFIRMED)
    ActionServesMeasure.objects.create(action=one, measure=in_time, **CONFIRMED)
    ActionServesMeasure.objects.create(action=one, measure=appeals, **CONFIRMED)
    ActionServesMeasure.objects.create(action=one, measure=other, **CONFIRMED)
    ActionRestsOn.objects.update(**CONFIRMED)
    ActionGroup.objects.update(**turned_down)
    MeasureOfWeakness.objects.create(measure=in_time, weakness=weakness, **CONFIRMED)
    MeasureOfWeakness.objects.create(measure=appeals, weakness=weakness, **CONFIRMED)


def told(link) -> tuple[str, str, str]:
    return link.state, link.why, link.decided_by


def test_links_keep_what_was_decided_unless_the_words_changed(old, inspection):
    decided(old, inspection)
    new = newer(old)
    carried = carry_over(by=BY, old=old, new=new)
    assert (carried.links, carried.links_again, carried.links_left) == (7, 2, 3)
    one, two, added = new.actions.all()
    kept, turned_down = ("confirmed", "we know", "Chair"), ("rejected", "we know", "Chair")
    again = ("proposed", "confirmed for the version before; the words changed", "")
    assert told(one.answers.get()) == kept
    assert told(two.answers.get()) == turned_down
    assert {s.measure.number: told(s) for s in one.serves.all()} == {4: kept, 2: again}
    assert told(two.rests_on.get(on=one)) == again
    assert told(one.refers_to.get(group__improvement_plan=new)) == turned_down
    assert [m.measure.number for m in MeasureOfWeakness.objects.all()][2:] == [4]
    assert not added.answers.exists()
    assert old.actions.first().serves.count() == 3


def test_what_was_said_of_an_action_goes_with_it(old):
    for number in ("1.1.2", "1.1.3"):
        record_update(
            by=BY,
            action=old.actions.get(number=number),
            on=date(2020, 2, 3),
            by_role="Head of SEND",
            delivery=Delivery.AT_RISK,
            words="Late",
            changed_for_families="Nothing yet",
            proposed_words="Soon",
        )
    new = newer(old)
    carried = carry_over(by=BY, old=old, new=new)
    assert (carried.updates, carried.updates_left) == (1, 1)
    names = {f.attname for f in Update._meta.concrete_fields} - {"id", "action_id"}
    was = Update.objects.get(action__improvement_plan=old, action__number="1.1.2")
    now = Update.objects.get(action__improvement_plan=new)
    assert now.action.number == "1.1.2"
    assert {n: getattr(was, n) for n in names} == {n: getattr(now, n) for n in names}


def test_it_is_on_the_trail_and_publishes_nothing(old):
    promised(old)
    publish_improvement_plan(by=BY, improvement_plan=old)
    new = newer(old)
    carry_over(by=BY, old=old, new=new)
    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.published_at, old.published_at is not None) == (None, True)
    event = latest_event("improvement_plan", new.pk)
    assert (event.verb, event.before) == ("carry_over", {"improvement_plan": old.pk})
    assert (event.after["promises"], event.after["promises_left"]) == (5, 1)
    assert first_broken_event() is None


def test_it_is_refused_twice_and_between_strangers(old):
    promised(old)
    new = newer(old)
    carry_over(by=BY, old=old, new=new)
    with pytest.raises(UserError, match="already"):
        carry_over(by=BY, old=old, new=new)
    with pytest.raises(UserError, match="not a version of the older one"):
        carry_over(by=BY, old=new, new=old)
    assert new.promises.count() == 5


def asked(old: ImprovementPlan, times: int) -> int:
    """Return how many questions it takes to carry a plan whose promises are made so often."""
    one = old.actions.first()
    drafts = [PromiseDraft(f"We ask you {i}", one) for i in range(times)]
    make_promises(by=BY, improvement_plan=old, drafts=drafts)
    new = newer(old)
    with CaptureQueriesContext(connection) as queries:
        carry_over(by=BY, old=old, new=new)
    return len(queries)


def test_more_promises_ask_no_more_questions(old, inspection):
    decided(old, inspection)
    promised(old)
    assert asked(old, 1) == asked(old, 20)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ({7: ("1", "More plans")}, {1: 7}),
        ({7: ("9", "More \n plans")}, {1: 7}),
        ({7: ("1", "More plan")}, {1: 7}),
        ({7: ("2", "More plan")}, {}),
        ({7: ("1", "Less waiting")}, {}),
        ({7: ("2", "More plans"), 8: ("1", "More plans")}, {1: 8}),
        ({7: ("1", "More plan"), 8: ("3", "More plans")}, {1: 8}),
        ({}, {}),
    ],
)
def test_what_follows_a_measure(after, found):
    assert followers({1: ("1", "More plans")}, after) == found


def test_none_follows_two():
    assert followers({1: ("1", "More"), 2: ("2", "More")}, {7: ("2", "More")}) == {2: 7}
