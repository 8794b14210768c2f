"""What has stalled and why, the plan raised from it, and the rolling plan of the partnership."""

import io
from datetime import date

import docx
import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.accounts.models import Post
from goldenthread.accounts.rules import PostKind, Role
from goldenthread.core.errors import UserError
from goldenthread.improvement.changes import (
    EvidenceDraft,
    PromiseDraft,
    ScoreDraft,
    Unfit,
    VerdictDraft,
    add_evidence,
    agree_difference,
    make_promises,
    open_risk,
    propose_difference,
    record_improvement_plan,
    record_update,
)
from goldenthread.improvement.changes.accelerating import (
    AcceleratedDraft,
    Milestones,
    raise_accelerated,
)
from goldenthread.improvement.changes.continuing import begin_continuous
from goldenthread.improvement.models import (
    ActionOrigin,
    Evidence,
    ImprovementPlan,
    MeasureOfPriorityAction,
    MeasureOfWeakness,
    Promise,
    Risk,
    Update,
)
from goldenthread.improvement.queries import current_improvement_plan
from goldenthread.improvement.queries.rolling import rolling
from goldenthread.improvement.queries.stalled import priorities_stood
from goldenthread.improvement.rules import (
    Agreeing,
    Delivery,
    Difference,
    EvidenceKind,
    Grade,
    PlanType,
    RiskKind,
)
from goldenthread.improvement.rules.stalled import (
    ActionOfIt,
    Missing,
    Reason,
    WeaknessFacts,
    stalled,
)
from goldenthread.inspections.changes import record_inspection
from goldenthread.inspections.rules import DraftInspection, DraftNumbered, InspectionKind, Regime
from tests.rooms.small_plan import DRAFT

from .conftest import CHAIR, LEAD, MEMBER
from .people import PLAN, client_as, words

NOV = date(2019, 11, 4)
TODAY = timezone.localdate()


@pytest.fixture
def plan(area, groups_meet_as) -> ImprovementPlan:
    """Return the small plan as an answer to a letter with three weaknesses."""
    numbered = tuple(DraftNumbered(n, f"Weakness {n}", f"W{n}") for n in (1, 2, 3))
    draft = DraftInspection(
        regime=Regime.LOCAL_AREA_2016,
        kind=InspectionKind.FULL,
        title="A letter",
        inspected_from=date(2019, 3, 1),
        weaknesses=numbered,
    )
    letter = record_inspection(by=CHAIR, area=area, draft=draft)
    return record_improvement_plan(by=CHAIR, area=area, draft=DRAFT, inspection=letter)


def act(number="1.1", delivery=Delivery.ON_TRACK, due=None, slipped=0, agreed=None) -> ActionOfIt:
    return ActionOfIt(number, delivery, due, slipped, agreed)


WELL = WeaknessFacts((act(due=date(2020, 1, 1)),), 1, 1)


def reasons(facts: WeaknessFacts) -> list[Reason]:
    return [stall.reason for stall in stalled(facts, NOV)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (WELL, []),
        (WeaknessFacts(), [Reason.DELAYED]),
        (WeaknessFacts((act(due=date(2019, 10, 1)),), 1, 1), [Reason.DELAYED]),
        (WeaknessFacts((act(delivery=Delivery.DONE, due=date(2019, 10, 1)),), 1, 1), []),
        (WeaknessFacts((act(slipped=1),), 1, 1), [Reason.DELAYED]),
        (WeaknessFacts((act(delivery=Delivery.OFF_TRACK),), 1, 1), [Reason.DELAYED]),
        (WeaknessFacts((act(delivery=None),), 1, 1), []),
        (WeaknessFacts((act(),), 2, 0), [Reason.NO_IMPACT]),
        (WeaknessFacts((act(),), 0, 0), [Reason.NO_IMPACT]),
        (WeaknessFacts((act(agreed=Difference.IMPROVED),), 0, 0), []),
        (WeaknessFacts((act(agreed=Difference.CANNOT_TELL),), 0, 0), [Reason.NO_IMPACT]),
        (WeaknessFacts((act(agreed=Difference.WORSE),), 1, 1), [Reason.WORSENING]),
        (WeaknessFacts(WELL.actions, 1, 1, (Missing("A survey", NOV, "1.1"),)), []),
        (
            WeaknessFacts(WELL.actions, 1, 1, (Missing("A survey", date(2019, 9, 1), "1.1"),)),
            [Reason.SILENCE],
        ),
    ],
)
def test_what_has_stalled_and_why(facts, found):
    assert reasons(facts) == found


def test_a_reason_names_what_it_rests_on():
    facts = WeaknessFacts(
        tuple(act(f"1.{n}", due=date(2019, 9, 1)) for n in range(1, 11)),
        1,
        0,
        (Missing("A survey.", date(2019, 9, 30), "1.2"), Missing("More", date(2019, 10, 1), "1.3")),
    )
    delayed, impact, silence = stalled(facts, NOV)
    assert delayed.words.startswith("Past its date and not done: 1.1, 1.2")
    assert delayed.words.endswith("and 2 more.")
    assert impact.words == "Its one measure has no result, no difference is agreed."
    assert silence.words == "“A survey”, promised by 30 September 2019, and 1 more."
    assert silence.actions == ("1.2", "1.3")


def test_the_record_of_a_day_says_what_stalled_by_then(plan, action, dated):
    make_promises(
        by=CHAIR,
        improvement_plan=plan,
        drafts=[
            PromiseDraft(
                "We will ask", action, evidence_promised="A survey", evidence_by=date(2019, 10, 31)
            )
        ],
    )
    first = priorities_stood(plan, NOV)[0]
    assert [s.reason for s in first.reasons] == [Reason.NO_IMPACT, Reason.SILENCE]
    third = priorities_stood(plan, date(2019, 12, 1))[2]
    assert [s.reason for s in third.reasons] == [Reason.DELAYED, Reason.NO_IMPACT]
    assert priorities_stood(plan, date(2019, 10, 1))[0].facts.missing == ()


def test_worse_and_a_result_are_seen(plan, action):
    shown = EvidenceDraft(EvidenceKind.MEASURE, Grade.DATA, measure=plan.success_measures.first())
    evidence = add_evidence(by=LEAD, action=action, on=NOV, draft=shown)
    draft = VerdictDraft(Difference.WORSE, date(2019, 9, 1), NOV, "Longer waits", (evidence,))
    verdict = propose_difference(by=LEAD, action=action, on=NOV, draft=draft)
    outside = Agreeing(False, False, False, False, outside=True)
    agree_difference(by=MEMBER, verdict=verdict, on=NOV, who=outside)
    kept = {
        "measure": plan.success_measures.first(),
        "weakness": plan.inspection.weaknesses.first(),
    }
    MeasureOfWeakness.objects.create(**kept)
    first = priorities_stood(plan, date(2019, 11, 5))[0]
    assert (first.facts.measures, first.facts.with_results) == (1, 1)
    assert Reason.WORSENING in [s.reason for s in first.reasons]


def drafted(plan, *numbers: int, **more) -> AcceleratedDraft:
    rows = plan.priorities.filter(number__in=numbers)
    said = {row.pk: Milestones("Half are asked", "All are asked") for row in rows}
    given = {"title": "Accelerated", "starts": date(2020, 1, 6), "milestones": said} | more
    return AcceleratedDraft(**given)


@pytest.fixture
def lived(plan, action):
    """Return the plan with an update, evidence and a risk on record."""
    record_update(
        by=LEAD, action=action, on=NOV, by_role="Head of SEND", delivery=Delivery.OFF_TRACK
    )
    shown = EvidenceDraft(EvidenceKind.ADDRESS, Grade.DATA, address="https://example.org/x")
    add_evidence(by=LEAD, action=action, on=NOV, draft=shown)
    score = ScoreDraft(4, 4, "Director")
    kept = {"kind": RiskKind.RISK, "words": "Nobody applies", "on": NOV, "score": score}
    open_risk(by=LEAD, improvement_plan=plan, actions=[action], **kept)
    return plan


def raised(plan, *numbers, **more) -> ImprovementPlan:
    draft = drafted(plan, *(numbers or (1,)), **more)
    return raise_accelerated(by=CHAIR, improvement_plan=plan, draft=draft, on=date(2020, 1, 6))


def test_a_raised_plan_takes_over_actions_with_their_life_and_the_risks(lived, action):
    made = raised(lived, officers="Director of children’s services", advisers="SEND adviser")
    assert made.plan_type == PlanType.ACCELERATED_PROGRESS.value
    assert [a.number for a in made.actions.all()] == ["1.1.1", "1.1.2"]
    origin = ActionOrigin.objects.get(action=made.actions.first())
    assert origin.source == action
    assert made.priorities.get().weakness.number == 1
    assert Update.objects.filter(action__improvement_plan=made).get().delivery == "off_track"
    assert Evidence.objects.filter(action__improvement_plan=made).count() == 1
    assert Risk.objects.get(improvement_plan=made).actions.get().action.number == "1.1.1"
    posts = Post.objects.filter(kind=PostKind.ACCOUNTABLE_OFFICER.value)
    assert [p.title for p in posts] == ["Director of children’s services"]
    assert current_improvement_plan(lived.area_id) == lived
    assert lived.actions.count() == 3


def test_its_milestones_stand_at_six_and_twelve_months(lived):
    made = raised(lived)
    assert made.governance == [
        "Counted from 6 January 2020: 6 months end on 6 July 2020, 12 months on 6 January 2021."
    ]
    printed = made.success_measures.first().also_printed
    assert {"label": "6 month milestone, by 6 July 2020", "text": "Half are asked"} in printed
    assert {"label": "12 month milestone, by 6 January 2021", "text": "All are asked"} in printed


def test_nothing_is_raised_without_milestones_or_of_what_has_not_stalled(lived):
    row = lived.priorities.get(number=1)
    with pytest.raises(Unfit) as refused:
        raised(lived, milestones={row.pk: Milestones("", "x")}, title=" ")
    assert set(refused.value.faults) == {"title", f"six-{row.pk}"}
    with pytest.raises(UserError, match="has not stalled"):
        raised(lived, milestones={9_999: Milestones("x", "x")})
    assert ImprovementPlan.objects.count() == 1


def text_of(answer) -> str:
    """Return every word of a DOCX."""
    document = docx.Document(io.BytesIO(answer.content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_it_is_raised_on_the_page_and_printed_in_the_form_of_the_department(lived, area):
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    place = f"{PLAN}/stalled/"
    page = words(lead.get(place))
    assert "An action is delayed" in page
    assert "Past its date and not done: 1.1.1" in page
    row = lived.priorities.get(number=1)
    sent = {"title": "APP", "starts": "6 January 2020", "officers": "The Director"}
    assert "Choose at least one" in words(lead.post(place, sent))
    sent |= {f"take-{row.pk}": "on", f"six-{row.pk}": "Half are asked"}
    page = lead.post(place, sent)
    assert page.status_code == 400
    assert "Say what must be seen after 12 months" in words(page)
    answer = lead.post(place, sent | {f"twelve-{row.pk}": "All are asked", "advisers": "Adviser X"})
    assert answer.status_code == 302
    made = ImprovementPlan.objects.get(plan_type="accelerated_progress")
    where = f"{PLAN}/take-away/{made.pk}/accelerated_progress_plan.docx"
    assert where in words(lead.get(place))
    said = text_of(lead.get(where))
    for phrase in ("The Director", "Adviser X", "Weakness 1: Know needs", "Half are asked"):
        assert phrase in said
    assert "6 month milestone, by 6 July 2020" in said
    assert "Actions under no single priority" not in said


@pytest.mark.parametrize("role", [Role.ACTION_LEAD, Role.ADVISER, Role.SCRUTINY_MEMBER])
def test_others_see_what_stalled_and_raise_nothing(lived, area, role):
    client: Client = client_as(area, role)
    for place in (f"{PLAN}/stalled/", f"{PLAN}/rolling"):
        assert client.get(place).status_code == 200
        assert client.post(place, {"title": "x"}).status_code == 403
    assert ImprovementPlan.objects.count() == 1


def test_the_rolling_plan_takes_everything_open_and_says_where_from(lived, action, other, area):
    make_promises(by=CHAIR, improvement_plan=lived, drafts=[PromiseDraft("We will ask", action)])
    record_update(by=LEAD, action=other, on=NOV, by_role="x", delivery=Delivery.STOPPED)
    new, carried = begin_continuous(by=CHAIR, improvement_plan=lived, title="Rolling", on=TODAY)
    assert [a.number for a in new.actions.all()] == ["1.1.1", "2.1.1"]
    assert (carried.updates, carried.promises) == (1, 1)
    assert new.actions.first().origin.source == action
    assert [p.weakness.number for p in new.priorities.all()] == [1, 2, 3]
    assert Promise.objects.filter(improvement_plan=new).count() == 1
    lived.refresh_from_db()
    new.refresh_from_db()
    assert (lived.life, new.life) == ("superseded", "live")
    assert current_improvement_plan(area.pk) == new
    with pytest.raises(UserError, match="another has taken its place"):
        begin_continuous(by=CHAIR, improvement_plan=lived, title="Again", on=TODAY)


def test_it_rolls_with_the_day(lived, dated):
    found = rolling(lived, date(2019, 10, 1))
    assert [r.action.number for r in found.quarters[0].rows] == ["1.1.1", "2.1.1"]
    assert [r.action.number for r in found.undated] == ["1.1.2"]
    later = rolling(lived, date(2020, 1, 1))
    assert [r.action.number for r in later.overdue] == ["1.1.1", "2.1.1"]
    early = rolling(lived, date(2018, 9, 1))
    assert [r.action.number for r in early.later] == ["1.1.1", "2.1.1"]
    assert found.quarters[-1].ends == date(2020, 10, 1)


def test_the_rolling_plan_is_begun_on_its_page(lived, area):
    lead = client_as(area, Role.IMPROVEMENT_LEAD)
    place = f"{PLAN}/rolling"
    assert "Begin the continuous improvement plan" in words(lead.get(place))
    assert lead.post(place, {"title": ""}).status_code == 400
    assert lead.post(place, {"title": "Ours"}).status_code == 302
    page = words(lead.get(place))
    assert "From action 1.1.1 of “The statement”" in page
    assert "It rolls" in page
    assert "Begin the continuous" not in page


def test_worsening_says_whether_data_is_behind_it():
    worse = [
        ActionOfIt(n, Delivery.ON_TRACK, None, 0, Difference.WORSE, data)
        for n, data in (("1.1", True), ("1.2", False))
    ]

    def said(*rows):
        return stalled(WeaknessFacts(rows, 1, 1), NOV)[0].words

    assert said(*worse).endswith("1.1, 1.2. Data is behind that of 1.1 alone.")
    assert said(worse[0]).endswith("Data is behind it.")
    assert said(worse[1]).endswith("No data is behind it, only what was said or seen.")


def test_measures_of_a_priority_action_count_as_those_of_a_weakness_do(area, groups_meet_as):
    letter = record_inspection(
        by=CHAIR,
        area=area,
        draft=DraftInspection(
            regime=Regime.AREA_SEND_2023,
            kind=InspectionKind.FULL,
            title="A report",
            inspected_from=date(2019, 3, 1),
            priority_actions=tuple(DraftNumbered(n, f"Leaders must {n}") for n in (1, 2, 3)),
        ),
    )
    plan = record_improvement_plan(by=CHAIR, area=area, draft=DRAFT, inspection=letter)
    priority = plan.priorities.get(number=1)
    measure = plan.success_measures.first()
    MeasureOfPriorityAction.objects.create(
        measure=measure, priority_action=priority.priority_action, state="confirmed"
    )
    assert priorities_stood(plan, NOV)[0].facts.measures == 1
    made = raised(plan)
    now = made.priorities.get().priority_action
    linked = MeasureOfPriorityAction.objects.filter(
        priority_action=now, measure__improvement_plan=made
    )
    assert linked.count() == 2
    add_evidence(
        by=LEAD,
        action=plan.actions.first(),
        on=NOV,
        draft=EvidenceDraft(EvidenceKind.MEASURE, Grade.DATA, measure=measure),
    )
    assert priorities_stood(plan, NOV)[0].facts.with_results == 1
    assert priorities_stood(plan, date(2019, 11, 1))[0].facts.with_results == 0
